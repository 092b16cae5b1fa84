"""An illustrative annex of QĐ 334, built from what the sample's departments ask; nothing here was published by anyone.

Most departments have a list; a few lines stand beyond it, one item is asked beyond its quantity, two departments' lists are missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.csv as pv

from budget.funding.listed import ListedItem
from budget.model.ids import uuid7_text
from budget.model.states import Listing
from budget.reference.load import Reference
from budget.reference.place import Unit
from budget.sample.draft import ONE, Draft
from budget.vietnamese import fold

SOURCE = "QD334"
DOCUMENT = "Phụ lục minh họa"
NOTE = "Số liệu minh họa - chưa phải số liệu chính thức"
NOT_ENTERED = ("SBN-SNV", "SBN-TTT")
"""Departments whose annex nobody has entered."""
BEYOND_IN_100, UNTIED_IN_100, BOUGHT_IN_100 = 12, 10, 18
LIKELY_PRICES = range(1_000_000, 400_000_001)
SAMPLE_BITS = 74


_WHOLE = ("year", "quantity_milli", "unit_price", "amount", "bought_milli")
_TYPES = {**dict.fromkeys(_WHOLE, pa.int64()), "sample": pa.bool_()}
SCHEMA = pa.schema([(field.name, _TYPES.get(field.name, pa.string())) for field in fields(ListedItem)])
"""The columns of the annex."""


def grant_items(drafts: Sequence[Draft], reference: Reference, dice: Random, milliseconds: int) -> tuple[list[Draft], list[ListedItem]]:
    """The drafts tied to the items that were made for them, and the items in the order of the lines."""
    units = {unit.code: unit for unit in reference.units}
    tied, items = list(drafts), []
    for place, draft in enumerate(drafts):
        if not _is_listed(draft, units[draft.unit]):
            continue
        drawn = dice.randrange(100)
        if drawn < BEYOND_IN_100:
            continue
        item = _item(draft, dice, uuid7_text(milliseconds + place, dice.getrandbits(SAMPLE_BITS)))
        items.append(item)
        if drawn >= BEYOND_IN_100 + UNTIED_IN_100:
            tied[place] = replace(draft, listed_item=item.id)
    return tied, _one_too_few(items, tied)


def _is_listed(draft: Draft, unit: Unit) -> bool:
    asked = draft.source == SOURCE and draft.listing is Listing.ESTIMATE and "(bổ sung)" not in draft.name
    return asked and unit.kind == "department" and unit.code not in NOT_ENTERED


def _item(draft: Draft, dice: Random, identity: str) -> ListedItem:
    """What the annex grants for a line: as much as it asks, or somewhat more of which a part was bought."""
    asked = -(-draft.requested.quantity_milli // ONE)
    bought = dice.randint(1, 3) if dice.randrange(100) < BOUGHT_IN_100 else 0
    quantity = asked + bought + dice.choice((0, 0, 0, 1, 2))
    price = draft.requested.unit_price if draft.requested.unit_price in LIKELY_PRICES else None  # a slipped zero is the request's own
    figures = (quantity * ONE, price, None if price is None else quantity * price, bought * ONE)
    return ListedItem(
        identity, SOURCE, draft.unit, draft.name, fold(draft.name), draft.measure, draft.nature, draft.year, *figures, DOCUMENT, NOTE, True
    )


def _one_too_few(items: Sequence[ListedItem], drafts: Sequence[Draft]) -> list[ListedItem]:
    """The same with one item of several pieces granted one piece less than its line asks; the known cases come first and stay."""
    working = ((draft.listed_item, draft.finance or draft.requested) for draft in drafts)
    asked: Mapping[str, int] = {item: drivers.quantity_milli for item, drivers in working if item}
    place = next(place for place, item in enumerate(items) if place and asked.get(item.id, 0) >= 5 * ONE)
    item = items[place]
    quantity = asked[item.id] - ONE + item.bought_milli
    short = replace(item, quantity_milli=quantity, amount=None if item.unit_price is None else quantity // ONE * item.unit_price)
    return [*items[:place], short, *items[place + 1 :]]


def write_items(items: Sequence[ListedItem], path: Path) -> None:
    """The annex as CSV, empty where it does not say; the same bytes for the same items."""
    table = pa.Table.from_pylist([asdict(item) for item in items], schema=SCHEMA)
    with path.open("wb") as handle:
        pv.write_csv(table, handle, pv.WriteOptions(quoting_style="needed"))


def read_items(path: Path) -> pa.Table:
    """The annex of a CSV written by `write_items`, with exactly SCHEMA; raises pyarrow's error for anything else."""
    options = pv.ConvertOptions(column_types=SCHEMA, include_columns=SCHEMA.names, null_values=[""], strings_can_be_null=True)
    return pv.read_csv(path, convert_options=options).cast(SCHEMA)
