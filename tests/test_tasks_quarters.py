"""Money by quarter: every đồng of every line stands in one quarter."""

from datetime import date
from pathlib import Path

from budget.model.ids import BASE
from budget.tasks.quarters import all_quarters, by_quarter
from budget.tasks.ready_lines import read_ready_lines
from tests.plans import a_plan
from tests.splits import split_line


def test_quarters_follow_the_phases_and_add_up(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"disbursable": "50", "quarter": "3"}, {"quarter": "2"}]) as plan:
        split_line(plan, plan.lines.find_id("1"), (2024, 2, 5_000_000, True), (2024, 3, 15_000_000))
        with plan.store.read() as cursor:
            lines = read_ready_lines(cursor, BASE, date(2024, 6, 1))
    told = [(item.quarter, item.amount, item.spent, item.expected, item.unknown) for item in by_quarter(lines)]
    assert told == [(2, 25_000_000, 5_000_000, 5_000_000, 20_000_000), (3, 15_000_000, 0, 7_500_000, 0)]
    whole = all_quarters(lines)
    assert (whole.amount, whole.spent, whole.expected, whole.unknown) == (40_000_000, 5_000_000, 12_500_000, 20_000_000)
    assert by_quarter([]) == []
