"""Which operation took what of which line: a scenario's operations replayed one by one over figures, nothing written.

Law: what the operations took of a line adds up to what the scenario takes of it, to the đồng.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.scenarios.effects import CHANGED, STAGED, read_effect
from budget.scenarios.replay import Step
from budget.scenarios.resolve import read_chain, read_steps
from budget.store.database import Cursor


@dataclass(frozen=True, slots=True)
class Taken:
    """What one operation took of one line (đồng; below nought: it added), `step` = its place in the order of replay.

    An operation that puts a line off takes nothing, and stands here with 0.
    """

    step: int
    line: str
    amount: int


@dataclass(frozen=True)
class Attribution:
    """The operations of a scenario in replay order, with the reason of each, and what each took."""

    steps: tuple[Step, ...]
    reasons: tuple[str, ...]
    taken: tuple[Taken, ...]


def attribute(cursor: Cursor, scenario: str) -> Attribution:
    """Everything the operations of a scenario and its ancestors take, operation by operation, lines in order of id."""
    steps = read_steps(cursor, scenario)
    members = _read_members(cursor, steps)
    staged = _stage(cursor, sorted({line for held in members.values() for line in held}))
    lines: list[str] = staged.column("line").to_pylist()
    place = {line: at for at, line in enumerate(lines)}
    found: list[Taken] = []
    for at, step in enumerate(steps):
        held = np.array([place[line] for line in members.get(step.id, ()) if line in place], np.int64)
        if not len(held):
            continue
        effect = read_effect(cursor, step, staged.take(pa.array(held)))
        rows = effect.column("place").to_numpy()
        before = staged.column("amount").to_numpy()[rows]
        after = effect.column("amount").to_numpy()
        late = step.kind in (OperationKind.DEFER, OperationKind.SLIP)
        found += [Taken(at, lines[row], int(was - now)) for row, was, now in zip(rows, before, after, strict=True) if late or was != now]
        staged = _after(staged, effect, dropped=step.kind is OperationKind.DROP)
    return Attribution(tuple(steps), _read_reasons(cursor, scenario, steps), tuple(found))


def _read_members(cursor: Cursor, steps: Sequence[Step]) -> dict[str, list[str]]:
    sql = "SELECT operation, line FROM member WHERE operation IN (SELECT unnest(?::TEXT[])) ORDER BY operation, line"
    found: dict[str, list[str]] = {}
    for operation, line in cursor.rows(sql, [[step.id for step in steps]]):
        found.setdefault(str(operation), []).append(str(line))
    return found


def _read_reasons(cursor: Cursor, scenario: str, steps: Sequence[Step]) -> tuple[str, ...]:
    sql = "SELECT id, COALESCE(reason, '') FROM operation WHERE scenario IN (SELECT unnest(?::TEXT[]))"
    told = {str(identity): str(reason) for identity, reason in cursor.rows(sql, [read_chain(cursor, scenario)])}
    return tuple(told.get(step.id, "") for step in steps)


def _stage(cursor: Cursor, lines: Sequence[str]) -> pa.Table:
    """The base figures of those lines that are still there, in order of id."""
    sql = f"{STAGED} FROM resolved(?) r WHERE r.id IN (SELECT unnest(?::TEXT[])) ORDER BY r.id"
    staged = cursor.table(sql, [BASE, list(lines)]).combine_chunks()
    return staged.append_column("place", pa.array(np.arange(staged.num_rows), pa.int64()))


def _after(staged: pa.Table, effect: pa.Table, *, dropped: bool) -> pa.Table:
    rows = effect.column("place").to_numpy()
    picks = np.arange(staged.num_rows)
    picks[rows] = staged.num_rows + np.arange(len(rows))
    for name in CHANGED:
        both = pa.chunked_array([*staged.column(name).chunks, *effect.column(name).cast(staged.schema.field(name).type).chunks])
        staged = staged.set_column(staged.column_names.index(name), name, both.take(pa.array(picks)))
    if dropped:
        flags = np.asarray(staged.column("dropped").fill_null(fill_value=False).to_numpy(), dtype=np.bool_).copy()
        flags[rows] = True
        staged = staged.set_column(staged.column_names.index("dropped"), "dropped", pa.array(flags))
    return staged.combine_chunks()
