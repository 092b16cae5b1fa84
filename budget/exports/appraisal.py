"""PL III: what was asked against what Sở Tài chính appraised, line by line, and how both lead to the figure in the estimate."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from budget.exports.cells import Cell, Column, Live, Milli, amount_cell, money_width, name_cell
from budget.exports.estimate import group_by_unit
from budget.exports.formats import Style
from budget.exports.page import Page
from budget.exports.reading import ExportLine, Figures, Snapshot
from budget.exports.tables import TreeTable, Written, write_tree
from budget.exports.tree import arrange_lines
from budget.model.ids import BASE
from budget.money import format_money

SHEET = "PL III Thẩm định"
_NOT_DONE = "Chưa thẩm định"


@dataclass(frozen=True)
class Layout:
    """Which columns PL III has, and where they stand: what no line tells takes no room."""

    request: bool
    outturn: bool
    allotted: bool
    opinion: bool

    @property
    def first(self) -> int:
        """Where the requested quantity stands."""
        return 3 + self.request + self.outturn + self.allotted

    @property
    def asked(self) -> int:
        """Where the requested amount stands."""
        return self.first + 3

    @property
    def judged(self) -> int:
        """Where the appraised amount stands."""
        return self.asked + self.opinion + 4

    @property
    def difference(self) -> int:
        """Where the difference stands."""
        return self.judged + 1


def find_layout(snapshot: Snapshot) -> Layout:
    """The columns some line has a value for."""
    lines = snapshot.lines
    return Layout(
        any(line.request for line in lines),
        any(line.outturn is not None for line in lines),
        any(line.allotted is not None for line in lines),
        any(line.content is not None for line in lines),
    )


def appraisal_columns(snapshot: Snapshot) -> list[Column]:
    """The columns of T2; the difference is TĐ - ĐN."""
    layout, lines = find_layout(snapshot), snapshot.lines
    wide = money_width(*(sum(line.requested.amount for line in lines), snapshot.amount))
    price = money_width(*(max(line.requested.unit_price, line.working.unit_price) for line in lines), 0)
    drivers: Sequence[tuple[str, float, Style, str]] = (
        ("Số lượng", 8.5, "quantity", "quantity"),
        ("Đơn giá", price, "money", "unit_price"),
        ("Số lần", 5, "quantity", "times"),
        ("Thành tiền", wide, "money", "amount"),
    )
    year = snapshot.budget_year
    columns = [Column("STT", 5, "center"), Column("Nội dung chi", 30 if layout.request else 34, "text", field="name")]
    if layout.request:
        columns.append(Column("Văn bản đề nghị", 17, "text"))
    columns.append(Column("Đơn vị tính", 8, "center", field="measure"))
    if layout.outturn:
        columns.append(Column(f"Thực hiện {year - 1} (số đã báo)", _told_width(lines, "outturn"), "money"))
    if layout.allotted:
        columns.append(Column(f"Dự toán {year} đã giao (số đã báo)", _told_width(lines, "allotted"), "money"))
    columns += [Column(heading, width, style, "", "Đề nghị", f"requested_{name}") for heading, width, style, name in drivers]
    if layout.opinion:
        columns.append(Column("Ý kiến Sở TT&TT (thành tiền)", wide, "money"))
    columns += [Column(heading, width, style, "", "Thẩm định", f"finance_{name}") for heading, width, style, name in drivers]
    columns += [Column("Chênh lệch (tăng +, giảm -)", wide - 1, "money"), Column("Lý do điều chỉnh", 19, "text", field="reason")]
    machine = [Column("Mã khoản mục", 38, "machine", field="id"), Column("Phiên bản", 20, "machine", field="versions")]
    return [*_numbered(columns, layout), *machine]


def _told_width(lines: Sequence[ExportLine], name: str) -> float:
    return money_width(sum(getattr(line, name) or 0 for line in lines))


def _numbered(columns: Sequence[Column], layout: Layout) -> list[Column]:
    """The columns with their index row: letters for what describes, numbers and formulas for figures."""
    letters = layout.first - layout.outturn - layout.allotted
    indexed = []
    for place, column in enumerate(columns):
        number = place - letters + 1
        index = "ABCDEFGH"[place] if place < letters else str(number)
        if place in (layout.asked, layout.judged):
            index = f"{number}={number - 3}x{number - 2}x{number - 1}"
        elif place == layout.difference:
            index = f"{number}={number - 1}-{layout.asked - letters + 1}"
        indexed.append(replace(column, index=index))
    return indexed


def write_appraisal(page: Page, snapshot: Snapshot, *, total_first: bool) -> Written:
    """The table body of PL III, then the bridge from the requests to the figure in the estimate."""
    layout = find_layout(snapshot)

    def cells(stt: str, line: ExportLine, row: int) -> list[Cell]:
        judged: list[Cell] = [None] * 4 if line.finance is None else _figures(line.finance, row, layout.judged - 3)
        difference = None if line.finance is None else _difference(line, row, layout)
        return [
            *(stt, line.name),
            *([line.request] if layout.request else []),
            line.measure,
            *([line.outturn] if layout.outturn else []),
            *([line.allotted] if layout.allotted else []),
            *_figures(line.requested, row, layout.first),
            *([_opinion(line)] if layout.opinion else []),
            *judged,
            *(difference, describe_reason(line), line.id, line.versions),
        ]

    table = TreeTable(cells, _summed(layout), len(page.columns))
    written = write_tree(page, table, arrange_lines(snapshot.units, group_by_unit(snapshot.lines)), total_first=total_first)
    _write_bridge(page, snapshot, written, layout)
    return written


def _summed(layout: Layout) -> Mapping[int, Callable[[ExportLine], int | None]]:
    amounts: dict[int, Callable[[ExportLine], int | None]] = {
        layout.asked: lambda line: line.requested.amount,
        layout.judged: lambda line: None if line.finance is None else line.finance.amount,
        layout.difference: lambda line: None if line.finance is None else line.finance.amount - line.requested.amount,
    }
    unit_at = 2 + layout.request
    if layout.outturn:
        amounts[unit_at + 1] = lambda line: line.outturn
    if layout.allotted:
        amounts[unit_at + 1 + layout.outturn] = lambda line: line.allotted
    if layout.opinion:
        amounts[layout.asked + 1] = _opinion
    return dict(sorted(amounts.items()))


def _opinion(line: ExportLine) -> int | None:
    return None if line.content is None else line.content.amount


def describe_reason(line: ExportLine) -> str:
    """Lý do điều chỉnh: the reason given with the appraisal, else what changed in numbers."""
    if line.finance is None:
        return _NOT_DONE
    parts = [line.reason] if line.reason else []
    asked, judged = line.requested, line.finance
    if not line.reason:
        if judged.quantity_milli == 0 and asked.quantity_milli:
            parts.append("Không bố trí")
        elif judged.quantity_milli != asked.quantity_milli or judged.times_milli != asked.times_milli:
            parts.append("Điều chỉnh khối lượng")
        if judged.unit_price != asked.unit_price:
            parts.append("Điều chỉnh đơn giá")
    if judged.adjustment:
        parts.append(f"Giảm trừ {format_money(-judged.adjustment)} đ theo tỷ lệ")
    return "; ".join(parts)


def _figures(figures: Figures, row: int, first: int) -> list[Cell]:
    quantity, price, times = (name_cell(row, first + step) for step in range(3))
    drivers: list[Cell] = [Milli(figures.quantity_milli), figures.unit_price, Milli(figures.times_milli)]
    return [*drivers, amount_cell(figures, quantity, price, times, None)]


def _difference(line: ExportLine, row: int, layout: Layout) -> Cell:
    judged = 0 if line.finance is None else line.finance.amount
    return Live(f"={name_cell(row, layout.judged)}-{name_cell(row, layout.asked)}", judged - line.requested.amount)


def _write_bridge(page: Page, snapshot: Snapshot, written: Written, layout: Layout) -> None:
    """Đề nghị + chênh lệch thẩm định (+ điều chỉnh của phương án) = số tổng hợp: nothing between the sheets goes unexplained."""
    lines = snapshot.lines
    asked, difference = written.sums[layout.asked] or 0, written.sums[layout.difference] or 0
    page.row += 1
    steps: list[tuple[str, Cell]] = [
        ("Tổng số đề nghị", Live(f"={name_cell(written.total_row, layout.asked)}", asked)),
        (_count_label("Chênh lệch do thẩm định", _done(lines)), Live(f"=0+{name_cell(written.total_row, layout.difference)}", difference)),
    ]
    if snapshot.scenario.id != BASE:
        steps.append((f"Điều chỉnh theo {snapshot.scenario.name}", snapshot.amount - asked - difference))
    waiting = len(lines) - _done(lines)
    if waiting:
        label = _count_label("Trong đó chưa thẩm định, tính theo số đề nghị", waiting)
        steps.append((label, None))
    first = page.row
    for label, value in steps:
        _write_step(page, label, value, layout.asked)
    terms = [name_cell(first + place, layout.asked) for place, (_, value) in enumerate(steps) if value is not None]
    _write_step(page, "Số tổng hợp vào dự toán", Live("=" + "+".join(terms), snapshot.amount), layout.asked)


def _write_step(page: Page, label: str, value: Cell, at: int) -> None:
    cells: list[Cell] = [None] * page.shown
    cells[1], cells[at] = label, value
    page.write_row(cells, "unit")


def _done(lines: Sequence[ExportLine]) -> int:
    return sum(1 for line in lines if line.finance is not None)


def _count_label(label: str, count: int) -> str:
    return f"{label} ({format_money(count)} khoản mục)"
