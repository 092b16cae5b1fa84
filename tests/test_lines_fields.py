"""Every field reads back what it prints, and refuses with a sentence what it cannot hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.lines.fields import DRIVERS, FIELDS, find_field
from budget.model.states import Layer, Severity
from budget.store.kinds import LINE
from budget.store.records import Value
from budget.vietnamese import fold, normalise

MONEY = [name for name in FIELDS if name.endswith("unit_price")]
AMOUNTS_OFF = [name for name in FIELDS if name.endswith("adjustment")]
QUANTITIES = [name for name in FIELDS if name.endswith(("_quantity", "_times"))]
TEXTS = ("name", "measure", "unit", "task", "source", "budget_code", "norm", "basis", "requires", "note", "lock_reason")


def _read(name: str, text: str) -> Value:
    value, problems = FIELDS[name].read(text)
    assert not [problem for problem in problems if problem.severity is Severity.ERROR], problems
    return value


def _refuse(name: str, text: str) -> str:
    value, problems = FIELDS[name].read(text)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert value is None
    assert errors
    assert all(problem.sentence.endswith(".") and problem.fix for problem in errors)
    return errors[0].code


def test_every_field_is_stored_in_a_column_of_its_group() -> None:
    for name, field in FIELDS.items():
        assert field.name == name
        assert field.column in LINE.group_columns(field.group)
        assert fold(field.label) != field.label.lower()


def test_every_column_a_person_may_set_has_a_field() -> None:
    derived = {"folded", "sample", *(f"{layer}_amount" for layer in Layer)}
    assert {field.column for field in FIELDS.values()} == set(LINE.columns) - set(LINE.key) - set(LINE.fixed) - derived


@pytest.mark.parametrize("name", MONEY)
@given(amount=st.integers(0, 10**15))
def test_prices_round_trip(name: str, amount: int) -> None:
    assert _read(name, FIELDS[name].show(amount)) == amount


@pytest.mark.parametrize("name", AMOUNTS_OFF)
@given(amount=st.integers(-(10**15), 0))
def test_amounts_taken_off_round_trip(name: str, amount: int) -> None:
    assert _read(name, FIELDS[name].show(amount)) == amount


@pytest.mark.parametrize("name", QUANTITIES)
@given(milli=st.integers(0, 10**12))
def test_quantities_round_trip(name: str, milli: int) -> None:
    assert _read(name, FIELDS[name].show(milli)) == milli


@pytest.mark.parametrize("name", TEXTS)
@given(text=st.text())
def test_texts_are_stored_in_one_spelling(name: str, text: str) -> None:
    stored = _read(name, text)
    assert stored == (normalise(text) or (None if name in ("norm", "requires") else ""))
    assert _read(name, FIELDS[name].show(stored)) == stored


@pytest.mark.parametrize("name", [name for name, field in FIELDS.items() if field.choices])
def test_choices_are_read_by_code_label_and_without_accents(name: str) -> None:
    field = FIELDS[name]
    for value, label in (field.choices or {}).items():
        assert field.show(value) == label
        for text in (value, label, label.upper(), fold(label), f"  {label} "):
            assert _read(name, text) == value
    assert _refuse(name, "không có trong danh mục này") == "unknown_choice"


@pytest.mark.parametrize("name", ["form", "route"])
def test_a_choice_that_may_be_empty_reads_empty_as_none(name: str) -> None:
    assert _read(name, " ") is None
    assert FIELDS[name].show(None) == ""


@pytest.mark.parametrize("name", ["locked", "contracted"])
def test_flags_round_trip(name: str) -> None:
    for value in (True, False):
        assert _read(name, FIELDS[name].show(value)) is value
    assert _read(name, "Có") is True
    assert _read(name, "") is False
    assert _refuse(name, "có thể") == "not_a_flag"


@pytest.mark.parametrize(("name", "low", "high"), [("year", 2000, 2100), ("quarter", 1, 4), ("priority", 1, 4)])
def test_whole_numbers_keep_to_their_range(name: str, low: int, high: int) -> None:
    for value in range(low, high + 1):
        assert _read(name, str(value)) == value
    for text in (str(low - 1), str(high + 1), "", "hai", "1,5", "-1", "²"):
        assert _refuse(name, text) == "out_of_range"


@pytest.mark.parametrize("text", ["1.5", "1,234,567", "12.50", "mười triệu", "=1+1", "1e3x", "12 USD"])
def test_a_price_that_could_mean_two_amounts_is_refused(text: str) -> None:
    assert _refuse("requested_unit_price", text)


def test_signs_are_refused_where_they_cannot_stand() -> None:
    assert _refuse("requested_unit_price", "-5.000") == "negative"
    assert _refuse("requested_adjustment", "5.000") == "adjustment_positive"
    assert _refuse("requested_quantity", "-2") == "quantity_negative"


def test_a_bare_driver_means_the_layer_in_force() -> None:
    for driver in DRIVERS:
        for appraised, layer in ((False, "requested"), (True, "finance")):
            field = find_field(driver, appraised)
            assert field is not None
            assert field.name == f"{layer}_{driver}"
    assert find_field("price", False) is None
