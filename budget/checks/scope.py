"""The lines a run of checks looks at, laid out once as temporary tables inside the caller's transaction.

`checked`: the lines asked for, as the scenario resolves them; `kept`: those of them that are not dropped; `peers`: every
kept line of the estimate that asks for the same thing as one of them (`wanted` + `measure_key`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from budget.checks.who import Line
from budget.funding.rules import CitedDocument, read_documents
from budget.store.database import Cursor

_WANTED = """CASE WHEN contains(r.folded, 'bo sung') THEN trim(regexp_replace(r.folded, '[ ,;-]*[(]?bo sung[)]?$', '')) ELSE r.folded END"""
"""A name without the "(bổ sung)" by which the same thing is asked for again."""

_COLUMNS = f"""r.id, r.number, r.listing, r.unit, r.name, {_WANTED} AS wanted,
    COALESCE(r.measure, '') AS measure, lower(trim(COALESCE(r.measure, ''))) AS measure_key,
    COALESCE(r.category, '') AS category, COALESCE(r.nature, '') AS nature, COALESCE(r.form, '') AS form,
    COALESCE(r.route, '') AS route, COALESCE(r.budget_code, '') AS budget_code, COALESCE(r.norm, '') AS norm,
    COALESCE(r.basis, '') AS basis, COALESCE(r.requires, '') AS requires, COALESCE(r.contracted, FALSE) AS contracted,
    COALESCE(r.source, '') AS source, COALESCE(r.year, b.budget_year) AS year, COALESCE(r.quarter, 4) AS quarter,
    r.quantity_milli, r.unit_price, r.amount, r.base_amount, r.requested_amount, r.content_amount IS NOT NULL AS content_done,
    r.dropped, r.deferred, COALESCE(p.unit_name, r.unit) AS unit_name, COALESCE(p.level, '') AS level,
    COALESCE(p.kind, '') AS kind, COALESCE(n.unit, '') AS unit_key,
    COALESCE(r.year, b.budget_year) || ['-03-31', '-06-30', '-09-30', '-12-31'][COALESCE(r.quarter, 4)] AS judged_on"""
_FROM = """FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit
    LEFT JOIN (SELECT DISTINCT unit FROM rule WHERE unit <> '') n ON n.unit = r.unit
    CROSS JOIN (SELECT budget_year FROM plan LIMIT 1) b"""
"""`unit_key` is the unit only where a rule names it: rules see the others by level and kind, so far fewer facts are judged."""
_PEER_COLUMNS = "id, number, name, unit, wanted, measure, measure_key, source, year, unit_price, quantity_milli, amount"
_LINE = "k.id, k.number, k.name, k.unit_name"
_FEW_NAMES = 8


@dataclass(frozen=True)
class Scope:
    """A prepared run: the transaction, the scenario, the plan's documents and budget year."""

    cursor: Cursor
    scenario: str
    documents: dict[str, CitedDocument]
    budget_year: int
    whole: bool

    def rows(self, columns: str, source: str, parameters: Sequence[str | int] = ()) -> list[tuple[Line, tuple[object, ...]]]:
        """Lines `k` of a FROM ... WHERE ... clause in number order, each with the extra columns asked for."""
        sql = f"SELECT {_LINE}{', ' + columns if columns else ''} FROM {source} ORDER BY k.number"
        return [(Line(str(row[0]), int(str(row[1])), str(row[2]), str(row[3])), row[4:]) for row in self.cursor.rows(sql, list(parameters))]


def open_scope(cursor: Cursor, scenario: str, lines: Sequence[str] | pa.Table | None = None) -> Scope:
    """Lay out the lines to be checked (all of the plan, or those named) in temporary tables that end with the transaction."""
    if lines is None:
        cursor.run(f"CREATE OR REPLACE TEMP TABLE checked AS SELECT {_COLUMNS} {_FROM}", [scenario])
    elif not isinstance(lines, pa.Table) and len(lines) == 1:  # found by its index
        cursor.run(f"CREATE OR REPLACE TEMP TABLE checked AS SELECT {_COLUMNS} {_FROM} WHERE r.id = ?", [scenario, lines[0]])
    else:
        table = lines if isinstance(lines, pa.Table) else pa.table({"line": pa.array(list(lines), pa.string())})
        with cursor.given("only_checked", table):
            chosen = "WHERE r.id IN (SELECT line FROM only_checked)"
            cursor.run(f"CREATE OR REPLACE TEMP TABLE checked AS SELECT {_COLUMNS} {_FROM} {chosen}", [scenario])
    cursor.run("CREATE OR REPLACE TEMP VIEW kept AS SELECT * FROM checked WHERE NOT dropped")
    _lay_out_peers(cursor, scenario, whole=lines is None)
    year = int(str(cursor.rows("SELECT budget_year FROM plan")[0][0]))
    return Scope(cursor, scenario, read_documents(cursor), year, lines is None)


def widen(cursor: Cursor, lines: pa.Table, moved: pa.Table | None = None, former: Sequence[str] = ()) -> pa.Table:
    """The lines whose problems can change when some lines change: these, what requires them, and the peers of the `moved` ones.

    `moved` (default: all of them) are those whose standing among their peers changed; `former` are folded names that lines
    bore before the change: what still bears them has lost a peer.
    """
    sql = f"""WITH given AS (SELECT DISTINCT line FROM touched_lines),
                   r AS (SELECT id, folded, requires FROM line),
                   names AS (SELECT {_WANTED} AS wanted FROM r WHERE id IN (SELECT line FROM moved_lines)
                             UNION SELECT {_WANTED} FROM (SELECT unnest(?::TEXT[]) AS folded) r)
              SELECT line FROM given
              UNION SELECT id FROM r WHERE requires IN (SELECT line FROM given)
              UNION SELECT id FROM r WHERE {_WANTED} IN (SELECT wanted FROM names)"""
    given = lines.select(["line"])
    with cursor.given("touched_lines", given), cursor.given("moved_lines", given if moved is None else moved):
        return cursor.table(sql, [list(former)])


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


def _lay_out_peers(cursor: Cursor, scenario: str, *, whole: bool) -> None:
    alive = "NOT dropped AND listing = 'estimate' AND amount > 0"
    if whole:
        cursor.run(f"CREATE OR REPLACE TEMP TABLE peers AS SELECT {_PEER_COLUMNS} FROM checked WHERE {alive}")
        return
    inner = f"""SELECT r.*, {_WANTED} AS wanted, lower(trim(COALESCE(r.measure, ''))) AS measure_key FROM resolved(?) r"""
    columns = _PEER_COLUMNS.replace("source", "COALESCE(source, '') AS source")
    wanted = [str(row[0]) for row in cursor.rows("SELECT DISTINCT wanted FROM checked LIMIT ?::BIGINT", [_FEW_NAMES + 1])]
    # a name holds what is wanted by it, so a few names are looked for as they stand before any is taken apart
    few = len(wanted) <= _FEW_NAMES
    near = " OR ".join("contains(r.folded, ?)" for _ in wanted) or "FALSE"
    cursor.run(
        f"""CREATE OR REPLACE TEMP TABLE peers AS SELECT {columns} FROM ({inner} WHERE {near if few else "TRUE"})
            WHERE {alive} AND wanted IN (SELECT wanted FROM checked)""",
        [scenario, *(wanted if few else [])],
    )
