"""PL III: what was asked against what Sở Tài chính appraised, line by line, and how both lead to the figure in the estimate."""

from collections.abc import Sequence

from budget.exports.cells import Cell, Column, Live, Milli, amount_cell, money_width, name_cell
from budget.exports.estimate import group_by_unit
from budget.exports.page import Page
from budget.exports.reading import ExportLine, Figures, Snapshot
from budget.exports.tables import TreeTable, Written, write_tree
from budget.exports.tree import arrange_lines
from budget.model.ids import BASE
from budget.money import format_money

SHEET = "PL III Thẩm định"
ASKED, JUDGED, DIFFERENCE, REASON = 6, 10, 11, 12
_NOT_DONE = "Chưa thẩm định"


def appraisal_columns(snapshot: Snapshot) -> list[Column]:
    """The columns of T2; the difference is TĐ - ĐN."""
    wide = money_width(*(sum(line.requested.amount for line in snapshot.lines), snapshot.amount))
    price = money_width(*(max(line.requested.unit_price, line.working.unit_price) for line in snapshot.lines), 0)
    return [
        Column("STT", 5, "center", "A"),
        Column("Nội dung chi", 34, "text", "B", field="name"),
        Column("Đơn vị tính", 8, "center", "C", field="measure"),
        Column("Số lượng", 8.5, "quantity", "1", "Đề nghị", "requested_quantity"),
        Column("Đơn giá", price, "money", "2", "Đề nghị", "requested_unit_price"),
        Column("Số lần", 5, "quantity", "3", "Đề nghị", "requested_times"),
        Column("Thành tiền", wide, "money", "4=1x2x3", "Đề nghị", "requested_amount"),
        Column("Số lượng", 8.5, "quantity", "5", "Thẩm định", "finance_quantity"),
        Column("Đơn giá", price, "money", "6", "Thẩm định", "finance_unit_price"),
        Column("Số lần", 5, "quantity", "7", "Thẩm định", "finance_times"),
        Column("Thành tiền", wide, "money", "8=5x6x7", "Thẩm định", "finance_amount"),
        Column("Chênh lệch (tăng +, giảm -)", wide - 1, "money", "9=8-4"),
        Column("Lý do điều chỉnh", 20, "text", "10", field="reason"),
        Column("Mã khoản mục", 38, "machine", field="id"),
        Column("Phiên bản", 20, "machine", field="versions"),
    ]


def write_appraisal(page: Page, snapshot: Snapshot, *, total_first: bool) -> Written:
    """The table body of PL III, then the bridge from the requests to the figure in the estimate."""

    def cells(stt: str, line: ExportLine, row: int) -> list[Cell]:
        judged: list[Cell] = [None] * 4 if line.finance is None else _figures(line.finance, row, 7)
        difference = None if line.finance is None else _difference(line, row)
        return [
            *(stt, line.name, line.measure),
            *_figures(line.requested, row, 3),
            *judged,
            *(difference, describe_reason(line), line.id, line.versions),
        ]

    amounts = {
        ASKED: lambda line: line.requested.amount,
        JUDGED: lambda line: None if line.finance is None else line.finance.amount,
        DIFFERENCE: lambda line: None if line.finance is None else line.finance.amount - line.requested.amount,
    }
    table = TreeTable(cells, amounts, len(page.columns))
    written = write_tree(page, table, arrange_lines(snapshot.units, group_by_unit(snapshot.lines)), total_first=total_first)
    _write_bridge(page, snapshot, written)
    return written


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


def _difference(line: ExportLine, row: int) -> Cell:
    judged = 0 if line.finance is None else line.finance.amount
    return Live(f"={name_cell(row, JUDGED)}-{name_cell(row, ASKED)}", judged - line.requested.amount)


def _write_bridge(page: Page, snapshot: Snapshot, written: Written) -> None:
    """Đề nghị + chênh lệch thẩm định (+ điều chỉnh của phương án) = số tổng hợp: nothing between the sheets goes unexplained."""
    lines = snapshot.lines
    asked, difference = written.sums[ASKED] or 0, written.sums[DIFFERENCE] or 0
    page.row += 1
    steps: list[tuple[str, Cell]] = [
        ("Tổng số đề nghị", Live(f"={name_cell(written.total_row, ASKED)}", asked)),
        (_count_label("Chênh lệch do thẩm định", _done(lines)), Live(f"=0+{name_cell(written.total_row, DIFFERENCE)}", difference)),
    ]
    if snapshot.scenario.id != BASE:
        steps.append((f"Điều chỉnh theo {snapshot.scenario.name}", snapshot.amount - asked - difference))
    waiting = len(lines) - _done(lines)
    if waiting:
        label = _count_label("Trong đó chưa thẩm định, tính theo số đề nghị", waiting)
        steps.append((label, None))
    first = page.row
    for label, value in steps:
        _write_step(page, label, value)
    terms = [name_cell(first + place, ASKED) for place, (_, value) in enumerate(steps) if value is not None]
    _write_step(page, "Số tổng hợp vào dự toán", Live("=" + "+".join(terms), snapshot.amount))


def _write_step(page: Page, label: str, value: Cell) -> None:
    cells: list[Cell] = [None] * page.shown
    cells[1], cells[ASKED] = label, value
    page.write_row(cells, "unit")


def _done(lines: Sequence[ExportLine]) -> int:
    return sum(1 for line in lines if line.finance is not None)


def _count_label(label: str, count: int) -> str:
    return f"{label} ({format_money(count)} khoản mục)"
