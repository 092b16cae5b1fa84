"""How needed lines are, row by row as tables show it: the same values on screens, in files and for scripts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from budget.cuts.columns import UNKNOWN
from budget.cuts.instance import Flags, Ints
from budget.cuts.necessity.bands import BANDS
from budget.cuts.necessity.criteria import CRITERIA
from budget.cuts.necessity.needed import NeededTable
from budget.cuts.necessity.ranking import Order, listed, rank_lines
from budget.model.states import Band, Criterion, Listing


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One line: `rank` None = it may not be cut; `score` in hundredths, None = unknown; `points` by criterion, None = unknown.

    Money in đồng, `disbursable_bp` None = unknown; `by_hand` the criteria a person scored.
    """

    line: str
    number: int
    unit: str
    source: str
    nature: str
    amount: int
    priority: int
    rank: int | None
    score: int | None
    known: int
    points: dict[Criterion, int | None]
    by_hand: tuple[Criterion, ...]
    band: str
    band_reason: str
    banded: bool
    level: int
    weight: int
    lock_reason: str
    decider: str
    proposal: bool
    disbursable_bp: int | None


@dataclass(frozen=True)
class Wanted:
    """Which lines of a list are shown: `only` these ids, of these bands (empty = all), that may be cut or not, that are only proposed."""

    listing: str = Listing.ESTIMATE
    only: frozenset[str] | None = None
    bands: tuple[str, ...] = ()
    free: bool | None = None
    proposal: bool | None = None


@dataclass(frozen=True)
class NeedList:
    """The first rows of what was asked for, how many there are, and of them how many may be cut for how many đồng."""

    rows: tuple[NeedRow, ...]
    count: int
    free: int
    amount: int


def list_needs(table: NeededTable, wanted: Wanted, limit: int | None = None) -> NeedList:
    """The lines in the order they would be cut in, then those that may not be cut by number."""
    order = rank_lines(table, wanted.listing)
    places = places_in_order(table, order, wanted.listing)
    if len(places):
        places = places[_chosen(table, wanted)[places]]
    free = places[order.rank[places] > 0] if len(places) else places
    shown = places[:limit].tolist()
    return NeedList(tuple(list_rows(table, order, shown)), len(places), len(free), int(table.amount[free].sum()))


def _chosen(table: NeededTable, wanted: Wanted) -> Flags:
    chosen = np.ones(len(table), np.bool_)
    if wanted.only is not None:
        chosen &= np.array([line in wanted.only for line in table.ids], np.bool_)
    if wanted.bands:
        chosen &= np.isin(table.band, [BANDS.index(Band(band)) for band in wanted.bands])
    if wanted.free is not None:
        chosen &= table.locked != wanted.free
    if wanted.proposal is not None:
        chosen &= table.proposal == wanted.proposal
    return chosen


def list_rows(table: NeededTable, order: Order, places: Iterable[int]) -> Iterator[NeedRow]:
    """The rows of some lines by their places, in the order given."""
    for place in places:
        points = table.points[place].tolist()
        known, rank, chance = int(table.known[place]), int(order.rank[place]), int(table.disbursable_bp[place])
        yield NeedRow(
            line=table.ids[place],
            number=int(table.number[place]),
            unit=table.unit[place],
            source=table.source[place],
            nature=table.nature[place],
            amount=int(table.amount[place]),
            priority=int(table.priority[place]),
            rank=rank or None,
            score=int(table.score[place]) if known else None,
            known=known,
            points={criterion: None if value == UNKNOWN else value for criterion, value in zip(CRITERIA, points, strict=True)},
            by_hand=tuple(criterion for criterion, given in zip(CRITERIA, table.by_hand[place].tolist(), strict=True) if given),
            band=str(BANDS[table.band[place]]),
            band_reason=table.band_reason[place],
            banded=bool(table.banded[place]),
            level=int(table.level[place]),
            weight=int(table.weight[place]),
            lock_reason=table.lock_reason[place],
            decider=table.decider[place],
            proposal=bool(table.proposal[place]),
            disbursable_bp=None if chance == UNKNOWN else chance,
        )


def places_in_order(table: NeededTable, order: Order, listing: str) -> Ints:
    """The lines of a list: those that may be cut in their order, then the locked ones by number."""
    locked = np.flatnonzero(listed(table, listing) & table.locked)
    return np.concatenate([order.places, locked[np.argsort(table.number[locked], kind="stable")]])
