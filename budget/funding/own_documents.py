"""Documents people add to a plan so that its rules can cite them: read from text, with the number and rank that law is weighed by.

The documents that come with the program are not edited; a plan's own stand beside them and are read by everybody as one list.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.funding.rule_fields import CONFIDENCE, Read, read_choice, read_text
from budget.model.problem import Problem
from budget.reference.law import Confidence
from budget.store.kinds import ALL
from budget.store.records import Change, Record, Value
from budget.typed_date import read_date
from budget.vietnamese import fold

RANKS: Mapping[str, str] = {
    "6": "Luật, nghị quyết của Quốc hội",
    "5": "Nghị định của Chính phủ",
    "4": "Thủ tướng Chính phủ, bộ",
    "3": "HĐND tỉnh",
    "2": "UBND tỉnh",
    "1": "Công văn, ý kiến, thông báo",
}
"""Whose document it is, the strongest first: the rank rules are weighed by."""


@dataclass(frozen=True)
class DocumentField:
    """One field of a document: its name for scripts, its label, how its text is read; `choices` (value -> label) of a closed set."""

    name: str
    label: str
    read: Read
    choices: Mapping[str, str] | None = None


DOCUMENT_FIELDS: Mapping[str, DocumentField] = {
    field.name: field
    for field in (
        DocumentField("number", "Số, ký hiệu", read_text),
        DocumentField("kind", "Loại văn bản", read_text),
        DocumentField("title", "Trích yếu", read_text),
        DocumentField("short_name", "Tên gọi tắt", read_text),
        DocumentField("issuer", "Cơ quan ban hành", read_text),
        DocumentField("rank", "Bậc của văn bản", read_choice("Bậc của văn bản", RANKS), RANKS),
        DocumentField("issued", "Ngày ban hành", read_date),
        DocumentField("valid_from", "Có hiệu lực từ ngày", read_date),
        DocumentField("valid_to", "Hết hiệu lực sau ngày", read_date),
        DocumentField("confidence", "Mức đối chiếu", read_choice("Mức đối chiếu", CONFIDENCE), CONFIDENCE),
        DocumentField("note", "Ghi chú", read_text),
    )
}
NEEDED = ("number", "kind", "title", "rank")


def read_document(texts: Mapping[str, str]) -> tuple[dict[str, Value], list[Problem]]:
    """Field texts as a stored record without its code, and what is wrong; a field not named is empty."""
    record: dict[str, Value] = {}
    problems = [Problem("unknown_field", f"Văn bản không có mục “{name}”.", "Bỏ mục này.") for name in texts if name not in DOCUMENT_FIELDS]
    for name, field in DOCUMENT_FIELDS.items():
        record[name], found = field.read(texts.get(name, ""))
        problems.extend(found)
        if name in NEEDED and not texts.get(name, "").strip():
            problems.append(Problem("field_missing", f"Văn bản chưa ghi {field.label.lower()}.", f"Ghi {field.label.lower()} rồi lưu lại."))
    record["rank"] = int(str(record["rank"])) if record["rank"] else None
    record["confidence"] = record["confidence"] or Confidence.UNSURE.value
    if record["valid_from"] and record["valid_to"] and str(record["valid_from"]) > str(record["valid_to"]):
        problems.append(Problem("period_backward", "Văn bản hết hiệu lực trước ngày có hiệu lực.", "Sửa lại ngày đầu hoặc ngày cuối."))
    return record, problems


def show_document(record: Record) -> dict[str, str]:
    """A stored document as the texts a form begins with; reading them back gives the same record."""
    shown = {}
    for name, field in DOCUMENT_FIELDS.items():
        value = record.get(name)
        text = "" if value is None else str(value)
        if field.choices is not None:
            text = field.choices.get(text, text)
        elif field.read is read_date and text:
            text = "/".join(reversed(text.split("-")))
        shown[name] = text
    return shown


def code_of(record: Record) -> str:
    """The code of a new document, from its number and year: numbers come again every year."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(str(record["number"]))).split()
    return "-".join([*words, *([str(record["issued"])[:4]] if record["issued"] else [])]).upper()


def plan_document(
    current: Record | None, record: Mapping[str, Value], known: Sequence[str], reason: str, expected: int | None = None
) -> tuple[str, list[Change], list[Problem]]:
    """The code and the change that adds a document, or makes `current` read as `record`; or what is wrong."""
    code = str(current["code"]) if current is not None else code_of(record)
    if not reason.strip():
        return code, [], [Problem("reason_missing", "Chưa ghi lý do thêm, sửa văn bản.", "Ghi lý do; lý do này in trong nhật ký.")]
    if current is None:
        if code in known:
            sentence = f"Danh mục đã có văn bản số {record['number']}."
            return code, [], [Problem("document_known", sentence, "Chọn văn bản đó, hoặc ghi ngày ban hành nếu là văn bản khác trùng số.")]
        return code, [Change("own_document", code, ALL, None, {"code": code, **record})], []
    before = {name: value for name, value in current.items() if name != "code"}
    after = {name: record[name] for name in before}
    return code, ([Change("own_document", code, "about", before, after, expected)] if before != after else []), []
