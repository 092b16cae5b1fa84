"""Every item of the catalogue can be asked for: its codes exist, its prices are in range and within its norm."""

from datetime import date
from random import Random

import pytest

from budget.reference.in_force import budget_code_in_force, norm_in_force
from budget.reference.load import load_reference
from budget.sample.catalogue import draft_item, read_catalogue

REFERENCE = load_reference()
ON = date(2024, 6, 30)


@pytest.mark.parametrize("key", list(read_catalogue()))
def test_an_item_names_codes_in_force_and_draws_prices_in_its_range(key: str) -> None:
    item = read_catalogue()[key]
    code = budget_code_in_force(REFERENCE.budget_codes, item.budget_code, ON)
    assert code is not None
    assert code.nature == "recurrent"
    assert item.task in {task.code for task in REFERENCE.tasks}
    for seed in range(20):
        draft = draft_item(Random(seed), key, "502", "NQ36-H", 3)
        assert item.low <= draft.requested.unit_price <= item.high
        assert (draft.requested.unit_price - item.low) % item.step == 0
        assert draft.locked == bool(item.lock)


def test_usual_prices_stay_within_their_norm() -> None:
    for item in read_catalogue().values():
        if item.norm is not None:
            norm = norm_in_force(REFERENCE.norms, item.norm, "district", ON)
            assert norm is not None
            assert norm.max_price is not None
            assert item.high <= norm.max_price
