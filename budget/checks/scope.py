"""The lines a run of checks looks at, laid out as temporary views and tables inside the caller's transaction.

`checked`: the lines asked for, as the scenario resolves them; `kept`: those of them that are not dropped; beside them what they
are held against (traits.py). Of a whole plan the first two are views: every check reads the few columns it needs, and writing
out a hundred thousand names would cost more than all checks together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from budget.checks.law import Law, read_law
from budget.checks.registry import REGISTRY
from budget.checks.traits import WANTED, lay_out_traits
from budget.checks.who import SAID, Line
from budget.funding.facts import APPRAISAL, judged_on_sql
from budget.funding.gates import gates_sql
from budget.model.problem import Problem
from budget.store.database import Cursor

_COLUMNS = f"""r.id, r.number, r.listing, r.unit, r.name, r.folded, {WANTED} AS wanted,
    COALESCE(r.measure, '') AS measure, lower(trim(COALESCE(r.measure, ''))) AS measure_key,
    COALESCE(r.category, '') AS category, COALESCE(r.nature, '') AS nature, COALESCE(r.form, '') AS form,
    COALESCE(r.route, '') AS route, COALESCE(r.budget_code, '') AS budget_code, COALESCE(r.norm, '') AS norm,
    COALESCE(r.basis, '') AS basis, COALESCE(r.requires, '') AS requires, COALESCE(r.contracted, FALSE) AS contracted,
    COALESCE(r.source, '') AS source, COALESCE(r.year, b.budget_year) AS year, COALESCE(r.quarter, 4) AS quarter,
    r.quantity_milli, r.unit_price, r.amount, r.base_amount, r.requested_amount, r.content_amount IS NOT NULL AS content_done,
    r.dropped, r.deferred, COALESCE(r.price_kind, '') AS price_kind, COALESCE(r.price_document, '') AS price_document, r.price_date,
    COALESCE(r.price_supplier, '') AS price_supplier, r.price_quotes, r.vat_bp, r.vat_included, r.last_year_outturn,
    r.this_year_allotted, r.this_year_spent, r.entitled_milli, r.usable_milli, COALESCE(r.excess_authority, '') AS excess_authority,
    COALESCE(r.excess_document, '') AS excess_document, r.excess_date,
    COALESCE(p.unit_name, r.unit) AS unit_name, COALESCE(p.level, '') AS level, COALESCE(p.district, r.unit) AS district,
    COALESCE(p.kind, '') AS kind, COALESCE(r.task, '') AS task, {APPRAISAL} AS appraisal, COALESCE(r.listed_item, '') AS listed_item,
    {judged_on_sql("b.budget_year")} AS judged_on, {gates_sql("r", "r.nature", judged_on_sql("b.budget_year"))} AS missing"""
_FROM = """FROM resolved({scenario}) r LEFT JOIN purse p ON p.unit = r.unit
    CROSS JOIN (SELECT budget_year FROM plan LIMIT 1) b"""
_KEPT = "CREATE OR REPLACE TEMP VIEW kept AS SELECT * FROM checked WHERE NOT dropped"
FEW = 40
"""So many lines are looked at one by one before questions are asked of them."""
_LINE = "k.id, k.number, k.name, k.unit_name"


Facts = Mapping[str, object]
"""A checked line, dropped ones too, as `checked` has it: column -> value."""


@dataclass(frozen=True)
class Scope:
    """A prepared run: the transaction, the scenario, what lines are judged by, whether it is all of them.

    `few`: the lines themselves where they are few; `waiting`: the same, to be laid out as soon as a question is asked of them.
    """

    cursor: Cursor
    scenario: str
    law: Law
    whole: bool = False
    few: tuple[Facts, ...] | None = None
    waiting: list[pa.Table] = field(default_factory=list)

    def may(self, hold: Callable[[Facts], object]) -> bool:
        """Whether a question is worth asking of the plan: True for many lines, else whether it may hold for one of the few."""
        return self.few is None or any(hold(facts) for facts in self.few)

    def rows(self, columns: str, source: str, parameters: Sequence[str | int] = ()) -> list[tuple[Line, tuple[object, ...]]]:
        """Lines `k` of a FROM ... WHERE ... clause, in no order that counts, each with the extra columns asked for."""
        self.lay_out()
        sql = f"SELECT {_LINE}{', ' + columns if columns else ''} FROM {source}"
        return [(Line(str(row[0]), int(str(row[1])), str(row[2]), str(row[3])), row[4:]) for row in self.cursor.rows(sql, list(parameters))]

    def told(self, code: str, ending: str, fix: str, source: str) -> list[Problem]:
        """One problem of a code for every line `k` of a FROM ... WHERE ... clause; `ending` is the rest of its sentence, in SQL."""
        self.lay_out()
        severity = REGISTRY[code].severity
        rows = self.cursor.rows(f"SELECT k.id, {SAID} || {ending} FROM {source}")
        return [Problem(code, str(sentence), fix, severity, line=str(line)) for line, sentence in rows]

    def lay_out(self) -> None:
        """Make `checked` and `kept` of the few lines, unless they are made."""
        while self.waiting:
            with self.cursor.given("waiting_lines", self.waiting.pop()):
                self.cursor.run("CREATE OR REPLACE TEMP TABLE few_checked AS SELECT * FROM waiting_lines")
            _show_few(self.cursor)


def open_scope(
    cursor: Cursor, scenario: str, lines: Sequence[str] | pa.Table | None = None, *, law: Law | None = None, alone: bool = False
) -> Scope:
    """Lay out the lines to be checked (all of the plan, or those named) for as long as the transaction lasts.

    `alone`: they are checked by themselves, so nothing is laid out that they would be held against. `law` where it is known already.
    """
    judged = law or read_law(cursor)
    if lines is None:
        # a view cannot keep a parameter
        cursor.run(f"CREATE OR REPLACE TEMP VIEW checked AS SELECT {_COLUMNS} {_FROM.format(scenario=quote(scenario))}")
        cursor.run(_KEPT)
        scope = Scope(cursor, scenario, judged, whole=True)
    elif len(lines) <= FEW:
        table = _read_few(cursor, scenario, lines)
        scope = Scope(cursor, scenario, judged, few=tuple(table.to_pylist()), waiting=[table])
    else:
        _lay_out_many(cursor, scenario, lines)
        scope = Scope(cursor, scenario, judged)
    if not alone:
        scope.lay_out()
        lay_out_traits(cursor, scenario, whole=scope.whole)
    return scope


def show_all(cursor: Cursor, scenario: str, law: Law) -> Scope:
    """A run over lines laid out elsewhere, all of which live: `kept` tells how every line of the plan is spoken of."""
    cursor.run(
        """CREATE OR REPLACE TEMP VIEW kept AS
           SELECT l.id, l.number, l.name, COALESCE(l.measure, '') AS measure, COALESCE(p.unit_name, l.unit) AS unit_name
           FROM line l LEFT JOIN purse p ON p.unit = l.unit"""
    )
    return Scope(cursor, scenario, law)


def quote(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _read_few(cursor: Cursor, scenario: str, lines: Sequence[str] | pa.Table) -> pa.Table:
    chosen = lines.column("line").to_pylist() if isinstance(lines, pa.Table) else list(lines)
    # by marks they are found by the index
    found = f"r.id IN ({', '.join('?' for _ in chosen)})" if chosen else "FALSE"
    return cursor.table(f"SELECT {_COLUMNS} {_FROM.format(scenario='?')} WHERE {found}", [scenario, *chosen])


def _lay_out_many(cursor: Cursor, scenario: str, lines: Sequence[str] | pa.Table) -> None:
    table = lines if isinstance(lines, pa.Table) else pa.table({"line": pa.array(list(lines), pa.string())})
    with cursor.given("only_checked", table):
        made = f"CREATE OR REPLACE TEMP TABLE few_checked AS SELECT {_COLUMNS} {_FROM.format(scenario='?')}"
        cursor.run(f"{made} WHERE r.id IN (SELECT line FROM only_checked)", [scenario])
    _show_few(cursor)


def _show_few(cursor: Cursor) -> None:
    cursor.run("CREATE OR REPLACE TEMP VIEW checked AS SELECT * FROM few_checked")
    cursor.run(_KEPT)
