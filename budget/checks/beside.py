"""Laying out what changed lines are held against, from the numbers kept in memory (peers.py) and the figures of the scenario."""

from collections.abc import Collection, Sequence

import pyarrow as pa

from budget.checks.peers import Peers, as_table
from budget.model.ids import BASE
from budget.store.database import Cursor

_FEW = 64
"""So many lines are found by the index; more are quicker found by reading."""
_AROUND = """CREATE OR REPLACE TEMP TABLE around AS
    SELECT r.id, r.number, r.unit, COALESCE(r.source, '') AS source, COALESCE(r.year, b.budget_year) AS year, r.unit_price, r.amount,
      r.requested_amount, hash(g.same, r.unit, COALESCE(r.year, b.budget_year)) AS again,
      hash(g.block, COALESCE(r.year, b.budget_year)) AS block,
      CASE WHEN g.package <> 0 THEN hash(g.package, COALESCE(r.year, b.budget_year)) END AS package,
      r.name, r.folded, r.measure, COALESCE(r.category, '') AS category
    FROM resolved(?) r JOIN (SELECT DISTINCT id, same, block, package FROM beside_lines) g ON g.id = r.id
    CROSS JOIN (SELECT budget_year FROM plan LIMIT 1) b
    WHERE {found} NOT r.dropped AND r.listing = 'estimate' AND r.amount > 0"""
_FIGURES = """SELECT g.id, g.same, g.kin, COALESCE(o.unit_price, g.unit_price) AS unit_price, COALESCE(o.amount, g.amount) AS amount,
      g.requested_amount
    FROM figured_lines g LEFT JOIN (SELECT * FROM overlay WHERE scenario = ?) o ON o.line = g.id
    WHERE COALESCE(o.amount, g.amount) > 0 AND NOT COALESCE(o.dropped, FALSE)"""


def lay_out_beside(cursor: Cursor, scenario: str, peers: Peers, touched: Collection[str], groups: Sequence[pa.Table]) -> bool:
    """Make `traits` of the living lines of some groups and of the lines another tier may ask for; False where nothing meets."""
    others = peers.of_other_tier(touched)
    together = pa.concat_tables([*groups, *others])
    if all(group.num_rows < 2 for group in groups) and not any(group.num_rows for group in others):
        return False
    if others:
        together = pa.concat_tables([together, as_table(peers.of(touched))])
    ids = sorted(set(together.column("id").to_pylist()))
    few = ids if len(ids) <= _FEW else []
    found = f"r.id IN ({', '.join('?' for _ in few)}) AND" if few else ""
    with cursor.given("beside_lines", together):
        cursor.run(_AROUND.format(found=found), [scenario, *few])
    cursor.run("CREATE OR REPLACE TEMP VIEW traits AS SELECT * FROM around")
    cursor.run("CREATE OR REPLACE TEMP VIEW named AS SELECT id, name, folded, measure, category FROM around")
    return True


def lay_out_priced(cursor: Cursor, scenario: str, lines: pa.Table) -> None:
    """Make `priced` of the living lines among some, with the scenario's figures."""
    with cursor.given("figured_lines", lines):
        cursor.run(f"CREATE OR REPLACE TEMP TABLE priced AS {_FIGURES}", [scenario])


def read_kinship(cursor: Cursor, scenario: str, lines: pa.Table) -> pa.Table:
    """The living lines among some with the scenario's figures, laid out as they came."""
    if scenario == BASE:  # the numbers kept in memory are the base's
        return lines
    with cursor.given("figured_lines", lines):
        return cursor.table(_FIGURES, [scenario])
