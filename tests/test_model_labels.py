"""Every stored value has a Vietnamese label of its own."""

from collections.abc import Mapping
from enum import Enum

import pytest

from budget.model import labels, states
from budget.vietnamese import fold

PAIRS = [
    (states.Layer, labels.LAYER),
    (states.Nature, labels.NATURE),
    (states.Listing, labels.LISTING),
    (states.Category, labels.CATEGORY),
    (states.Form, labels.FORM),
    (states.Route, labels.ROUTE),
    (states.Priority, labels.PRIORITY),
    (states.OperationKind, labels.OPERATION),
    (states.TaskState, labels.TASK_STATE),
]


@pytest.mark.parametrize(("values", "names"), PAIRS, ids=[values.__name__ for values, _ in PAIRS])
def test_each_value_has_a_label_of_its_own(values: type[Enum], names: Mapping[object, str]) -> None:
    assert set(names) == set(values)
    assert all(names.values())
    assert len({fold(name) for name in names.values()}) == len(names)
