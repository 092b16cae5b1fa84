"""What tried weights are said to do."""

from budget.plan.necessity_part import Moves
from pages.parts.need_weights import say_moves


def test_a_try_says_how_many_lines_move_and_change_sides() -> None:
    assert say_moves(Moves(1_204, ((0, 1, 2),), (3, 4), (5,))) == (
        "**Đang thử, chưa lưu**: 1.204 khoản mục đổi thứ tự; nếu cắt 10 % theo thứ tự thì 3 khoản đổi bên."
    )
    assert say_moves(Moves(0, (), (), ())) == "**Đang thử, chưa lưu**: 0 khoản mục đổi thứ tự."
