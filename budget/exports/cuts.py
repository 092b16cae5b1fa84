"""PL VII Cắt giảm, giãn, điều chuyển: what each line loses and why, in blocks, with who decides; reductions and deferrals stand apart."""

from collections.abc import Callable, Sequence

from budget.exports.cells import Cell, Column, Live, money_width, name_cell
from budget.exports.cut_annex import CutAnnex
from budget.exports.cut_rows import Block, CutRow
from budget.exports.page import Page
from budget.exports.reading import Snapshot
from budget.exports.tables import TreeTable, Written, write_tree
from budget.exports.tree import Node, number_child
from budget.model.states import Listing

SHEET = "PL VII Cắt, giãn"
ALLOTTED, SPENT, BEFORE, REDUCED, CUT, DEFERRED, MOVED, LEFT = range(3, 11)
_BLOCKS = (
    (Listing.OTHER, Block.CUT, "CẮT GIẢM DỰ ÁN, KHOẢN CHI KHÁC"),
    (Listing.OTHER, Block.LATE, "GIÃN TIẾN ĐỘ DỰ ÁN, KHOẢN CHI KHÁC (KHÔNG TÍNH LÀ CẮT GIẢM)"),
    (Listing.OTHER, Block.REDUCED, "GIẢM TRỪ THẨM ĐỊNH Ở KHOẢN CHI KHÁC (KHÔNG TÍNH LÀ CẮT GIẢM)"),
    (Listing.OTHER, Block.MORE, "KHOẢN CHI KHÁC TĂNG SO VỚI PHƯƠNG ÁN GỐC"),
    (Listing.ESTIMATE, Block.CUT, "CẮT GIẢM TRONG DỰ TOÁN"),
    (Listing.ESTIMATE, Block.LATE, "GIÃN TIẾN ĐỘ TRONG DỰ TOÁN (KHÔNG TÍNH LÀ CẮT GIẢM)"),
    (Listing.ESTIMATE, Block.REDUCED, "GIẢM TRỪ THẨM ĐỊNH (KHÔNG TÍNH LÀ CẮT GIẢM)"),
    (Listing.ESTIMATE, Block.MORE, "KHOẢN TRONG DỰ TOÁN TĂNG SO VỚI PHƯƠNG ÁN GỐC"),
)


def cuts_columns(annex: CutAnnex, snapshot: Snapshot) -> list[Column]:
    """The columns of the annex."""
    wide = money_width(sum(row.before for row in annex.rows))
    small = money_width(sum(row.cut for row in annex.rows), sum(row.deferred for row in annex.rows))
    told = money_width(*(row.allotted or 0 for row in annex.rows), *(row.spent or 0 for row in annex.rows), 0)
    return [
        Column("STT", 6, "center", "A"),
        Column("Hạng mục", 34, "text", "B"),
        Column("Nguồn", 14, "text", "C"),
        Column("Đã giao", told, "money", "1"),
        Column("Đã chi, cam kết", told, "money", "2"),
        Column("Trước khi cắt", wide, "money", "3"),
        Column("Giảm trừ thẩm định", small, "money", "4"),
        Column("Cắt", small, "money", "5"),
        Column("Giãn", small, "money", "6"),
        Column(f"Chuyển cho {snapshot.programme or 'dự toán'}", small, "money", "7 (trong 5, 6)"),
        Column("Còn lại", wide, "money", "8=3-4-5-6"),
        Column("Tiêu chí, lý do", 36, "text", "D"),
        Column("Cấp quyết định", 17, "text", "E"),
        Column("Mã khoản mục", 38, "machine"),
    ]


def write_cuts(page: Page, snapshot: Snapshot, annex: CutAnnex, *, total_first: bool) -> Written:
    """The table body: blocks, in each the reasons in the order of cutting, in each its lines."""

    def cells(stt: str, row: CutRow, at: int) -> list[Cell]:
        before, reduced, cut, deferred = (name_cell(at, column) for column in (BEFORE, REDUCED, CUT, DEFERRED))
        left = Live(f"={before}-{reduced}-{cut}-{deferred}", row.left)
        money: list[Cell] = [
            row.allotted,
            row.spent,
            row.before,
            row.reduced or None,
            row.cut or None,
            row.deferred or None,
            row.moved or None,
        ]
        name = f"{row.name} (số {row.number}), {row.unit_name}"
        return [stt, name, snapshot.source_name(row.source), *money, left, row.reason, row.decider, row.line]

    amounts: dict[int, Callable[[CutRow], int | None]] = {
        ALLOTTED: lambda row: row.allotted,
        SPENT: lambda row: row.spent,
        BEFORE: lambda row: row.before,
        REDUCED: lambda row: row.reduced or None,
        CUT: lambda row: row.cut or None,
        DEFERRED: lambda row: row.deferred or None,
        MOVED: lambda row: row.moved or None,
        LEFT: lambda row: row.left,
    }
    return write_tree(page, TreeTable(cells, amounts, len(page.columns)), _blocks(annex.rows), total_first=total_first)


def block_code(listing: Listing, block: Block) -> str:
    """How a block's row is found in what was written."""
    return f"{listing}/{block}"


def _blocks(rows: Sequence[CutRow]) -> list[Node[CutRow]]:
    nodes: list[Node[CutRow]] = []
    for listing, block, label in _BLOCKS:
        here = [row for row in rows if row.listing == listing and row.block is block]
        if not here:
            continue
        node: Node[CutRow] = Node(number_child(0, len(nodes) + 1), label, 0, block_code(listing, block))
        for group in dict.fromkeys(row.group for row in here):
            child: Node[CutRow] = Node(number_child(1, len(node.nodes) + 1), group or "Chưa ghi lý do", 1, f"{node.code}/{group}")
            child.leaves = [(str(place), row) for place, row in enumerate((row for row in here if row.group == group), start=1)]
            node.nodes.append(child)
        nodes.append(node)
    return nodes
