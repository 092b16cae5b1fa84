"""A burn in a sentence: within what is left, past it from a quarter on, or not to be compared."""

from budget.schedule.burn import Burn, BurnCeiling, BurnRow
from budget.schedule.burn_words import ceiling_of, describe_burn, rows_of


def burn(*planned: int, granted: int = 100, left: int = 100, unknown: int = 0) -> Burn:
    millions = [amount * 1_000_000 for amount in planned]
    rows = [BurnRow("A", 2024, place + 1, amount, 0, 0, sum(millions[: place + 1]), 0, 0) for place, amount in enumerate(millions)]
    return Burn(2024, tuple(rows), (BurnCeiling("A", granted * 1_000_000, 0, 0, left * 1_000_000, sum(millions), unknown),))


def test_the_quarter_that_passes_what_is_left_is_named() -> None:
    assert describe_burn(burn(50, 30, 40, 10), "A", "Nguồn A") == (
        "Nguồn A: kế hoạch lũy kế năm 2024 vượt hạn mức còn lại từ quý 3, cuối năm vượt 30 triệu"
    )


def test_within_what_is_left_and_unknown() -> None:
    assert describe_burn(burn(50, 50, 0, 0), "A", "Nguồn A") == "Nguồn A: kế hoạch năm 2024 100 triệu, trong hạn mức còn lại 100 triệu"
    assert "chưa nhập đủ hạn mức" in describe_burn(burn(50, 60, 0, 0, unknown=1), "A", "Nguồn A")
    assert "chưa nhập đủ hạn mức" in describe_burn(burn(50, 60, 0, 0, granted=0, left=0), "A", "Nguồn A")
    assert describe_burn(burn(1, 1, 1, 1), "B", "Nguồn B") == "Nguồn B: năm 2024 chưa có kế hoạch chi"


def test_rows_and_ceiling_are_of_the_source() -> None:
    assert [row.quarter for row in rows_of(burn(1, 2, 3, 4), "A")] == [1, 2, 3, 4]
    assert (ceiling_of(burn(1, 2, 3, 4), "B"), rows_of(burn(1, 2, 3, 4), "B")) == (None, [])
