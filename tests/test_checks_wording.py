"""A name taken apart into the words that count."""

import pytest

from budget.checks.wording import spell, strip_again, take_apart


def bare(name: str) -> list[str]:
    return [word.bare for word in take_apart(name).words]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mua sắm máy vi tính phục vụ bộ phận một cửa", "may tinh bo phan mot cua"),
        ("CSDL đất đai giai đoạn II", "co so du lieu dat dai giai doan 2"),
        ("Máy in (bổ sung)", "may in"),
        ("Lớp khóa IV, quý I", "lop khoa 4 quy 1"),
        ("VI TÍNH", "vi tinh"),  # capitals are no numeral
        ("Cửa của các xã", "cua xa"),
    ],
)
def test_filling_goes_short_forms_are_written_out_and_numerals_become_numbers(name: str, words: str) -> None:
    assert bare(name) == words.split()


def test_numbers_codes_names_of_places_and_single_letters_are_marks() -> None:
    marks = [word.bare for word in take_apart("Máy in A4 xã trà dơn, hội trường B, Phước Hòa 12 bộ").words if word.mark]
    assert marks == ["a4", "tra", "don", "b", "phuoc", "hoa", "12"]


def test_old_and_new_places_of_a_tone_mark_are_one_spelling() -> None:
    assert spell("hoà") == spell("HÒA") != spell("hoa")


def test_only_a_closing_again_is_stripped() -> None:
    assert strip_again("Máy in (bổ sung)") == "Máy in"
    assert strip_again("Bổ sung máy in") == "Bổ sung máy in"
