"""Annex V: districts and communes with their own purses, NQ 36 apart from what is put on top, and the letters behind it."""

from collections.abc import Callable

from budget.exports.cells import Cell, Column, Live, money_width, name_cell
from budget.exports.page import Page
from budget.exports.reading import Snapshot
from budget.exports.tables import TreeTable, Written, write_tree
from budget.exports.tree import arrange_units
from budget.funding.local_money import LocalRow, PurseMoney

SHEET = "PL V Huyện, xã"
NEED, GRANTED, SPENT, COMMITTED, LEFT, SUPPLEMENT, DISTRICT_MORE, COMMUNE_MORE, ELSEWHERE, UNKNOWN, SHORTAGE = range(2, 13)
NOTES = (
    "NQ 36 đã nằm trong cân đối của từng đơn vị, không phải tiền mới; bố trí thêm chỉ tính phần trên mức NQ 36.",
    "Thiếu là tổng phần thiếu của từng nguồn tại từng đơn vị, không bù trừ; số chưa nhập để trống, không coi là 0.",
)


def local_columns(snapshot: Snapshot) -> list[Column]:
    """The columns of annex V."""
    total = snapshot.local.total
    wide = money_width(total.need, total.norm.granted or 0)
    less = max(11.0, wide - 2)
    norm, more = "NQ 36", "Còn được bố trí"
    return [
        Column("STT", 5, "center", "A"),
        Column("Đơn vị", 28, "text", "B"),
        Column("Nhu cầu", wide, "money", "1"),
        Column("Đã giao", wide, "money", "2", norm),
        Column("Đã chi", less, "money", "3", norm),
        Column("Cam kết", less, "money", "4", norm),
        Column("Còn lại", wide, "money", "5=2-3-4", norm),
        Column("Bổ sung CĐS", less, "money", "6", more),
        Column("NS huyện thêm", less, "money", "7", more),
        Column("NS xã thêm", less, "money", "8", more),
        Column("Nguồn khác, chưa có nguồn", less, "money", "9"),
        Column("Nhu cầu chưa rõ hạn mức", less, "money", "10"),
        Column("Thiếu", less, "money", "11"),
        Column("Văn bản cam kết", 24, "text", "12"),
        Column("Mã đơn vị", 10, "machine"),
    ]


def write_local(page: Page, snapshot: Snapshot, *, total_first: bool) -> Written:
    """The table body: districts, then communes under their district."""

    def cells(stt: str, row: LocalRow, at: int) -> list[Cell]:
        here = [name_cell(at, column) for column in range(len(page.columns))]
        norm = row.norm
        left: Cell = None if norm.left is None else Live(f"={here[GRANTED]}-{here[SPENT]}-{here[COMMITTED]}", norm.left)
        return [stt, row.name, row.need, norm.granted, norm.spent, norm.committed, left, *_rest(row), row.commitment_words, row.unit]

    table = TreeTable(cells, _AMOUNTS, len(page.columns))
    members = {row.unit: row for row in snapshot.local.rows}
    return write_tree(page, table, arrange_units(snapshot.units, members), total_first=total_first)


def _rest(row: LocalRow) -> list[Cell]:
    purses: list[Cell] = [purse.left for purse in (row.supplement, row.district_more, row.commune_more)]
    return [*purses, row.elsewhere or None, row.unknown_need or None, row.shortage or None]


def _of(purse: str, figure: str) -> Callable[[LocalRow], int | None]:
    def read(row: LocalRow) -> int | None:
        money: PurseMoney = getattr(row, purse)
        value = getattr(money, figure)
        return None if value is None else int(value)

    return read


_AMOUNTS: dict[int, Callable[[LocalRow], int | None]] = {
    NEED: lambda row: row.need,
    GRANTED: _of("norm", "granted"),
    SPENT: _of("norm", "spent"),
    COMMITTED: _of("norm", "committed"),
    LEFT: _of("norm", "left"),
    SUPPLEMENT: _of("supplement", "left"),
    DISTRICT_MORE: _of("district_more", "left"),
    COMMUNE_MORE: _of("commune_more", "left"),
    ELSEWHERE: lambda row: row.elsewhere,
    UNKNOWN: lambda row: row.unknown_need,
    SHORTAGE: lambda row: row.shortage,
}
