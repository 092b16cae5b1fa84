"""Which lines have to be checked again when some lines change, and which of those that operations hold have really moved."""

from collections.abc import Sequence

import pyarrow as pa

from budget.checks.likely import find_near, read_blocks
from budget.checks.packages import find_shared
from budget.checks.tiers import find_tier_pairs
from budget.checks.traits import WANTED, lay_out_around
from budget.store.database import Cursor

_MOVED = """CREATE OR REPLACE TEMP TABLE moved AS SELECT r.id, r.unit, r.name, r.folded FROM line r
    WHERE r.id IN (SELECT line FROM moved_lines)"""


def widen(cursor: Cursor, scenario: str, lines: pa.Table, moved: pa.Table | None = None, former: Sequence[str] = ()) -> pa.Table:
    """The lines whose problems can change when some lines change: these, what requires them, and what the `moved` ones are held against.

    `moved` (default: all of them) are those whose standing among others changed; `former` are the folded names that
    lines bore before: what still bears them has lost a peer. What a line was likened to before is known to who kept its problems.
    """
    sql = f"""WITH given AS (SELECT DISTINCT line FROM touched_lines),
                   r AS (SELECT id, folded, requires FROM line),
                   names AS (SELECT {WANTED} AS wanted FROM r WHERE id IN (SELECT line FROM moved_lines)
                             UNION SELECT {WANTED} FROM (SELECT unnest(?::TEXT[]) AS folded) r)
              SELECT line FROM given
              UNION SELECT id FROM r WHERE requires IN (SELECT line FROM given)
              UNION SELECT id FROM r WHERE {WANTED} IN (SELECT wanted FROM names)
              UNION SELECT line FROM likened"""
    given = lines.select(["line"])
    really = given if moved is None else moved
    with cursor.given("touched_lines", given), cursor.given("moved_lines", really):
        likened = _likened(cursor, scenario, set(really.column("line").to_pylist()))
        with cursor.given("likened", pa.table({"line": pa.array(sorted(likened), pa.string())})):
            return cursor.table(sql, [list(former)])


def _likened(cursor: Cursor, scenario: str, moved: set[str]) -> set[str]:
    """The lines that are held against the moved ones by likeness."""
    if not moved:
        return set()
    cursor.run(_MOVED)
    lay_out_around(cursor, scenario, "moved", living=False)
    found: set[str] = set()
    for one, other in find_near(read_blocks(cursor)):
        if one.id in moved or other.id in moved:
            found |= {one.id, other.id}
    for above, below, _ in find_tier_pairs(cursor):
        if above.id in moved or below.id in moved:
            found |= {above.id, below.id}
    for part, older in find_shared(cursor):
        if part.id in moved or any(other.id in moved for other in older):
            found |= {part.id, *(other.id for other in older)}
    return found


_STANDING = "unit_price, amount > 0 AS alive, source, year"


def read_standing(cursor: Cursor, scenario: str) -> pa.Table:
    """How the lines a scenario changes stand among their peers now, to be compared after operations were tried."""
    return cursor.table(f"SELECT line, {_STANDING} FROM overlay WHERE scenario = ?", [scenario])


def read_moved(cursor: Cursor, scenario: str, lines: pa.Table, before: pa.Table) -> pa.Table:
    """The lines among some whose price, source, year or being there at all is not what it was `before`."""
    sql = f"""SELECT line, {_STANDING} FROM overlay WHERE scenario = ? AND line IN (SELECT line FROM held_lines)
              EXCEPT (SELECT * FROM stood UNION ALL
                      SELECT id, {_STANDING} FROM working
                      WHERE id IN (SELECT line FROM held_lines) AND id NOT IN (SELECT line FROM stood))"""
    with cursor.given("held_lines", lines.select(["line"])), cursor.given("stood", before):
        return cursor.table(sql, [scenario]).select(["line"])
