"""What becomes of unspent money at the end of a year: each case of the law, told with its citation, never as confirmed."""

from dataclasses import replace
from pathlib import Path

import pytest

from budget.model.states import OperationKind
from budget.schedule.lapse import LapseVerdict, UnspentLine, judge_unspent, sum_lapses
from tests.plans import a_plan, branch, operate
from tests.splits import split_line

M = 1_000_000
LINE = UnspentLine("x", 1, "Máy tính", "SBN-STC", "QD334", "recurrent", "equipment", False, 5 * M)


@pytest.mark.parametrize(
    ("line", "verdict", "words"),
    [
        (LINE, LapseVerdict.LAPSED, "31/01/2025"),
        (replace(LINE, nature="investment", source="DTC"), LapseVerdict.CARRIED, "Vốn đầu tư công"),
        (replace(LINE, contracted=True), LapseVerdict.CARRIED, "trước 31/12/2024"),
        (replace(LINE, contracted=True, category="training"), LapseVerdict.UNSURE, "đối chiếu hồ sơ"),
        (replace(LINE, source=""), LapseVerdict.UNSURE, "chưa có nguồn"),
        (replace(LINE, source="PHI"), LapseVerdict.CARRIED, "tự chủ"),
        (replace(LINE, source="QPTSN"), LapseVerdict.CARRIED, "tự chủ"),
        (replace(LINE, source="BSCDS"), LapseVerdict.UNSURE, "30/9/2024"),
        (replace(LINE, source="NQ36-H", category="training"), LapseVerdict.LAPSED, "phải xin lại"),
    ],
)
def test_each_case_has_its_verdict_and_reason(line: UnspentLine, verdict: LapseVerdict, words: str) -> None:
    found = judge_unspent(line, 2024, {})
    assert found.verdict is verdict
    assert words in found.sentence
    assert found.citation == "LNSNN2015, Điều 64 (cần kiểm tra)"


def test_of_the_base_all_unspent_money_of_the_year_is_looked_at(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"quarter": "3"}, {"year": "2025"}, {"listing": "other"}]) as plan:
        split_line(plan, plan.lines.find_id("1"), (2024, 1, 3 * M, True), (2024, 3, 9 * M), (2025, 1, 8 * M))
        found = plan.schedule.lapses()
        assert [(one.number, one.amount) for one in found] == [(1, 9 * M)]
        assert found[0].citation == "Luật Ngân sách nhà nước số 83/2015/QH13, Điều 64 (cần kiểm tra)"
        assert [(one.number, one.amount) for one in plan.schedule.lapses(year=2025)] == [(1, 8 * M), (2, 20 * M)]


def test_of_a_scenario_only_what_it_moves_past_the_year_and_no_cut(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"quarter": "3"}, {"quarter": "4", "source": "BSCDS", "unit": "502"}]) as plan:
        split_line(plan, plan.lines.find_id("1"), (2024, 3, 10 * M), (2024, 4, 10 * M))
        scenario = branch(plan, "Lùi")
        operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 5000})
        assert plan.schedule.lapses(scenario) == []
        operate(plan, scenario, OperationKind.SLIP, {"quarters": 1})
        found = plan.schedule.lapses(scenario)
        assert [(one.number, one.amount) for one in found] == [(1, 5 * M), (2, 10 * M)]
        assert [(one.source, one.lapsed, one.unsure, one.lines) for one in sum_lapses(found)] == [
            ("QD334", 5 * M, 0, 1),
            ("BSCDS", 0, 10 * M, 1),
        ]
