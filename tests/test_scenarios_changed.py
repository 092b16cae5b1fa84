"""Which lines an action moved."""

import pandas as pd

from budget.scenarios.changed import changed_lines

COLUMNS = {"quantity_milli": 1000, "unit_price": 7, "amount": 7, "source": "A", "year": 2024, "quarter": 1}


def held(**rows: dict[str, object]) -> pd.DataFrame:
    """A frame like read_touched's: each line's figures now, and the base's."""
    records = [{"id": line, **{f"base_{name}": value for name, value in COLUMNS.items()}, **COLUMNS, **now} for line, now in rows.items()]
    names = ["id", *COLUMNS, *(f"base_{name}" for name in COLUMNS)]
    return pd.DataFrame(records, columns=names).convert_dtypes()


def test_a_line_is_held_against_what_it_was_before() -> None:
    before = held(a={"amount": 5}, b={"amount": 5}, c={"amount": 5})
    after = held(a={"amount": 5}, b={"amount": 4}, d={"amount": 3}, e={})
    assert changed_lines(before, after) == {"b", "c", "d"}


def test_every_figure_counts_and_missing_equals_missing() -> None:
    for name, value in (("quantity_milli", 1), ("unit_price", 1), ("source", "B"), ("year", 2025), ("quarter", 2), ("source", None)):
        assert changed_lines(held(), held(a={name: value})) == {"a"}
    assert changed_lines(held(a={"source": None}), held(a={"source": None})) == frozenset()
    assert changed_lines(held(), held()) == frozenset()
