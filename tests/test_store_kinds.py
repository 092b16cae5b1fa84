"""The register of journaled kinds: every column in one group, every group replaceable."""

import pytest

from budget.model.line import LAYER_FIELDS, LINE_SCHEMA
from budget.model.states import Layer
from budget.store.kinds import ALL, KINDS, LINE, entity_key
from budget.store.references import REFERENCES


@pytest.mark.parametrize("name", KINDS)
def test_every_column_belongs_to_the_key_or_one_group(name: str) -> None:
    kind = KINDS[name]
    grouped = [column for columns in kind.groups.values() for column in columns]
    assert len(grouped) == len(set(grouped))
    assert set(kind.columns) == {*kind.key, *kind.fixed, *grouped}
    assert all(kind.group_of(column) in kind.groups for column in grouped)
    assert kind.group_columns(ALL) == kind.columns


def test_a_layer_is_one_group_so_that_its_drivers_are_edited_together() -> None:
    for layer in Layer:
        assert list(LINE.group_columns(layer.value)) == [f"{layer.value}_{field}" for field in LAYER_FIELDS]


def test_a_line_stores_what_the_model_says_it_is() -> None:
    assert set(LINE.columns) == set(LINE_SCHEMA.names) - {"amount"}


def test_an_unknown_column_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        LINE.group_of("price")


def test_entities_of_different_kinds_have_different_keys() -> None:
    assert entity_key("line", "1") != entity_key("scenario", "1")


def test_references_name_columns_that_exist() -> None:
    assert all(column in KINDS[kind].columns and parent in KINDS for kind, column, parent in REFERENCES)
