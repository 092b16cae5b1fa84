"""The burn of a year: quarter by quarter and reached, against ceilings that are known."""

from pathlib import Path

from budget.schedule.burn import BurnRow, months_of
from tests.plans import a_plan
from tests.splits import split_line

M = 1_000_000


def test_planned_committed_and_spent_reach_the_need_of_the_year(tmp_path: Path) -> None:
    lines = [{"quarter": "3"}, {"quarter": "2", "contracted": "có"}, {"unit": "502", "source": "NQ36-H"}, {"listing": "other"}]
    with a_plan(tmp_path, lines) as plan:
        split_line(plan, plan.lines.find_id("1"), (2024, 1, 2 * M, True), (2024, 3, 10 * M), (2025, 1, 8 * M))
        place = plan.funding.place_of("QD334", None)
        plan.funding.set_ceiling(place, {"granted": 100 * M, "spent": 2 * M}, "QĐ giao")
        burn = plan.schedule.burn(source="QD334")
        assert [(row.quarter, row.planned, row.planned_sum, row.committed_sum, row.spent_sum) for row in burn.rows] == [
            (1, 2 * M, 2 * M, 2 * M, 2 * M),
            (2, 20 * M, 22 * M, 22 * M, 2 * M),
            (3, 10 * M, 32 * M, 22 * M, 2 * M),
            (4, 0, 32 * M, 22 * M, 2 * M),
        ]
        (ceiling,) = burn.ceilings
        assert (ceiling.granted, ceiling.entered_spent, ceiling.left, ceiling.need, ceiling.unknown) == (100 * M, 2 * M, 98 * M, 32 * M, 0)
        whole = plan.schedule.burn()
        assert [one.source for one in whole.ceilings] == ["QD334", "NQ36-H"]
        assert [one.unknown for one in whole.ceilings] == [0, 1]
        reached = sum(row.planned_sum for row in whole.rows if row.quarter == 4)
        assert reached == plan.totals().amount(year=2024)


def test_months_divide_a_quarter_evenly_and_meet_it_at_its_end() -> None:
    rows = [BurnRow("A", 2024, 1, 100, 50, 1, 100, 50, 1), BurnRow("A", 2024, 2, 10, 0, 0, 110, 50, 1)]
    months = months_of(rows)
    assert [(month.month, month.planned_sum, month.committed_sum, month.spent_sum) for month in months] == [
        (1, 33, 16, 0),
        (2, 66, 33, 0),
        (3, 100, 50, 1),
        (4, 103, 50, 1),
        (5, 106, 50, 1),
        (6, 110, 50, 1),
    ]


def test_a_year_without_money_has_no_rows(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        assert plan.schedule.burn(year=2030).rows == ()
