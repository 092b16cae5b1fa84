"""What batches add to the totals where lines are spread over quarters: always what SQL counts over the phases, undone without trace."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.problem import PlanError
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.plan.verification import verify_plan
from budget.totals.reading import read_totals
from tests.plans import DISTRICT, a_plan, add_line, branch, edit, operate
from tests.splits import drop_split, split_line

ROW = st.tuples(st.integers(2023, 2025), st.integers(1, 4), st.integers(0, 10**9), st.booleans())
EDIT = st.sampled_from(
    [
        *(("unit_price", text) for text in ("1", "9.999.999", "123.456.789")),
        *(("year", text) for text in ("2024", "2025")),
        *(("quarter", text) for text in ("1", "4")),
        *(("source", "BSCDS"), ("unit", DISTRICT), ("priority", "1"), ("finance_quantity", "1"), ("finance_quantity", "")),
    ]
)
STEP = st.one_of(
    st.tuples(st.just("split"), st.integers(0, 2), st.lists(ROW, min_size=1, max_size=5)),
    st.tuples(st.just("edit"), st.integers(0, 2), EDIT),
    st.tuples(st.just("undo"), st.integers(0, 2), st.none()),
    st.tuples(st.just("defer"), st.integers(0, 2), st.integers(1, 4)),
    st.tuples(st.just("cut"), st.integers(0, 2), st.integers(1, 10_000)),
)


def check(plan: Plan, scenario: str) -> None:
    """The live totals are those read from nothing, and what the phases add up to year by year, in the base and the scenario."""
    with plan.store.read() as cursor:
        assert read_totals(cursor) == plan.totals()
        for one in (BASE, scenario):
            sql = "SELECT p.year, sum(p.amount)::BIGINT FROM phased(?) p JOIN line l ON l.id = p.line GROUP BY ALL HAVING sum(p.amount) > 0"
            summed = dict(cursor.rows(sql, [one]))
            whole = cursor.rows("SELECT sum(amount)::BIGINT, count(*) FROM resolved(?)", [one])
            totals = plan.totals(one)
            assert {year: totals.amount(year=year) for year in totals.years() if totals.amount(year=year)} == summed
            assert (totals.amount(), totals.lines()) == whole[0]
            for year in totals.years():
                assert plan.lines.count(LineFilter(years=(year,)), one)[0] == len(plan.lines.select(LineFilter(years=(year,)), one))
            grouped = plan.group_totals(("year", "source"), one)
            assert (grouped.amount, grouped.lines) == whole[0]


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(STEP, min_size=2, max_size=5))
def test_live_totals_are_what_the_phases_add_up_to(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, object]]) -> None:
    with a_plan(tmp_path_factory.mktemp("totals"), [{}, {"unit_price": "7"}, {"source": "NQ36-H", "unit": DISTRICT}]) as plan:
        scenario = branch(plan, "Thử")
        lines, splits = [plan.lines.find_id(number) for number in "123"], {}
        for act, place, given_value in steps:
            line = lines[place]
            if act == "split":
                if line in splits:
                    with plan.store.read() as cursor:
                        standing = cursor.rows("SELECT count(*) FROM phase_split WHERE line = ?", [line])[0][0]
                    if standing:
                        drop_split(plan, line, splits[line])
                splits[line] = split_line(plan, line, *given_value)  # type: ignore[misc]  # a list of rows
            elif act == "edit":
                field, text = given_value  # type: ignore[misc]  # field and text
                plan.lines.edit([LineEdit(line, field, text)], "thử")
            elif act == "undo":
                try:
                    plan.undo_last()
                except PlanError:
                    return
                with plan.store.read() as cursor:
                    if not cursor.rows("SELECT 1 FROM scenario WHERE id = ?", [scenario]):
                        return
            elif act == "defer":
                operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": given_value}, lines=(line,))  # type: ignore[dict-item]  # a quarter
            else:
                operate(plan, scenario, OperationKind.PERCENT, {"share_bp": given_value}, lines=(line,))  # type: ignore[dict-item]  # a share
            check(plan, scenario)


def test_a_line_counts_in_each_year_it_has_money_in_and_once_in_all(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"quarter": "3"}, {}]) as plan:
        line = plan.lines.find_id("1")
        split_line(plan, line, (2024, 3, 5_000_000), (2024, 4, 7_000_000), (2025, 1, 8_000_000))
        totals = plan.totals()
        assert [(totals.amount(year=year), totals.lines(year=year)) for year in (2024, 2025, None)] == [
            (32_000_000, 2),
            (8_000_000, 1),
            (40_000_000, 2),
        ]
        assert totals.group("source") == {"QD334": (40_000_000, 2)}
        assert totals.group("source", year=2025) == {"QD334": (8_000_000, 1)}
        assert (totals.not_appraised(), totals.not_appraised(year=2025)) == (2, 1)
        assert [(pot.year, pot.need, pot.lines) for pot in plan.funding.pots()] == [(2024, 32_000_000, 2), (2025, 8_000_000, 1)]
        assert [(payee.need, payee.lines) for payee in plan.funding.payees("QD334")] == [(40_000_000, 2)]
        assert [(level.need, level.lines) for level in plan.funding.needs()] == [(40_000_000, 2)]
        add_line(plan, year="2025")
        assert plan.lines.count(LineFilter(years=(2024, 2025))) == (3, 60_000_000)
        plan.lines.delete([line], "thử")
        assert (plan.totals().amount(year=2025), plan.totals().lines()) == (20_000_000, 2)
        plan.undo_last()
        assert plan.totals().amount(year=2025) == 28_000_000
        assert verify_plan(plan).wrong == []


def test_the_sums_under_a_list_of_one_year_hold_that_years_money_only(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"quarter": "4"}]) as plan:
        line = plan.lines.find_id("1")
        split_line(plan, line, (2024, 4, 1), (2025, 1, 2))
        edit(plan, line, "finance_quantity", "1")
        figures = plan.group_figures(("year",), wanted=LineFilter(years=(2025,)))
        assert figures[()] == {
            "lines": 1,
            "amount": 6_666_667,
            "requested_amount": 13_333_334,
            "finance_amount": 6_666_667,
            "difference": -6_666_667,
        }
        assert set(figures) == {(), ("2024",)}, "a line stands in the group of its own year"
