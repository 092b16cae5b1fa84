"""PL VII, continued: điều chuyển, which line goes down and which goes up by the same, who decides and on what basis."""

from budget.cuts.transfers.told import TransfersTold, TransferTold
from budget.exports.cells import Cell, Column, money_width
from budget.exports.page import Page
from budget.exports.tables import TreeTable, Written, write_tree
from budget.exports.tree import Node, number_child

SHEET = "PL VII Điều chuyển"
AMOUNT = 7


def transfers_columns(told: TransfersTold) -> list[Column]:
    """The columns of the table."""
    down, up = "Giảm (chi khác)", "Tăng (dự toán)"
    return [
        Column("STT", 6, "center", "A"),
        Column("Hạng mục", 32, "text", "B", down),
        Column("Đơn vị", 20, "text", "C", down),
        Column("Khoản mục", 32, "text", "D", up),
        Column("Đơn vị", 20, "text", "E", up),
        Column("Nguồn", 14, "text", "F"),
        Column("Năm", 7, "center", "G"),
        Column("Số tiền", money_width(told.identity.moved), "money", "1"),
        Column("Cấp quyết định", 17, "text", "H"),
        Column("Căn cứ", 38, "text", "I"),
    ]


def write_transfers(page: Page, told: TransfersTold, *, total_first: bool) -> Written:
    """The table body, by nature: recurrent and investment never mix."""

    def cells(stt: str, one: TransferTold, _row: int) -> list[Cell]:
        transfer = one.transfer
        decider = f"{transfer.decider} (kiến nghị)" if transfer.proposal else transfer.decider
        return [
            *(stt, f"{one.giver.name} (số {one.giver.number})", one.giver.unit_name),
            *(f"{one.taker.name} (số {one.taker.number})", one.taker.unit_name, one.source_name, str(transfer.year)),
            *(transfer.amount, decider, transfer.citation),
        ]

    nodes: list[Node[TransferTold]] = []
    for nature in dict.fromkeys(one.nature_name for one in told.transfers):
        node: Node[TransferTold] = Node(number_child(0, len(nodes) + 1), nature.upper(), 0, nature)
        here = [one for one in told.transfers if one.nature_name == nature]
        node.leaves = [(str(place), one) for place, one in enumerate(here, start=1)]
        nodes.append(node)
    table = TreeTable(cells, {AMOUNT: lambda one: one.transfer.amount}, len(page.columns))
    return write_tree(page, table, nodes, total_first=total_first)
