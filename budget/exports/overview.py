"""PL I and PL IV: one row a unit - asked, in the estimate, by nature and by who finds the money; then by each source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budget.exports import appraisal, estimate
from budget.exports.cells import Cell, Column, Live, money_width, name_cell
from budget.exports.estimate import group_by_unit
from budget.exports.page import Page
from budget.exports.reading import ExportLine, ExportSource, Snapshot
from budget.exports.tables import TreeTable, Written, write_tree
from budget.exports.tree import arrange_units
from budget.model.states import Nature
from budget.money import format_money

SHEET = "PL I Tổng hợp"
SOURCES_SHEET = "PL IV Theo nguồn"
COUNT, ASKED, AMOUNT, DIFFERENCE, FIRST_SPLIT = 2, 3, 4, 5, 6
NO_SOURCE = "Chưa xác định nguồn"


@dataclass(frozen=True)
class UnitLines:
    """One unit with its lines."""

    code: str
    name: str
    lines: Sequence[ExportLine]

    def amount(self, chosen: Callable[[ExportLine], bool]) -> int | None:
        """What the chosen lines come to, in đồng; None when there are none."""
        amounts = [line.working.amount for line in self.lines if chosen(line) and not line.dropped]
        return sum(amounts) if amounts else None


Split = tuple[Column, Callable[[ExportLine], bool]]


def overview_columns(snapshot: Snapshot) -> list[Column]:
    """The columns of PL I."""
    splits = [column for column, _ in _splits(snapshot)]
    wide = _wide(snapshot)
    return [
        Column("STT", 5, "center", "A"),
        Column("Khối, đơn vị", 34, "text", "B"),
        Column("Số khoản mục", 9, "money", "1"),
        Column("Đề nghị", wide, "money", "2"),
        Column("Số tổng hợp (thẩm định, chưa có thì đề nghị)", wide, "money", "3"),
        Column("Tăng (+), giảm (-)", wide - 1, "money", "4=3-2"),
        *splits,
        Column("Ghi chú", 20, "text", str(FIRST_SPLIT - 1 + len(splits))),
        Column("Mã đơn vị", 12, "machine"),
    ]


def write_overview(page: Page, snapshot: Snapshot, details: Written, judged: Written, *, total_first: bool) -> Written:
    """The table body of PL I; asked and total follow PL II and PL III by formula."""
    splits = _splits(snapshot)
    amount_at, asked_at = estimate.amount_column(snapshot), appraisal.find_layout(snapshot).asked

    def cells(stt: str, unit: UnitLines, row: int) -> list[Cell]:
        asked, amount = _asked(unit), _amount(unit)
        difference = Live(f"={name_cell(row, AMOUNT)}-{name_cell(row, ASKED)}", amount - asked)
        return [
            *(stt, unit.name, len(unit.lines)),
            _follow(judged, unit.code, asked_at, appraisal.SHEET, asked),
            _follow(details, unit.code, amount_at, estimate.SHEET, amount),
            difference,
            *(unit.amount(chosen) for _, chosen in splits),
            *(_describe_waiting(unit), unit.code),
        ]

    amounts: dict[int, Callable[[UnitLines], int | None]] = {
        COUNT: lambda unit: len(unit.lines),
        ASKED: _asked,
        AMOUNT: _amount,
        DIFFERENCE: lambda unit: _amount(unit) - _asked(unit),
    }
    amounts |= {FIRST_SPLIT + place: _chooser(chosen) for place, (_, chosen) in enumerate(splits)}
    return _write_units(page, snapshot, TreeTable(cells, amounts, len(page.columns)), total_first)


def sources_columns(snapshot: Snapshot) -> list[Column]:
    """The columns of PL IV: the total, then one column a source that is asked for money, in bands of who finds it."""
    used, wide = _used_sources(snapshot), _wide(snapshot)
    columns = [
        Column("STT", 5, "center", "A"),
        Column("Đơn vị", 36, "text", "B"),
        Column("Tổng cộng", wide, "money", _sum_of(len(used))),
    ]
    for place, source in enumerate(used, start=2):
        picker = _source_picker(source, snapshot)
        asked = sum(line.working.amount for line in snapshot.lines if picker(line))
        columns.append(Column(source.short_name or source.name, money_width(asked), "money", str(place), _band(source)))
    return [*columns, Column("Mã đơn vị", 12, "machine")]


def write_sources(page: Page, snapshot: Snapshot, *, total_first: bool) -> Written:
    """The table body of PL IV; each row's total is the live sum of its sources."""
    used = _used_sources(snapshot)
    pickers = [_source_picker(source, snapshot) for source in used]

    def cells(stt: str, unit: UnitLines, row: int) -> list[Cell]:
        across = f"=SUM({name_cell(row, 3)}:{name_cell(row, 2 + len(used))})"
        total: Cell = Live(across, _amount(unit)) if used else 0
        return [stt, unit.name, total, *(unit.amount(picker) for picker in pickers), unit.code]

    amounts: dict[int, Callable[[UnitLines], int | None]] = {2: _amount}
    amounts |= {3 + place: _chooser(picker) for place, picker in enumerate(pickers)}
    return _write_units(page, snapshot, TreeTable(cells, amounts, len(page.columns)), total_first)


