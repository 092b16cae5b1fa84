"""The bridge (phân tích chênh lệch): from one scenario's amount to another's, one step per kind of operation, exact to the đồng.

A step is what the replay itself moved, so amount(first) + the steps = amount(second). What both inherit is not a step.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.model import labels
from budget.model.states import OperationKind
from budget.scenarios.moved import read_moved
from budget.scenarios.replay import Step, begin, finish, replay
from budget.scenarios.resolve import read_steps
from budget.store.database import Cursor

REVERSED = "reverse_"
_STAGED = "staged"
"""Under this name what is staged is laid over the plan, to see the years of its phases; the caller rolls back."""


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """One step: `step` is an operation kind, or "reverse_" and a kind for what the first scenario did and the second does not.

    `amount` is what it adds to the total (negative = cuts), `deferred` what it moves to a later period, both in đồng. Over all years a
    deferral adds 0; in one year it takes its amount from that year. `operations` is how many operations it stands for.
    """

    step: str
    label: str
    amount: int
    deferred: int
    operations: int


@dataclass(frozen=True, slots=True)
class _Measure:
    amount: int
    deferred: int


def bridge_scenarios(cursor: Cursor, first: str, second: str, year: int | None = None, listing: str = "estimate") -> list[BridgeStep]:
    """The steps from one scenario to another, replayed on a stage beside the plan; `year` None = all."""
    steps_first, steps_second = read_steps(cursor, first), read_steps(cursor, second)
    shared = _count_shared(steps_first, steps_second)
    back = _measure_kinds(cursor, steps_first, shared, year, listing)
    forth = _measure_kinds(cursor, steps_second, shared, year, listing)
    reversal = [
        BridgeStep(REVERSED + kind, f"Khôi phục: {_lower_first(labels.OPERATION[kind])}", -moved.amount, -moved.deferred, count)
        for kind, moved, count in reversed(back)
    ]
    return [
        *reversal,
        *(BridgeStep(kind.value, labels.OPERATION[kind], moved.amount, moved.deferred, count) for kind, moved, count in forth),
    ]


def _count_shared(first: Sequence[Step], second: Sequence[Step]) -> int:
    shared = 0
    for mine, theirs in zip(first, second, strict=False):
        if mine.id != theirs.id:
            break
        shared += 1
    return shared


def _measure_kinds(
    cursor: Cursor, steps: Sequence[Step], shared: int, year: int | None, listing: str
) -> list[tuple[OperationKind, _Measure, int]]:
    """What each kind of operation moves after the first `shared` steps, in the order the kinds first appear."""
    begin(cursor, [step.id for step in steps])
    for step in steps[:shared]:
        replay(cursor, step)
    before = _measure(cursor, year, listing)
    found: dict[OperationKind, tuple[_Measure, int]] = {}
    for step in steps[shared:]:
        replay(cursor, step)
        after = _measure(cursor, year, listing)
        moved, count = found.get(step.kind, (_Measure(0, 0), 0))
        grown = _Measure(moved.amount + after.amount - before.amount, moved.deferred + after.deferred - before.deferred)
        found[step.kind] = (grown, count + 1)
        before = after
    return [(kind, moved, count) for kind, (moved, count) in found.items()]


def _measure(cursor: Cursor, year: int | None, listing: str) -> _Measure:
    """How far the staged lines stand from the base, in đồng."""
    if cursor.rows("SELECT 1 FROM stage SEMI JOIN phase_split USING (line) LIMIT 1"):
        finish(cursor, _STAGED)
        moved = read_moved(cursor, _STAGED, year, listing)
        return _Measure(moved.arrived - moved.cut - (0 if year is None else moved.deferred), moved.deferred)
    if year is None:
        change, deferred = "amount - base_amount", "deferred"
    else:
        when = int(year)
        change = f"CASE WHEN year = {when} THEN amount ELSE 0 END - CASE WHEN base_year = {when} THEN base_amount ELSE 0 END"
        deferred = f"deferred AND base_year = {when} AND year <> {when}"
    sql = f"""SELECT COALESCE(sum({change}), 0)::BIGINT, COALESCE(sum(amount) FILTER ({deferred}), 0)::BIGINT
              FROM stage WHERE listing = ?"""
    amount, later = cursor.rows(sql, [listing])[0]
    return _Measure(int(str(amount)), int(str(later)))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
