"""Which item a line may be: the same words are sure, more words are likely, other numbers and measures are not."""

import pytest

from budget.checks.listed_matching import LEAST, SURE, Candidate, suggest
from budget.funding.listed import ListedItem
from budget.vietnamese import fold


def a_line(name: str, unit: str = "A", measure: str = "bộ", year: int = 2024) -> Candidate:
    return Candidate("l", 1, name, fold(name), unit, "QD334", measure, year, 1_000)


def an_item(name: str, unit: str = "A", identity: str = "i") -> ListedItem:
    return ListedItem(identity, "QD334", unit, name, fold(name), "bộ", "recurrent", 2024, 1_000, None, None, 0, "", "", False)


@pytest.mark.parametrize(
    ("line", "item", "least", "most"),
    [
        ("Máy tính để bàn", "Máy tính để bàn", 100, 100),
        ("Máy tính để bàn (i5, 8 GB)", "Máy tính để bàn", SURE, 99),
        ("Máy tính để bàn số hóa hồ sơ", "Máy tính để bàn", LEAST, SURE - 1),
        ("Máy quét tốc độ cao", "Máy quét tài liệu tốc độ cao", LEAST, SURE - 1),
        ("Máy chủ loại 2", "Máy chủ loại 1", 0, LEAST - 1),
        ("Máy in", "Phần mềm kế toán", 0, LEAST - 1),
    ],
)
def test_confidence_follows_the_words(line: str, item: str, least: int, most: int) -> None:
    found = suggest([a_line(line)], [an_item(item)])
    assert least <= (found[0].confidence if found else 0) <= most


def test_only_items_of_the_units_own_list_are_offered() -> None:
    assert suggest([a_line("Máy in")], [an_item("Máy in", unit="B")]) == []


def test_another_measure_or_year_is_never_sure() -> None:
    (other,) = suggest([a_line("Máy in laser", measure="chiếc")], [an_item("Máy in laser")])
    assert other.confidence < SURE
    assert not other.measured_alike
    (later,) = suggest([a_line("Máy in laser", year=2025)], [an_item("Máy in laser")])
    assert later.confidence < 100


def test_the_longest_item_that_fits_is_taken_and_equals_are_left_to_a_person() -> None:
    line = a_line("Máy tính để bàn một cửa phường")
    (best,) = suggest([line], [an_item("Máy tính", identity="a"), an_item("Máy tính để bàn", identity="b")])
    assert best.item.id == "b"
    (doubtful,) = suggest([line], [an_item("Máy tính để bàn", identity="a"), an_item("Máy tính để bàn", identity="b")])
    assert doubtful.confidence < SURE
