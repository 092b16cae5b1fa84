"""Replaying operations set-wise over the lines they hold, in a staging table of this transaction's own connection.

Each operation sees what the ones before it left. Lines that may not be cut, and lines dropped before, are passed over by every
operation but a change of source; signed contracts stay in their quarter; a source of the other nature is not taken; a new figure that
would bring a line above a million billion đồng is not set. The plan is read once, at the start; steps cost what they touch.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from budget.model.states import OperationKind
from budget.scenarios.operations import DRIVER_COLUMNS, Settings
from budget.store.database import Cursor, Parameter

FIGURES = "quantity_milli, unit_price, times_milli, adjustment, amount, source, year, quarter"
_MOST = 10**15
_GROSS = "((({q})::HUGEINT * ({p}) * ({t}) + 500000) // 1000000)"
_OPEN = "NOT o.locked AND NOT o.dropped"
_STAGES = (
    """CREATE TEMP TABLE IF NOT EXISTS stage (line TEXT NOT NULL, quantity_milli BIGINT, unit_price BIGINT, times_milli BIGINT,
       adjustment BIGINT, amount BIGINT, source TEXT, year BIGINT, quarter BIGINT, dropped BOOLEAN, deferred BOOLEAN,
       base_amount BIGINT, base_year BIGINT, base_quarter BIGINT, listing TEXT,
       locked BOOLEAN, contracted BOOLEAN, nature TEXT, norm TEXT, unit TEXT,
       measure TEXT)""",
    "CREATE TEMP TABLE IF NOT EXISTS stage_member (operation TEXT NOT NULL, line TEXT NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One operation in replay order."""

    id: str
    scenario: str
    kind: OperationKind
    settings: Settings


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a step sets on a staged line `o` and where, each with its parameters; `beside` is a further table it reads."""

    columns: dict[str, str]
    where: str
    beside: str = ""
    given: tuple[Parameter, ...] = ()
    asked: tuple[Parameter, ...] = ()


def begin(cursor: Cursor, operations: Sequence[str], lines: Sequence[str] | None = None, *, restricted: bool = False) -> None:
    """Stage the base figures of every line the operations hold; only `lines`, or those given as `only_lines` when `restricted`."""
    for statement in _STAGES:
        cursor.run(statement)
    cursor.run("DELETE FROM stage")
    cursor.run("DELETE FROM stage_member")
    extend(cursor, operations, lines, restricted=restricted)


def extend(cursor: Cursor, operations: Sequence[str], lines: Sequence[str] | None = None, *, restricted: bool = False) -> None:
    """Let the lines that more operations hold onto the stage; lines that are there keep what became of them."""
    only, parameters = _narrow(lines, restricted)
    cursor.run(
        f"INSERT INTO stage_member SELECT operation, line FROM member WHERE operation IN (SELECT unnest(?::TEXT[])){only}",
        [list(operations), *parameters],
    )
    # a single line is found by the index of its table, many by one pass
    which, chosen = ("id = ?", [lines[0]]) if lines is not None and len(lines) == 1 else ("TRUE", [])
    cursor.run(
        f"""INSERT INTO stage SELECT id, {FIGURES}, FALSE, FALSE, amount, year, quarter, listing, locked, contracted, nature, norm, unit,
              {measure_key("measure")} FROM working
            WHERE {which} AND id IN (SELECT line FROM stage_member EXCEPT SELECT line FROM stage)""",
        chosen,
    )


def read_acting(cursor: Cursor) -> frozenset[str]:
    """The operations that hold any staged line; the others would move nothing."""
    return frozenset(str(row[0]) for row in cursor.rows("SELECT DISTINCT operation FROM stage_member"))


def replay(cursor: Cursor, step: Step) -> None:
    """Carry one operation out on the staged lines it holds."""
    assignment = assign(step)
    sets = ", ".join(f"{name} = {expression}" for name, expression in assignment.columns.items())
    cursor.run(
        f"""UPDATE stage o SET {sets} FROM stage_member m{assignment.beside}
            WHERE m.line = o.line AND m.operation = ? AND ({assignment.where})""",
        [*assignment.given, step.id, *assignment.asked],
    )


def finish(cursor: Cursor, scenario: str) -> None:
    """Write the staged lines into a scenario's overlay, in the place of what it had for them."""
    cursor.run("DELETE FROM overlay WHERE scenario = ? AND line IN (SELECT line FROM stage)", [scenario])
    cursor.run(f"INSERT INTO overlay SELECT ?, line, {FIGURES}, dropped, deferred FROM stage", [scenario])


def assign(step: Step) -> Assignment:
    """What the operation sets, as SQL over a staged line `o`; amounts are exact integer arithmetic, half up."""
    settings = step.settings
    if step.kind is OperationKind.DROP:
        return Assignment({"quantity_milli": "0", "adjustment": "0", "amount": "0", "dropped": "TRUE"}, _OPEN)
    if step.kind is OperationKind.PERCENT:
        cut = f"((o.amount::HUGEINT * {int(settings['share_bp'])} + 5000) // 10000)::BIGINT"
        return Assignment({"adjustment": f"o.adjustment - {cut}", "amount": f"o.amount - {cut}"}, _OPEN)
    if step.kind is OperationKind.REDUCE_QUANTITY:
        return _with_driver("quantity_milli", f"LEAST(o.quantity_milli, {_reduced(settings)})", _OPEN)
    if step.kind is OperationKind.SET_DRIVER:
        column, value = DRIVER_COLUMNS[str(settings["driver"])], f"{int(settings['value'])}::BIGINT"
        return _with_driver(column, value, f"{_OPEN} AND {fits_with(settings)}")
    if step.kind is OperationKind.PRICE_TO_NORM:
        return replace(_with_driver("unit_price", "LEAST(o.unit_price, n.max_price)", f"{_OPEN} AND {_NORM_FITS}"), beside=_NORM_PRICES)
    if step.kind is OperationKind.DEFER:
        year, quarter = int(settings["year"]), int(settings.get("quarter", 1))
        columns = {"year": f"{year}::BIGINT", "quarter": f"{quarter}::BIGINT", "deferred": "TRUE"}
        return Assignment(columns, f"{_OPEN} AND NOT o.contracted AND (o.year * 4 + o.quarter < {year * 4 + quarter})")
    if step.kind is OperationKind.SLIP:
        return _slipped(int(settings["quarters"]))
    source = str(settings["source"])
    return Assignment({"source": "?"}, "o.nature = (SELECT s.nature FROM source s WHERE s.code = ?)", "", (source,), (source,))


