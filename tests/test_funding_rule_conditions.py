"""What a rule may not say by itself: codes there are none of, conditions no line meets, periods that run backwards."""

from datetime import date

import pytest

from budget.funding.rule_conditions import find_faults, read_context
from budget.funding.rules import read_rules
from budget.model.states import Gate, Nature, Route, UnitKind, UnitLevel, Verdict
from budget.reference.money_sources import Rule
from tests.plans import a_plan
from tests.rule_texts import KNOWN, rule


def test_a_rule_that_some_line_can_meet_stands() -> None:
    stands = rule(unit="H1", unit_level=UnitLevel.DISTRICT, unit_kind=UnitKind.DISTRICT, task="NV1", task_group="T1", budget_code="6956")
    assert find_faults(stands, KNOWN) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (rule(source="X"), "nguồn kinh phí “X”"),
        (rule(unit="X"), "đơn vị “X”"),
        (rule(task="X"), "nhiệm vụ “X”"),
        (rule(task_group="X"), "nhóm tiện ích “X”"),
        (rule(budget_code="9999"), "mục, tiểu mục “9999”"),
        (rule(document="X"), "văn bản “X”"),
        (rule(valid_from=date(2024, 5, 2), valid_to=date(2024, 5, 1)), "hết hiệu lực ngày 01/05/2024"),
        (rule(year_from=2025, year_to=2024), "Năm ngân sách cuối (2024) trước năm đầu (2025)"),
        (rule(unit_level=UnitLevel.COMMUNE, unit_kind=UnitKind.POLICE), "Không đơn vị nào vừa thuộc khối Cấp xã vừa thuộc loại Công an"),
        (rule(unit="H1", unit_level=UnitLevel.PROVINCE), "Đơn vị H1 thuộc khối Cấp huyện"),
        (rule(unit="H1", unit_kind=UnitKind.POLICE), "Đơn vị H1 thuộc loại UBND cấp huyện"),
        (rule(task="NV1", task_group="T2"), "Nhiệm vụ NV1 thuộc nhóm tiện ích T1"),
        (rule(route=Route.OPERATING, unit_kind=UnitKind.DEPARTMENT), "Luồng xử lý chỉ có ở khoản mục của công an"),
        (rule(gate=Gate.OPEN, nature=Nature.RECURRENT), "Thủ tục đầu tư chỉ có ở chi đầu tư"),
        (rule(gate=Gate.CLOSED), "chưa đủ thủ tục đầu tư"),
        (rule(nature=Nature.INVESTMENT), "Nguồn này là chi thường xuyên"),
        (rule(verdict=Verdict.DENY, cap_amount=5), "Mức tối đa chỉ có nghĩa"),
    ],
)
def test_a_rule_no_line_can_meet_is_named_with_its_fault(wrong: Rule, said: str) -> None:
    problems = find_faults(wrong, KNOWN)
    assert [said in problem.sentence for problem in problems] == [True]
    assert problems[0].fix


def test_the_rules_of_a_fresh_plan_stand(tmp_path) -> None:  # noqa: ANN001  # pytest's own
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        known, rules = read_context(cursor), read_rules(cursor)
    assert len(rules) > 50
    assert [problem for one in rules for problem in find_faults(one, known)] == []
