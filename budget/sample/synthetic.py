"""Plans of any size for trials and benchmarks: the curated sample's lines drawn again and varied, exact to the đồng.

The same (lines, seed, provinces) give the same plan again with the same numpy on the same kind of processor.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from budget.model.line import LAYER_FIELDS, LINE_SCHEMA
from budget.reference.load import Reference
from budget.reference.money_sources import Ceiling, Rule, Source
from budget.reference.place import Unit
from budget.sample.load import load_sample
from budget.sample.many_ids import make_ids
from budget.sample.synthetic_places import copy_rules, copy_units
from budget.sample.synthetic_pots import make_pots

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

MOMENT = 1_719_792_000_000
"""1 July 2024, in milliseconds: the moment synthetic ids carry."""
MOST_AMOUNT = 8 * 10**12
"""No single line may reach it, so that a product of thousandths stays within 64 bits."""
PRICE_SPREAD = 0.15
OUTLIER_SHARE = 0.02
SLIP_SHARE = 0.001
SLIP_LIMIT = 50_000_000
CONTENT_SHARE = 0.45
FINANCE_SHARE = 0.34
SAVING_SHARE = 0.03
PRIORITY_SHARES = (0.20, 0.40, 0.28, 0.12)
_SERVER_WORD = "Máy chủ"


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A synthetic plan: `lines` has exactly LINE_SCHEMA; `reference` holds its own units, rules and pots."""

    lines: pa.Table
    reference: Reference

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of every synthetic province."""
        return self.reference.units

    @property
    def sources(self) -> tuple[Source, ...]:
        """The funding sources, the same for every province."""
        return self.reference.sources

    @property
    def ceilings(self) -> tuple[Ceiling, ...]:
        """A pot for every purse the estimate asks of."""
        return self.reference.ceilings

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The eligibility rules, with those that name a unit copied for each province."""
        return self.reference.rules


def synthesize(lines: int, seed: int, provinces: int = 1) -> Synthetic:
    """A plan of `lines` estimate lines (and other spending on top) over `provinces` provinces with its units, sources, pots and rules.

    Raises ValueError for fewer than 1 line or province.
    """
    if lines < 1 or provinces < 1:
        raise ValueError("a synthetic plan needs at least one line and one province")
    dice = np.random.default_rng([seed, lines, provinces])
    sample = load_sample("quang-nam-2024")
    units = copy_units(sample.reference, provinces)
    table = _draw_lines(sample.lines.combine_chunks(), sample.reference, lines, provinces, dice)
    rules = copy_rules(sample.reference, provinces)
    pots = make_pots(table, sample.reference, units, dice)
    return Synthetic(table, replace(sample.reference, units=units, rules=rules, ceilings=pots))


def _draw_lines(template: pa.Table, reference: Reference, count: int, provinces: int, dice: np.random.Generator) -> pa.Table:
    drawn = _draw_rows(template, count, dice)
    total = len(drawn)
    rows = pa.array(drawn)
    taken = {name: template[name].combine_chunks().take(rows) for name in LINE_SCHEMA.names if name not in ("id", "number")}
    ids = make_ids((MOMENT + np.arange(total)).astype(np.uint64), dice)
    unit_rows = _draw_units(template, reference, drawn, provinces, dice)
    codes = pa.array([unit.code for unit in copy_units(reference, provinces)])
    number = np.arange(1, total + 1)
    layers = _draw_layers(template, drawn, dice)
    ordinal = pa.array(number).cast(pa.string())
    columns: dict[str, pa.Array] = {
        **taken,
        "id": ids,
        "number": pa.array(number),
        "unit": codes.take(pa.array(unit_rows)),
        "name": pc.binary_join_element_wise(taken["name"], ordinal, " - gói "),
        "folded": pc.binary_join_element_wise(taken["folded"], ordinal, " - goi "),
        "requires": _require_servers(template, drawn, unit_rows, ids),
        "priority": pa.array(_draw_priorities(_whole(taken["priority"]), _flags(taken["locked"]), dice)),
        "quarter": pa.array(dice.integers(1, 5, total)),
        # an annex grants to units of the sample, not to the units drawn here
        "listed_item": pa.nulls(total, pa.string()),
        "entitled_milli": _entitled_with(taken, layers["requested_quantity_milli"]),
        **layers,
    }
    return pa.table([columns[name] for name in LINE_SCHEMA.names], schema=LINE_SCHEMA)


