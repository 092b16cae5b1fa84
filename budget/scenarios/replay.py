"""Replaying operations set-wise over the lines they hold, in a staging table of this transaction's own connection.

Each operation sees what the ones before it left. Lines that may not be cut, and lines dropped before, are passed over by every
operation but a change of source; signed contracts are not deferred; a source of the other nature is not taken; a new figure that
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
       base_amount BIGINT, base_year BIGINT, listing TEXT, locked BOOLEAN, contracted BOOLEAN, nature TEXT, norm TEXT, unit TEXT)""",
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
        f"""INSERT INTO stage SELECT id, {FIGURES}, FALSE, FALSE, amount, year, listing, locked, contracted, nature, norm, unit
            FROM working WHERE {which} AND id IN (SELECT line FROM stage_member EXCEPT SELECT line FROM stage)""",
        chosen,
    )


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
    source = str(settings["source"])
    return Assignment({"source": "?"}, "o.nature = (SELECT s.nature FROM source s WHERE s.code = ?)", "", (source,), (source,))


def fits_with(settings: Settings, lacking: str = "o") -> str:
    """SQL of whether a line stays within a million billion đồng with a driver set; drivers `o` lacks are taken from `lacking`."""
    column, value = DRIVER_COLUMNS[str(settings["driver"])], f"{int(settings['value'])}::BIGINT"
    return f"COALESCE(TRY({_gross_with(column, value, lacking)}) <= {_MOST}, FALSE)"


_NORM_FITS = "n.norm = o.norm AND n.unit = o.unit AND n.base_year = o.base_year"
# one price per norm, unit and year: the one of the unit's own level before the general one, the newest in force at the year's end
_NORM_PRICES = """, (SELECT k.norm, k.unit, k.base_year, n.max_price
    FROM (SELECT DISTINCT norm, unit, base_year FROM stage WHERE norm IS NOT NULL) k
    JOIN norm n ON n.code = k.norm LEFT JOIN unit u ON u.code = k.unit
    WHERE n.max_price IS NOT NULL AND (COALESCE(n.unit_level, '') = '' OR n.unit_level = u.level)
      AND COALESCE(n.valid_from, '') <= k.base_year || '-12-31' AND COALESCE(NULLIF(n.valid_to, ''), '9999') >= k.base_year || '-12-31'
    QUALIFY row_number() OVER (PARTITION BY k.norm, k.unit, k.base_year
      ORDER BY (COALESCE(n.unit_level, '') <> '') DESC, n.valid_from DESC) = 1) n"""


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
