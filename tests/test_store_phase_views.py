"""The view of money by quarter: exact sums, spent money that stays, unspent money that follows its line."""

from pathlib import Path

from budget.model.states import OperationKind
from tests.plans import a_plan, branch, edit, operate
from tests.splits import drop_split, phases, split_line

TWENTY = 20_000_000


def test_a_line_without_split_is_one_phase_of_its_whole_amount(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {"quarter": "3"}]) as plan, plan.store.read() as cursor:
        rows = cursor.rows("SELECT year, quarter, amount, spent FROM phase ORDER BY quarter")
    assert rows == [(2024, 1, TWENTY, False), (2024, 3, TWENTY, False)]


def test_stored_amounts_of_unspent_phases_are_weights_against_the_amount_now(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.find_id("1")
        split_line(plan, line, (2024, 1, 1), (2024, 2, 1), (2025, 1, 1))
        assert phases(plan, line) == [(2024, 1, 6_666_667, False), (2024, 2, 6_666_666, False), (2025, 1, 6_666_667, False)]
        edit(plan, line, "unit_price", "1")
        assert phases(plan, line) == [(2024, 1, 1, False), (2024, 2, 0, False), (2025, 1, 1, False)]


def test_spent_phases_keep_their_amount_and_the_rest_takes_the_change(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.find_id("1")
        split_line(plan, line, (2024, 1, 5_000_000, True), (2024, 2, 5_000_000), (2024, 3, 10_000_000))
        edit(plan, line, "quarter", "2")
        edit(plan, line, "quantity", "1")
        assert phases(plan, line) == [(2024, 1, 5_000_000, True), (2024, 2, 1_666_667, False), (2024, 3, 3_333_333, False)]


def test_a_line_cut_below_what_is_spent_keeps_an_exact_sum(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.find_id("1")
        split_line(plan, line, (2024, 1, 6_000_000, True), (2024, 2, 6_000_000, True), (2024, 3, 8_000_000))
        edit(plan, line, "quarter", "3")
        edit(plan, line, "quantity", "1")
        assert phases(plan, line) == [(2024, 1, 6_000_000, True), (2024, 2, 4_000_000, True), (2024, 3, 0, False)]


def test_money_added_to_a_line_that_is_all_spent_stands_in_its_last_quarter(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.find_id("1")
        split_line(plan, line, (2024, 1, 15_000_000, True), (2024, 2, 5_000_000, True))
        edit(plan, line, "quantity", "3")
        assert phases(plan, line) == [(2024, 1, 15_000_000, True), (2024, 2, 5_000_000, True), (2024, 2, 10_000_000, False)]


def test_unspent_phases_follow_the_quarter_of_their_line(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.find_id("1")
        split_line(plan, line, (2024, 1, 4_000_000, True), (2024, 3, 8_000_000), (2024, 4, 8_000_000))
        edit(plan, line, "quarter", "4")
        assert phases(plan, line) == [(2024, 1, 4_000_000, True), (2024, 4, 8_000_000, False), (2025, 1, 8_000_000, False)]
        edit(plan, line, "year", "2025")
        assert [row[:2] for row in phases(plan, line)] == [(2024, 1), (2025, 4), (2026, 1)]


def test_a_deferral_moves_the_unspent_phases_of_its_scenario_only(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.find_id("1")
        split_line(plan, line, (2024, 1, 4_000_000, True), (2024, 2, 16_000_000))
        edit(plan, line, "quarter", "2")
        scenario = branch(plan, "Giãn")
        operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 1})
        assert phases(plan, line, scenario) == [(2024, 1, 4_000_000, True), (2025, 1, 16_000_000, False)]
        assert phases(plan, line) == [(2024, 1, 4_000_000, True), (2024, 2, 16_000_000, False)]
        with plan.store.read() as cursor:
            stood = cursor.rows("SELECT base_year, base_quarter FROM portioned(?) ORDER BY ALL", [scenario])
        assert stood == [(2024, 1), (2024, 2)]


def test_a_dropped_line_has_phases_only_where_something_is_spent(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {}, {}]) as plan:
        plain, split, begun = (plan.lines.find_id(number) for number in "123")
        split_line(plan, split, (2024, 1, 1), (2024, 2, 1))
        split_line(plan, begun, (2024, 1, 5_000_000, True), (2024, 2, 15_000_000))
        scenario = branch(plan, "Bỏ")
        operate(plan, scenario, OperationKind.DROP)
        assert [phases(plan, line, scenario) for line in (plain, split, begun)] == [[], [], [(2024, 1, 0, True)]]


def test_without_its_split_a_line_is_one_phase_again(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.find_id("1")
        drop_split(plan, line, split_line(plan, line, (2024, 3, 1), (2025, 1, 1)))
        assert phases(plan, line) == [(2024, 1, TWENTY, False)]
