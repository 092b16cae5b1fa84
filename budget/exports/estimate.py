"""PL II: the detailed estimate, every line with its drivers and its amount as a live product of them."""

from collections.abc import Mapping, Sequence
from textwrap import shorten

from budget.exports.cells import Cell, Column, Milli, Shown, amount_cell, money_width, name_cell
from budget.exports.page import Page
from budget.exports.reading import ExportLine, Snapshot
from budget.exports.tables import TreeTable, Written, write_tree
from budget.exports.tree import arrange_lines
from budget.money import format_money

SHEET = "PL II Dự toán chi tiết"
QUANTITY, PRICE, TIMES = 4, 5, 6


def estimate_columns(snapshot: Snapshot) -> list[Column]:
    """The columns of T1; the reduction column stands there only when some line bears one."""
    cut = has_adjustments(kept_lines(snapshot))
    product = "4=1x2x3"
    wide = money_width(snapshot.amount)
    told = any(line.price for line in snapshot.lines)
    columns = [
        Column("STT", 5, "center", "A"),
        Column("Nội dung chi", 31, "text", "B", field="name"),
        Column("Mục, tiểu mục", 7, "center", "C", field="budget_code"),
        Column("Đơn vị tính", 9, "center", "D", field="measure"),
        Column("Số lượng", 9, "quantity", "1", field="quantity"),
        Column("Đơn giá", money_width(*(line.working.unit_price for line in snapshot.lines), 0), "money", "2", field="unit_price"),
        Column("Số lần", 5, "quantity", "3", field="times"),
    ]
    if cut:
        columns.append(Column("Giảm trừ theo tỷ lệ", wide - 2, "money", "4", field="adjustment"))
        product = "5=1x2x3+4"
    columns += [
        Column("Thành tiền", wide, "money", product, field="amount"),
        Column("Nguồn kinh phí", 12, "text", "6" if cut else "5", field="source"),
        Column("Căn cứ, định mức", 34 if told else 25, "text", "7" if cut else "6", field="basis"),
        Column("Ghi chú", 15 if told else 19, "text", "8" if cut else "7", field="note"),
        Column("Mã khoản mục", 38, "machine", field="id"),
        Column("Phiên bản", 20, "machine", field="versions"),
    ]
    return columns


def write_estimate(page: Page, snapshot: Snapshot, *, total_first: bool) -> Written:
    """The table body of PL II; lines a scenario drops are not part of it."""
    lines = kept_lines(snapshot)
    cut = has_adjustments(lines)
    amount_at = 8 if cut else 7

    def cells(stt: str, line: ExportLine, row: int) -> list[Cell]:
        figures = line.working
        adjustment = name_cell(row, 7) if cut and figures.adjustment else None
        quantity, price, times = (name_cell(row, column) for column in (QUANTITY, PRICE, TIMES))
        drivers: list[Cell] = [Milli(figures.quantity_milli), figures.unit_price, Milli(figures.times_milli)]
        if cut:
            drivers.append(figures.adjustment or None)
        return [
            *(stt, line.name, line.budget_code, line.measure),
            *drivers,
            amount_cell(figures, quantity, price, times, adjustment),
            Shown(snapshot.source_name(line.source), line.source),
            *(Shown(describe_basis(line, snapshot.norms), line.basis), Shown(describe_note(line, snapshot), line.note)),
            *(line.id, line.versions),
        ]

    summed = {amount_at: lambda line: line.working.amount}
    if cut:
        summed[7] = lambda line: line.working.adjustment or None
    table = TreeTable(cells, summed, len(page.columns))
    return write_tree(page, table, arrange_lines(snapshot.units, group_by_unit(lines)), total_first=total_first)


def amount_column(snapshot: Snapshot) -> int:
    """Which column of PL II holds Thành tiền."""
    return 8 if has_adjustments(kept_lines(snapshot)) else 7


def kept_lines(snapshot: Snapshot) -> list[ExportLine]:
    """The lines the scenario still asks money for."""
    return [line for line in snapshot.lines if not line.dropped]


def has_adjustments(lines: Sequence[ExportLine]) -> bool:
    """Whether any line bears the reduction of a percent cut."""
    return any(line.working.adjustment for line in lines)


def group_by_unit(lines: Sequence[ExportLine]) -> dict[str, list[ExportLine]]:
    """Unit code -> its lines, in their order."""
    found: dict[str, list[ExportLine]] = {}
    for line in lines:
        found.setdefault(line.unit, []).append(line)
    return found


def describe_basis(line: ExportLine, norms: Mapping[str, str]) -> str:
    """What a price rests on: the documents, the price basis and VAT as told, and the norm by its name."""
    norm = f"Định mức: {shorten(norms[line.norm].lower(), 44, placeholder=' …')}" if line.norm in norms else ""
    return "; ".join(part for part in (line.basis, line.price if line.price != line.basis else "", norm) if part)


def describe_note(line: ExportLine, snapshot: Snapshot) -> str:
    """Ghi chú: the line's own note, what a percent cut took, a later year, a changed source."""
    parts = [line.note]
    if line.working.adjustment:
        parts.append(f"Giảm trừ {format_money(-line.working.adjustment)} đ theo tỷ lệ")
    if line.deferred:
        parts.append(f"Giãn sang quý {line.quarter}/{line.year}")
    elif line.year != snapshot.budget_year and not line.years:
        parts.append(f"Thực hiện năm {line.year}")
    if line.years:
        parts.append("Phân kỳ: " + ", ".join(f"năm {year} {format_money(amount)} đ" for year, amount in line.years))
    if line.source != line.base_source:
        parts.append(f"Đổi nguồn, trước là {snapshot.source_name(line.base_source)}")
    return "; ".join(part for part in parts if part)