def fits_with(settings: Settings, lacking: str = "o") -> str:
    """SQL of whether a line stays within a million billion đồng with a driver set; drivers `o` lacks are taken from `lacking`."""
    column, value = DRIVER_COLUMNS[str(settings["driver"])], f"{int(settings['value'])}::BIGINT"
    return f"COALESCE(TRY({_gross_with(column, value, lacking)}) <= {_MOST}, FALSE)"


def measure_key(column: str) -> str:
    """SQL of a measure as it is compared: người-ngày and Người/ngày are one."""
    return f"replace(lower(trim(COALESCE({column}, ''))), '-', '/')"


_NORM_FITS = """n.norm = o.norm AND n.unit = o.unit AND n.year = o.year AND n.quarter = COALESCE(o.quarter, 4)
    AND n.measure = o.measure"""
# the row that the check of norms judges by: on the last day of the line's quarter, the one of the unit's own level before the
# general one, then the newest; a row without a price caps nothing, and no other row answers in its place;
# a price of one measure is never cut to the price of another
_NORM_PRICES = f""", (SELECT norm, unit, year, quarter, held.max_price AS max_price, {measure_key("held.measure")} AS measure
    FROM (SELECT k.norm, k.unit, k.year, k.quarter, arg_max(n, (COALESCE(n.unit_level, '') <> '', COALESCE(n.valid_from, ''))) AS held
      FROM (SELECT DISTINCT norm, unit, year, COALESCE(quarter, 4) AS quarter,
              year || ['-03-31', '-06-30', '-09-30', '-12-31'][COALESCE(quarter, 4)] AS judged_on
            FROM stage WHERE COALESCE(norm, '') <> '') k
      LEFT JOIN unit u ON u.code = k.unit
      JOIN norm n ON n.code = k.norm AND COALESCE(n.unit_level, '') IN ('', COALESCE(u.level, ''))
        AND COALESCE(n.valid_from, '') <= k.judged_on AND COALESCE(NULLIF(n.valid_to, ''), '9999') >= k.judged_on
      GROUP BY ALL)
    WHERE held.max_price IS NOT NULL) n"""


def _slipped(quarters: int) -> Assignment:
    """So many quarters later (or, below 0, earlier): there and back is the line as it was. Phases that are spent do not follow."""
    period = f"(o.year * 4 + o.quarter - 1 + {quarters})"
    columns = {
        "year": f"({period} // 4)::BIGINT",
        "quarter": f"({period} % 4 + 1)::BIGINT",
        "deferred": f"COALESCE({period} > o.base_year * 4 + o.base_quarter - 1, FALSE)",
    }
    return Assignment(columns, f"{_OPEN} AND NOT o.contracted AND o.year IS NOT NULL AND o.quarter IS NOT NULL")


def _narrow(lines: Sequence[str] | None, restricted: bool) -> tuple[str, list[Parameter]]:
    if lines is not None and len(lines) == 1:
        return " AND line = ?", [lines[0]]
    if lines is not None:
        return " AND line IN (SELECT unnest(?::TEXT[]))", [list(lines)]
    return (" AND line IN (SELECT line FROM only_lines)", []) if restricted else ("", [])


def _reduced(settings: Settings) -> str:
    if "to_milli" in settings:
        return f"{int(settings['to_milli'])}::BIGINT"
    if "by_milli" in settings:
        return f"GREATEST(0, o.quantity_milli - {int(settings['by_milli'])})::BIGINT"
    kept = 10_000 - int(settings["share_bp"])
    # what stays is rounded up to whole units where the line counts whole units, so never more is cut than was said
    return f"""(CASE WHEN o.quantity_milli % 1000 = 0 THEN ((o.quantity_milli::HUGEINT * {kept} + 9999999) // 10000000) * 1000
               ELSE (o.quantity_milli::HUGEINT * {kept} + 9999) // 10000 END)::BIGINT"""


def _with_driver(column: str, expression: str, where: str) -> Assignment:
    gross = _gross_with(column, expression)
    # an earlier percent cut never takes more than the line still costs
    adjustment = f"GREATEST(o.adjustment, -{gross})::BIGINT"
    return Assignment(
        {column: expression, "adjustment": adjustment, "amount": f"({gross} + GREATEST(o.adjustment, -{gross}))::BIGINT"}, where
    )


def _gross_with(column: str, expression: str, lacking: str = "o") -> str:
    """SQL of quantity x unit price x times in đồng, half up, with one driver replaced."""
    names = ("quantity_milli", "unit_price", "times_milli")
    parts = {name: f"o.{name}" if lacking == "o" else f"COALESCE(o.{name}, {lacking}.{name})" for name in names}
    parts[column] = expression
    return _GROSS.format(q=parts["quantity_milli"], p=parts["unit_price"], t=parts["times_milli"])
