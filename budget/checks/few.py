"""A few lines as the checks see them, read by the index and kept as facts; laid out as a table only when a question is asked of them.

Reading is planned anew for every edit, and over the views of a whole plan planning cost more than all else. So the columns are read as
they stand and worked out here (at_hand.py), what the units of the lines are comes from what is known of the plan's units (law.py), and
a scenario's overlay is met only by who has one.
"""

from collections.abc import Iterable, Mapping, Sequence

from budget.checks import at_hand
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
        for name in ("category", "nature", "form", "route", "budget_code", "norm", "basis", "requires", "task", "listed_item", "guidance")
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
        *("number", "year", "quarter", "quantity_milli", "unit_price", "amount", "base_amount", "requested_amount"),
        *("price_quotes", "vat_bp"),
        *("last_year_outturn", "this_year_allotted", "this_year_spent", "entitled_milli", "usable_milli", "missing", "content_amount"),
    )
)
_YES_OR_NO = frozenset(("contracted", "content_done", "dropped", "deferred", "vat_included"))
_KEPT = "CREATE OR REPLACE TEMP VIEW kept AS SELECT * FROM checked WHERE NOT dropped"

Facts = Mapping[str, object]
"""A checked line, dropped ones too, as `checked` has it: column -> value."""


def is_asked(line: Facts) -> bool:
    """Whether a line of the estimate asks for money."""
    return line["listing"] == "estimate" and int(str(line["amount"])) > 0


def read_few(cursor: Cursor, scenario: str, lines: Sequence[str], law: Law) -> tuple[Facts, ...]:
    """The facts of some lines as a scenario resolves them, without those that are not there."""
    if not lines:
        return ()
    moved = () if scenario == BASE else at_hand.MOVED
    columns = [f"r.{name}" for name in at_hand.COLUMNS] + [f"o.{name} AS moved_{name}" for name in moved]
    overlay = " LEFT JOIN (SELECT * FROM overlay WHERE scenario = ?) o ON o.line = r.id" if moved else ""
    sql = f"""SELECT {", ".join(columns)}, {OF_LINE["wanted"]} AS wanted, {OF_LINE["measure_key"]} AS measure_key
              FROM line r{overlay} WHERE r.id IN ({", ".join("?" for _ in lines)})"""
    names = (*at_hand.COLUMNS, *(f"moved_{name}" for name in moved), "wanted", "measure_key")
    rows = cursor.rows(sql, [*([scenario] if moved else []), *lines])
    seen = (at_hand.see(dict(zip(names, row, strict=True)), law.budget_year) for row in rows)
    return tuple(_complete(facts, law.places) for facts in seen)


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


def beside_by(cursor: Cursor, column: str, lines: Iterable[str]) -> set[str]:
    """The lines that tell the same in a column as some lines do, if these tell anything there."""
    chosen = list(lines)
    if not chosen:
        return set()
    # asked for what is not empty too, the engine would read every line instead of using the index
    rows = cursor.rows(f"SELECT {column} FROM line WHERE id IN ({', '.join('?' for _ in chosen)})", chosen)
    told = sorted({str(value) for (value,) in rows if value})
    if not told:
        return set()
    return {str(line) for (line,) in cursor.rows(f"SELECT id FROM line WHERE {column} IN ({', '.join('?' for _ in told)})", told)}


def _complete(facts: dict[str, object], places: Mapping[str, Place]) -> Facts:
    unit = str(facts["unit"])
    place = places.get(unit) or Place(unit, "", unit, "")
    return {**facts, **place._asdict()}


def _kind(name: str) -> str:
    return "BIGINT" if name in _WHOLE else "BOOLEAN" if name in _YES_OR_NO else "TEXT"
