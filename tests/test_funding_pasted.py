"""Amounts pasted for many units: exact names or codes only, every doubtful line refused with a sentence."""

from hypothesis import given
from hypothesis import strategies as st

from budget.funding.pasted import UnitLabel, read_amounts
from budget.money import format_money

UNITS = [
    UnitLabel("20338", "UBND phường Phước Hòa", "Phước Hòa"),
    UnitLabel("20729", "UBND xã Phước Hoà", "Phước Hoà"),
    UnitLabel("517", "UBND huyện Núi Thành", "Núi Thành"),
    UnitLabel("20965", "UBND thị trấn Núi Thành", "Núi Thành"),
    UnitLabel("20437", "UBND xã Ch'ơm", "Ch'ơm"),
]


def test_a_code_a_name_and_a_name_without_ubnd_are_understood() -> None:
    rows = read_amounts("20338\t1.500.000\n\nUBND xã Ch'ơm; 2 triệu\nhuyện núi thành\t0", UNITS)
    assert [(row.line, row.unit, row.amount, row.accepted) for row in rows] == [
        (1, "20338", 1_500_000, True),
        (3, "20437", 2_000_000, True),
        (4, "517", 0, True),
    ]


def test_the_two_phuoc_hoa_are_told_apart_and_never_guessed() -> None:
    exact = read_amounts("Phước Hòa\t1\nPhước Hoà\t2", UNITS)
    assert [row.unit for row in exact] == ["20338", "20729"]
    (guess,) = read_amounts("Phuoc Hoa\t1", UNITS)
    assert not guess.accepted
    assert "20338" in guess.problems[0].fix
    assert "20729" in guess.problems[0].fix


def test_a_name_two_units_share_asks_for_the_code() -> None:
    (row,) = read_amounts("Núi Thành\t5", UNITS)
    assert not row.accepted
    assert row.problems[0].code == "unit_ambiguous"
    assert "517" in row.problems[0].fix


def test_what_cannot_be_read_is_refused_with_its_line() -> None:
    rows = read_amounts("20338\n20338\t1,234.50\n99999\t5\n20437\t-5\n517\t\t", UNITS)
    assert [row.accepted for row in rows] == [False] * 5
    assert [row.problems[0].code for row in rows][:1] == ["pasted_cells"]
    assert all(row.problems[0].sentence and row.problems[0].fix for row in rows)


def test_a_unit_given_twice_is_refused_on_every_line() -> None:
    rows = read_amounts("20338\t1\n20437\t3\nPhước Hòa\t2", UNITS)
    assert [row.accepted for row in rows] == [False, True, False]


@given(st.dictionaries(st.sampled_from([unit.code for unit in UNITS]), st.integers(0, 10**15), min_size=1))
def test_what_is_printed_is_read_back(amounts: dict[str, int]) -> None:
    text = "\n".join(f"{code}\t{format_money(amount)}" for code, amount in amounts.items())
    assert {row.unit: row.amount for row in read_amounts(text, UNITS)} == amounts
