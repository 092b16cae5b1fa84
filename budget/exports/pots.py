"""Sources and ceilings: every pot with what was granted, spent, committed, left and asked; shortage and surplus apart."""

from collections.abc import Callable

from budget.exports.cells import Cell, Column, Live, money_width, name_cell
from budget.exports.page import Page
from budget.exports.reading import Snapshot
from budget.exports.tables import TreeTable, Written, write_tree
from budget.exports.tree import Node, number_child
from budget.funding.pots import Pot

SHEET = "Nguồn và hạn mức"
UNKNOWN = "chưa nhập hạn mức"
GRANTED, SPENT, COMMITTED, LEFT, NEED, SHORTAGE, SURPLUS = 3, 4, 5, 6, 7, 8, 9


def pots_columns(snapshot: Snapshot) -> list[Column]:
    """The columns of the table of pots."""
    sums = snapshot.pot_sums
    wide = money_width(sums.need, sums.granted)
    return [
        Column("STT", 5, "center", "A"),
        Column("Nguồn, đơn vị giữ nguồn", 34, "text", "B"),
        Column("Năm", 7, "center", "C"),
        Column("Đã giao", wide, "money", "1"),
        Column("Đã chi", wide, "money", "2"),
        Column("Đã cam kết", wide, "money", "3"),
        Column("Còn lại", wide, "money", "4=1-2-3"),
        Column("Nhu cầu", wide, "money", "5"),
        Column("Thiếu", wide, "money", "6"),
        Column("Thừa", wide, "money", "7"),
        Column("Ghi chú", 18, "text", "8"),
        Column("Mã hạn mức", 26, "machine"),
    ]


def write_pots(page: Page, snapshot: Snapshot, *, total_first: bool) -> Written:
    """The table body: source > pots. A parent adds known figures only; unknown ceilings are named, never taken as 0."""

    def cells(stt: str, pot: Pot, row: int) -> list[Cell]:
        here = [name_cell(row, column) for column in range(len(page.columns))]
        ceiling = pot.ceiling
        left: Cell = None if pot.left is None else Live(f"={here[GRANTED]}-{here[SPENT]}-{here[COMMITTED]}", pot.left)
        shortage = Live(f"=MAX(0,{here[NEED]}-{here[LEFT]})", pot.shortage) if pot.left is not None else None
        surplus = Live(f"=MAX(0,{here[LEFT]}-{here[NEED]})", pot.surplus) if pot.left is not None else None
        known = ceiling is not None and ceiling.granted is not None
        money: list[Cell] = [ceiling.granted, ceiling.spent, ceiling.committed] if ceiling is not None and known else [UNKNOWN, None, None]
        note = "Chưa nhập số đã chi" if ceiling is not None and ceiling.spent_unknown else ""
        return [stt, pot.unit_name, str(pot.year), *money, left, pot.need, shortage, surplus, note, pot.id]

    table = TreeTable(cells, _AMOUNTS, len(page.columns))
    return write_tree(page, table, _by_source(snapshot), total_first=total_first)


def _money_of(name: str) -> Callable[[Pot], int | None]:
    """A ceiling's figure, of pots whose granted amount is known."""

    def read(pot: Pot) -> int | None:
        known = pot.ceiling is not None and pot.ceiling.granted is not None
        value = getattr(pot.ceiling, name) if known else None
        return None if value is None else int(value)

    return read


_AMOUNTS: dict[int, Callable[[Pot], int | None]] = {
    GRANTED: _money_of("granted"),
    SPENT: _money_of("spent"),
    COMMITTED: _money_of("committed"),
    LEFT: lambda pot: pot.left,
    NEED: lambda pot: pot.need,
    SHORTAGE: lambda pot: None if pot.left is None else pot.shortage,
    SURPLUS: lambda pot: None if pot.left is None else pot.surplus,
}


def _by_source(snapshot: Snapshot) -> list[Node[Pot]]:
    nodes: list[Node[Pot]] = []
    order = [*snapshot.sources, *dict.fromkeys(pot.source for pot in snapshot.pots if pot.source not in snapshot.sources)]
    positions = {code: unit.position for code, unit in snapshot.units.items()}
    for source in order:
        pots = [pot for pot in snapshot.pots if pot.source == source]
        if not pots:
            continue
        pots.sort(key=lambda pot: (pot.year, positions.get(pot.unit, 0), pot.unit))
        name = snapshot.sources[source].name if source in snapshot.sources else source or "Chưa xác định nguồn"
        node: Node[Pot] = Node(number_child(0, len(nodes) + 1), name, 0, source)
        node.leaves = [(str(place), pot) for place, pot in enumerate(pots, start=1)]
        nodes.append(node)
    return nodes
