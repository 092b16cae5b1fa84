"""Resolving: a scenario's operations replayed set-wise over the lines they hold, into its overlay.

Each operation sees what the ones before it left. Lines that may not be cut, and lines dropped before, are passed over by every
operation but a change of source; signed contracts are not deferred; a source of the other nature is not taken; a new figure that
would bring a line above a million billion đồng is not set.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import pyarrow as pa

from budget.model.states import OperationKind, ScenarioState
from budget.scenarios.operations import DRIVER_COLUMNS, Settings, settings_from_text
from budget.store.database import Cursor, Parameter

_GROSS = "((({q})::HUGEINT * ({p}) * ({t}) + 500000) // 1000000)"
_OPEN = "NOT w.locked AND NOT o.dropped"
_MOST = 10**15


@dataclass(frozen=True, slots=True)
class Step:
    """One operation in replay order."""

    id: str
    scenario: str
    kind: OperationKind
    settings: Settings


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a step sets on an overlay row `o` (with its line `w`), where, and with which parameters."""

    columns: dict[str, str]
    where: str
    parameters: tuple[Parameter, ...] = ()


def read_chain(cursor: Cursor, scenario: str) -> list[str]:
    """The scenario and its ancestors, the oldest first."""
    chain: list[str] = []
    current: str | None = scenario
    while current and current not in chain:
        rows = cursor.rows("SELECT parent FROM scenario WHERE id = ?", [current])
        if not rows:
            break
        chain.insert(0, current)
        current = None if rows[0][0] is None else str(rows[0][0])
    return chain


def read_steps(cursor: Cursor, scenario: str) -> list[Step]:
    """Every operation of the scenario and its ancestors in replay order; a promoted one's stand in the base already."""
    steps = []
    promoted = {str(row[0]) for row in cursor.rows("SELECT id FROM scenario WHERE state = ?", [ScenarioState.PROMOTED.value])}
    for member in read_chain(cursor, scenario):
        if member in promoted:
            continue
        sql = "SELECT id, kind, settings FROM operation WHERE scenario = ? ORDER BY position, id"
        for identity, kind, settings in cursor.rows(sql, [member]):
            steps.append(Step(str(identity), member, OperationKind(str(kind)), settings_from_text(str(settings))))
    return steps


def read_family(cursor: Cursor, scenario: str) -> list[str]:
    """The scenario and everything that descends from it."""
    family, waiting = [scenario], [scenario]
    while waiting:
        rows = cursor.rows("SELECT id FROM scenario WHERE parent = ? ORDER BY id", [waiting.pop()])
        found = [str(row[0]) for row in rows if str(row[0]) not in family]
        family.extend(found)
        waiting.extend(found)
    return family


def resolve(cursor: Cursor, scenario: str, lines: Sequence[str] | pa.Table | None = None) -> None:
    """Write the scenario's overlay anew: for every line its operations hold, or only for `lines` among them."""
    steps = read_steps(cursor, scenario)
    with ExitStack() as stack:
        if lines is not None:
            table = lines if isinstance(lines, pa.Table) else pa.table({"line": pa.array(lines, pa.string())})
            stack.enter_context(cursor.given("only_lines", table))
        begin(cursor, scenario, [step.id for step in steps], restricted=lines is not None)
        for step in steps:
            replay(cursor, scenario, step, restricted=lines is not None)


def begin(cursor: Cursor, scenario: str, operations: Sequence[str], *, restricted: bool) -> None:
    """Start the overlay from the base figures of every line the operations hold."""
    only = " AND line IN (SELECT line FROM only_lines)" if restricted else ""
    cursor.run(f"DELETE FROM overlay WHERE scenario = ?{only}", [scenario])
    _enter(cursor, scenario, operations, only)


def extend(cursor: Cursor, scenario: str, operation: str) -> None:
    """Let the lines an operation holds and the overlay does not into it, with their base figures."""
    outside = " AND line NOT IN (SELECT line FROM overlay WHERE scenario = ?)"
    _enter(cursor, scenario, [operation], outside, [scenario])


