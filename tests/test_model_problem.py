"""A refusal carries the sentence a person reads."""

from budget.model.problem import Problem, refuse
from budget.model.states import Severity


def test_a_refusal_carries_its_problem() -> None:
    error = refuse("file_missing", "Không tìm thấy tệp.", "Kiểm tra lại đường dẫn.", "Điều 1")
    assert str(error) == "Không tìm thấy tệp."
    assert error.problem == Problem("file_missing", "Không tìm thấy tệp.", "Kiểm tra lại đường dẫn.", Severity.ERROR, "Điều 1")


def test_a_problem_is_an_error_unless_it_says_otherwise() -> None:
    assert Problem("x", "y").severity is Severity.ERROR
