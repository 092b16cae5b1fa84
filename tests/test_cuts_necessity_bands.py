"""The bands in their order, each with its reason; a person's band first; levels by band and priority."""

from datetime import date
from pathlib import Path

import numpy as np

from budget.cuts.necessity.bands import BANDS, Banded, find_bands, levels_of, read_hand_bands
from budget.cuts.necessity.needed import find_needed
from budget.model.ids import BASE
from budget.model.states import Band
from budget.plan.face import Plan
from tests.plans import DEPARTMENT, a_plan

DAY = date(2024, 6, 30)
PROJECT = {"nature": "investment", "form": "project", "source": "DTC", "quantity": "1", "measure": "dự án", "category": "project"}


def bands(plan: Plan, day: date = DAY) -> list[tuple[Band, str]]:
    with plan.store.read() as cursor:
        ground = find_needed(cursor, BASE, None, day).ground
        found = find_bands(ground, read_hand_bands(cursor))
    return [(BANDS[place], reason) for place, reason in zip(found.band.tolist(), found.reason, strict=True)]


def letters(plan: Plan) -> str:
    return "".join(band.value for band, _ in bands(plan))


def test_what_has_less_than_an_even_chance_comes_first(tmp_path: Path) -> None:
    lines = [{"disbursable": "49"}, {"disbursable": "50"}, {"guidance": "Chưa có", "category": "meeting"}, {}]
    with a_plan(tmp_path, [{"priority": "2", **line} for line in lines]) as plan:
        found = bands(plan)
    assert [band.value for band, _ in found] == ["a", "g", "a", "g"]
    assert found[0][1].startswith("Khả năng giải ngân trong năm 49 %. Người phụ trách ước")
    assert "Chưa có hướng dẫn" in found[2][1]


def test_what_an_annex_grants_already_or_a_ministry_shares(tmp_path: Path) -> None:
    again = {"name": "Máy in", "source": "DT-GIAO", "priority": "2", "quantity": "1"}
    with a_plan(tmp_path, [again, {**again, "name": "Phần mềm dùng chung của Bộ", "category": "software"}]) as plan:
        receipt, problems = plan.listed.add("QD334", {"unit": DEPARTMENT, "name": "Máy in", "measure": "bộ", "quantity": "1"}, "phụ lục")
        assert receipt is not None, problems
        found = bands(plan)
    assert [band.value for band, _ in found] == ["b", "b"]
    assert "đã cấp cho đơn vị" in found[0][1]
    assert "nền tảng dùng chung của bộ" in found[1][1]


def test_more_than_is_missing_is_early_replacement(tmp_path: Path) -> None:
    stock = {"entitled": "5", "usable": "3", "priority": "2"}
    with a_plan(
        tmp_path, [{**stock, "quantity": "3"}, {**stock, "quantity": "2"}, {"entitled": "5", "quantity": "9", "priority": "2"}]
    ) as plan:
        assert letters(plan) == "cgg"
        assert bands(plan)[0][1].startswith("Đề nghị 3 trong khi tiêu chuẩn 5, hiện có dùng được 3")


def test_meetings_travel_and_printing_but_not_leaflets(tmp_path: Path) -> None:
    lines = [
        {"category": "meeting"},
        {"category": "inspection", "budget_code": "6702"},
        {"category": "training", "budget_code": "6655"},
        {"category": "publicity", "name": "Tờ rơi VNeID"},
        {"category": "publicity", "name": "In kỷ yếu"},
    ]
    with a_plan(tmp_path, [{"priority": "2", **line} for line in lines]) as plan:
        assert letters(plan) == "ddggd"


def test_a_new_project_that_is_not_tendered(tmp_path: Path) -> None:
    lines = [{}, {"procurement": "Chưa có"}, {"procurement": "Đang làm"}, {"contracted": "có"}, {"accumulated": "1.000.000"}]
    with a_plan(tmp_path, [{**PROJECT, "priority": "2", **line} for line in lines]) as plan:
        found = bands(plan)
    assert [band.value for band, _ in found] == ["e", "e", "g", "g", "g"]
    assert [reason.split(",")[1].strip() for _, reason in found[:2]] == ["chưa khai việc lựa chọn nhà thầu", "chưa lựa chọn nhà thầu"]


def test_several_whole_pieces_at_priority_3_and_4(tmp_path: Path) -> None:
    lines = [
        {"quantity": "2", "priority": "3"},
        {"quantity": "2", "priority": "2"},
        {"quantity": "1", "priority": "4"},
        {"quantity": "6", "measure": "tháng", "priority": "4"},
    ]
    with a_plan(tmp_path, lines) as plan:
        assert letters(plan) == "fggg"


def test_a_band_by_hand_comes_before_all(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"category": "meeting"}, {}]) as plan:
        plan.necessity.band(plan.lines.find_id("1"), Band.OUTSIDE, "hội nghị bắt buộc")
        plan.necessity.band(plan.lines.find_id("2"), Band.GIVEN_ALREADY, "bộ đã cấp")
        assert bands(plan) == [(Band.OUTSIDE, "Xếp tay: hội nghị bắt buộc"), (Band.GIVEN_ALREADY, "Xếp tay: bộ đã cấp")]


def test_levels_go_by_band_then_priority_and_priority_1_stands_highest_unless_banded() -> None:
    band = np.array([0, 6, 6, 6, 6, 3, 3, 6])
    priority = np.array([4, 4, 3, 2, 1, 1, 1, 0])
    by_hand = np.array([False] * 6 + [True, False])
    found = levels_of(Banded(band, ("",) * 8, by_hand), priority)
    assert found.tolist() == [0, 6, 7, 8, 9, 9, 3, 7]
