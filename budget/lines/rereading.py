"""A few lines of the base read again after an edit: what `read_whole` says of them, without planning over the views of a whole plan.

Law: the same rows, for any lines that are there.
"""

from collections.abc import Sequence

from budget.lines.query import LINE_COLUMNS
from budget.store.database import Cursor

FEW = 20
"""So many lines are found by the index; more are quicker read with all the others."""
_WORKING = {
    name: f"CASE WHEN l.finance_amount IS NOT NULL THEN l.finance_{name} ELSE l.requested_{name} END"
    for name in ("quantity_milli", "unit_price", "times_milli", "adjustment", "amount")
}
_OF_BASE = {
    **_WORKING,
    "appraised": "l.finance_amount IS NOT NULL",
    "base_amount": _WORKING["amount"],
    **{f"base_{name}": f"l.{name}" for name in ("source", "year", "quarter")},
    **dict.fromkeys(("dropped", "deferred", "touched"), "FALSE"),
}
"""What a line of the base is that its row does not say as it stands."""
_ELSEWHERE = frozenset({"version", "unit_name", "level"})
_STORED = tuple(name for name in LINE_COLUMNS if name not in _ELSEWHERE)
_LINES = f"SELECT l.created_seq, {', '.join(_OF_BASE.get(name, f'l.{name}') for name in _STORED)} FROM line l WHERE l.id IN ({{}})"
_TOUCHED = "SELECT entity, max(seq) FROM touch WHERE entity IN ({}) GROUP BY entity"
_UNITS = "SELECT code, name, level FROM unit WHERE code IN ({})"

LineRow = dict[str, int | str | bool | None]


def read_again(cursor: Cursor, lines: Sequence[str]) -> list[LineRow]:
    """LINE_COLUMNS (đồng, thousandths) of a few lines of the base, in no order; without those that are not there."""
    if not lines:
        return []
    stored = _ask(cursor, _LINES, list(lines))
    touched = {str(entity): int(str(seq)) for entity, seq in _ask(cursor, _TOUCHED, [f"line:{line}" for line in lines])}
    rows = [(int(str(created)), dict(zip(_STORED, values, strict=True))) for created, *values in stored]
    units = sorted({str(row["unit"]) for _, row in rows})
    places = {code: (name, level) for code, name, level in (_ask(cursor, _UNITS, units) if units else [])}
    for created, row in rows:
        row["version"] = max(created, touched.get(f"line:{row['id']}", 0))
        row["unit_name"], row["level"] = places.get(row["unit"], (None, None))
    return [{name: row[name] for name in LINE_COLUMNS} for _, row in rows]  # type: ignore[misc]  # column types are the schema's


def _ask(cursor: Cursor, sql: str, asked: Sequence[str]) -> list[tuple[object, ...]]:
    return cursor.rows(sql.format(", ".join("?" for _ in asked)), list(asked))
