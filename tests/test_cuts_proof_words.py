"""What is said of a proof: never more than what is proved, and a gap is rounded up."""

from dataclasses import replace

import pytest

from budget.cuts.answer import Answer
from budget.cuts.proof_words import say_gap, say_proof
from tests.cut_searches import an_answer, an_instance


def answer(harm: int, bound: float, status: str = "optimal") -> Answer:
    return replace(an_answer(an_instance()), harm=harm, bound=bound, status=status)


@pytest.mark.parametrize(
    ("harm", "bound", "said"),
    [
        (10**9, 10.0**9, "0 %"),
        (10**9, 10.0**9 - 1, "0,0001 %"),
        (10**9, 10.0**9 - 1_000, "0,0001 %"),
        (10**9, 10.0**9 - 1_001, "0,0002 %"),
        (10**9, 10.0**9 - 123_450_000, "12,345 %"),
    ],
)
def test_a_gap_is_said_in_per_cent_rounded_up(harm: int, bound: float, said: str) -> None:
    assert say_gap(answer(harm, bound)) == said


def test_only_what_is_proved_is_said() -> None:
    assert say_proof(answer(100, 100.0)) == "Đã chứng minh: không có cách nào ít thiệt hại hơn."
    assert say_proof(answer(10**6, 10**6 - 1.0)) == "Đã chứng minh: không có cách nào ít thiệt hại hơn quá 0,0001 %."
    assert "không quá 10 %" in say_proof(answer(100, 90.0, "feasible"))
    assert say_proof(answer(100, 90.0, "feasible")).startswith("Chưa chứng minh được hẳn")
    assert "chưa chứng minh được gì" in say_proof(answer(100, 0.0, "stopped"))
    assert "khi đã nới như trên" in say_proof(answer(100, 100.0, "relaxed"))
    assert "Không gây thiệt hại nào" in say_proof(answer(0, 0.0))
