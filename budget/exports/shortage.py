"""PL VII, continued: the contingency ladder, which lines are released in which order when money falls short."""

from collections.abc import Callable

from budget.cuts.telling import LineTold
from budget.exports.cells import Cell, Column, money_width
from budget.exports.cut_annex import CutAnnex, Step
from budget.exports.page import Page
from budget.exports.reading import Snapshot
from budget.exports.tables import TreeTable, Written, write_tree
from budget.exports.tree import Node, number_child
from budget.money import format_money
from budget.quantity import format_share_bp

SHEET = "PL VII Khi thiếu nguồn"
CUT, DEFERRED = 5, 6
NOTE = "Mỗi bước gồm cả các bước trước và chỉ ghi phần cắt, giãn thêm của chính bước đó; thực hiện lần lượt."
_Leaf = tuple[LineTold, int, int]


def shortage_columns(annex: CutAnnex) -> list[Column]:
    """The columns of the table."""
    sums = [sum(column) for step in annex.steps for column in zip(*((cut, late) for _, cut, late in step.lines), strict=True)]
    wide = money_width(sum(sums), *(step.short for step in annex.steps), 0)
    return [
        Column("STT", 6, "center", "A"),
        Column("Hạng mục", 36, "text", "B"),
        Column("Đơn vị", 22, "text", "C"),
        Column("Nguồn", 14, "text", "D"),
        Column("Cách xử lý", 20, "text", "E"),
        Column("Cắt thêm", wide, "money", "1"),
        Column("Giãn thêm", wide, "money", "2"),
        Column("Tiêu chí, lý do", 38, "text", "F"),
        Column("Cấp quyết định", 18, "text", "G"),
        Column("Mã khoản mục", 38, "machine"),
    ]


def write_shortage(page: Page, snapshot: Snapshot, annex: CutAnnex, *, total_first: bool) -> Written:
    """The table body: the steps in their order, in each the lines it releases."""

    def cells(stt: str, leaf: _Leaf, _row: int) -> list[Cell]:
        told, cut, late = leaf
        decider = f"{told.decider} (kiến nghị)" if told.proposal else told.decider
        return [
            *(stt, f"{told.name} (số {told.number})", told.unit_name, snapshot.source_name(told.source), told.done),
            *(cut or None, late or None, told.reason, decider, told.line),
        ]

    amounts: dict[int, Callable[[_Leaf], int | None]] = {CUT: lambda leaf: leaf[1] or None, DEFERRED: lambda leaf: leaf[2] or None}
    nodes: list[Node[_Leaf]] = []
    for step in annex.steps:
        label = f"Bước {len(nodes) + 1}: thiếu {format_share_bp(step.share_bp)} ({format_money(step.short)} đồng){_say_gap(step)}"
        node: Node[_Leaf] = Node(number_child(0, len(nodes) + 1), label, 0, str(step.share_bp))
        node.leaves = [(str(place), leaf) for place, leaf in enumerate(step.lines, start=1)]
        nodes.append(node)
    return write_tree(page, TreeTable(cells, amounts, len(page.columns)), nodes, total_first=total_first)


def _say_gap(step: Step) -> str:
    """What is not proved of a step, where it shows: harm may be above the least by so much."""
    above_bp = round(step.gap * 10_000)
    return f", thiệt hại có thể cao hơn mức thấp nhất tới {format_share_bp(above_bp)}" if above_bp > 1 else ""
