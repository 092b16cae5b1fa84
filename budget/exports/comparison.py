"""T4: scenarios side by side by unit, and for each one the lines it cuts, defers or pays from elsewhere, with the reasons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from budget.exports.cells import Cell, Column, Live, Share, money_width, name_cell
from budget.exports.page import Page
from budget.exports.reading import Snapshot
from budget.exports.tables import TreeTable, Written, write_tree
from budget.exports.tree import Node, arrange_units, number_child
from budget.lines.query import LineFilter, select_ids, where_clause
from budget.model.problem import refuse
from budget.model.states import Difference, OperationKind
from budget.scenarios.compare import label_difference
from budget.scenarios.compare_lines import column_of, read_differing
from budget.scenarios.reading import Scenario, find_scenario
from budget.scenarios.resolve import read_steps
from budget.store.database import Cursor, Parameter

SHEET = "So sánh phương án"
MOST_COMPARED = 6
FIRST_AMOUNT = 2
NORM = "norm"


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One line that a scenario changes against the first: đồng before and after, how, when, why."""

    id: str
    number: int
    name: str
    unit_name: str
    source: str
    before: int
    after: int
    kinds: str
    deferred: bool
    period: str
    reason: str


@dataclass(frozen=True)
class SideBySide:
    """Scenarios compared: amounts (đồng) by unit for each, and the changed lines of each but the first."""

    scenarios: tuple[Scenario, ...]
    amounts: Mapping[str, Mapping[str, int]]
    changed: Mapping[str, Sequence[ChangedLine]]


def read_side_by_side(cursor: Cursor, scenarios: Sequence[str], wanted: LineFilter) -> SideBySide | None:
    """The comparison of some scenarios in the order given, doubles left out; None when only one is left."""
    found = {scenario.id: scenario for scenario in (find_scenario(cursor, name) for name in scenarios)}
    if len(found) < 2:
        return None
    if len(found) > MOST_COMPARED:
        raise refuse("compare_count", f"Một bảng so sánh nhận nhiều nhất {MOST_COMPARED} phương án.", "Bớt phương án rồi xuất lại.")
    amounts = {}
    for scenario in found:
        amounts[scenario] = _read_by_unit(cursor, scenario, wanted)
    return SideBySide(tuple(found.values()), amounts, _read_changed(cursor, list(found), wanted))


def _read_by_unit(cursor: Cursor, scenario: str, wanted: LineFilter) -> dict[str, int]:
    """The đồng of the selected lines by unit: whole lines, as the other tables of the workbook print them."""
    condition, parameters = where_clause(wanted, scenario)
    sql = f"""SELECT r.unit, COALESCE(sum(r.amount), 0)::BIGINT FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit
              WHERE {condition} GROUP BY r.unit ORDER BY min(p.position)"""
    return {str(unit): int(str(amount)) for unit, amount in cursor.rows(sql, [scenario, *parameters])}


def comparison_columns(side: SideBySide) -> list[Column]:
    """Amounts of every scenario, then difference and percentage of each against the first."""
    first, *others = side.scenarios
    wide = max(15.0, money_width(*(sum(amounts.values()) for amounts in side.amounts.values())))
    columns = [Column("STT", 6, "center", "A"), Column("Khối, đơn vị", 38, "text", "B")]
    columns += [Column(scenario.name, wide, "money", str(place)) for place, scenario in enumerate(side.scenarios, start=1)]
    index = len(side.scenarios)
    for place, scenario in enumerate(others, start=2):
        band = f"{scenario.name} so với {first.name}"
        columns.append(Column("Chênh lệch", wide - 1, "money", f"{index + 1}={place}-1", band))
        columns.append(Column("Tỷ lệ", 9, "share", f"{index + 2}", band))
        index += 2
    return columns


def write_comparison(page: Page, snapshot: Snapshot, side: SideBySide, *, total_first: bool) -> Written:
    """The table body of the comparison, by unit."""
    ids = [scenario.id for scenario in side.scenarios]
    codes = dict.fromkeys(code for scenario in ids for code in side.amounts[scenario])
    base_at = FIRST_AMOUNT + len(ids)

    def amount(scenario: str) -> Callable[[str], int]:
        return lambda code: side.amounts[scenario].get(code, 0)

    def difference(scenario: str) -> Callable[[str], int]:
        return lambda code: side.amounts[scenario].get(code, 0) - side.amounts[ids[0]].get(code, 0)

    def cells(stt: str, code: str, row: int) -> list[Cell]:
        name = snapshot.units[code].name if code in snapshot.units else code
        found: list[Cell] = [stt, name, *(amount(scenario)(code) for scenario in ids)]
        for place, scenario in enumerate(ids[1:], start=1):
            moved = difference(scenario)(code)
            formula = f"={name_cell(row, FIRST_AMOUNT + place)}-{name_cell(row, FIRST_AMOUNT)}"
            found += [Live(formula, moved), Share(moved, amount(ids[0])(code)) if moved else None]
        return found

    amounts: dict[int, Callable[[str], int | None]] = {FIRST_AMOUNT + place: amount(scenario) for place, scenario in enumerate(ids)}
    amounts |= {base_at + 2 * place: difference(scenario) for place, scenario in enumerate(ids[1:])}
    shares = {base_at + 2 * place + 1: (base_at + 2 * place, FIRST_AMOUNT) for place in range(len(ids) - 1)}
    table = TreeTable(cells, amounts, len(page.columns), shares)
    return write_tree(page, table, arrange_units(snapshot.units, {code: code for code in codes}), total_first=total_first)


