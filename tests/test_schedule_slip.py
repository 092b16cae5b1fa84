"""Slipping: unspent money moves, spent money and signed contracts do not, there and back is nothing; the what-if tells the law."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from budget.lines.query import LineFilter
from budget.model.states import OperationKind
from budget.schedule.lapse import LapseVerdict
from tests.plans import a_plan, branch, edit, operate
from tests.splits import phases, split_line

M = 1_000_000


def test_there_and_back_is_the_identity(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"quarter": "2"}, {"quarter": "4"}, {"contracted": "có"}]) as plan:
        lines = [plan.lines.find_id(number) for number in "123"]
        split_line(plan, lines[0], (2024, 1, 3 * M, True), (2024, 2, 9 * M), (2024, 4, 8 * M))
        before = {line: phases(plan, line) for line in lines}
        totals = plan.totals()
        names = iter(range(1000))

        @settings(max_examples=6, deadline=None)
        @given(st.integers(1, 20), st.booleans())
        def there_and_back(quarters: int, later_first: bool) -> None:
            scenario = branch(plan, f"Thử {next(names)}")
            way = quarters if later_first else -quarters
            operate(plan, scenario, OperationKind.SLIP, {"quarters": way})
            there = {line: phases(plan, line, scenario) for line in lines}
            assert there[lines[0]] != before[lines[0]]
            assert there[lines[2]] == before[lines[2]], "a signed contract stays"
            assert [row for row in there[lines[0]] if row[3]] == [(2024, 1, 3 * M, True)]
            operate(plan, scenario, OperationKind.SLIP, {"quarters": -way})
            assert {line: phases(plan, line, scenario) for line in lines} == before
            back = plan.totals(scenario)
            assert (back.by, back.pots, back.whole, back.again) == (totals.by, totals.pots, totals.whole, totals.again)
            assert plan.scenarios.outcome(scenario).deferred == 0

        there_and_back()


def test_the_what_if_of_the_base_shows_years_sources_and_what_lapses_and_writes_nothing(tmp_path: Path) -> None:
    lines = [{"quarter": "3"}, {"quarter": "4", "source": "DTC", "nature": "investment", "category": "project"}, {"contracted": "có"}]
    with a_plan(tmp_path, lines) as plan:
        split_line(plan, plan.lines.find_id("1"), (2024, 1, 3 * M, True), (2024, 3, 9 * M), (2024, 4, 8 * M))
        head = plan.head()
        found, problems = plan.schedule.preview_slip(LineFilter(), 1)
        assert found is not None, problems
        assert [(row.year, row.source, row.before, row.after) for row in found.rows] == [
            (2024, "DTC", 20 * M, 0),
            (2024, "QD334", 40 * M, 32 * M),
            (2025, "DTC", 0, 20 * M),
            (2025, "QD334", 0, 8 * M),
        ]
        assert (found.selected, found.changed, found.skipped.contracted) == (3, 2, 1)
        assert [(one.number, one.amount, one.verdict) for one in found.lapses] == [
            (1, 8 * M, LapseVerdict.LAPSED),
            (2, 20 * M, LapseVerdict.CARRIED),
        ]
        assert [(one.source, one.lapsed, one.carried) for one in found.lapse_sums] == [("QD334", 8 * M, 0), ("DTC", 0, 20 * M)]
        assert plan.head() == head
        assert [scenario.name for scenario in plan.scenarios.listed()] == ["Phương án gốc"]


def test_slipping_one_district_after_another_goes_by_filters(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"quarter": "4"}, {"quarter": "4", "unit": "502", "source": "NQ36-H"}]) as plan:
        found, _ = plan.schedule.preview_slip(LineFilter(units=("502",)), 2)
        assert found is not None
        assert [(row.source, row.after) for row in found.rows if row.year == 2025] == [("NQ36-H", 20 * M)]


def test_what_an_earlier_operation_moved_past_the_year_is_not_told_again(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"quarter": "4"}, {"quarter": "3"}]) as plan:
        scenario = branch(plan, "Thử")
        operate(plan, scenario, OperationKind.SLIP, {"quarters": 1})
        found, _ = plan.schedule.preview_slip(LineFilter(), 1, scenario)
        assert found is not None
        assert [(one.number, one.amount) for one in found.lapses] == [(2, 20 * M)]


def test_a_deadline_moves_only_by_a_document_with_a_number(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"quarter": "4", "task": "NV01"}]) as plan:
        found, _ = plan.schedule.preview_slip(LineFilter(tasks=("NV01",)), 1)
        assert found is not None
        (warning,) = found.warnings
        assert warning.code == "slip_without_amendment"
        assert "31/12/2024" in warning.sentence
        assert "quý 1/2025" in warning.sentence
        assert "Chưa có văn bản sửa đổi." in warning.sentence
        assert "cần kiểm tra" in warning.citation
        sooner, _ = plan.schedule.preview_slip(LineFilter(tasks=("NV01",)), -1)
        assert sooner is not None
        assert sooner.warnings == ()
        edit(plan, plan.lines.find_id("1"), "quarter", "3")
        within, _ = plan.schedule.preview_slip(LineFilter(tasks=("NV01",)), 1)
        assert within is not None
        assert within.warnings == ()


def test_a_slip_by_nothing_is_refused(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        assert [[problem.code for problem in plan.schedule.preview_slip(LineFilter(), count)[1]] for count in (0, 21)] == [
            ["slip_missing"]
        ] * 2
