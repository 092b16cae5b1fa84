"""Splits written straight into a plan, so that what is judged does not rest on what makes splits."""

from collections.abc import Sequence

from budget.model.ids import BASE, new_id
from budget.phases import Share
from budget.plan.face import Plan
from budget.store.kinds import ALL
from budget.store.records import Batch, Change

Row = tuple[int, int, int, bool]
"""Year, quarter, đồng, spent."""


def split_line(plan: Plan, line: str, *rows: Row | tuple[int, int, int]) -> list[Share]:
    """Give a line (that has none) a split of these rows; the shares as stored."""
    shares = [Share(new_id(), *row) for row in rows]
    changes = [Change("phase_split", share.id, ALL, None, _record(line, share)) for share in shares]
    plan.store.commit(Batch(plan.actor, "spread", "thử", changes))
    return shares


def drop_split(plan: Plan, line: str, shares: Sequence[Share]) -> None:
    """Take the split of a line away."""
    changes = [Change("phase_split", share.id, ALL, _record(line, share), None) for share in shares]
    plan.store.commit(Batch(plan.actor, "spread", "thử", changes))


def phases(plan: Plan, line: str, scenario: str = BASE) -> list[Row]:
    """What the view says of a line, in order of time."""
    sql = "SELECT year, quarter, amount, spent FROM phased(?) WHERE line = ? ORDER BY year, quarter, spent DESC, amount"
    with plan.store.read() as cursor:
        return cursor.rows(sql, [scenario, line])  # type: ignore[return-value]  # the view's types


def _record(line: str, share: Share) -> dict[str, int | str | bool | None]:
    return {"id": share.id, "line": line, "year": share.year, "quarter": share.quarter, "amount": share.amount, "spent": share.spent}
