"""Commands on rules: list them with what they decide for, add, change, end or take one out; what turns is told before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from budget.cli.call import Answer, Call, opened, refuse_errors
from budget.cli.grammar import UsageError
from budget.cli.printing import format_count, format_table
from budget.cli.rule_options import TELL, field_of
from budget.model import labels
from budget.model.problem import PlanError, Problem
from budget.money import format_money
from budget.plan.rules_part import ListedRule, Shift
from budget.typed_date import read_date


def list_rules(call: Call) -> Answer:
    """The rules in id order, in words, with the lines of the base each decides for."""
    words = call.words
    with opened(call) as plan:
        listed = plan.rules.listed()
    wanted = {name: getattr(words, name) for name in ("source", "document", "verdict") if getattr(words, name)}
    kept = [item for item in listed if all(getattr(item.rule, name) == value for name, value in wanted.items())]
    rows = [
        [item.rule.id, item.text.verdict, item.text.applies, item.text.citation, format_count(item.lines), format_money(item.amount)]
        for item in kept
    ]
    table = format_table(["Quy tắc", "Kết luận", "Áp dụng cho", "Căn cứ", "Khoản mục", "Số tiền"], rows, (4, 5))
    return Answer({"rules": [_told(item) for item in kept]}, table)


def add_rule(call: Call) -> Answer:
    """A rule more."""
    words = call.words
    texts = {"source": words.source, **_texts(call)}
    with opened(call) as plan:
        preview = plan.rules.preview(texts)
        refuse_errors(preview.problems)
        rule, seq = preview.text.id if preview.text else "", None
        if not words.dry_run:
            added, problems = plan.rules.add(texts, words.reason)
            refuse_errors(problems)
            rule, seq = str(added), plan.head()
    return _answer("Sẽ thêm" if words.dry_run else "Đã thêm", rule, preview.shifts, seq, words.dry_run)


def set_rule(call: Call) -> Answer:
    """A rule that says something else; what is not told stays."""
    words = call.words
    told = _texts(call) | ({"source": words.source} if words.source is not None else {})
    if not told:
        raise UsageError("Chưa nói sửa gì ở quy tắc.", "Thêm ít nhất một mục, ví dụ --verdict hoặc --article.")
    with opened(call) as plan:
        standing, _ = plan.rules.texts(words.rule)
        texts = {**standing, **told}
        preview = plan.rules.preview(texts, words.rule)
        refuse_errors(preview.problems)
        seq = None
        if not words.dry_run:
            receipt, problems = plan.rules.change(words.rule, texts, words.reason, words.expect)
            refuse_errors(problems)
            seq = receipt.seq if receipt else None
    return _answer("Sẽ sửa" if words.dry_run else "Đã sửa", words.rule, preview.shifts, seq, words.dry_run)


def end_rule(call: Call) -> Answer:
    """The last day a rule is in force."""
    words = call.words
    last = _day(words.day)
    with opened(call) as plan:
        shifts, seq = plan.rules.preview_without(words.rule, last), None
        if not words.dry_run:
            receipt, problems = plan.rules.end(words.rule, last, words.reason, words.expect)
            refuse_errors(problems)
            seq = receipt.seq if receipt else None
    return _answer("Sẽ kết thúc" if words.dry_run else "Đã kết thúc", words.rule, shifts, seq, words.dry_run)


def delete_rule(call: Call) -> Answer:
    """A rule taken out that decides for nothing."""
    words = call.words
    with opened(call) as plan:
        receipt, problems = plan.rules.delete(words.rule, words.reason, words.expect)
        refuse_errors(problems)
    return _answer("Đã xóa", words.rule, (), receipt.seq if receipt else None, False)


def _texts(call: Call) -> dict[str, str]:
    """What was told of a rule: field -> text."""
    told = {field_of(option): getattr(call.words, option.replace("-", "_")) for option in TELL}
    return {field: text for field, text in told.items() if text is not None}


def _day(text: str) -> date:
    day, problems = read_date(text)
    refuse_errors(problems)
    if day is None:
        raise PlanError(Problem("not_a_date", "Chưa ghi ngày cuối có hiệu lực.", "Ghi ngày, ví dụ 31/12/2024."))
    return date.fromisoformat(day)


def _answer(done: str, rule: str, shifts: Iterable[Shift], seq: int | None, dry_run: bool) -> Answer:
    turned = [asdict(shift) for shift in shifts]
    data = {"rule": rule, "turned": turned, "dry_run": dry_run, "changed": seq is not None, "seq": seq}
    if seq is None and not dry_run:
        return Answer(data, f"Quy tắc {rule} không đổi nên không ghi gì.")
    return Answer(data, "\n".join([f"{done} quy tắc {rule}.", *(_shift_words(shift) for shift in shifts)]))


def _shift_words(shift: Shift) -> str:
    turned = f"{labels.VERDICT[shift.before]} → {labels.VERDICT[shift.after]}"
    return f"Nguồn {shift.source}: {turned}, {format_count(shift.lines)} khoản mục, {format_money(shift.amount)} đồng."


def _told(item: ListedRule) -> Mapping[str, Any]:
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(item.rule).items()}
    told = {"applies": item.text.applies, "citation": item.text.citation, "confirmed": item.text.confirmed}
    return {"rule": values.pop("id"), **values, **told, "lines": item.lines, "amount": item.amount}
