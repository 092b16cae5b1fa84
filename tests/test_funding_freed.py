"""Where freed money goes: back to the province, staying with the unit, to projects the council decides, or to the wage reform fund."""

from datetime import date

import pytest

from budget.funding.eligibility import LineFacts, RuleBook
from budget.funding.freed import judge_move, where_freed
from budget.model.states import Verdict
from budget.reference.money_sources import Destination, Part
from tests.law_cases import law

PROJECT = LineFacts("", "SBN-STTTT", "province", "department", "project", "investment", "project", "", 2024, date(2024, 6, 1))


@pytest.mark.parametrize(
    ("source", "destination"),
    [
        ("QD334", Destination.PROVINCE),
        ("BSCDS", Destination.PROVINCE),
        ("NQ36-H", Destination.SAME_UNIT),
        ("NSX-THEM", Destination.SAME_UNIT),
        ("DTC", Destination.COUNCIL),
    ],
)
def test_the_answer_follows_the_source_and_says_it_is_to_be_checked(source: str, destination: Destination) -> None:
    freed = where_freed(source)
    assert freed is not None
    assert freed.destination is destination
    assert freed.decider
    assert "cần kiểm tra" in freed.citation
    assert not freed.confirmed


def test_the_saved_tenth_is_for_wages_whatever_the_source_and_an_unknown_source_has_no_answer() -> None:
    tenth = where_freed("CTX-TINH", Part.TENTH)
    assert tenth is not None
    assert tenth.destination is Destination.WAGE_FUND
    assert where_freed("PHI") is None


def test_a_move_is_judged_by_the_rules_the_wall_and_where_such_money_goes() -> None:
    allowed = judge_move("DTC", "investment", PROJECT, law())
    assert allowed.verdict is Verdict.ALLOW
    assert "HĐND tỉnh điều chỉnh kế hoạch" in allowed.reason
    assert "Điều chỉnh kế hoạch đầu tư công" in allowed.citation
    assert judge_move("CTX-TINH", "recurrent", PROJECT, law()).verdict is Verdict.DENY
    assert judge_move("CTX-TINH", "recurrent", PROJECT, RuleBook((), {})).verdict is Verdict.DENY