def _draw_rows(template: pa.Table, count: int, dice: np.random.Generator) -> Whole:
    """Which sample rows are varied: `count` of the estimate, then the other list on top in the sample's proportion."""
    estimate = _flags(pc.equal(template["listing"], "estimate"))
    own, rest = np.flatnonzero(estimate), np.flatnonzero(~estimate)
    extra = round(count * len(rest) / len(own))
    return np.concatenate([own[dice.integers(0, len(own), count)], rest[dice.integers(0, len(rest), extra)]])


def _draw_units(template: pa.Table, reference: Reference, drawn: Whole, provinces: int, dice: np.random.Generator) -> Whole:
    """The place in the unit list of every line: districts and communes are drawn again, the others keep their own unit."""
    place = {unit.code: row for row, unit in enumerate(reference.units)}
    kinds = np.array([unit.kind for unit in reference.units])
    units: Whole = np.array([place[code] for code in template["unit"].to_pylist()], dtype=np.int64)[drawn]
    for kind in ("district", "commune"):
        members = np.flatnonzero(kinds == kind)
        chosen = np.flatnonzero(kinds[units] == kind)
        # Squaring the draw gives big units more lines than small ones, as in life.
        units[chosen] = members[(dice.random(len(chosen)) ** 1.5 * len(members)).astype(np.int64)]
    return units + dice.integers(0, provinces, len(drawn)) * len(reference.units)


def _require_servers(template: pa.Table, drawn: Whole, unit_rows: Whole, ids: pa.Array) -> pa.Array:
    """Each software's server: the first server line of the same unit; null where the unit has none."""
    is_server = _flags(pc.match_substring(template["name"], _SERVER_WORD)) & _flags(pc.equal(template["category"], "equipment"))
    is_software = _flags(pc.equal(template["category"], "software"))
    servers = np.flatnonzero(is_server[drawn])
    owners, first = np.unique(unit_rows[servers], return_index=True)
    server_of = np.full(int(unit_rows.max()) + 1, -1, dtype=np.int64)
    server_of[owners] = servers[first]
    wanted = np.where(is_software[drawn], server_of[unit_rows], -1)
    return ids.take(pa.array(wanted, mask=wanted < 0))


def _entitled_with(taken: dict[str, pa.Array], quantity: pa.Array) -> pa.Array:
    """What a unit is entitled to moves with what it asks for, so that asking too much stays as rare as in the sample."""
    moved = pc.subtract(quantity, taken["requested_quantity_milli"])
    return pc.max_element_wise(pc.add(taken["entitled_milli"], moved), 0, skip_nulls=False)


def _draw_priorities(old: Whole, locked: Flags, dice: np.random.Generator) -> Whole:
    """A third of the unlocked lines get a fresh priority, so that units differ."""
    fresh = dice.choice(np.arange(1, 5), len(old), p=PRIORITY_SHARES)
    return np.where(~locked & (dice.random(len(old)) < 1 / 3), fresh, old)


