"""The same thing asked for twice."""

from pathlib import Path

import pytest

from budget.checks.duplicates import may_be_same
from budget.model.states import OperationKind
from tests.checked import CLEAN, found
from tests.plans import DISTRICT, OTHER_DISTRICT, a_plan, branch, operate

HERE = {**CLEAN, "unit": DISTRICT, "source": "NQ36-H"}


def test_the_same_request_under_one_source_names_the_other_line(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE, {**HERE, "name": "MÁY TÍNH  để bàn"}]) as plan:
        (problem,) = found(plan, "duplicate_request")
        assert "số 1 (NQ 36 huyện)" in problem.sentence
        assert (problem.line, problem.others) == (plan.lines.find_id("2"), (plan.lines.find_id("1"),))
        assert found(plan, "duplicate_across_sources") == []


def test_the_same_request_under_two_sources_even_in_other_words(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE, {**HERE, "name": "Máy tính để bàn (bổ sung)", "source": "BSCDS"}]) as plan:
        (problem,) = found(plan, "duplicate_across_sources")
        assert "số 1 (NQ 36 huyện); khoản này lấy nguồn Bổ sung CĐS" in problem.sentence
        assert problem.line == plan.lines.find_id("2")
        assert found(plan, "duplicate_request") == []


@pytest.mark.parametrize(
    "other",
    [
        {"unit": OTHER_DISTRICT},
        {"year": "2025"},
        {"measure": "chiếc"},
        {"name": "Máy tính xách tay"},
        {"listing": "other"},
        {"quantity": "0"},
    ],
)
def test_another_unit_year_measure_name_or_list_is_no_duplicate(tmp_path: Path, other: dict[str, str]) -> None:
    with a_plan(tmp_path, [HERE, {**HERE, **other}]) as plan:
        assert found(plan, "duplicate_request") == found(plan, "duplicate_across_sources") == []


def test_dropping_one_of_two_cures_the_other(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE, HERE]) as plan:
        scenario = branch(plan, "PA")
        operate(plan, scenario, OperationKind.DROP, lines=(plan.lines.find_id("2"),))
        assert len(found(plan, "duplicate_request")) == 1
        assert found(plan, "duplicate_request", scenario) == []


def test_three_of_one_thing_are_two_problems_that_name_what_is_older(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE, HERE, {**HERE, "source": "BSCDS"}]) as plan:
        (second,), (third,) = found(plan, "duplicate_request"), found(plan, "duplicate_across_sources")
        assert second.others == (plan.lines.find_id("1"),)
        assert third.others == (plan.lines.find_id("1"), plan.lines.find_id("2"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Xã Trà Dơn", "Xã Trà Đơn", False),
        ("Xã Tam Thanh", "Xã Tam Thành", False),
        ("Phước Hoà", "phước hòa", True),
        ("May tinh de ban", "Máy tính để bàn", True),
        ("Máy in (bổ sung)", "Máy in", True),
    ],
)
def test_names_that_fold_alike_are_the_same_only_when_spelt_alike_or_typed_without_accents(one: str, other: str, same: bool) -> None:
    assert may_be_same(one, other) is same
    assert may_be_same(other, one) is same


def test_two_communes_whose_names_fold_alike_are_not_confused(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**HERE, "name": "Số hóa xã Trà Dơn"}, {**HERE, "name": "Số hóa xã Trà Đơn"}]) as plan:
        assert found(plan, "duplicate_request") == []