def _enter(cursor: Cursor, scenario: str, operations: Sequence[str], only: str, parameters: Sequence[Parameter] = ()) -> None:
    cursor.run(
        f"""INSERT INTO overlay
            SELECT ?, id, quantity_milli, unit_price, times_milli, adjustment, amount, source, year, quarter, FALSE, FALSE
            FROM working WHERE id IN (SELECT line FROM member WHERE operation IN (SELECT unnest(?::TEXT[])){only})""",
        [scenario, list(operations), *parameters],
    )


def replay(cursor: Cursor, scenario: str, step: Step, *, restricted: bool) -> None:
    """Carry one operation out on the overlay rows it holds."""
    assignment = assign(step)
    sets = ", ".join(f"{name} = {expression}" for name, expression in assignment.columns.items())
    only = " AND o.line IN (SELECT line FROM only_lines)" if restricted else ""
    cursor.run(
        f"""UPDATE overlay o SET {sets} FROM member m, working w
            WHERE m.line = o.line AND w.id = o.line AND ({assignment.where}) AND o.scenario = ? AND m.operation = ?{only}""",
        [*assignment.parameters, scenario, step.id],
    )


def assign(step: Step) -> Assignment:
    """What the operation sets, as SQL over overlay row `o` and line `w`; amounts are exact integer arithmetic, half up."""
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
        return _with_driver("unit_price", f"LEAST(o.unit_price, COALESCE({NORM_PRICE}, o.unit_price))", f"{_OPEN} AND w.norm IS NOT NULL")
    if step.kind is OperationKind.DEFER:
        year, quarter = int(settings["year"]), int(settings.get("quarter", 1))
        columns = {"year": f"{year}::BIGINT", "quarter": f"{quarter}::BIGINT", "deferred": "TRUE"}
        later = f"(o.year * 4 + o.quarter < {year * 4 + quarter})"
        return Assignment(columns, f"{_OPEN} AND NOT w.contracted AND NOT o.dropped AND {later}")
    fits = "w.nature = (SELECT s.nature FROM source s WHERE s.code = ?)"
    return Assignment({"source": "?"}, fits, (str(settings["source"]), str(settings["source"])))


NORM_PRICE = """(SELECT n.max_price FROM norm n WHERE n.code = w.norm AND n.max_price IS NOT NULL
    AND (n.unit_level IS NULL OR n.unit_level = '' OR n.unit_level = (SELECT u.level FROM unit u WHERE u.code = w.unit))
    AND COALESCE(n.valid_from, '') <= w.year || '-12-31' AND COALESCE(NULLIF(n.valid_to, ''), '9999') >= w.year || '-12-31'
    ORDER BY (COALESCE(n.unit_level, '') <> '') DESC, n.valid_from DESC LIMIT 1)"""


def fits_with(settings: Settings, lacking: str = "o") -> str:
    """SQL of whether a line stays within a million billion đồng with a driver set; drivers `o` lacks are taken from `lacking`."""
    column, value = DRIVER_COLUMNS[str(settings["driver"])], f"{int(settings['value'])}::BIGINT"
    return f"COALESCE(TRY({_gross_with(column, value, lacking)}) <= {_MOST}, FALSE)"


def affected_scenarios(cursor: Cursor, lines: Sequence[str]) -> dict[str, list[str]]:
    """Scenario -> which of these lines its operations (or its ancestors') hold."""
    if not lines:
        return {}
    # one line is found by the index; many by one pass over the members
    match, given = ("= ?", lines[0]) if len(lines) == 1 else ("IN (SELECT unnest(?::TEXT[]))", list(lines))
    sql = f"SELECT DISTINCT o.scenario, m.line FROM member m JOIN operation o ON o.id = m.operation WHERE m.line {match}"
    held: dict[str, set[str]] = {}
    for owner, line in cursor.rows(sql, [given]):
        held.setdefault(str(owner), set()).add(str(line))
    found: dict[str, set[str]] = {}
    for owner, members in held.items():
        for scenario in read_family(cursor, owner):
            found.setdefault(scenario, set()).update(members)
    return {scenario: sorted(members) for scenario, members in sorted(found.items())}


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
    parts = {
        name: f"o.{name}" if lacking == "o" else f"COALESCE(o.{name}, {lacking}.{name})"
        for name in ("quantity_milli", "unit_price", "times_milli")
    }
    parts[column] = expression
    return _GROSS.format(q=parts["quantity_milli"], p=parts["unit_price"], t=parts["times_milli"])
