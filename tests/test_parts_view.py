"""The view: what is chosen is kept by name, carried by the address, and read back the same."""

from hypothesis import given
from hypothesis import strategies as st

from budget.money import MoneyUnit
from pages.parts.view import ALL_YEARS, View, read_parameters

NAMES = st.text("abcdefgh-", min_size=1, max_size=8)
TEXTS = st.text(min_size=1, max_size=8)
CHOICES = st.dictionaries(NAMES, st.one_of(TEXTS, st.lists(TEXTS, min_size=2, max_size=4).map(tuple)), max_size=5)


@given(CHOICES)
def test_an_address_brings_back_the_same_choices(choices: dict[str, str | tuple[str, ...]]) -> None:
    carried = {name: [value] if isinstance(value, str) else value for name, value in View(dict(choices)).as_parameters().items()}
    assert read_parameters(carried) == choices


@given(CHOICES, NAMES, st.one_of(st.none(), st.just(""), st.just(()), TEXTS, st.lists(TEXTS, min_size=1).map(tuple)))
def test_choosing_touches_one_name_and_empty_means_forgotten(
    choices: dict[str, str | tuple[str, ...]], name: str, value: str | tuple[str, ...] | None
) -> None:
    view = View(dict(choices))
    view.choose(name, value)
    assert {other: kept for other, kept in view.choices.items() if other != name} == {
        other: kept for other, kept in choices.items() if other != name
    }
    assert view.choices.get(name) == (value or None)


def test_one_value_read_from_an_address_is_a_list_of_one_where_several_may_stand() -> None:
    view = View(read_parameters({"uu-tien": ["4"], "nguon": ["A", "B"], "tim": [""], "rong": []}))
    assert view.texts("uu-tien") == ["4"]
    assert view.texts("nguon", ["B", "C"]) == ["B"]
    assert view.texts("tim") == []
    assert view.text("nguon", "khác") == "khác"


def test_the_year_is_the_plans_own_unless_another_or_all_are_chosen() -> None:
    years = {text: View({"nam": text}).year(2024) for text in ("2025", ALL_YEARS, "năm sau", "-1")}
    assert years == {"2025": 2025, ALL_YEARS: None, "năm sau": 2024, "-1": 2024}
    assert View().year(2024) == 2024


def test_an_unknown_money_unit_shows_whole_dong() -> None:
    assert View({"don-vi-tien": "đô la"}).unit is MoneyUnit.DONG
    assert View({"don-vi-tien": MoneyUnit.TRIEU.value}).unit is MoneyUnit.TRIEU
