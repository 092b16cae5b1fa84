"""Prices above their norm, and norms that cannot be compared with."""

from pathlib import Path

from budget.model.states import Severity
from tests.checked import CLEAN, POLICE, found
from tests.plans import DISTRICT, a_plan, edit

PER_DIEM = {"name": "Phụ cấp lưu trú", "measure": "người/ngày", "norm": "PCLT", "budget_code": "6702"}


def test_a_price_at_the_norm_is_silent(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "unit_price": "15.000.000"}]) as plan:
        assert found(plan, "norm_exceeded") == found(plan, "norm_unclear") == []


def test_a_soft_norm_exceeded_by_one_dong_asks_for_a_decision(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "unit_price": "15.000.001"}]) as plan:
        (problem,) = found(plan, "norm_exceeded")
        assert problem.severity is Severity.WARNING
        assert "15.000.001 đ, cao hơn định mức 15.000.000 đ" in problem.sentence
        assert problem.sentence.endswith(" 1 đ.")
        assert "quyết định của cấp có thẩm quyền" in problem.fix
        assert problem.citation == "QĐ 50/2017/QĐ-TTg"


def test_a_hard_cap_exceeded_is_an_error_to_be_cut(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, **PER_DIEM, "unit_price": "250.000"}]) as plan:
        (problem,) = found(plan, "norm_exceeded")
        assert problem.severity is Severity.ERROR
        assert problem.fix == "Cắt về định mức: đặt đơn giá 200.000 đ."


def test_the_norm_of_the_units_own_level_counts(tmp_path: Path) -> None:
    meeting = {"name": "Bàn ghế họp", "norm": "BG_HOP", "unit_price": "8.000.000"}
    with a_plan(tmp_path, [{**CLEAN, **meeting}, {**CLEAN, **meeting, "unit": DISTRICT, "source": "NQ36-H"}]) as plan:
        (problem,) = found(plan, "norm_exceeded")
        assert problem.sentence.startswith("Khoản mục số 2")


def test_the_appraised_price_is_compared_once_there_is_one(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "unit_price": "16.000.000"}]) as plan:
        line = plan.lines.find_id("1")
        edit(plan, line, "finance_unit_price", "15.000.000")
        assert found(plan, "norm_exceeded") == []


def test_a_norm_no_longer_in_force_or_not_for_this_level_cannot_be_compared(tmp_path: Path) -> None:
    expired = {**CLEAN, "norm": "MT_CU", "unit_price": "90.000.000"}
    with a_plan(tmp_path, [expired, {**POLICE, "norm": "MT_CBCC"}]) as plan:
        problems = found(plan, "norm_unclear")
        assert [problem.severity for problem in problems] == [Severity.NOTE, Severity.NOTE]
        assert "không áp dụng cho cấp của đơn vị này" in problems[0].sentence
        assert found(plan, "norm_exceeded") == []


def test_a_norm_whose_figure_nobody_knows_cannot_be_compared(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "norm": "GV_4", "measure": "người/buổi"}]) as plan:
        (problem,) = found(plan, "norm_unclear")
        assert "chưa có mức chi" in problem.sentence


def test_another_measure_is_told_and_never_called_a_sure_excess(tmp_path: Path) -> None:
    lines = [{**CLEAN, **PER_DIEM, "measure": "đoàn", "unit_price": price} for price in ("100.000", "900.000")]
    with a_plan(tmp_path, lines) as plan:
        (unclear,) = found(plan, "norm_unclear")
        (exceeded,) = found(plan, "norm_exceeded")
        assert "“đoàn”" in unclear.sentence
        assert (exceeded.severity, "“đoàn”" in exceeded.sentence) == (Severity.WARNING, True)


def test_a_dash_and_a_stroke_in_a_measure_are_the_same(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, **PER_DIEM, "measure": "người-ngày", "unit_price": "200.000"}]) as plan:
        assert found(plan, "norm_unclear") == []
