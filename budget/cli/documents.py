"""Commands on documents: list what rules may cite, add one to the plan, correct one people added."""

from budget.cli.call import Answer, Call, opened, refuse_errors
from budget.cli.grammar import UsageError
from budget.cli.printing import format_table
from budget.cli.rule_options import DOCUMENT


def list_documents(call: Call) -> Answer:
    """Every document of the plan by code; `own` are those people added."""
    with opened(call) as plan:
        known, own = plan.catalogue().documents, plan.rules.own_documents()
    names = ("code", "number", "title", "short_name", "issued", "confidence")
    rows = [{**{name: getattr(document, name) for name in names}, "own": code in own} for code, document in known.items()]
    cells = [[row["code"], row["number"], row["short_name"] or row["title"], "có" if row["own"] else ""] for row in rows]
    return Answer({"documents": rows}, format_table(["Mã", "Số, ký hiệu", "Tên", "Tự thêm"], cells))


def add_document(call: Call) -> Answer:
    """A document more."""
    texts = {"number": call.words.number, **_texts(call)}
    with opened(call) as plan:
        code, problems = plan.rules.save_document(texts, call.words.reason)
        refuse_errors(problems)
        seq = plan.head()
    return Answer({"document": code, "changed": True, "seq": seq}, f"Đã thêm văn bản {code}.")


def set_document(call: Call) -> Answer:
    """A document people added, corrected; what is not told stays."""
    words = call.words
    told = _texts(call) | ({"number": words.number} if words.number is not None else {})
    if not told:
        raise UsageError("Chưa nói sửa gì ở văn bản.", "Thêm ít nhất một mục, ví dụ --valid-to.")
    with opened(call) as plan:
        standing, _ = plan.rules.own_documents().get(words.document, ({}, 0))
        code, problems = plan.rules.save_document({**standing, **told}, words.reason, words.document, words.expect)
        refuse_errors(problems)
        seq = plan.head() if code else None
    text = f"Đã sửa văn bản {code}." if code else f"Văn bản {words.document} không đổi nên không ghi gì."
    return Answer({"document": words.document, "changed": code is not None, "seq": seq}, text)


def _texts(call: Call) -> dict[str, str]:
    told = {option.replace("-", "_"): getattr(call.words, option.replace("-", "_")) for option in DOCUMENT}
    return {name: text for name, text in told.items() if text is not None}
