"""A few lines as the checks see them, read by the index and kept as facts; laid out as a table only when a question is asked of them.

Reading is planned anew for every edit, and over the views of a whole plan planning cost more than all else. So what the units of the
lines are comes from what is known of the plan's units (law.py), and a scenario's overlay is met only by who has one.
"""

from collections.abc import Mapping, Sequence

from budget.checks.law import Law, Place
from budget.funding.facts import APPRAISAL, judged_on_sql
from budget.funding.gates import gates_sql
from budget.model.ids import BASE
from budget.store.database import Cursor, Parameter

WANTED = """CASE WHEN contains(r.folded, 'bo sung') THEN trim(regexp_replace(r.folded, '[ ,;-]*[(]?bo sung[)]?$', '')) ELSE r.folded END"""
"""A name without the "(bổ sung)" by which the same thing is asked for again."""
OF_LINE: Mapping[str, str] = {
    **{name: f"r.{name}" for name in ("id", "number", "listing", "unit", "name", "folded")},
    "wanted": WANTED,
    "measure": "COALESCE(r.measure, '')",
    "measure_key": "lower(trim(COALESCE(r.measure, '')))",
    **{
        name: f"COALESCE(r.{name}, '')"
        for name in ("category", "nature", "form", "route", "budget_code", "norm", "basis", "requires", "task", "listed_item")
    },
    "contracted": "COALESCE(r.contracted, FALSE)",
    "source": "COALESCE(r.source, '')",
    "year": "COALESCE(r.year, {year})",
    "quarter": "COALESCE(r.quarter, 4)",
    **{name: f"r.{name}" for name in ("quantity_milli", "unit_price", "amount", "base_amount", "requested_amount")},
    "content_done": "r.content_amount IS NOT NULL",
    "content_amount": "r.content_amount",
    "content_verdict": "COALESCE(r.content_verdict, '')",
    "dropped": "r.dropped",
    "deferred": "r.deferred",
    **{name: f"COALESCE(r.{name}, '')" for name in ("price_kind", "price_document", "price_supplier")},
    **{name: f"r.{name}" for name in ("price_date", "price_quotes", "vat_bp", "vat_included", "last_year_outturn")},
    **{name: f"r.{name}" for name in ("this_year_allotted", "this_year_spent", "entitled_milli", "usable_milli", "excess_date")},
    **{name: f"COALESCE(r.{name}, '')" for name in ("excess_authority", "excess_document")},
    "judged_on": judged_on_sql("{year}"),
    "appraisal": APPRAISAL,
    "missing": gates_sql("r", "r.nature", judged_on_sql("{year}")),
}
"""Column of `checked` -> what it is of a resolved line `r`; {year} is the plan's own."""
_WHOLE = frozenset(
    (
        *(
            "number",
            "year",
            "quarter",
            "quantity_milli",
            "unit_price",
            "amount",
            "base_amount",
            "requested_amount",
            "price_quotes",
            "vat_bp",
        ),
        *("last_year_outturn", "this_year_allotted", "this_year_spent", "entitled_milli", "usable_milli", "missing", "content_amount"),
    )
)
_YES_OR_NO = frozenset(("contracted", "content_done", "dropped", "deferred", "vat_included"))
_PLAIN = (
    *(
        "id",
        "number",
        "listing",
        "unit",
        "name",
        "folded",
        "measure",
        "category",
        "nature",
        "form",
        "route",
        "budget_code",
        "norm",
        "basis",
    ),
    *(
        "requires",
        "contracted",
        "requested_amount",
        "content_amount",
        "content_verdict",
        "price_kind",
        "price_document",
        "price_supplier",
        "price_date",
    ),
    *("price_quotes", "vat_bp", "vat_included", "last_year_outturn", "this_year_allotted", "this_year_spent", "entitled_milli"),
    *("usable_milli", "excess_date", "excess_authority", "excess_document", "task", "listed_item", "medium_term"),
    *("policy_document", "policy_date", "feasibility_document", "feasibility_date", "decision_document", "decision_date"),
)
_WORKING = {
    name: f"CASE WHEN l.finance_amount IS NOT NULL THEN l.finance_{name} ELSE l.requested_{name} END"
    for name in ("quantity_milli", "unit_price", "amount")
}
_KEPT = "CREATE OR REPLACE TEMP VIEW kept AS SELECT * FROM checked WHERE NOT dropped"

