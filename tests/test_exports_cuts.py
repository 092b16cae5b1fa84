"""PL VII: what is cut, put off, taken off by the appraisal and moved stands apart, says why, and adds up to the scenario's own totals."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from budget.exports import checklist, cuts, shortage, transfers
from budget.model.states import OperationKind, Reduction
from budget.plan.face import Plan
from budget.words import amount_in_words
from tests.drawn_cuts import DAY, asking
from tests.drawn_cuts import solved as trimmed
from tests.office import convert, formulas_of, values_of
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, a_plan, branch, operate
from tests.room import COMPUTERS, MEETING, MILLION, a_room, solved

OVER = {"name": "Lưu trú vượt mức", "measure": "người/ngày", "norm": "PCLT", "category": "inspection", "source": "NQ36-H", "unit": DISTRICT}
LINES: list[Mapping[str, str]] = [
    {"name": "Hội nghị", "unit": DEPARTMENT, "source": "DT-GIAO", "category": "meeting", "priority": "4", "unit_price": "30.000.000"},
    {"name": "Máy in", "unit": COMMUNE, "source": "NQ36-X", "priority": "4", "quantity": "10", "unit_price": "1.234.567"},
    {**OVER, "quantity": "20", "unit_price": "300.000"},
    {"name": "Phần mềm", "category": "software", "source": "DT-GIAO", "priority": "3", "quantity": "1", "unit_price": "40.000.000"},
]


def save(plan: Plan, preview: object, name: str) -> str:
    """Save an answer as a scenario; its id."""
    scenario, problems = plan.cuts.save(preview, name, "họp ngày 5/3")  # type: ignore[arg-type]  # a preview of either sort
    assert scenario is not None, problems
    return scenario.id


def export(plan: Plan, folder: Path, scenario: str) -> Path:
    return plan.exports.workbook(folder / "pa.xlsx", scenario, day=DAY).file


def total(rows: list[list[object]]) -> list[object]:
    return next(row for row in rows if row[1] == "TỔNG CỘNG")


def row_of(rows: list[list[object]], words: str) -> list[object]:
    return next(row for row in rows if len(row) > 1 and words in str(row[1]))


def money(row: list[object], *columns: int) -> list[int]:
    return [int(str(row[column] or 0).split(".")[0]) for column in columns]


def test_a_trim_shows_what_is_cut_with_reasons_and_the_appraisals_reductions_apart(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario = save(plan, trimmed(plan, replace(asking(amount=50 * MILLION), reductions=tuple(Reduction))), "Cắt 50 triệu")
        outcome = plan.scenarios.outcome(scenario)
        rows = values_of(export(plan, tmp_path, scenario), cuts.SHEET)
    reduced, cut, deferred, left, before = money(total(rows), cuts.REDUCED, cuts.CUT, cuts.DEFERRED, cuts.LEFT, cuts.BEFORE)
    assert reduced == 20 * 100_000
    assert reduced + cut == outcome.cut
    assert deferred == outcome.deferred == 0
    assert before == reduced + cut + deferred + left
    assert row_of(rows, "GIẢM TRỪ THẨM ĐỊNH")[cuts.REDUCED] == reduced
    (over,) = [row for row in rows if "Lưu trú" in str(row[1]) and row[cuts.REDUCED]]
    assert over[cuts.LEFT + 2] == "Cơ quan thẩm định"
    assert "định mức" in str(over[cuts.LEFT + 1])
    meeting = row_of(rows, "Hội nghị (số 1)")
    assert meeting[cuts.LEFT + 1] == "Hội nghị, in ấn, tham quan."
    assert meeting[cuts.LEFT + 2]
    assert any("không tính là tiết kiệm" in str(cell) for row in rows for cell in row)


def test_what_is_put_off_stands_in_its_own_block_and_is_no_saving(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario = branch(plan, "giãn")
        operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 1}, "chưa kịp làm", lines=(plan.lines.find_id("4"),))
        operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 5_000}, "bớt một nửa", lines=(plan.lines.find_id("4"),))
        operate(plan, scenario, OperationKind.DROP, reason="bỏ", lines=(plan.lines.find_id("2"),))
        outcome = plan.scenarios.outcome(scenario)
        rows = values_of(export(plan, tmp_path, scenario), cuts.SHEET)
    assert money(total(rows), cuts.CUT, cuts.DEFERRED) == [outcome.cut, outcome.deferred] == [20 * MILLION + 12_345_670, 20 * MILLION]
    assert money(row_of(rows, "GIÃN TIẾN ĐỘ"), cuts.CUT, cuts.DEFERRED) == [0, 20 * MILLION]
    assert {str(row[1]) for row in rows if row[0] in ("I", "II")} == {"bớt một nửa", "bỏ", "chưa kịp làm"}
    # the line that is cut and put off stands in both blocks, each with its own part
    assert sorted(money(row, cuts.BEFORE)[0] for row in rows if "Phần mềm" in str(row[1])) == [20 * MILLION, 20 * MILLION]


def test_a_price_brought_to_norm_by_hand_is_a_reduction_of_the_appraisal(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario = branch(plan, "về định mức")
        operate(plan, scenario, OperationKind.PRICE_TO_NORM, reason="về định mức", lines=(plan.lines.find_id("3"),))
        rows = values_of(export(plan, tmp_path, scenario), cuts.SHEET)
    assert money(total(rows), cuts.REDUCED, cuts.CUT) == [2 * MILLION, 0]


def test_money_moved_to_the_estimate_stands_beside_what_is_cut_and_in_a_table_of_its_own(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, {**COMPUTERS, "unit_price": "55.000.000"}]) as plan:
        scenario = save(plan, solved(plan), "Dành nguồn")
        path = export(plan, tmp_path, scenario)
        rows, moved = values_of(path, cuts.SHEET), values_of(path, transfers.SHEET)
        formulas, checks = formulas_of(path, cuts.SHEET), values_of(path, checklist.SHEET)
        with pytest.raises(Exception, match=re.escape(shortage.SHEET)):
            values_of(path, shortage.SHEET)
    assert money(total(rows), cuts.BEFORE, cuts.CUT, cuts.MOVED, cuts.LEFT) == [100 * MILLION, 60 * MILLION, 55 * MILLION, 40 * MILLION]
    assert total(moved)[transfers.AMOUNT] == 55 * MILLION
    assert any(amount_in_words(55 * MILLION) in str(row[0]) for row in moved)
    assert any("Tổng hai danh mục không đổi" in str(cell) for row in moved for cell in row)
    (one,) = [row for row in moved if "Hội nghị tổng kết" in str(row[1])]
    assert "HĐND cấp huyện (kiến nghị)" in str(one[8])
    assert "cần kiểm tra" in str(one[9])
    assert any(re.fullmatch(r"=F\d+-G\d+-H\d+-I\d+", formula) for formula in formulas.values())
    (agreed,) = [row for row in checks if any("bảng điều chuyển" in str(cell) for cell in row)]
    assert 0 in agreed


def test_a_shortage_is_answered_by_steps_that_only_add(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario = save(plan, trimmed(plan, asking(amount=20 * MILLION)), "Cắt")
        rows = values_of(export(plan, tmp_path, scenario), shortage.SHEET)
        left = plan.scenarios.outcome(scenario).amount
    steps = [row for row in rows if str(row[1]).startswith("Bước ")]
    assert [str(row[1])[:15] for row in steps] == ["Bước 1: thiếu 3", "Bước 2: thiếu 5", "Bước 3: thiếu 8"]
    saved = 0
    for row, share in zip(steps, (300, 500, 800), strict=True):
        saved += money(row, shortage.CUT)[0]
        assert saved >= left * share // 10_000
    assert money(total(rows), shortage.CUT)[0] == saved


def test_the_base_and_a_scenario_that_cuts_nothing_have_no_such_annex(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario = branch(plan, "để nguyên")
        for one in ("goc", scenario):
            path = export(plan, tmp_path, one)
            with pytest.raises(Exception, match=re.escape(cuts.SHEET)):
                values_of(path, cuts.SHEET)


def test_an_office_program_calculates_the_same(tmp_path: Path, soffice: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        path = export(plan, tmp_path, save(plan, trimmed(plan, asking(amount=50 * MILLION)), "Cắt"))
    again = convert(soffice, path, "xlsx", tmp_path)
    for sheet in (cuts.SHEET, shortage.SHEET):
        assert [row for row in values_of(again, sheet) if any(row)] == [row for row in values_of(path, sheet) if any(row)]
