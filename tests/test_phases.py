"""One line's phases: exact sums by law, and the same answer as the plan file's own view."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from budget.model.ids import new_id
from budget.phases import Phase, Share, from_period, overspent, reckon_phases, to_period
from tests.plans import a_plan
from tests.splits import Row, drop_split, phases, split_line

ROWS = st.lists(st.tuples(st.integers(2023, 2026), st.integers(1, 4), st.integers(0, 10**15), st.booleans()), min_size=1, max_size=8)
MONEY = st.one_of(st.integers(0, 20), st.integers(0, 10**15))


@given(st.integers(2000, 2100), st.integers(1, 4))
def test_a_period_names_one_quarter(year: int, quarter: int) -> None:
    assert from_period(to_period(year, quarter)) == (year, quarter)
    assert to_period(year + 1, quarter) == to_period(year, quarter) + 4


@given(MONEY, ROWS, st.integers(2023, 2030), st.integers(1, 4))
def test_phases_add_up_to_the_line_and_none_is_negative(amount: int, rows: list[Row], year: int, quarter: int) -> None:
    found = reckon_phases(amount, year, quarter, [Share(new_id(), *row) for row in rows])
    assert sum(phase.amount for phase in found) == amount
    assert all(phase.amount >= 0 for phase in found)


@given(MONEY, ROWS, st.integers(-9, 9))
def test_moving_a_line_moves_every_unspent_phase_by_as_much_and_no_spent_one(amount: int, rows: list[Row], quarters: int) -> None:
    split = [Share(new_id(), *row) for row in rows]
    first = min(share.period for share in ([share for share in split if not share.spent] or split))
    here = reckon_phases(amount, *from_period(first), split)
    there = reckon_phases(amount, *from_period(first + quarters), split)
    assert [phase for phase in here if phase.spent] == [phase for phase in there if phase.spent]
    if all(share.spent for share in split):
        assert here == there
        return
    moved = [Phase(*from_period(to_period(phase.year, phase.quarter) + quarters), phase.amount) for phase in here if not phase.spent]
    assert moved == [phase for phase in there if not phase.spent]


def test_a_line_without_quarter_leaves_its_phases_where_they_were_written() -> None:
    split = [Share("a", 2024, 3, 1), Share("b", 2025, 1, 1)]
    assert reckon_phases(10, None, None, split) == [Phase(2024, 3, 5), Phase(2025, 1, 5)]
    assert reckon_phases(10, 2025, None, split) == [Phase(2025, 3, 5), Phase(2026, 1, 5)]


def test_what_is_spent_beyond_the_line_is_told() -> None:
    split = [Share("a", 2024, 3, 60, True), Share("b", 2024, 4, 60, True), Share("c", 2025, 1, 1)]
    assert [overspent(amount, split) for amount in (200, 120, 100, 0)] == [0, 0, 20, 120]


def test_the_view_of_the_plan_file_reckons_the_same(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"quantity": "1", "unit_price": "999.999.999.999.937"}, {"quarter": "3"}]) as plan:
        amounts = {plan.lines.find_id("1"): (999_999_999_999_937, 1), plan.lines.find_id("2"): (20_000_000, 3)}

        @settings(max_examples=30, deadline=None)
        @given(st.sampled_from(sorted(amounts)), ROWS)
        def agree(line: str, rows: list[Row]) -> None:
            amount, quarter = amounts[line]
            split = split_line(plan, line, *rows)
            told = [(phase.year, phase.quarter, phase.amount, phase.spent) for phase in reckon_phases(amount, 2024, quarter, split)]
            assert sorted(told) == sorted(phases(plan, line))
            drop_split(plan, line, split)

        agree()
