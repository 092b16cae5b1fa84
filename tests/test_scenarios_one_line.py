"""One figure of one line in a scenario: the operation that does it, or why not."""

import pytest

from budget.model.states import OperationKind
from budget.scenarios.one_line import draft_for

ROW = {"quantity_milli": 2000, "unit_price": 10, "times_milli": 1000, "source": "A", "year": 2024, "quarter": 2}


@pytest.mark.parametrize(
    ("field", "text", "kind", "settings"),
    [
        ("quantity", "1,5", OperationKind.SET_DRIVER, {"driver": "quantity", "value": 1500}),
        ("unit_price", "15 triệu", OperationKind.SET_DRIVER, {"driver": "unit_price", "value": 15_000_000}),
        ("times", "2", OperationKind.SET_DRIVER, {"driver": "times", "value": 2000}),
        ("source", "B", OperationKind.RE_SOURCE, {"source": "B"}),
        ("year", "2025", OperationKind.DEFER, {"year": 2025, "quarter": 2}),
        ("quarter", "4", OperationKind.DEFER, {"year": 2024, "quarter": 4}),
    ],
)
def test_each_field_has_its_operation(field: str, text: str, kind: OperationKind, settings: dict[str, object]) -> None:
    draft, problems = draft_for("id", field, text, "vì", ROW)
    assert problems == []
    assert draft is not None
    assert (draft.kind, draft.settings, draft.reason, draft.where.lines, draft.where.listing) == (kind, settings, "vì", ("id",), None)


@pytest.mark.parametrize(("field", "text"), [("quantity", "2"), ("unit_price", "10"), ("source", "A"), ("year", "2024"), ("quarter", "2")])
def test_the_value_it_has_needs_no_operation(field: str, text: str) -> None:
    assert draft_for("id", field, text, "vì", ROW) == (None, [])


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("name", "x", "not_in_scenario"),
        ("adjustment", "-5", "not_in_scenario"),
        ("quantity", "x", "quantity_unreadable"),
        ("quantity", "", "required"),
    ],
)
def test_what_cannot_be_changed_is_said(field: str, text: str, code: str) -> None:
    draft, problems = draft_for("id", field, text, "vì", ROW)
    assert draft is None
    assert [problem.code for problem in problems] == [code]
