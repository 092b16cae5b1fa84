"""How the items of an annex are listed: granted, bought, asked by lines, left."""

from collections.abc import Sequence

from budget.money import format_money
from budget.plan.catalogue import Catalogue
from budget.plan.listed_part import ItemUse, PastedItem
from budget.quantity import format_quantity
from budget.vietnamese import contains_folded, fold
from pages.parts.tables import Cell, Column, Row

ITEM_COLUMNS = (
    Column("Thiết bị, nội dung"),
    Column("Đơn vị", "lien"),
    Column("ĐVT", "lien"),
    Column("Năm", "so"),
    *(Column(name, "so") for name in ("Được cấp", "Đã mua", "Đề nghị", "Còn lại", "Đơn giá (đồng)", "Khoản mục")),
    Column("Văn bản", "ngan"),
)
PASTED_COLUMNS = (
    Column("Dòng", "so"),
    Column("Đơn vị"),
    Column("Thiết bị, nội dung"),
    Column("ĐVT", "lien"),
    *(Column(name, "so") for name in ("Số lượng", "Đơn giá (đồng)", "Thành tiền (đồng)", "Năm")),
    Column("Kết quả"),
)


def item_row(use: ItemUse, catalogue: Catalogue) -> Row:
    """An item in one row; more asked than left is said with a sign."""
    item = use.item
    over = use.left_milli < 0
    left = Cell(f"-{format_quantity(-use.left_milli)}" if over else format_quantity(use.left_milli), "thieu" if over else "")
    quantities = [format_quantity(value) for value in (item.quantity_milli, item.bought_milli, use.asked_milli)]
    unit = catalogue.units[item.unit].short_name if item.unit in catalogue.units else item.unit
    return [
        item.name,
        unit,
        item.measure,
        str(item.year),
        *quantities,
        left,
        format_money(item.unit_price),
        format_money(use.lines or None),
        item.document,
    ]


def pasted_row(row: PastedItem) -> Row:
    """What a pasted row was understood as."""
    said = " ".join(f"{problem.sentence} {problem.fix}".strip() for problem in row.problems)
    result = Cell(f"Từ chối: {said}", "thieu") if row.refused else Cell(f"Bỏ qua: {row.left_out}", "mo") if row.left_out else "Nhận"
    if row.draft is None:
        return [str(row.row), row.unit, row.text, "", "", "", "", "", result]
    draft = row.draft
    money = [format_money(draft.unit_price), format_money(draft.amount)]
    return [str(row.row), row.unit, draft.name, draft.measure, format_quantity(draft.quantity_milli), *money, str(draft.year), result]


def select_items(uses: Sequence[ItemUse], catalogue: Catalogue, text: str) -> list[ItemUse]:
    """The items whose name or unit holds a text without accents, those asked beyond what is left first."""
    found = [use for use in uses if contains_folded(fold(f"{use.item.name} {catalogue.unit_name(use.item.unit)}"), text)]
    return sorted(found, key=lambda use: use.left_milli >= 0)
