"""Lines added up by what matters of them: the same đồng as line by line, in the base and in a scenario."""

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.tasks.groups import read_groups, share_of
from budget.tasks.ready_lines import read_ready_lines
from tests.plans import a_plan, branch, operate
from tests.splits import split_line

DAY = date(2024, 11, 16)
LINES = [
    {"task": "NV14", "source": "SN-DC", "unit_price": "333", "quantity": "1", "disbursable": "50%"},
    {"task": "NV14", "source": "SN-DC", "unit_price": "333", "quantity": "1", "disbursable": "50%"},
    {"task": "NV14", "guidance": "missing", "quantity": "1"},
    {"task": "NV02", "guidance": "done", "design": "done", "procurement": "missing", "quarter": "4"},
    {"task": "", "year": "2025"},
    {"task": "NV29", "listing": "other", "quantity": "9"},
]


@given(amount=st.integers(0, 10**15), share=st.integers(0, 10_000))
def test_a_share_is_rounded_half_up_and_never_more_than_the_whole(amount: int, share: int) -> None:
    part = share_of(amount, share)
    assert 0 <= part <= amount
    assert abs(part * 10_000 - amount * share) <= 5_000


def test_each_line_is_rounded_by_itself(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan, plan.store.read() as cursor:
        (group,) = [group for group in read_groups(cursor, BASE, DAY) if group.source == "SN-DC"]
        assert (group.lines, group.amount, group.expected) == (2, 666, 334)  # 166,5 twice, not 333 once


def test_groups_are_the_lines_added_up(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        split_line(plan, plan.lines.find_id("4"), (2024, 3, 7_000_000, True), (2024, 4, 3_000_000), (2025, 1, 10_000_000))
        scenario = branch(plan, "PA1")
        operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1_000}, tasks=("NV02",))
        operate(plan, scenario, OperationKind.DROP, tasks=("NV14",), sources=("SN-DC",))
        for chosen in (BASE, scenario):
            with plan.store.read() as cursor:
                groups, lines = read_groups(cursor, chosen, DAY), read_ready_lines(cursor, chosen, DAY)
            for task in {line.task for line in lines}:
                mine, held = [g for g in groups if g.task == task], [line for line in lines if line.task == task]
                assert sum(g.lines for g in mine) == len(held)
                assert sum(g.amount for g in mine) == sum(line.amount for line in held)
                assert sum(g.spent for g in mine) == sum(line.spent for line in held)
                assert sum(g.expected or 0 for g in mine) == sum(line.expected or 0 for line in held)
            assert sum(g.amount for g in groups) == plan.totals(chosen).amount()
        with plan.store.read() as cursor:
            bought = read_groups(cursor, BASE, DAY, task="NV02")
        # what is spent is certain, 45 days of 90 for what is left of 2024, time enough for 2025
        told = {(group.year, group.quarter): (group.spent, group.expected, group.lines) for group in bought}
        assert told == {(2024, 3): (7_000_000, 7_000_000, 1), (2024, 4): (0, 1_500_000, 0), (2025, 1): (0, 10_000_000, 0)}


def test_a_year_and_a_task_narrow_it(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan, plan.store.read() as cursor:
        assert {group.year for group in read_groups(cursor, BASE, DAY, year=2025)} == {2025}
        assert {group.task for group in read_groups(cursor, BASE, DAY, task="")} == {""}
        assert {group.task for group in read_groups(cursor, BASE, DAY)} == {"NV14", "NV02", ""}