Facts = Mapping[str, object]
"""A checked line, dropped ones too, as `checked` has it: column -> value."""


def read_few(cursor: Cursor, scenario: str, lines: Sequence[str], law: Law) -> tuple[Facts, ...]:
    """The facts of some lines as a scenario resolves them, without those that are not there."""
    if not lines:
        return ()
    marks, given = ", ".join("?" for _ in lines), list(lines)
    source, parameters = (_standing(marks), given) if scenario == BASE else (_overlaid(marks), [scenario, *given])
    columns = ", ".join(f"{sql} AS {name}" for name, sql in OF_LINE.items()).replace("{year}", f"{law.budget_year}::BIGINT")
    rows = cursor.rows(f"SELECT {columns} FROM ({source}) r", parameters)
    return tuple(_complete(dict(zip(OF_LINE, row, strict=True)), law.places) for row in rows)


def lay_out_few(cursor: Cursor, few: Sequence[Facts]) -> None:
    """Make `checked` and `kept` of these lines."""
    names = (*OF_LINE, *Place._fields)
    row = "(" + ", ".join(f"?::{_kind(name)}" for name in names) + ")"
    values: list[Parameter] = [facts[name] for facts in few for name in names]  # type: ignore[misc]  # as the plan gave them
    rows = ", ".join(row for _ in few) or "(" + ", ".join(f"NULL::{_kind(name)}" for name in names) + ")"
    none = "" if few else " WHERE FALSE"
    cursor.run(f"CREATE OR REPLACE TEMP TABLE few_checked AS SELECT * FROM (VALUES {rows}) k({', '.join(names)}){none}", values)
    show_few(cursor)


def show_few(cursor: Cursor) -> None:
    """Let `checked` and `kept` be what stands in `few_checked`."""
    cursor.run("CREATE OR REPLACE TEMP VIEW checked AS SELECT * FROM few_checked")
    cursor.run(_KEPT)


def _standing(marks: str) -> str:
    columns = [f"l.{name}" for name in (*_PLAIN, "source", "year", "quarter")]
    columns += [f"{sql} AS {name}" for name, sql in _WORKING.items()]
    columns += [f"{_WORKING['amount']} AS base_amount", "FALSE AS dropped", "FALSE AS deferred"]
    return f"SELECT {', '.join(columns)} FROM line l WHERE l.id IN ({marks})"


def _overlaid(marks: str) -> str:
    columns = [f"l.{name}" for name in _PLAIN]
    columns += [f"COALESCE(o.{name}, l.{name}) AS {name}" for name in ("source", "year", "quarter")]
    columns += [f"COALESCE(o.{name}, {sql}) AS {name}" for name, sql in _WORKING.items()]
    columns += [f"{_WORKING['amount']} AS base_amount"]
    columns += [f"COALESCE(o.{name}, FALSE) AS {name}" for name in ("dropped", "deferred")]
    overlay = "(SELECT * FROM overlay WHERE scenario = ?)"
    return f"SELECT {', '.join(columns)} FROM line l LEFT JOIN {overlay} o ON o.line = l.id WHERE l.id IN ({marks})"


def _complete(facts: dict[str, object], places: Mapping[str, Place]) -> Facts:
    unit = str(facts["unit"])
    place = places.get(unit) or Place(unit, "", unit, "")
    return {**facts, **place._asdict()}


def _kind(name: str) -> str:
    return "BIGINT" if name in _WHOLE else "BOOLEAN" if name in _YES_OR_NO else "TEXT"
