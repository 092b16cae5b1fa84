"""Which line a part of a split line was taken from; the journal alone tells it."""

from budget.store.database import Cursor

SPLIT = "split_line"
"""The action of a batch that splits a line: it changes the old line and makes the others."""
_DEEPEST = 20


def split_parents(cursor: Cursor, line: str) -> list[tuple[str, int, int]]:
    """The lines a line was split from, the nearest first: (id, number, seq of the split); empty for a line of its own."""
    found: list[tuple[str, int, int]] = []
    seen = {line}
    while len(found) < _DEEPEST:
        parent = _parent(cursor, line)
        if parent is None or parent[0] in seen:
            break
        found.append(parent)
        line = parent[0]
        seen.add(line)
    return found


def _parent(cursor: Cursor, line: str) -> tuple[str, int, int] | None:
    sql = """SELECT c.entity, p.number, c.seq FROM line l JOIN batch b ON b.seq = l.created_seq AND b.action = ?
             JOIN change c ON c.seq = b.seq AND c.kind = 'line' AND c.grp = 'requested' AND c.old IS NOT NULL
             JOIN line p ON p.id = c.entity WHERE l.id = ? LIMIT 1"""
    rows = cursor.rows(sql, [SPLIT, line])
    return (str(rows[0][0]), int(str(rows[0][1])), int(str(rows[0][2]))) if rows else None
