"""What a batch's single changes add to the totals: the lines and splits it touched, before and after."""

from collections.abc import Mapping, Sequence

from budget.phases import Share
from budget.store.database import Cursor
from budget.store.records import Change, Record
from budget.totals.cube import Contribution
from budget.totals.reading import contributions_of

_COLUMNS = (
    *("listing", "source", "unit", "category", "nature", "task"),
    *("year", "quarter", "priority", "requested_amount", "finance_amount"),
)
_SPLIT = ("id", "line", "year", "quarter", "amount", "spent")
Rows = dict[str, Record]


def read_differences(cursor: Cursor, changes: Sequence[Change]) -> list[Contribution]:
    """What changes of lines and of their phases add to the totals and take from them; the cursor sees them done."""
    of_lines, of_phases = ([change for change in changes if change.kind == kind] for kind in ("line", "phase_split"))
    touched = dict.fromkeys(change.entity for change in of_lines)
    touched.update(dict.fromkeys(str(side["line"]) for change in of_phases for side in (change.old, change.new) if side is not None))
    if not touched:
        return []
    lines = list(touched)
    after, phases = _read_lines(cursor, lines), _read_phases(cursor, lines)
    before, phases_before = _undone(after, of_lines), _undone(phases, of_phases)
    return [
        *(item.negated() for item in _contributions(lines, before, phases_before)),
        *_contributions(lines, after, phases),
    ]


def _contributions(lines: Sequence[str], records: Mapping[str, Record], phases: Mapping[str, Record]) -> list[Contribution]:
    splits: dict[str, list[Share]] = {}
    for identity, row in phases.items():
        year, quarter, amount = (int(str(row[name])) for name in ("year", "quarter", "amount"))
        splits.setdefault(str(row["line"]), []).append(Share(identity, year, quarter, amount, bool(row["spent"])))
    return [item for line in lines if line in records for item in contributions_of(records[line], splits.get(line, ()))]


def _undone(rows: Rows, changes: Sequence[Change]) -> Rows:
    """What stood before the changes, from what stands after them."""
    found = dict(rows)
    for change in reversed(changes):
        if change.old is None:
            found.pop(change.entity, None)
        else:
            found[change.entity] = {**found.get(change.entity, {}), **change.old}
    return found


def _read_lines(cursor: Cursor, lines: list[str]) -> Rows:
    """What stands now of the lines: one by the index, many in one pass."""
    sql, given = _chosen(f"SELECT id, {', '.join(_COLUMNS)} FROM line WHERE id", lines)
    return {str(row[0]): dict(zip(_COLUMNS, row[1:], strict=True)) for row in cursor.rows(sql, given)}  # type: ignore[arg-type]  # the schema's types


def _read_phases(cursor: Cursor, lines: list[str]) -> Rows:
    sql, given = _chosen(f"SELECT {', '.join(_SPLIT)} FROM phase_split WHERE line", lines)
    return {str(row[0]): dict(zip(_SPLIT, row, strict=True)) for row in cursor.rows(sql, given)}  # type: ignore[arg-type]  # the schema's types


def _chosen(sql: str, lines: list[str]) -> tuple[str, list[str | list[str]]]:
    return (f"{sql} = ?", [lines[0]]) if len(lines) == 1 else (f"{sql} IN (SELECT unnest(?::TEXT[]))", [lines])
