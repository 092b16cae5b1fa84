"""Where a task stands on a day: its risks by name, and the step that comes next."""

from dataclasses import replace
from datetime import date

import pytest

from budget.model.states import Step, TaskState
from budget.tasks.groups import Group
from budget.tasks.readiness import Steps
from budget.tasks.standing import days_words, describe_nearest, describe_standing, judge, judge_all, quarter_end, quarter_end_of
from tests.test_tasks_task import LAND

DAY = date(2024, 11, 16)
READY = Steps(Step.DONE, Step.DONE, Step.DONE)


def lines(steps: Steps = READY, *, count: int = 1, amount: int = 1_000_000, year: int = 2024, quarter: int = 4, source: str = "A") -> Group:
    return Group("NV14", source, year, quarter, steps, 10_000, count, amount, 0, amount)


def codes(**changes: object) -> list[str]:
    return [risk.code for risk in judge(replace(LAND, **changes), DAY, [lines()]).risks]  # type: ignore[arg-type]  # fields of Task


def test_a_sound_task_has_no_risk() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"lead_unit": ""}, "lead_missing"),
        ({"deadline": None}, "deadline_missing"),
        ({"deadline": date(2024, 11, 15)}, "overdue"),
        ({"deadline": date(2024, 12, 16), "state": TaskState.PLANNED}, "not_begun"),
        ({"amended_deadline": date(2025, 6, 30), "amending_document": "đang trình"}, "deadline_proposed"),
        ({"state": TaskState.BLOCKED}, "said_at_risk"),
    ],
)
def test_each_risk_is_named(changes: dict[str, object], code: str) -> None:
    assert code in codes(**changes)


def test_lines_bring_their_own_risks() -> None:
    held = [lines(Steps(Step.MISSING), count=3, amount=5_000_000), lines(year=2025, quarter=1, source="")]
    standing = judge(LAND, DAY, held)
    assert [risk.code for risk in standing.risks] == ["guidance_missing", "lines_late", "source_missing"]
    assert standing.risks[0].sentence == "3 khoản mục (5 triệu) chưa có hướng dẫn của bộ, ngành."
    assert (standing.waiting, standing.late_amount) == ({"guidance": 3}, 1_000_000)


def test_a_line_of_the_deadlines_own_quarter_is_in_time() -> None:
    assert judge(replace(LAND, deadline=date(2024, 10, 31)), DAY, [lines()]).late_amount == 0
    assert judge(replace(LAND, deadline=date(2024, 9, 30)), DAY, [lines()]).late_amount == 1_000_000


def test_what_is_done_runs_no_risk() -> None:
    done = judge(replace(LAND, state=TaskState.DONE, deadline=date(2024, 1, 1)), DAY, [lines(Steps(Step.MISSING))])
    assert (done.risks, done.next_step, done.overdue) == ((), "Đã hoàn thành", False)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (Steps(Step.UNDER_WAY, Step.MISSING, Step.MISSING), "Xin hướng dẫn của bộ, ngành (2 khoản mục)"),
        (Steps(Step.DONE, Step.MISSING, Step.MISSING), "Trình duyệt thiết kế, đề cương (2 khoản mục)"),
        (Steps(Step.DONE, Step.DONE, Step.MISSING), "Lựa chọn nhà thầu (2 khoản mục)"),
        (READY, "Tiếp tục thực hiện"),
    ],
)
def test_the_next_step_is_the_first_that_is_open(steps: Steps, said: str) -> None:
    assert judge(LAND, DAY, [lines(steps, count=2)]).next_step == said


def test_the_order_of_next_steps_does_not_hang_on_the_order_of_lines() -> None:
    mixed = [lines(Steps(Step.DONE, Step.DONE, Step.MISSING)), lines(Steps(Step.MISSING, Step.DONE, Step.DONE))]
    assert judge(LAND, DAY, mixed).next_step == judge(LAND, DAY, mixed[::-1]).next_step == "Xin hướng dẫn của bộ, ngành (1 khoản mục)"


def test_the_finding_counts_what_is_overdue_and_what_comes_next() -> None:
    overdue = judge_all([replace(LAND, deadline=date(2024, 6, 30))], DAY, [lines(amount=2_000_000_000)], {})
    assert describe_standing(overdue, DAY) == "1 nhiệm vụ quá hạn tính đến 16/11/2024, kinh phí chưa ghi nhận đã chi 2 tỷ"
    soon = judge_all([replace(LAND, deadline=date(2024, 12, 1))], DAY, [], {})
    assert describe_standing(soon, DAY).endswith("1 nhiệm vụ đến hạn trong 30 ngày tới")
    assert describe_standing([], DAY) == "Không nhiệm vụ nào quá hạn hoặc sắp đến hạn tính đến 16/11/2024"


def test_the_deadline_that_presses_most_is_named() -> None:
    late, next_one = judge(replace(LAND, deadline=date(2024, 10, 1)), DAY, []), judge(LAND, DAY, [])
    assert describe_nearest([next_one, late]) == "Trễ nhất: NV14 Số hóa dữ liệu đất đai, quá hạn 46 ngày"
    assert describe_nearest([next_one]) == "Gần đến hạn nhất: NV14 Số hóa dữ liệu đất đai, còn 45 ngày"
    assert describe_nearest([judge(replace(LAND, deadline=None), DAY, [])]).startswith("Không nhiệm vụ nào")


def test_quarters_and_days_in_words() -> None:
    assert [quarter_end(2024, quarter) for quarter in (1, 2, 3, 4)] == [
        *(date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31))
    ]
    assert quarter_end_of(date(2024, 7, 1)) == date(2024, 9, 30)
    assert [days_words(left) for left in (None, 0, 5, -1_046)] == ["", "đến hạn hôm nay", "còn 5 ngày", "quá hạn 1.046 ngày"]
