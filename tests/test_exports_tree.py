"""The order and numbering of tables: khối, unit, commune under its district, line."""

from hypothesis import given
from hypothesis import strategies as st

from budget.exports.reading import UnitPlace
from budget.exports.tree import Node, arrange_lines, arrange_units, number_child, write_letter, write_roman

UNITS = {
    "X2": UnitPlace("X2", "UBND xã Hai", "commune", "H1", "UBND huyện Một", 6),
    "H1": UnitPlace("H1", "UBND huyện Một", "district", "H1", "UBND huyện Một", 4),
    "X1": UnitPlace("X1", "UBND xã Một", "commune", "H1", "UBND huyện Một", 5),
    "CA": UnitPlace("CA", "Công an tỉnh", "central", "CA", "Công an tỉnh", 3),
    "S1": UnitPlace("S1", "Sở Một", "province", "S1", "Sở Một", 1),
}


def outline(nodes: list[Node[str]]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for node in nodes:
        rows.append((node.stt, node.label))
        rows.extend(outline(node.nodes))
        rows.extend(node.leaves)
    return rows


def test_lines_stand_under_unit_and_block_and_communes_under_their_district() -> None:
    members = {"X1": ["c"], "S1": ["a", "b"], "H1": ["d"], "X2": ["e"], "CA": ["f"]}
    assert outline(arrange_lines(UNITS, members)) == [
        ("A", "SỞ, BAN, NGÀNH CẤP TỈNH"),
        ("I", "Sở Một"),
        ("1", "a"),
        ("2", "b"),
        ("B", "CÔNG AN TỈNH"),
        ("I", "Công an tỉnh"),
        ("1", "f"),
        ("C", "CẤP HUYỆN"),
        ("I", "UBND huyện Một"),
        ("1", "d"),
        ("D", "CẤP XÃ"),
        ("I", "Cấp xã thuộc huyện Một"),
        ("1", "UBND xã Một"),
        ("1.1", "c"),
        ("2", "UBND xã Hai"),
        ("2.1", "e"),
    ]


def test_blocks_without_members_take_no_letter() -> None:
    assert outline(arrange_units(UNITS, {"H1": "d"})) == [("A", "CẤP HUYỆN"), ("I", "d")]


def test_a_unit_that_is_not_in_the_catalogue_still_shows() -> None:
    assert outline(arrange_units(UNITS, {"LẠ": "x"})) == [("A", "ĐƠN VỊ NGOÀI DANH MỤC"), ("I", "x")]


@given(st.dictionaries(st.sampled_from([*UNITS, "LẠ"]), st.lists(st.integers(), min_size=1, max_size=5)))
def test_no_leaf_is_lost_or_doubled(members: dict[str, list[int]]) -> None:
    found = [leaf for node in arrange_lines(UNITS, members) for leaf in node.all_leaves()]
    assert sorted(found) == sorted(leaf for leaves in members.values() for leaf in leaves)


def test_numerals() -> None:
    assert [write_roman(number) for number in (1, 4, 9, 14, 18, 40, 99, 241)] == ["I", "IV", "IX", "XIV", "XVIII", "XL", "XCIX", "CCXLI"]
    assert [write_letter(number) for number in (1, 26, 27)] == ["A", "Z", "AA"]
    assert [number_child(depth, 3, "2") for depth in range(4)] == ["C", "III", "3", "2.3"]
