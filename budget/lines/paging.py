"""A page of lines kept in step with the journal: its order is asked anew, its lines are read again only where touched.

Law: a page brought up to date equals the page read from nothing at the same seq.
"""

from dataclasses import dataclass

import pyarrow as pa

from budget.lines.query import LineFilter, read_whole, select_page
from budget.store.database import Cursor
from budget.store.journal import head

_KNOWN_TO_TOUCH = frozenset({"line", "ceiling", "comment", "attachment", "dismissal", "profile"})
"""Kinds of which at most the lines themselves show on a page."""

LineRow = dict[str, int | str | bool | None]


@dataclass(frozen=True)
class Asked:
    """What a page shows: which lines, in which scenario and order, how many from where."""

    wanted: LineFilter
    scenario: str
    order: str
    limit: int
    offset: int


@dataclass(frozen=True)
class LinePage:
    """The rows of a page (LINE_COLUMNS; đồng, thousandths) in order, as they stood at journal seq `seq`. Not to be changed."""

    asked: Asked
    seq: int
    rows: tuple[LineRow, ...]


def read_page(cursor: Cursor, asked: Asked, known: LinePage | None = None) -> LinePage:
    """The page as the snapshot has it; rows of a `known` page of the same plan that nothing touched since are taken over."""
    seq = head(cursor)[0]
    if known is not None and known.asked == asked and known.seq == seq:
        return known
    ids = select_page(cursor, asked.wanted, asked.scenario, asked.order, asked.limit, asked.offset)
    kept = _still_true(cursor, asked, known, seq)
    order = [str(line) for line in ids["id"].to_pylist()]
    missing = [line for line in order if line not in kept]
    if missing:
        rows = read_whole(cursor, pa.table({"id": pa.array(missing, pa.string())}), asked.scenario).to_pylist()
        kept.update({str(row["id"]): row for row in rows})
    return LinePage(asked, seq, tuple(kept[line] for line in order))


def _still_true(cursor: Cursor, asked: Asked, known: LinePage | None, seq: int) -> dict[str, LineRow]:
    """The known rows that stand as they were: none when another scenario, or more than single lines and ceilings, moved since."""
    if known is None or known.asked.scenario != asked.scenario or known.seq > seq:
        return {}
    if cursor.rows("SELECT 1 FROM payload WHERE seq > ?::BIGINT LIMIT 1", [known.seq]):
        return {}
    touched: set[str] = set()
    for kind, entity in cursor.rows("SELECT DISTINCT kind, entity FROM change WHERE seq > ?::BIGINT", [known.seq]):
        if kind not in _KNOWN_TO_TOUCH:
            return {}
        if kind == "line":
            touched.add(str(entity))
    return {str(row["id"]): row for row in known.rows if row["id"] not in touched}
