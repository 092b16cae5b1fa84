"""How needed lines are, row by row as tables show it: the same values on screens, in files and for scripts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from budget.cuts.bands import BANDS
from budget.cuts.columns import UNKNOWN
from budget.cuts.criteria import CRITERIA
from budget.cuts.needed import NeededTable
from budget.cuts.ranking import Order
from budget.model.states import Criterion


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


def places_in_order(table: NeededTable, order: Order, listing: str) -> list[int]:
    """The lines of a list: those that may be cut in their order, then the locked ones by number."""
    locked = [place for place, own in enumerate(table.listing) if own == listing and table.lock_reason[place]]
    return [*order.places.tolist(), *sorted(locked, key=lambda place: int(table.number[place]))]
