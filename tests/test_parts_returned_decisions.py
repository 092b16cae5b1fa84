"""How a difference stands in the table: three values side by side, what becomes of it, and why."""

from budget.plan.returns_part import Difference, ReturnPreview, Standing
from pages.parts.returned_decisions import difference_row, key_of
from pages.parts.tables import Cell

PRICE = Difference(
    "a", 7, "Máy in", "finance_unit_price", "Đơn giá (thẩm định tài chính)", "finance", "", "9.000.000", "8.000.000", Standing.CONFLICT,
    where="PL III dòng 12", note="Bộ dự toán đã đổi.",
)  # fmt: skip
NOTE = Difference("a", 7, "Máy in", "note", "Ghi chú", "about", "cũ", "mới", "cũ", Standing.APPLY)


def test_numbers_stand_to_the_right_and_nothing_is_left_blank() -> None:
    row = difference_row(PRICE)
    assert row[:2] == ["7. Máy in", "Đơn giá (thẩm định tài chính)"]
    assert row[2:5] == [Cell("(trống)", "so"), Cell("9.000.000", "so"), Cell("8.000.000", "so")]
    assert row[5:] == [Cell("Chờ quyết định", "thieu"), "Bộ dự toán đã đổi. (PL III dòng 12)"]


def test_a_figure_that_was_declined_says_so() -> None:
    assert difference_row(NOTE)[5] == Cell("Lấy số trong tệp")
    assert difference_row(NOTE, [NOTE.key])[5] == Cell("Giữ số hiện nay", "xem")


def test_every_standing_has_its_words() -> None:
    for standing in Standing:
        assert difference_row(Difference("a", 1, "x", "note", "Ghi chú", "about", "", "", "", standing))[5]


def test_another_file_or_another_state_of_the_plan_asks_anew() -> None:
    keys = {key_of(ReturnPreview("a", digest, seq), "7:note") for digest in ("0" * 64, "1" * 64) for seq in (1, 2)}
    assert len(keys) == 4
