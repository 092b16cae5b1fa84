"""The totals a running plan answers with: read by SQL at open, moved with every commit, per scenario on demand."""

from collections.abc import Callable, Sequence

from budget.model.ids import BASE
from budget.store.database import Cursor
from budget.store.records import Batch, Change, Record
from budget.store.store import Store
from budget.totals.cube import Contribution, Totals
from budget.totals.reading import contribution_of, read_scenario_totals, read_totals

KEPT = 8
_COLUMNS = (
    *("listing", "source", "unit", "category", "nature", "task"),
    *("year", "priority", "requested_amount", "finance_amount"),
)


class LiveTotals:
    """Totals of the base and of the last few scenarios asked for, each at a stated seq."""

    def __init__(self, store: Store) -> None:
        """Read them once and follow the store's commits."""
        self._store = store
        with store.read() as cursor:
            self._base = read_totals(cursor)
        self._scenarios: dict[str, Totals] = {}
        store.follow(self._on_commit)

    def of(self, scenario: str = BASE) -> Totals:
        """The totals of a scenario at the journal's head."""
        with self._store.database.lock:
            base = self._base
            if scenario == BASE:
                return base
            kept = self._scenarios.get(scenario)
            if kept is None or kept.seq != base.seq:
                with self._store.read() as cursor:
                    kept = read_scenario_totals(cursor, base, scenario)
                self._scenarios.pop(scenario, None)
                self._scenarios[scenario] = kept
                while len(self._scenarios) > KEPT:
                    self._scenarios.pop(next(iter(self._scenarios)))
            return kept

    def _on_commit(self, cursor: Cursor, seq: int, batch: Batch) -> Callable[[], None]:
        if any(bulk.kind == "line" for bulk in batch.bulks):
            fresh = read_totals(cursor)
            return lambda: self._set(fresh)
        moved = _differences(cursor, [change for change in batch.changes if change.kind == "line"])
        return lambda: self._set(self._base.moved(seq, moved))

    def _set(self, totals: Totals) -> None:
        self._base = totals


def _differences(cursor: Cursor, changes: Sequence[Change]) -> list[Contribution]:
    by_line: dict[str, list[Change]] = {}
    for change in changes:
        by_line.setdefault(change.entity, []).append(change)
    partly = {line for line, own in by_line.items() if any(change.old is not None and change.new is not None for change in own)}
    standing = _read_lines(cursor, sorted(partly))
    moved: list[Contribution] = []
    for line, own in by_line.items():
        after = standing.get(line) if own[-1].new is not None and line in partly else own[-1].new
        before = after
        for change in reversed(own):
            before = {**(before or {}), **change.old} if change.old is not None and change.new is not None else change.old
        moved.extend([contribution_of(before).negated()] if before is not None else [])
        moved.extend([contribution_of(after)] if after is not None else [])
    return moved


def _read_lines(cursor: Cursor, lines: list[str]) -> dict[str, Record]:
    """What stands now of the edited lines: one by the index, many in one pass."""
    if not lines:
        return {}
    match, given = ("= ?", lines[0]) if len(lines) == 1 else ("IN (SELECT unnest(?::TEXT[]))", lines)
    rows = cursor.rows(f"SELECT id, {', '.join(_COLUMNS)} FROM line WHERE id {match}", [given])
    return {str(row[0]): _to_record(row[1:]) for row in rows}


def _to_record(row: Sequence[object]) -> Record:
    return dict(zip(_COLUMNS, row, strict=True))  # type: ignore[arg-type]  # the schema's types
