"""The changes that give lines a split, take it away, or mark money of a quarter as spent; the whole split is written anew each time.

Whoever writes a split writes the line's own quarter with it: the first quarter with unspent money (docs/decisions/lines-and-phases.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.exact import spread
from budget.model.ids import new_id
from budget.model.problem import Problem
from budget.model.states import PhasePattern, Severity
from budget.money import format_money
from budget.phases import Phase, Share
from budget.schedule.patterns import Pattern, Quarter, apply_pattern, check_sum
from budget.schedule.reading import LineSchedule
from budget.store.kinds import ALL
from budget.store.records import Change, Record


@dataclass(frozen=True)
class Respread:
    """What a line's phases were and become."""

    line: str
    number: int
    before: tuple[Phase, ...]
    after: tuple[Phase, ...]
    changes: tuple[Change, ...]


def plan_spread(schedule: LineSchedule, pattern: Pattern, note: str, seen: int | None) -> tuple[Respread | None, list[Problem]]:
    """Spread what is not yet spent of a line by a checked pattern; or why that is refused."""
    left = schedule.amount - sum(share.amount for share in schedule.shares if share.spent)
    problems = _refusals(schedule, left) or [_named(schedule, problem) for problem in check_sum(pattern, left)]
    if problems:
        return None, problems
    spent = [Phase(share.year, share.quarter, share.amount, True) for share in schedule.shares if share.spent]
    coming = [Phase(*quarter, amount) for quarter, amount in apply_pattern(pattern, left)]
    return _respread(schedule, [*spent, *coming], pattern.kind, note, seen), []


def plan_spent(schedule: LineSchedule, quarter: Quarter, amount: int, seen: int | None) -> tuple[Respread | None, list[Problem]]:
    """Mark `amount` đồng of a line as spent in a quarter; what was still planned there beyond it goes to the other unspent phases."""
    left = schedule.amount - sum(share.amount for share in schedule.shares if share.spent)
    if not 0 < amount <= max(left, 0):
        sentence = (
            f"Khoản mục {schedule.number} chỉ còn {format_money(max(left, 0))} đ chưa chi, không ghi đã chi {format_money(amount)} đ được."
        )
        fix = "Nhập số lớn hơn 0 và không quá số chưa chi, hoặc sửa thành tiền của khoản mục trước."
        return None, [Problem("spent_out_of_range", sentence, fix, line=schedule.line)]
    phases = [phase for phase in schedule.phases if not phase.spent and (phase.year, phase.quarter) != quarter]
    held = [Phase(share.year, share.quarter, share.amount, True) for share in schedule.shares if share.spent]
    before = sum(phase.amount for phase in held if (phase.year, phase.quarter) == quarter)
    held = [phase for phase in held if (phase.year, phase.quarter) != quarter]
    spent = Phase(*quarter, before + amount, True)
    coming = _share_out(left - amount, phases, quarter, even=schedule.pattern is PhasePattern.EVEN)
    return _respread(schedule, [*held, spent, *coming], schedule.pattern or PhasePattern.MANUAL, schedule.note, seen), []


def plan_unspent(schedule: LineSchedule, quarter: Quarter, seen: int | None) -> tuple[Respread | None, list[Problem]]:
    """Take back that money of a quarter is spent: it is planned there again."""
    found = [share for share in schedule.shares if share.spent and (share.year, share.quarter) == quarter]
    if not found:
        sentence = f"Khoản mục {schedule.number} không có phần đã chi trong quý {quarter[1]}/{quarter[0]}."
        return None, [Problem("not_spent", sentence, "Chọn quý có phần đã chi.", line=schedule.line)]
    freed = sum(share.amount for share in found)
    phases = [phase for phase in schedule.phases if not phase.spent and (phase.year, phase.quarter) != quarter]
    here = sum(phase.amount for phase in schedule.phases if not phase.spent and (phase.year, phase.quarter) == quarter)
    kept = [Phase(share.year, share.quarter, share.amount, True) for share in schedule.shares if share.spent and share not in found]
    return _respread(
        schedule, [*kept, *phases, Phase(*quarter, here + freed)], schedule.pattern or PhasePattern.MANUAL, schedule.note, seen
    ), []


