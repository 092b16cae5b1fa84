"""Commands on annexes: what a decision grants, item by item; a pasted list with an account of every row; lines tied to items."""

from collections.abc import Mapping, Sequence
from typing import Any

from budget.cli.call import Answer, Call, RefusedWithReport, opened, refuse_errors
from budget.cli.grammar import UsageError
from budget.cli.printing import decimal_number, format_table
from budget.model.problem import PlanError, Problem
from budget.plan.listed_part import LABELS, LEAST, ItemUse, PastedItem, Suggestion
from budget.quantity import format_quantity

Rows = list[Mapping[str, Any]]
SHOWN = 5
_FIX = "Sửa hoặc bỏ những dòng đó rồi nhập lại cả tệp; xem từng dòng bằng --dry-run."


def list_items(call: Call) -> Answer:
    """Every item with what lines ask of it and what is left."""
    with opened(call) as plan:
        scenario = plan.scenarios.get(call.words.scenario)
        uses = plan.listed.uses(call.words.source, scenario.id)
        names = plan.catalogue()
    rows: Rows = [_item_row(use) for use in uses]
    over = sum(1 for use in uses if use.left_milli < 0)
    headings = ["Đơn vị", "Thiết bị, nội dung", "ĐVT", "Được cấp", "Đã mua", "Đề nghị", "Còn lại"]
    cells = [
        [names.unit_name(use.item.unit), use.item.name, use.item.measure, *(format_quantity(value) for value in _figures(use)), _left(use)]
        for use in uses
    ]
    text = f"{len(uses)} mục trong phụ lục; {over} mục bị đề nghị vượt số lượng."
    return Answer({"scenario": scenario.name, "items": rows, "over": over}, format_table(headings, cells, (3, 4, 5, 6)) + "\n" + text)


def add_item(call: Call) -> Answer:
    """One item entered with a reason."""
    words = call.words
    texts = {name: str(getattr(words, name) or "") for name in LABELS}
    with opened(call) as plan:
        receipt, problems = plan.listed.add(words.source, texts, words.reason)
        refuse_errors(problems)
        if receipt is None:
            raise RuntimeError("an item was refused without a reason")
        made = plan.listed.uses(words.source)
    row = next(_item_row(use) for use in made if use.item.unit == words.unit and use.item.name == " ".join(words.name.split()))
    return Answer({**row, "seq": receipt.seq}, f"Đã thêm “{row['name']}” vào phụ lục.")


def import_items(call: Call) -> Answer:
    """A whole list with an account of every row; nothing is written while a row is refused."""
    words = call.words
    path = call.path(words.file)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        fix = "Kiểm tra đường dẫn; lưu tệp dạng chữ UTF-8."
        raise PlanError(Problem("file_unreadable", f"Không đọc được tệp {path.name}.", fix)) from None
    with opened(call) as plan:
        rows = plan.listed.read(words.source, text, words.year)
        drafts = [row.draft for row in rows if row.draft is not None]
        refused = [row for row in rows if row.refused]
        report = _account(rows)
        if refused and not words.dry_run:
            said = " ".join(f"Dòng {row.row}: {row.problems[0].sentence}" for row in refused[:SHOWN])
            raise RefusedWithReport(Problem("rows_refused", f"Từ chối {len(refused)} dòng nên chưa ghi gì. {said}", _FIX), report)
        receipt, problems = (None, []) if words.dry_run else plan.listed.enter(drafts, words.reason)
        refuse_errors(problems)
    data = {**report, "written": receipt is not None, "seq": receipt.seq if receipt else None}
    end = "Đã ghi trong một lần." if receipt else "Chưa ghi."
    return Answer(data, f"Hiểu được {len(drafts)} mục, từ chối {len(refused)} dòng. {end}")


def match_lines(call: Call) -> Answer:
    """Suggestions; with --line one line is tied or untied, with --above all that are sure enough."""
    words = call.words
    if (words.line is None) != (words.item is None):
        raise UsageError("Ghép một khoản mục cần cả --line và --item.", "Thêm phần còn thiếu; bỏ ghép thì ghi --item ''.")
    if words.above is not None and not LEAST <= words.above <= 100:
        raise UsageError(f"Mức {words.above} ngoài khoảng {LEAST} đến 100.", "Ghi lại --above.")
    with opened(call) as plan:
        matching = plan.listed.matching(words.source)
        pairs = {} if words.line is None else {plan.lines.find_id(words.line): words.item}
        if words.above is not None:
            sure = [found for found in matching.suggestions if found.confidence >= words.above and found.measured_alike]
            pairs.update({found.line.line: found.item.id for found in sure})
        receipt, problems = plan.listed.tie(pairs, words.reason) if pairs else (None, [])
        refuse_errors(problems)
    shown: Rows = [_suggestion_row(found) for found in matching.suggestions]
    data = {
        "suggestions": shown,
        "without": [line.number for line in matching.without],
        "tied": len(pairs) if receipt else 0,
        "seq": receipt.seq if receipt else None,
    }
    cells = [[str(row["number"]), row["name"], row["item_name"], str(row["confidence"])] for row in shown]
    table = format_table(["Số", "Khoản mục", "Mục phụ lục gợi ý", "Độ tin"], cells, (0, 3))
    return Answer(data, f"{table}\nĐã ghép {data['tied']} khoản mục; {len(matching.without)} khoản mục không có gợi ý.")


def _item_row(use: ItemUse) -> Mapping[str, Any]:
    item = use.item
    plain = {name: getattr(item, name) for name in ("id", "source", "unit", "name", "measure", "year", "unit_price", "amount", "document")}
    numbers = dict(zip(("quantity", "bought", "asked", "left"), (*_figures(use), use.left_milli), strict=True))
    return {**plain, **{name: decimal_number(value) for name, value in numbers.items()}, "lines": use.lines}


def _figures(use: ItemUse) -> tuple[int, int, int]:
    return use.item.quantity_milli, use.item.bought_milli, use.asked_milli


def _left(use: ItemUse) -> str:
    """What is left, with a sign where more is asked than granted."""
    return f"-{format_quantity(-use.left_milli)}" if use.left_milli < 0 else format_quantity(use.left_milli)


def _account(rows: Sequence[PastedItem]) -> dict[str, Any]:
    told = {
        "items": sum(1 for row in rows if row.draft),
        "refused": sum(1 for row in rows if row.refused),
        "left_out": sum(1 for row in rows if row.left_out),
    }
    return {"rows": [_row_account(row) for row in rows], **told, "written": False, "seq": None}


def _row_account(row: PastedItem) -> Mapping[str, Any]:
    state = "read" if row.draft else "refused" if row.refused else "left_out"
    reason = row.left_out or " ".join(f"{problem.sentence} {problem.fix}" for problem in row.problems)
    amount = row.draft.amount if row.draft else None
    return {"row": row.row, "state": state, "text": row.text, "unit": row.unit, "amount": amount, "reason": reason}


def _suggestion_row(found: Suggestion) -> Mapping[str, Any]:
    line, item = found.line, found.item
    told = {"line": line.line, "number": line.number, "name": line.name, "item": item.id, "item_name": item.name}
    return {**told, "confidence": found.confidence, "measured_alike": found.measured_alike}
