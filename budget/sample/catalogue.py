"""What units ask for again and again, with its usual price range; the table is data/sample/catalogue.csv and is illustrative."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from budget.model.states import Category, Form
from budget.reference.load import ReferenceDataError
from budget.reference.table import Fault, read_table
from budget.sample.draft import ONE, Draft, Drivers

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "sample"
"""Where the sample data stands, whatever the working directory."""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing with its price range in đồng, how needed it tends to be (weights of priority 1-4) and why it is locked, if it is."""

    key: str
    name: str
    measure: str
    category: Category
    budget_code: str
    low: int
    high: int
    step: int
    task: str
    weight_1: int
    weight_2: int
    weight_3: int
    weight_4: int
    norm: str | None
    basis: str
    form: Form
    lock: str


@cache
def read_catalogue() -> Mapping[str, Item]:
    """Every item by its key; raises ReferenceDataError with file and row when one cannot be read."""
    faults: list[Fault] = []
    items = read_table(SAMPLES / "catalogue.csv", Item, faults)
    if faults:
        raise ReferenceDataError(faults)
    return {item.key: item for item in items}


def draft_item(dice: Random, key: str, unit: str, source: str | None, quantity: int, times: int = 1) -> Draft:
    """A draft of an item at a price and priority drawn from its range; `quantity` and `times` are whole."""
    item = read_catalogue()[key]
    return Draft(
        unit=unit,
        task=item.task,
        name=item.name,
        measure=item.measure,
        category=item.category,
        budget_code=item.budget_code,
        source=source,
        requested=Drivers(quantity * ONE, pick_price(dice, item.low, item.high, item.step), times * ONE),
        form=item.form,
        norm=item.norm,
        basis=item.basis,
        priority=1 if item.lock else pick_priority(dice, (item.weight_1, item.weight_2, item.weight_3, item.weight_4)),
        locked=bool(item.lock),
        lock_reason=item.lock,
        quarter=dice.choice((2, 2, 3, 3, 3, 4)),
    )


def pick_price(dice: Random, low: int, high: int, step: int) -> int:
    """A price in đồng between two bounds, in whole steps."""
    return low + step * dice.randrange((high - low) // step + 1)


def pick_priority(dice: Random, weights: tuple[int, int, int, int]) -> int:
    """A priority 1-4 drawn by weight."""
    return dice.choices((1, 2, 3, 4), weights)[0]