def _draw_layers(template: pa.Table, drawn: Whole, dice: np.random.Generator) -> dict[str, pa.Array]:
    """The four layers and the working amount; content follows the request, finance is never above it."""
    count = len(drawn)
    has_norm = _flags(pc.is_valid(template["norm"]))[drawn]
    quantity = _vary_quantity(_whole(template["requested_quantity_milli"])[drawn], dice)
    times = _whole(template["requested_times_milli"])[drawn]
    price = _vary_price(_whole(template["requested_unit_price"])[drawn], has_norm, dice)
    price = _slip(price, _amount(quantity, price, times), dice)
    asked = _amount(quantity, price, times)
    if int(asked.max()) >= MOST_AMOUNT:
        raise OverflowError("a synthetic amount is too large for exact 64-bit arithmetic")
    nothing = np.zeros(count, dtype=np.int64)
    keener = np.maximum(1, price * dice.integers(90, 101, count) // 100)
    judged = _amount(quantity, keener, times)
    saving = np.where(dice.random(count) < SAVING_SHARE, -(judged // 10), 0)
    estimate = _flags(pc.equal(template["listing"], "estimate"))[drawn]
    has_content = estimate & (dice.random(count) < CONTENT_SHARE)
    has_finance = estimate & (dice.random(count) < FINANCE_SHARE)
    return {
        **_layer("requested", (quantity, price, times, nothing, asked), np.ones(count, dtype=np.bool_)),
        **_layer("content", (quantity, price, times, nothing, asked), has_content),
        **_layer("finance", (quantity, keener, times, saving, judged + saving), has_finance),
        **_layer("approved", (nothing,) * 5, np.zeros(count, dtype=np.bool_)),
        "amount": pa.array(np.where(has_finance, judged + saving, asked)),
    }


def _layer(name: str, values: tuple[Whole, ...], done: Flags) -> dict[str, pa.Array]:
    return {f"{name}_{field}": pa.array(value, mask=~done) for field, value in zip(LAYER_FIELDS, values, strict=True)}


def _amount(quantity_milli: Whole, price: Whole, times_milli: Whole) -> Whole:
    """Half up over whole arrays, as `scale_amount` does for one line; all values are zero or more."""
    return (quantity_milli * price * times_milli + 500_000) // 1_000_000


def _vary_quantity(quantity_milli: Whole, dice: np.random.Generator) -> Whole:
    """Half to one and a half times the template's pieces; single pieces and halves stay as they are."""
    pieces = quantity_milli // 1_000
    varied = np.maximum(1, pieces * dice.integers(50, 151, len(pieces)) // 100) * 1_000
    keep = (pieces <= 1) | (quantity_milli % 1_000 != 0) | (quantity_milli == 12_000)
    return np.where(keep, quantity_milli, varied)


def _vary_price(price: Whole, has_norm: Flags, dice: np.random.Generator) -> Whole:
    """A log-normal price round the template's, in three figures; what has a norm varies downwards so that excess stays rare."""
    spread = dice.normal(0.0, PRICE_SPREAD, len(price))
    factor = np.exp(np.where(has_norm, -np.abs(spread) / 3, spread))
    # The factor in millionths keeps the arithmetic in whole numbers from here on.
    varied = np.maximum(1, price * (factor * 1_000_000).astype(np.int64) // 1_000_000)
    figures = np.floor(np.log10(varied)).astype(np.int64)
    step: Whole = 10 ** np.maximum(0, figures - 2)
    return varied // step * step


def _slip(price: Whole, amount: Whole, dice: np.random.Generator) -> Whole:
    """Two in a hundred small lines stand far off their peers, one in a thousand has three zeros too many."""
    drawn = dice.random(len(price))
    small = amount < SLIP_LIMIT
    factor = np.where(small & (drawn < OUTLIER_SHARE), dice.integers(3, 7, len(price)), 1)
    return price * np.where(small & (drawn < SLIP_SHARE), 1_000, factor)


def _whole(column: pa.Array | pa.ChunkedArray) -> Whole:
    return np.asarray(column.to_numpy(zero_copy_only=False) if isinstance(column, pa.Array) else column.to_numpy(), dtype=np.int64)


def _flags(column: pa.Array | pa.ChunkedArray) -> Flags:
    return np.asarray(column.to_numpy(zero_copy_only=False) if isinstance(column, pa.Array) else column.to_numpy(), dtype=np.bool_)
