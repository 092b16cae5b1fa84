"""Edits become one change a line and group, or problems by position and no change; amounts follow their drivers exactly."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.lines.editing import Known, LineEdit, has_errors, layer_amount, plan_edits
from budget.model.states import Severity
from budget.quantity import format_quantity
from budget.store.kinds import LINE
from budget.store.records import Value

KNOWN = Known(
    frozenset({"502", "503"}),
    {"QD334": "recurrent", "DTC": "investment", "BOTH": ""},
    frozenset({"T1"}),
    frozenset({"6956"}),
    frozenset({"MT_CBCC"}),
)


def _record(**values: Value) -> dict[str, Value]:
    drivers = {"quantity_milli": 2000, "unit_price": 100, "times_milli": 1000, "adjustment": 0, "amount": 200}
    requested = {f"requested_{name}": value for name, value in drivers.items()}
    facts: dict[str, Value] = {"id": "a", "number": 1, "name": "Máy tính", "folded": "may tinh", "measure": "bộ", "unit": "502"}
    facts.update(source="QD334", nature="recurrent", year=2024, quarter=1, priority=3, locked=False)
    return {**dict.fromkeys(LINE.columns), **facts, **requested, **values}


def _plan(record: dict[str, Value], *edits: tuple[Any, ...]) -> tuple[dict[str, Any], list[str]]:
    """The new values by column, and the codes of the errors."""
    changes, problems = plan_edits({"a": record}, [LineEdit("a", *edit) for edit in edits], KNOWN)
    errors = [item.problem.code for item in problems if item.problem.severity is Severity.ERROR]
    return {name: value for change in changes for name, value in (change.new or {}).items()}, errors


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**4))
def test_the_amount_is_the_product_rounded_half_up(quantity: int, price: int, times: int) -> None:
    edits = [("quantity", format_quantity(quantity)), ("unit_price", str(price)), ("times", format_quantity(times))]
    new, errors = _plan(_record(), *edits)
    exact = Decimal(quantity) * price * times / 10**6
    assert errors == []
    assert new.get("requested_amount", 200) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def test_several_edits_of_one_line_and_group_are_one_change() -> None:
    edits = [LineEdit("a", "quantity", "3", 7), LineEdit("a", "unit_price", "50", 5), LineEdit("a", "priority", "1", 9)]
    changes, problems = plan_edits({"a": _record()}, edits, KNOWN)
    assert problems == []
    assert [(change.group, change.expected) for change in changes] == [("requested", 5), ("priority", 9)]
    assert changes[0].new == {
        "requested_quantity_milli": 3000,
        "requested_unit_price": 50,
        "requested_times_milli": 1000,
        "requested_adjustment": 0,
        "requested_amount": 150,
    }
    assert changes[0].old == {name: _record()[name] for name in LINE.groups["requested"]}


@pytest.mark.parametrize(
    ("first", "second", "expected"), [(3, 9, 3), (9, 3, 3), (None, 4, 4), (4, None, 4), (0, 4, 0), (4, 0, 0), (None, None, None)]
)
def test_of_several_seen_numbers_the_oldest_is_expected(first: int | None, second: int | None, expected: int | None) -> None:
    (change,), _ = plan_edits({"a": _record()}, [LineEdit("a", "quantity", "3", first), LineEdit("a", "times", "2", second)], KNOWN)
    assert change.expected == expected


def test_the_last_of_two_edits_of_one_cell_stands() -> None:
    assert _plan(_record(), ("quantity", "3"), ("quantity", "4"))[0]["requested_quantity_milli"] == 4000


def test_an_edit_to_the_same_value_is_no_change() -> None:
    assert plan_edits({"a": _record()}, [LineEdit("a", "quantity", "2"), LineEdit("a", "name", " Máy  tính ")], KNOWN) == ([], [])


def test_an_edit_back_and_forth_is_no_change() -> None:
    assert _plan(_record(), ("quantity", "3"), ("quantity", "2")) == ({}, [])


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("quantity", "hai bộ", "quantity_unreadable"),
        ("quantity", "-1", "quantity_negative"),
        ("quantity", "", "required_driver"),
        ("unit_price", "1.5", "money_separator"),
        ("unit_price", "-1", "negative"),
        ("name", " ", "required"),
        ("unit", "", "required"),
        ("unit", "999", "unknown_code"),
        ("source", "XX", "unknown_code"),
        ("source", "DTC", "nature_mismatch"),
        ("task", "T9", "unknown_code"),
        ("budget_code", "1", "unknown_code"),
        ("norm", "NONE", "unknown_code"),
        ("category", "máy bay", "unknown_choice"),
        ("price", "5", "unknown_field"),
        ("adjustment", "-201", "amount_out_of_range"),
        ("unit_price", "1.000.000.000.000.000", "amount_out_of_range"),
    ],
)
def test_a_refused_input_leaves_the_record_untouched(field: str, text: str, code: str) -> None:
    record = _record()
    before = dict(record)
    assert _plan(record, (field, text)) == ({}, [code])
    assert record == before


def test_problems_stand_at_the_position_of_their_edit() -> None:
    edits = [LineEdit("a", "quantity", "3"), LineEdit("a", "unit", "999"), LineEdit("b", "name", "x"), LineEdit("a", "nature", "lạ")]
    _, problems = plan_edits({"a": _record()}, edits, KNOWN)
    assert [(item.position, item.problem.code) for item in problems] == [(1, "unknown_code"), (2, "line_missing"), (3, "unknown_choice")]
    assert has_errors(problems)
    assert problems[0].problem.line == "a"


def test_the_amount_is_judged_once_all_edits_are_in() -> None:
    cut = _record(requested_adjustment=-150, requested_amount=50)
    new, errors = _plan(cut, ("quantity", "1"), ("adjustment", "0"))
    assert (new["requested_amount"], errors) == (100, [])
    large = _record(requested_unit_price=10**14, requested_amount=2 * 10**14)
    new, errors = _plan(large, ("quantity", "1.000"), ("unit_price", "5"))
    assert (new["requested_amount"], errors) == (5000, [])
    edits = [LineEdit("a", "quantity", "1"), LineEdit("a", "name", "Máy in"), LineEdit("a", "times", "0,5")]
    changes, problems = plan_edits({"a": cut}, edits, KNOWN)
    assert [(item.position, item.problem.code) for item in problems] == [(2, "amount_out_of_range")]
    assert [change.group for change in changes] == ["about"]


def test_a_source_is_judged_by_the_nature_given_with_it_in_any_order() -> None:
    for order in (("source", "nature"), ("nature", "source")):
        texts = {"source": "DTC", "nature": "investment"}
        new, errors = _plan(_record(), *((field, texts[field]) for field in order))
        assert errors == []
        assert (new["source"], new["nature"]) == ("DTC", "investment")
    assert _plan(_record(), ("source", "BOTH"))[1] == []


def test_a_new_name_is_folded_for_search() -> None:
    assert _plan(_record(), ("name", "Máy Quét Đa Năng"))[0]["folded"] == "may quet da nang"


def test_the_first_appraised_figure_takes_the_others_from_the_request() -> None:
    new, errors = _plan(_record(requested_adjustment=-20, requested_amount=180), ("finance_unit_price", "60"))
    assert errors == []
    assert {name: new[f"finance_{name}"] for name in ("quantity_milli", "unit_price", "times_milli", "adjustment", "amount")} == {
        "quantity_milli": 2000,
        "unit_price": 60,
        "times_milli": 1000,
        "adjustment": -20,
        "amount": 100,
    }


def test_a_bare_driver_edits_finance_once_it_is_done() -> None:
    done = _record(finance_quantity_milli=1000, finance_unit_price=100, finance_times_milli=1000, finance_adjustment=0, finance_amount=100)
    new, _ = _plan(done, ("quantity", "5"))
    assert new == {
        "finance_quantity_milli": 5000,
        "finance_unit_price": 100,
        "finance_times_milli": 1000,
        "finance_adjustment": 0,
        "finance_amount": 500,
    }


def test_an_emptied_driver_drops_the_layer_and_says_so() -> None:
    done = _record(finance_quantity_milli=1000, finance_unit_price=100, finance_times_milli=1000, finance_adjustment=-5, finance_amount=95)
    changes, problems = plan_edits({"a": done}, [LineEdit("a", "finance_quantity", "")], KNOWN)
    assert changes[0].new == dict.fromkeys(LINE.groups["finance"])
    assert [(item.problem.code, item.problem.severity) for item in problems] == [("layer_cleared", Severity.NOTE)]
    assert plan_edits({"a": _record()}, [LineEdit("a", "finance_quantity", "")], KNOWN) == ([], [])


def test_an_emptied_adjustment_is_nothing_taken_off_not_a_dropped_layer() -> None:
    done = _record(finance_quantity_milli=1000, finance_unit_price=100, finance_times_milli=1000, finance_adjustment=-5, finance_amount=95)
    new, errors = _plan(done, ("finance_adjustment", ""))
    assert (new["finance_amount"], new["finance_adjustment"], errors) == (100, 0, [])
    assert plan_edits({"a": _record()}, [LineEdit("a", "finance_adjustment", "")], KNOWN) == ([], [])


def test_a_driver_that_is_no_whole_number_is_our_mistake() -> None:
    with pytest.raises(TypeError):
        layer_amount(_record(requested_unit_price=None), "requested")


@pytest.mark.parametrize("typed", ["Nguồn 334", "nguon 334", "QD334"])
def test_a_source_may_be_typed_by_the_name_people_see(typed: str) -> None:
    known = replace(KNOWN, source_names={"nguon 334": "QD334"})
    changes, problems = plan_edits({"a": _record(source="BOTH")}, [LineEdit("a", "source", typed)], known)
    assert not problems
    (change,) = changes
    assert change.new is not None
    assert change.new["source"] == "QD334"


def test_a_source_nobody_knows_is_refused_by_what_was_typed() -> None:
    _, problems = plan_edits({"a": _record()}, [LineEdit("a", "source", "nguồn khác")], replace(KNOWN, source_names={"nguon 334": "QD334"}))
    assert [item.problem.code for item in problems] == ["unknown_code"]
    assert "nguồn khác" in problems[0].problem.sentence
