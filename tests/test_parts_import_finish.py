"""What the end of an import says to people on the screen."""

from budget.model.problem import Problem
from pages.parts.import_finish import cure_of


def test_a_cure_on_screen_leaves_out_the_command_line() -> None:
    assert cure_of(Problem("a", "b", "Chọn đơn vị (dòng lệnh: --unit MÃ).")) == "Chọn đơn vị."
    assert cure_of(Problem("a", "b", "Sửa tệp rồi nhập lại.")) == "Sửa tệp rồi nhập lại."
