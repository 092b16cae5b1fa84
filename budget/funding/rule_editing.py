"""Changing the plan's rules: added, changed, ended or taken out, always with a reason.

A rule that decides for some line is ended on a day, never taken out, so that what was decided by it can still be explained.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from budget.funding.rules import rule_of
from budget.model.problem import Problem
from budget.money import format_money
from budget.reference.money_sources import Rule
from budget.store.kinds import ALL
from budget.store.records import Change, Record, Value

ABOUT = "about"


def next_id(source: str, used: Iterable[str]) -> str:
    """The id of a new rule of a source: SOURCE-NN after the highest number ever used."""
    pattern = re.compile(rf"{re.escape(source)}-(\d+)")
    numbers = [int(found.group(1)) for name in used if (found := pattern.fullmatch(name))]
    return f"{source}-{max(numbers, default=0) + 1:02d}"


def complete(identity: str, record: Mapping[str, Value], ranks: Mapping[str, int]) -> tuple[dict[str, Value], Rule]:
    """A read record as it is stored and as a rule: its id, and the rank of its document (0 for one the plan does not have)."""
    whole = {"id": identity, **record, "rank": ranks.get(str(record["document"]), 0)}
    return whole, rule_of(whole)


def plan_addition(record: Record, reason: str) -> tuple[list[Change], list[Problem]]:
    """The change that adds a complete record, or what is wrong."""
    if not reason.strip():
        return [], [_no_reason("thêm")]
    return [Change("rule", str(record["id"]), ALL, None, dict(record))], []


def plan_change(current: Record, record: Record, reason: str, expected: int | None) -> tuple[list[Change], list[Problem]]:
    """The change that makes `current` read as `record`; none when nothing differs."""
    if not reason.strip():
        return [], [_no_reason("sửa")]
    before = {name: value for name, value in current.items() if name != "id"}
    after = {name: record[name] for name in before}
    return ([Change("rule", str(current["id"]), ABOUT, before, after, expected)] if before != after else []), []


def plan_end(current: Record, last: date, reason: str, expected: int | None) -> tuple[list[Change], list[Problem]]:
    """The change that makes `last` the rule's last day in force, or what is wrong."""
    rule = rule_of(current)
    if rule.valid_to is not None and rule.valid_to <= last:
        sentence = f"Quy tắc {rule.id} đã hết hiệu lực từ ngày {rule.valid_to:%d/%m/%Y}."
        return [], [Problem("rule_ended", sentence, "Chọn ngày sớm hơn, hoặc sửa quy tắc nếu muốn kéo dài.")]
    if rule.valid_from is not None and last < rule.valid_from:
        sentence = f"Ngày cuối {last:%d/%m/%Y} trước ngày quy tắc {rule.id} có hiệu lực ({rule.valid_from:%d/%m/%Y})."
        return [], [Problem("period_backward", sentence, "Chọn ngày cuối từ ngày có hiệu lực trở đi.")]
    if not reason.strip():
        return [], [_no_reason("kết thúc")]
    return plan_change(current, {**current, "valid_to": last.isoformat()}, reason, expected)


def plan_deletion(
    current: Record, deciding: tuple[int, int], replacing: Sequence[str], reason: str, expected: int | None
) -> tuple[list[Change], list[Problem]]:
    """The change that takes a rule out, or why it must stay.

    `deciding`: how many lines it decides for and their amount (đồng); `replacing`: the rules that stand instead of it.
    """
    identity, (lines, amount) = str(current["id"]), deciding
    problems = []
    if lines:
        sentence = f"Quy tắc {identity} đang quyết định cho {format_money(lines)} khoản mục ({format_money(amount)} đ) nên không xóa được."
        problems.append(Problem("rule_decides", sentence, "Ghi ngày hết hiệu lực để kết thúc quy tắc; kết luận cũ vẫn tra lại được."))
    if replacing:
        sentence = f"Quy tắc {', '.join(replacing)} đang thay cho quy tắc {identity} nên không xóa được."
        problems.append(Problem("rule_replaced", sentence, f"Bỏ mục thay cho ở {', '.join(replacing)} trước."))
    if not reason.strip():
        problems.append(_no_reason("xóa"))
    return ([] if problems else [Change("rule", identity, ALL, dict(current), None, expected)]), problems


def _no_reason(act: str) -> Problem:
    return Problem("reason_missing", f"Chưa ghi lý do {act} quy tắc.", "Ghi văn bản hoặc lý do; lý do này in trong nhật ký.")
