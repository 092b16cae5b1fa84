"""The order of every table: khối (A, B) > district or unit (I, II) > commune or line (1, 2) > line (1.1); leaves carry the money."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from budget.exports.reading import UnitPlace
from budget.model.states import UnitLevel

T = TypeVar("T")
BLOCKS: Mapping[str, str] = {
    UnitLevel.PROVINCE: "SỞ, BAN, NGÀNH CẤP TỈNH",
    UnitLevel.CENTRAL: "CÔNG AN TỈNH",
    UnitLevel.DISTRICT: "CẤP HUYỆN",
    UnitLevel.COMMUNE: "CẤP XÃ",
    "": "ĐƠN VỊ NGOÀI DANH MỤC",
}
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass
class Node(Generic[T]):
    """One heading row: what it is called and what stands under it (either nodes or leaves, never both)."""

    stt: str
    label: str
    depth: int
    code: str = ""
    nodes: list["Node[T]"] = field(default_factory=list)
    leaves: list[tuple[str, T]] = field(default_factory=list)

    def all_leaves(self) -> Iterator[T]:
        """Every leaf under this heading, in order."""
        for node in self.nodes:
            yield from node.all_leaves()
        for _, leaf in self.leaves:
            yield leaf


def write_roman(number: int) -> str:
    """A number as a Roman numeral: 14 is XIV."""
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def write_letter(number: int) -> str:
    """A number as capital letters: 1 is A, 27 is AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def number_child(depth: int, place: int, parent: str = "") -> str:
    """The STT of the child at `place` (from 1): A, I, 1, then 1.1."""
    if depth == 0:
        return write_letter(place)
    if depth == 1:
        return write_roman(place)
    return str(place) if depth == 2 else f"{parent}.{place}"


def arrange_lines(units: Mapping[str, UnitPlace], members: Mapping[str, Sequence[T]]) -> list[Node[T]]:
    """Khối > unit > lines; communes stand under their district. Units without members are left out."""

    def open_unit(parent: Node[T], place: int, unit: UnitPlace) -> None:
        depth = parent.depth + 1
        node: Node[T] = Node(number_child(depth, place), unit.name, depth, unit.code)
        node.leaves = [(number_child(depth + 1, order, node.stt), leaf) for order, leaf in enumerate(members[unit.code], start=1)]
        parent.nodes.append(node)

    return _arrange(units, members, open_unit)


def arrange_units(units: Mapping[str, UnitPlace], members: Mapping[str, T]) -> list[Node[T]]:
    """Khối > units as leaves; communes stand under their district."""

    def add_leaf(parent: Node[T], place: int, unit: UnitPlace) -> None:
        parent.leaves.append((number_child(parent.depth + 1, place), members[unit.code]))

    return _arrange(units, members, add_leaf)


def _arrange(
    units: Mapping[str, UnitPlace], members: Mapping[str, object], add: Callable[[Node[T], int, UnitPlace], None]
) -> list[Node[T]]:
    blocks: list[Node[T]] = []
    present = sorted((units.get(code) or _stranger(code) for code in members), key=lambda unit: (unit.position, unit.code))
    for level, label in BLOCKS.items():
        inside = [unit for unit in present if (unit.level if unit.level in BLOCKS else "") == level]
        if not inside:
            continue
        block: Node[T] = Node(number_child(0, len(blocks) + 1), label, 0, level)
        blocks.append(block)
        if level != UnitLevel.COMMUNE:
            for place, unit in enumerate(inside, start=1):
                add(block, place, unit)
            continue
        for district in dict.fromkeys(unit.district for unit in inside):
            here = [unit for unit in inside if unit.district == district]
            label = f"Cấp xã thuộc {(here[0].district_name or district).removeprefix('UBND ')}"
            node: Node[T] = Node(number_child(1, len(block.nodes) + 1), label, 1, f"{level}/{district}")
            block.nodes.append(node)
            for place, unit in enumerate(here, start=1):
                add(node, place, unit)
    return blocks


def _stranger(code: str) -> UnitPlace:
    return UnitPlace(code, code, "", code, code, 10**9)
