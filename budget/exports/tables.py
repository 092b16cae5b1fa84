"""Writing an arranged tree as table rows: headings with live sums over their children, leaves with their cells, one total."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from budget.exports.cells import Cell, Live, Share, sum_cells, sum_range
from budget.exports.formats import Role
from budget.exports.page import Page
from budget.exports.tree import Node

T = TypeVar("T")
TOTAL_LABEL = "TỔNG CỘNG"
_ROLES: Sequence[Role] = ("block", "unit", "district")
Amount = Callable[[T], int | None]


@dataclass(frozen=True)
class TreeTable(Generic[T]):
    """How a tree becomes rows: a leaf's cells given its STT and row, and which columns are summed with what.

    `amounts` maps a column to a leaf's value in it (đồng or a count; None = nothing there, left blank up to the total);
    `shares` maps a column of percentages to the columns (part, whole) it is taken from.
    """

    leaf: Callable[[str, T, int], list[Cell]]
    amounts: Mapping[int, Amount[T]]
    columns: int
    shares: Mapping[int, tuple[int, int]] = field(default_factory=dict)


@dataclass
class Written:
    """Where rows came to stand (from 0): the total, and each unit's row by code; the total's value by column."""

    total_row: int
    rows: dict[str, int]
    sums: dict[int, int | None]


@dataclass
class _Placed:
    """A heading with the rows and sums of everything under it."""

    row: int
    children: list[int]
    last: int
    sums: dict[int, int | None]


def write_tree(page: Page, table: TreeTable[T], tree: Sequence[Node[T]], *, total_first: bool) -> Written:
    """The whole table body: total first or last, every parent the live sum of its children, cached values beside."""
    start = page.row + (1 if total_first else 0)
    places: dict[int, _Placed] = {}
    end = start
    for node in tree:
        end = _place(node, end, table, places)
    tops = [places[id(node)] for node in tree]
    sums = {column: _add([place.sums[column] for place in tops]) for column in table.amounts}
    written = Written(start - 1 if total_first else end, {}, sums)
    if total_first:
        _write_total(page, table, tops, sums)
    for node in tree:
        _write_node(page, table, node, places, written)
    if not total_first:
        _write_total(page, table, tops, sums)
    return written


def _place(node: Node[T], row: int, table: TreeTable[T], places: dict[int, _Placed]) -> int:
    after = row + 1
    children = []
    for child in node.nodes:
        children.append(after)
        after = _place(child, after, table, places)
    if node.leaves:
        children = list(range(after, after + len(node.leaves)))
        after += len(node.leaves)
    sums = {}
    for column, amount in table.amounts.items():
        below = [places[id(child)].sums[column] for child in node.nodes]
        sums[column] = _add([*below, *(amount(leaf) for _, leaf in node.leaves)])
    places[id(node)] = _Placed(row, children, after - 1, sums)
    return after


def _write_node(page: Page, table: TreeTable[T], node: Node[T], places: dict[int, _Placed], written: Written) -> None:
    place = places[id(node)]
    cells = _heading_cells(table, node.stt, node.label)
    for column, value in place.sums.items():
        if value is not None:
            cells[column] = Live(_sum_formula(column, place.children, flat=not node.nodes), value)
    _fill_shares(table, place.sums, cells)
    page.write_row(cells, _ROLES[min(node.depth, 2)])
    written.rows[node.code] = place.row
    for child in node.nodes:
        _write_node(page, table, child, places, written)
    for stt, leaf in node.leaves:
        page.write_row(table.leaf(stt, leaf, page.row))


def _write_total(page: Page, table: TreeTable[T], tops: Sequence[_Placed], sums: Mapping[int, int | None]) -> None:
    cells = _heading_cells(table, "", TOTAL_LABEL)
    for column, value in sums.items():
        if tops and value is not None:
            cells[column] = Live(sum_cells(column, [place.row for place in tops]), value)
        elif not tops:
            cells[column] = 0
    _fill_shares(table, sums, cells)
    page.write_row(cells, "total")


def _fill_shares(table: TreeTable[T], sums: Mapping[int, int | None], cells: list[Cell]) -> None:
    for column, (part, whole) in table.shares.items():
        cells[column] = Share(sums[part] or 0, sums[whole] or 0) if sums[part] else None


def _heading_cells(table: TreeTable[T], stt: str, label: str) -> list[Cell]:
    cells: list[Cell] = [None] * table.columns
    cells[0], cells[1] = stt, label
    return cells


def _sum_formula(column: int, rows: Sequence[int], *, flat: bool) -> str:
    return sum_range(column, rows[0], rows[-1]) if flat else sum_cells(column, rows)


def _add(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
