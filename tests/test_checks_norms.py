"""Prices above their norm, and norms that cannot be compared with."""

from pathlib import Path

import pytest

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


DECIDED = {"excess_authority": "Chủ tịch UBND tỉnh", "excess_document": "QĐ 900/QĐ-UBND", "excess_date": "30/09/2024"}


def test_a_named_authoritys_decision_turns_the_warning_into_a_note_that_names_it(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, **DECIDED, "unit_price": "16.000.000"}]) as plan:
        (problem,) = found(plan, "norm_excess_decided")
        assert problem.severity is Severity.NOTE
        assert "Chủ tịch UBND tỉnh cho phép vượt tại QĐ 900/QĐ-UBND ngày 30/09/2024." in problem.sentence
        assert found(plan, "norm_exceeded") == []


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ({"excess_authority": ""}, "thiếu cấp quyết định"),
        ({"excess_document": ""}, "thiếu số văn bản"),
        ({"excess_date": ""}, "thiếu ngày"),
        ({"excess_date": "01/10/2024"}, "ký ngày 01/10/2024, sau thời điểm thực hiện 30/09/2024"),
    ],
)
def test_a_decision_without_authority_number_or_day_or_of_a_later_day_lifts_nothing(
    tmp_path: Path, decision: dict[str, str], words: str
) -> None:
    with a_plan(tmp_path, [{**CLEAN, **DECIDED, **decision, "unit_price": "16.000.000"}]) as plan:
        (problem,) = found(plan, "norm_exceeded")
        assert problem.severity is Severity.WARNING
        assert words in problem.sentence


def test_words_alone_lift_nothing(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "unit_price": "16.000.000", "note": "Đã được đồng ý", "basis": "Theo chỉ đạo"}]) as plan:
        assert len(found(plan, "norm_exceeded")) == 1


def test_a_hard_cap_is_not_lifted_by_a_decision(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, **PER_DIEM, **DECIDED, "unit_price": "250.000"}]) as plan:
        assert [problem.severity for problem in found(plan, "norm_exceeded")] == [Severity.ERROR]


def test_a_price_before_tax_is_compared_with_tax(tmp_path: Path) -> None:
    lines = [{**CLEAN, "vat_included": "không", "unit_price": price} for price in ("13.636.363", "13.636.364", "13.636.365")]
    with a_plan(tmp_path, lines) as plan:
        (problem,) = found(plan, "norm_exceeded")
        assert problem.line == plan.lines.find_id("3")
        assert "13.636.365 đ, gồm thuế GTGT 10% là 15.000.002 đ, cao hơn định mức 15.000.000 đ" in problem.sentence
        assert "Giảm đơn giá về 13.636.363 đ (chưa thuế)" in problem.fix


def test_a_price_whose_tax_nobody_told_is_compared_as_it_is_and_says_so(tmp_path: Path) -> None:
    untold = {**CLEAN, "vat": "", "vat_included": ""}
    with a_plan(tmp_path, [{**untold, "unit_price": price} for price in ("15.000.001", "14.900.000", "13.600.000")]) as plan:
        (exceeded,) = found(plan, "norm_exceeded")
        (doubted,) = found(plan, "norm_unclear")
        assert "(chưa rõ đã gồm thuế GTGT hay chưa)" in exceeded.sentence
        assert doubted.line == plan.lines.find_id("2")
        assert "nếu chưa thì với thuế 10% sẽ vượt" in doubted.sentence


def test_tax_is_nothing_to_the_rate_of_an_allowance(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, **PER_DIEM, "vat_included": "không", "unit_price": "200.000"}]) as plan:
        assert found(plan, "norm_exceeded") == found(plan, "norm_unclear") == []
