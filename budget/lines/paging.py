"""A page of lines kept in step with the journal: its order is asked anew, its lines are read again only where touched.

Law: a page brought up to date equals the page read from nothing at the same seq.
"""

from dataclasses import dataclass

import pyarrow as pa

from budget.lines.ordering import Order
from budget.lines.query import LineFilter, asks_what_is_told, read_whole, select_page, stored_columns
from budget.lines.rereading import FEW, read_again
from budget.model.ids import BASE
from budget.store.database import Cursor
from budget.store.journal import last_seq
from budget.store.kinds import LINE

_KNOWN_TO_TOUCH = frozenset({"line", "ceiling", "comment", "attachment", "dismissal", "profile"})
"""Kinds of which at most the lines themselves show on a page."""

_TOLD_OF_LINES = frozenset({"comment", "attachment"})

LineRow = dict[str, int | str | bool | None]


@dataclass(frozen=True)
class Asked:
    """What a page shows: which lines, in which scenario and order, how many from where."""

    wanted: LineFilter
    scenario: str
    order: str | Order
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
    seq = last_seq(cursor)
    if known is not None and known.asked == asked and known.seq == seq:
        return known
    moved = _moved_since(cursor, asked, known, seq)
    kept = {} if moved is None or known is None else {str(row["id"]): row for row in known.rows if row["id"] not in moved}
    if known is not None and moved is not None and known.asked == asked and not _can_move(asked, moved):
        order = [str(row["id"]) for row in known.rows]
    else:
        ids = select_page(cursor, asked.wanted, asked.scenario, asked.order, asked.limit, asked.offset)
        order = [str(line) for line in ids["id"].to_pylist()]
    missing = [line for line in order if line not in kept]
    if missing and len(missing) <= FEW and asked.scenario == BASE:
        kept.update({str(row["id"]): row for row in read_again(cursor, missing)})
    elif missing:
        rows = read_whole(cursor, pa.table({"id": pa.array(missing, pa.string())}), asked.scenario).to_pylist()
        kept.update({str(row["id"]): row for row in rows})
    return LinePage(asked, seq, tuple(kept[line] for line in order))


def _moved_since(cursor: Cursor, asked: Asked, known: LinePage | None, seq: int) -> dict[str, set[str]] | None:
    """Line -> groups moved since the known page; None when the page says nothing now: another scenario, or more than lines moved."""
    if known is None or known.asked.scenario != asked.scenario or known.seq > seq:
        return None
    if cursor.rows("SELECT 1 FROM payload WHERE seq > ?::BIGINT LIMIT 1", [known.seq]):
        return None
    moved: dict[str, set[str]] = {}
    sql = "SELECT DISTINCT kind, entity, grp, old IS NULL OR new IS NULL FROM change WHERE seq > ?::BIGINT"
    for kind, entity, group, came_or_went in cursor.rows(sql, [known.seq]):
        if kind not in _KNOWN_TO_TOUCH or (kind in _TOLD_OF_LINES and asks_what_is_told(asked.wanted)):
            return None
        if kind == "line":
            moved.setdefault(str(entity), set()).add("all" if came_or_went else str(group))
    return moved


def _can_move(asked: Asked, moved: dict[str, set[str]]) -> bool:
    """Whether these changes may bring a line onto the page, take one off, or change their order."""
    if asked.scenario != BASE:
        return bool(moved)
    deciding = stored_columns(asked.wanted, asked.order)
    return any(group not in LINE.groups or deciding & set(LINE.groups[group]) for groups in moved.values() for group in groups)