def plan_whole(schedule: LineSchedule, seen: int | None) -> tuple[Respread | None, list[Problem]]:
    """Take a line's split away, so that it stands whole in its own quarter; refused while anything of it is spent."""
    if not schedule.shares:
        sentence = f"Khoản mục {schedule.number} chưa phân kỳ."
        return None, [Problem("not_spread", sentence, "Không cần bỏ phân kỳ.", Severity.NOTE, line=schedule.line)]
    if any(share.spent for share in schedule.shares):
        sentence = f"Khoản mục {schedule.number} có phần đã chi nên không bỏ phân kỳ được."
        return None, [Problem("spread_spent", sentence, "Bỏ ghi đã chi trước, nếu ghi nhầm.", line=schedule.line)]
    year, quarter = min((phase.year, phase.quarter) for phase in schedule.phases)
    after = (Phase(year, quarter, schedule.amount),)
    changes = [*_removals(schedule, seen), *_line_changes(schedule, (year, quarter), None, "", seen)]
    return Respread(schedule.line, schedule.number, schedule.phases, after, tuple(changes)), []


def _share_out(left: int, phases: Sequence[Phase], quarter: Quarter, *, even: bool) -> list[Phase]:
    """What is left, over the phases not yet spent by what they held; in `quarter` when there are none."""
    if not phases:
        return [Phase(*quarter, left)] if left else []
    weights = [1 if even else phase.amount for phase in phases]
    if not any(weights):
        weights[-1] = 1
    return [Phase(phase.year, phase.quarter, part) for phase, part in zip(phases, spread(left, weights), strict=True)]


def _refusals(schedule: LineSchedule, left: int) -> list[Problem]:
    if schedule.amount <= 0:
        sentence = f"Khoản mục {schedule.number} có thành tiền bằng 0 nên không có gì để phân kỳ."
        return [Problem("nothing_to_spread", sentence, "Nhập số lượng và đơn giá trước.", line=schedule.line)]
    if left <= 0:
        sentence = f"Khoản mục {schedule.number} đã chi hết nên không phân kỳ lại được."
        return [Problem("all_spent", sentence, "Chỉ phân kỳ lại phần chưa chi.", line=schedule.line)]
    return []


def _named(schedule: LineSchedule, problem: Problem) -> Problem:
    sentence = f"Khoản mục {schedule.number}: {problem.sentence[0].lower()}{problem.sentence[1:]}"
    return Problem(problem.code, sentence, problem.fix, line=schedule.line)


def _respread(schedule: LineSchedule, phases: Sequence[Phase], pattern: PhasePattern, note: str, seen: int | None) -> Respread:
    ordered = tuple(sorted(phases, key=lambda phase: (phase.year, phase.quarter, not phase.spent)))
    rows = [
        Change("phase_split", share.id, ALL, None, _record(schedule.line, share))
        for share in (Share(new_id(), phase.year, phase.quarter, phase.amount, phase.spent) for phase in ordered)
    ]
    starts = next((phase for phase in ordered if not phase.spent), ordered[0])
    first = (starts.year, starts.quarter)
    changes = [*_removals(schedule, seen), *rows, *_line_changes(schedule, first, pattern, note, seen)]
    return Respread(schedule.line, schedule.number, schedule.phases, ordered, tuple(changes))


def _removals(schedule: LineSchedule, seen: int | None) -> list[Change]:
    return [Change("phase_split", share.id, ALL, _record(schedule.line, share), None, seen) for share in schedule.shares]


def _line_changes(schedule: LineSchedule, first: Quarter, pattern: PhasePattern | None, note: str, seen: int | None) -> list[Change]:
    groups: list[tuple[str, Record, Record]] = [
        ("time", {"year": schedule.year, "quarter": schedule.quarter}, {"year": first[0], "quarter": first[1]}),
        (
            "phasing",
            {"phase_pattern": schedule.pattern and schedule.pattern.value, "phase_note": schedule.note or None},
            {"phase_pattern": pattern and pattern.value, "phase_note": note or None},
        ),
    ]
    return [Change("line", schedule.line, group, old, new, seen) for group, old, new in groups if old != new]


def _record(line: str, share: Share) -> Record:
    return {"id": share.id, "line": line, "year": share.year, "quarter": share.quarter, "amount": share.amount, "spent": share.spent}
