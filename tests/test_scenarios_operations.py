"""Operations: what a draft must say, the sentence it is shown by, and the stored text it comes back from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.lines.query import LineFilter
from budget.model import labels
from budget.model.states import OperationKind
from budget.scenarios.operations import (
    Draft,
    Settings,
    check_draft,
    describe_operation,
    filter_from_text,
    filter_to_text,
    settings_from_text,
    settings_to_text,
)
from tests.drafts import DRAFT


@given(draft=DRAFT)
def test_a_whole_draft_has_no_problem_and_a_sentence_in_words(draft: Draft) -> None:
    assert check_draft(draft) == []
    sentence = describe_operation(draft.kind, draft.settings)
    assert sentence
    assert draft.kind.value not in sentence


@pytest.mark.parametrize(
    ("kind", "settings", "code"),
    [
        (OperationKind.PERCENT, {}, "percent_missing"),
        (OperationKind.PERCENT, {"share_bp": 0}, "percent_missing"),
        (OperationKind.PERCENT, {"share_bp": 10_001}, "percent_missing"),
        (OperationKind.PERCENT, {"share_bp": True}, "percent_missing"),
        (OperationKind.REDUCE_QUANTITY, {}, "reduce_missing"),
        (OperationKind.REDUCE_QUANTITY, {"to_milli": 1, "by_milli": 1}, "reduce_missing"),
        (OperationKind.REDUCE_QUANTITY, {"by_milli": -1}, "reduce_missing"),
        (OperationKind.REDUCE_QUANTITY, {"share_bp": 10_001}, "reduce_missing"),
        (OperationKind.SET_DRIVER, {"driver": "amount", "value": 1}, "driver_missing"),
        (OperationKind.SET_DRIVER, {"driver": "quantity", "value": -1}, "driver_missing"),
        (OperationKind.DEFER, {"year": 24}, "defer_missing"),
        (OperationKind.DEFER, {"year": 2025, "quarter": 5}, "defer_missing"),
        (OperationKind.RE_SOURCE, {"source": ""}, "source_missing"),
    ],
)
def test_what_is_missing_or_impossible_is_said(kind: OperationKind, settings: Settings, code: str) -> None:
    problems = check_draft(Draft(kind, LineFilter(), "vì sao", settings))
    assert [problem.code for problem in problems] == [code]
    assert problems[0].sentence
    assert problems[0].fix


def test_a_reason_is_always_needed() -> None:
    assert [problem.code for problem in check_draft(Draft(OperationKind.DROP, LineFilter(), "  "))] == ["reason_missing"]


@pytest.mark.parametrize(
    ("kind", "settings", "sentence"),
    [
        (OperationKind.DROP, {}, "Bỏ khoản mục"),
        (OperationKind.PERCENT, {"share_bp": 1250}, "Cắt 12,5 % thành tiền"),
        (OperationKind.REDUCE_QUANTITY, {"to_milli": 3500}, "Giảm số lượng còn 3,5"),
        (OperationKind.REDUCE_QUANTITY, {"by_milli": 2000}, "Giảm số lượng đi 2"),
        (OperationKind.REDUCE_QUANTITY, {"share_bp": 1000}, "Giảm 10 % số lượng (giữ tròn đơn vị)"),
        (OperationKind.SET_DRIVER, {"driver": "unit_price", "value": 12_500_000}, "Đặt đơn giá = 12.500.000 đ"),
        (OperationKind.SET_DRIVER, {"driver": "times", "value": 500}, "Đặt số lần = 0,5"),
        (OperationKind.DEFER, {"year": 2025}, "Giãn sang quý 1/2025"),
        (OperationKind.RE_SOURCE, {"source": "BSCDS"}, "Chuyển sang nguồn BSCDS"),
    ],
)
def test_the_sentence_says_the_numbers(kind: OperationKind, settings: Settings, sentence: str) -> None:
    assert describe_operation(kind, settings) == sentence


def test_a_source_is_named_as_people_know_it() -> None:
    assert describe_operation(OperationKind.RE_SOURCE, {"source": "BSCDS"}, {"BSCDS": "Bổ sung CĐS"}) == "Chuyển sang nguồn Bổ sung CĐS"


@given(
    where=st.builds(
        LineFilter,
        listing=st.sampled_from([None, "estimate", "other"]),
        units=st.lists(st.sampled_from(["502", "SBN-STC"]), max_size=2).map(tuple),
        priorities=st.lists(st.integers(1, 4), max_size=4).map(tuple),
        locked=st.sampled_from([None, True, False]),
        text=st.text(max_size=8),
    )
)
def test_a_selection_comes_back_from_its_text(where: LineFilter) -> None:
    assert filter_from_text(filter_to_text(where)) == where


@given(draft=DRAFT)
def test_settings_come_back_from_their_text(draft: Draft) -> None:
    assert settings_from_text(settings_to_text(draft.settings)) == draft.settings


def test_every_kind_has_a_label() -> None:
    assert set(labels.OPERATION) == set(OperationKind)
