"""The illustrative annex: labelled, of departments, tied to its own lines, with what checks must find."""

import pyarrow.compute as pc

from budget.reference.load import load_reference
from budget.sample.annex import NOT_ENTERED, NOTE, SOURCE, read_items
from budget.sample.catalogue import SAMPLES
from budget.sample.load import load_sample
from budget.store.kinds import KINDS
from budget.store.payloads import table_schema

ITEMS = read_items(SAMPLES / "quang-nam-2024" / "annex.csv").to_pylist()
LINES = {line["id"]: line for line in load_sample("quang-nam-2024").lines.to_pylist()}


def test_every_item_is_labelled_and_of_a_department_whose_list_is_entered() -> None:
    kinds = {unit.code: unit.kind for unit in load_reference().units}
    assert {(item["note"], item["sample"], item["source"]) for item in ITEMS} == {(NOTE, True, SOURCE)}
    assert {kinds[item["unit"]] for item in ITEMS} == {"department"}
    assert not {item["unit"] for item in ITEMS} & set(NOT_ENTERED)
    assert len({item["unit"] for item in ITEMS}) >= 15


def test_no_item_stands_twice_and_its_amount_follows_from_its_price() -> None:
    keys = [(item["unit"], item["folded"], item["measure"], item["year"]) for item in ITEMS]
    assert len(set(keys)) == len(keys)
    assert all(item["amount"] == item["quantity_milli"] // 1000 * item["unit_price"] for item in ITEMS if item["unit_price"])


def test_lines_are_tied_to_items_of_their_unit_and_exactly_one_asks_for_too_much() -> None:
    by_id = {item["id"]: item for item in ITEMS}
    tied = [(line, by_id[line["listed_item"]]) for line in LINES.values() if line["listed_item"]]
    assert len(tied) > 100
    assert all((line["unit"], line["source"], line["measure"]) == (item["unit"], SOURCE, item["measure"]) for line, item in tied)
    working = [(line["finance_quantity_milli"] or line["requested_quantity_milli"], item) for line, item in tied]
    assert sum(asked > item["quantity_milli"] - item["bought_milli"] for asked, item in working) == 1


def test_some_departments_lines_are_beyond_the_list_and_some_await_a_person() -> None:
    granted = {item["unit"] for item in ITEMS}
    free = [line for line in LINES.values() if line["source"] == SOURCE and line["unit"] in granted and not line["listed_item"]]
    names = {(item["unit"], item["name"]) for item in ITEMS}
    waiting = [line for line in free if (line["unit"], line["name"]) in names]
    assert 0 < len(waiting) < len(free)


def test_the_table_is_of_the_kinds_shape() -> None:
    table = load_sample("quang-nam-2024").annex
    assert set(table.schema.names) == set(table_schema(KINDS["listed_item"].columns).names)
    assert pc.sum(table.column("quantity_milli")).as_py() > 0
