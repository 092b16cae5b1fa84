"""Which lines have to be checked again when some lines change, and which of those that operations hold have really moved."""

from collections.abc import Sequence

import pyarrow as pa

from budget.checks.few import WANTED
from budget.checks.likely import find_near, read_blocks
from budget.checks.packages import find_shared
from budget.checks.tiers import find_tier_pairs
from budget.checks.traits import lay_out_around
from budget.store.database import Cursor

_MOVED = """CREATE OR REPLACE TEMP TABLE moved AS SELECT r.id, r.unit, r.name, r.folded FROM line r
    WHERE r.id IN (SELECT line FROM moved_lines)"""

_PEERS = f"SELECT id FROM around WHERE thing IN (SELECT hash({WANTED}) FROM moved r)"


def widen(cursor: Cursor, scenario: str, lines: pa.Table, moved: pa.Table | None = None, former: Sequence[str] = ()) -> pa.Table:
    """The lines whose problems can change when some lines change: these, what requires them, and what the `moved` ones are held against.

    `moved` (default: all of them) are those whose standing among others changed; `former` are the folded names that
    lines bore before: what still bears them has lost a peer. What a line was likened to before is known to who kept its problems.
    """
    given = lines.select(["line"])
    really = given if moved is None else moved
    with cursor.given("touched_lines", given), cursor.given("moved_lines", really):
        likened = _likened(cursor, scenario, set(really.column("line").to_pylist()), former)
        sql = """SELECT line FROM touched_lines
                 UNION SELECT id FROM line WHERE requires <> '' AND requires IN (SELECT line FROM touched_lines)
                 UNION SELECT line FROM likened"""
        with cursor.given("likened", pa.table({"line": pa.array(sorted(likened), pa.string())})):
            return cursor.table(sql)


def _likened(cursor: Cursor, scenario: str, moved: set[str], former: Sequence[str]) -> set[str]:
    """The peers of the moved lines by name, now or before, and the lines that are held against them by likeness."""
    if not moved and not former:
        return set()
    cursor.run(_MOVED)
    for folded in former:
        cursor.run("INSERT INTO moved VALUES ('', '', '', ?)", [folded])
    lay_out_around(cursor, scenario, "moved")
    found = {str(row[0]) for row in cursor.rows(_PEERS)}
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
