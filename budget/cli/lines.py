"""Commands that change lines: set, line add, line delete; the same journaled edits a page makes."""

from budget.cli.call import Answer, Call, notes_of, opened, refuse_errors
from budget.cli.printing import decimal_number
from budget.cli.words import LINE_OPTIONS, MORE_LINE_OPTIONS
from budget.lines.editing import LineEdit
from budget.lines.fields import Field, find_field
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.problem import refuse
from budget.money import format_money
from budget.plan.face import Plan
from budget.scenarios.one_line import draft_for
from budget.store.records import Record, Value


def set_figure(call: Call) -> Answer:
    """One edit: of the line itself, or of what a scenario makes of it."""
    words = call.words
    _require_reason(words.reason)
    with opened(call) as plan:
        line = plan.lines.find_id(words.line)
        scenario = plan.scenarios.get(words.scenario).id
        return _set_in_scenario(call, plan, line, scenario) if scenario != BASE else _set_in_base(call, plan, line)


def add_line(call: Call) -> Answer:
    """A new line."""
    words = vars(call.words)
    texts = {name.replace("-", "_"): words[name.replace("-", "_")] for name in (*LINE_OPTIONS, *MORE_LINE_OPTIONS)}
    with opened(call) as plan:
        if texts["requires"]:
            texts["requires"] = plan.lines.find_id(texts["requires"])
        line, problems = plan.lines.add({name: text for name, text in texts.items() if text}, call.words.reason)
        refuse_errors(problems)
        if line is None:
            raise RuntimeError("a line was refused without a reason")
        row = _row(plan, line)
    number, amount, version = int(str(row["number"])), int(str(row["amount"])), int(str(row["version"]))
    new = {"unit": row["unit"], "name": row["name"], "source": row["source"], "amount": amount}
    text = f"Đã thêm khoản mục {number}: {row['name']}, thành tiền {format_money(amount)} đồng."
    data = {
        "id": line,
        "number": number,
        "old": None,
        "new": new,
        "amount": amount,
        "version": version,
        "seq": version,
        "notes": notes_of(problems),
    }
    return Answer(data, "\n".join([text, *notes_of(problems)]))


def delete_line(call: Call) -> Answer:
    """A line taken out; undo brings it back."""
    words = call.words
    with opened(call) as plan:
        line = plan.lines.find_id(words.line)
        row = _row(plan, line)
        receipt, problems = plan.lines.delete([line], words.reason, words.expect)
        refuse_errors(problems)
    old = {"unit": row["unit"], "name": row["name"], "source": row["source"], "amount": int(str(row["amount"]))}
    text = f"Đã xóa khoản mục {row['number']}: {row['name']}. Hoàn tác được bằng lệnh undo."
    return Answer({"id": line, "number": row["number"], "old": old, "new": None, "seq": receipt.seq if receipt else None}, text)


def _set_in_base(call: Call, plan: Plan, line: str) -> Answer:
    words = call.words
    value = plan.lines.find_id(words.value) if words.field == "requires" and words.value else words.value
    before = plan.lines.record(line) or {}
    field = find_field(words.field, before.get("finance_amount") is not None)
    saved = plan.lines.edit([LineEdit(line, words.field, value, words.expect)], words.reason)
    problems = [item.problem for item in saved.problems]
    refuse_errors(problems)
    if field is None:
        raise RuntimeError("an unknown field was saved")
    return _describe_set(
        call,
        plan,
        line,
        field,
        (before, plan.lines.record(line) or {}),
        None if saved.receipt is None else saved.receipt.seq,
        notes_of(problems),
    )


def _describe_set(
    call: Call, plan: Plan, line: str, field: Field, sides: tuple[Record, Record], seq: int | None, notes: list[str]
) -> Answer:
    row = _row(plan, line)
    old, new = (side.get(field.column) for side in sides)
    data = {
        "line": line,
        "number": row["number"],
        "field": call.words.field,
        "stored_field": field.name,
        "old": number_of(field, old),
        "new": number_of(field, new),
        "amount": row["amount"],
        "version": row["version"],
        "seq": seq,
        "changed": seq is not None,
        "notes": notes,
    }
    shown = f"{field.label} của khoản mục {row['number']}: {field.show(old) or '(trống)'} → {field.show(new) or '(trống)'}"
    text = (
        f"{shown}; thành tiền {format_money(int(str(row['amount'])))} đồng." if seq is not None else f"{shown}: không đổi nên không ghi gì."
    )
    return Answer(data, "\n".join([text, *notes]))


def _set_in_scenario(call: Call, plan: Plan, line: str, scenario: str) -> Answer:
    words = call.words
    before = _row(plan, line, scenario)
    draft, problems = draft_for(line, words.field, words.value, words.reason, before)
    refuse_errors(problems)
    if draft is None:
        return _describe_scenario_set(call, plan, line, scenario, before, None)
    applied = plan.scenarios.apply_to_line(scenario, draft, words.expect)
    return _describe_scenario_set(call, plan, line, scenario, before, applied.receipt.seq)


def _describe_scenario_set(call: Call, plan: Plan, line: str, scenario: str, before: Record, seq: int | None) -> Answer:
    field = find_field(call.words.field, appraised=False)
    if field is None:
        raise RuntimeError("an unknown field was saved")
    after = _row(plan, line, scenario)
    column = f"{call.words.field}_milli" if call.words.field in ("quantity", "times") else call.words.field
    old, new = number_of(field, before[column]), number_of(field, after[column])
    name = plan.scenarios.get(scenario).name
    data = {
        "line": line,
        "number": after["number"],
        "scenario": name,
        "field": call.words.field,
        "old": old,
        "new": new,
        "amount": after["amount"],
        "version": after["version"] if seq is None else seq,
        "seq": seq,
        "changed": seq is not None,
    }
    shown = (
        f"{name}: {field.label.split(' (')[0]} của khoản mục {after['number']}: {field.show(before[column])} → {field.show(after[column])}"
    )
    text = f"{shown}; thành tiền {format_money(int(str(after['amount'])))} đồng. Phương án gốc không đổi."
    return Answer(data, text if seq is not None else f"{shown}: không đổi nên không ghi gì.")


def number_of(field: Field, value: Value) -> int | float | str | bool | None:
    """A stored value as JSON shows it: thousandths as an exact decimal, money and the rest as they are."""
    if field.column.endswith("_milli"):
        return decimal_number(value if isinstance(value, int) else None)
    return value


def _row(plan: Plan, line: str, scenario: str = BASE) -> dict[str, Value]:
    return plan.lines.rows(LineFilter(listing=None, lines=(line,)), scenario)[0]


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise refuse("reason_missing", "Chưa ghi lý do thay đổi.", "Ghi lý do sau --reason; lý do này in trong nhật ký.")