def changes_sheet(scenario: Scenario) -> str:
    """The name of the sheet that lists what a scenario changes."""
    return f"Cắt, giãn PA{scenario.number}"


def changes_columns(side: SideBySide, scenario: Scenario) -> list[Column]:
    """The columns of the list of changed lines."""
    return [
        Column("STT", 6, "center", "A"),
        Column("Khoản mục", 40, "text", "B"),
        Column("Đơn vị", 26, "text", "C"),
        Column("Nguồn kinh phí", 15, "text", "D"),
        Column(side.scenarios[0].name, 17, "money", "1"),
        Column(scenario.name, 17, "money", "2"),
        Column("Giảm (số âm là tăng)", 17, "money", "3=1-2"),
        Column("Giãn tiến độ", 17, "money", "4"),
        Column("Thời gian mới", 11, "center", "5"),
        Column("Lý do", 34, "text", "6"),
        Column("Mã khoản mục", 38, "machine"),
    ]


def write_changes(page: Page, snapshot: Snapshot, side: SideBySide, scenario: Scenario, *, total_first: bool) -> Written:
    """The changed lines of one scenario, grouped by how they change; deferral stands apart from cutting."""

    def cells(stt: str, line: ChangedLine, row: int) -> list[Cell]:
        cut = Live(f"={name_cell(row, 4)}-{name_cell(row, 5)}", line.before - line.after)
        deferred = line.after if line.deferred else None
        return [
            *(stt, f"{line.name} (số {line.number})", line.unit_name, snapshot.source_name(line.source)),
            *(line.before, line.after, cut, deferred, line.period, line.reason, line.id),
        ]

    amounts: dict[int, Callable[[ChangedLine], int | None]] = {
        4: lambda line: line.before,
        5: lambda line: line.after,
        6: lambda line: line.before - line.after,
        7: lambda line: line.after if line.deferred else None,
    }
    nodes: list[Node[ChangedLine]] = []
    for kinds in sorted({line.kinds for line in side.changed[scenario.id]}):
        node: Node[ChangedLine] = Node(number_child(0, len(nodes) + 1), _label(kinds), 0, kinds)
        chosen = [line for line in side.changed[scenario.id] if line.kinds == kinds]
        node.leaves = [(str(place), line) for place, line in enumerate(chosen, start=1)]
        nodes.append(node)
    return write_tree(page, TreeTable(cells, amounts, len(page.columns)), nodes, total_first=total_first)


def _label(kinds: str) -> str:
    """Bringing prices to norm is a deduction of the appraisal, never counted as a cut: savings must not be fictitious."""
    if kinds == NORM:
        return "GIẢM TRỪ THẨM ĐỊNH: ĐƠN GIÁ VỀ ĐỊNH MỨC (KHÔNG TÍNH LÀ CẮT GIẢM)"
    return label_difference(kinds).upper()


def _read_changed(cursor: Cursor, ids: Sequence[str], wanted: LineFilter) -> dict[str, list[ChangedLine]]:
    frame = read_differing(cursor, ids, None, wanted.listing or "estimate")
    if not wanted.is_empty:
        kept = {line for scenario in ids for line in select_ids(cursor, wanted, scenario)}
        frame = frame[frame["id"].isin(kept)]
    changed: dict[str, list[ChangedLine]] = {scenario: [] for scenario in ids[1:]}
    to_norm = {scenario: _read_norm_lines(cursor, scenario) for scenario in ids[1:]}
    for record in frame.to_dict("records"):
        row = {str(name): value for name, value in record.items()}
        for scenario in ids[1:]:
            line = _changed_line(row, ids[0], scenario, str(row["id"]) in to_norm[scenario])
            if line.kinds != "unchanged":
                changed[scenario].append(line)
    return changed


def _read_norm_lines(cursor: Cursor, scenario: str) -> set[str]:
    """The lines whose price a scenario brings down to norm and no operation sets by hand."""
    steps = [step.id for step in read_steps(cursor, scenario)]
    sql = """SELECT m.line FROM member m JOIN operation o ON o.id = m.operation WHERE o.id IN (SELECT unnest(?::TEXT[]))
             GROUP BY m.line HAVING bool_or(o.kind = ?) AND NOT bool_or(o.kind = ?)"""
    parameters: list[Parameter] = [steps, OperationKind.PRICE_TO_NORM.value, OperationKind.SET_DRIVER.value]
    return {str(row[0]) for row in cursor.rows(sql, parameters)}


def _changed_line(row: Mapping[str, object], first: str, scenario: str, to_norm: bool) -> ChangedLine:
    def figure(name: str, where: str = scenario) -> str:
        return str(row[column_of(name, where)])

    others_same = all(figure(name) == figure(name, first) for name in ("quantity_milli", "times_milli", "adjustment"))
    kinds = NORM if to_norm and others_same and figure("kind") == Difference.REDUCED else figure("kind")

    deferred = "deferred" in figure("kind").split(",")
    moved = deferred or "advanced" in figure("kind").split(",")
    return ChangedLine(
        id=str(row["id"]),
        number=int(str(row["number"])),
        name=str(row["name"]),
        unit_name=str(row["unit_name"]),
        source=figure("source"),
        before=int(figure("amount", first)),
        after=int(figure("amount")),
        kinds=kinds,
        deferred=deferred,
        period=f"Quý {figure('quarter')}/{figure('year')}" if moved else "",
        reason=figure("reason"),
    )