def _write_units(page: Page, snapshot: Snapshot, table: TreeTable[UnitLines], total_first: bool) -> Written:
    grouped = group_by_unit(snapshot.lines)
    members = {
        code: UnitLines(code, snapshot.units[code].name if code in snapshot.units else code, lines) for code, lines in grouped.items()
    }
    return write_tree(page, table, arrange_units(snapshot.units, members), total_first=total_first)


def _sum_of(parts: int) -> str:
    """The index of a total of the columns after it."""
    return {0: "1", 1: "1=2", 2: "1=2+3"}.get(parts, f"1=2+…+{parts + 1}")


def _wide(snapshot: Snapshot) -> float:
    return money_width(sum(line.requested.amount for line in snapshot.lines), snapshot.amount)


def _splits(snapshot: Snapshot) -> list[Split]:
    """By nature, then by who finds the money: both add up to the total."""

    def allocated_by(name: str) -> Callable[[ExportLine], bool]:
        return lambda line: line.nature == Nature.RECURRENT and _source_of(line, snapshot).allocator == name

    def of_nature(nature: Nature) -> Callable[[ExportLine], bool]:
        return lambda line: line.nature == nature

    wide = _wide(snapshot)
    nature, finder = "Chia theo tính chất chi", "Chi thường xuyên, chia theo nơi bố trí"
    splits: list[Split] = [
        (Column("Chi thường xuyên", wide, "money", "5", nature), of_nature(Nature.RECURRENT)),
        (Column("Chi đầu tư", wide, "money", "6", nature), of_nature(Nature.INVESTMENT)),
        (Column("Ngân sách tỉnh bố trí", wide, "money", "7", finder), allocated_by("province")),
        (Column("Đơn vị, địa phương tự cân đối", wide, "money", "8", finder), allocated_by("unit")),
    ]
    if any(line.source not in snapshot.sources and line.nature == Nature.RECURRENT for line in snapshot.lines):
        splits.append((Column(NO_SOURCE, wide, "money", "9", finder), allocated_by("")))
    return splits


def _source_of(line: ExportLine, snapshot: Snapshot) -> ExportSource:
    return snapshot.sources.get(line.source) or ExportSource("", NO_SOURCE, NO_SOURCE, "", "")


def _used_sources(snapshot: Snapshot) -> list[ExportSource]:
    used = {line.source for line in snapshot.lines if not line.dropped}
    found = [source for code, source in snapshot.sources.items() if code in used]
    found.sort(key=lambda source: (source.nature == Nature.INVESTMENT, source.allocator == "unit"))
    strangers = [ExportSource("", NO_SOURCE, NO_SOURCE, "", "")] if used - set(snapshot.sources) else []
    return [*found, *strangers]


def _source_picker(source: ExportSource, snapshot: Snapshot) -> Callable[[ExportLine], bool]:
    if not source.code:
        return lambda line: line.source not in snapshot.sources
    return lambda line: line.source == source.code


def _band(source: ExportSource) -> str:
    if source.nature == Nature.INVESTMENT:
        return "Chi đầu tư"
    return {"province": "Ngân sách tỉnh bố trí", "unit": "Đơn vị, địa phương tự cân đối"}.get(source.allocator, "")


def _chooser(chosen: Callable[[ExportLine], bool]) -> Callable[[UnitLines], int | None]:
    return lambda unit: unit.amount(chosen)


def _amount(unit: UnitLines) -> int:
    return sum(line.working.amount for line in unit.lines)


def _asked(unit: UnitLines) -> int:
    return sum(line.requested.amount for line in unit.lines)


def _follow(written: Written, code: str, column: int, sheet: str, value: int) -> Cell:
    row = written.rows.get(code)
    return value if row is None else Live(f"={name_cell(row, column, sheet)}", value)


def _describe_waiting(unit: UnitLines) -> str:
    waiting = sum(1 for line in unit.lines if line.finance is None)
    if waiting == len(unit.lines):
        return "Chưa thẩm định"
    return f"Còn {format_money(waiting)}/{format_money(len(unit.lines))} chưa thẩm định" if waiting else ""
