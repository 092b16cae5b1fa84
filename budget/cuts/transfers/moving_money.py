"""Transfers (điều chuyển): what each line of other spending gives to each line of the estimate, so that A goes down by what B goes up.

Law: freed = moved + left; nothing crosses natures, years or purses. Needs are served in their order; each takes from a line that has just
as much, else from the smallest with more, else from the largest, which keeps transfers few: of a pot at most takers + givers - 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from budget.cuts.instance import Ints
from budget.cuts.necessity.deciders import OF_PROVINCE
from budget.cuts.outcome import Outcome
from budget.cuts.transfers.drawing import Room, RoomDrawn
from budget.cuts.transfers.flow import PotKey, share_out
from budget.cuts.transfers.kept import Identity, Left, Transfer
from budget.cuts.transfers.pools import NOWHERE, Pool

ORDER = "Khoản mục cần thiết hơn nhận trước; cùng mức thì khoản thiếu nhiều hơn, rồi số nhỏ hơn."
"""How needs are served, as it is said."""
NOBODY_TAKES = "Không khoản mục nào của dự toán còn thiếu mà tiền này được chuyển đến (cùng nguồn, tính chất, năm)."
UNSURE = "(cần kiểm tra)"
SURPLUS = "Cắt theo bậc nên dư ra so với phần khoản mục nhận còn thiếu."


@dataclass(frozen=True)
class Moved:
    """What becomes of a cut of other spending: who gets it, what went nowhere, and what both lists come to."""

    transfers: tuple[Transfer, ...]
    left: tuple[Left, ...]
    identity: Identity
    by_need: Ints

    @property
    def raises(self) -> dict[str, int]:
        """The purses that are to go up once it is decided, by pot id, in đồng; together all that is moved."""
        found: dict[str, int] = {}
        for one in self.transfers:
            found[one.pot] = found.get(one.pot, 0) + one.amount
        return found


def find_transfers(outcome: Outcome) -> Moved:
    """The transfers of an answer to a question of making room."""
    drawn = outcome.drawn
    if not isinstance(drawn, RoomDrawn):
        raise TypeError("only a question of making room has transfers")
    room, year = drawn.room, drawn.settings.year
    freed = _freed(outcome, room)
    capacity = {pot: sum(lines.values()) for pot, lines in freed.items()}
    shared = share_out(room.taking, room.routes, capacity)
    transfers: list[Transfer] = []
    for pot, lines in freed.items():
        owed = _owed(pot, room, shared.paid)
        for line, need, amount in pair_up(lines, owed):
            transfers.append(_tell(drawn, pot, line, need, amount))
    place = {line: at for at, line in enumerate(room.needs.texts("line"))}
    transfers.sort(key=lambda one: (place[one.line_to], one.year, -one.amount, one.line_from))
    moved = sum(one.amount for one in transfers)
    left = _left(outcome, room, transfers)
    reduced = sum(one.taken for one in drawn.reduced if year in (None, one.year))
    identity = Identity(
        other_before=int(drawn.here.held.sum()) + reduced,
        reduced=reduced,
        cut=int(outcome.saved.sum()),
        deferred=int(outcome.deferred.sum()),
        moved=moved,
        left=sum(one.amount for one in left),
        arranged_before=room.funding.arranged(year),
    )
    if identity.freed != identity.moved + identity.left or identity.before != identity.after:
        raise RuntimeError(f"freed {identity.freed} is not moved {identity.moved} and left {identity.left}")
    return Moved(tuple(transfers), tuple(left), identity, shared.by_need(len(room.needs)))


def pair_up(gives: Mapping[int, int], owed: Mapping[int, int]) -> list[tuple[int, int, int]]:
    """(giver, taker, đồng) that give each taker, in the order of `owed`, what it is owed out of what givers have; few of them."""
    rest = dict(gives)
    found = []
    for taker, amount in owed.items():
        lacking = amount
        while lacking:
            giver = _best(rest, lacking)
            given = min(rest[giver], lacking)
            found.append((giver, taker, given))
            rest[giver] -= given
            lacking -= given
            if not rest[giver]:
                del rest[giver]
    return found


def _best(rest: Mapping[int, int], amount: int) -> int:
    """The giver with just so much, else the smallest with more, else the largest; the first of equals."""
    enough = [(has, giver) for giver, has in rest.items() if has >= amount]
    if enough:
        return min(enough)[1]
    return min((-has, giver) for giver, has in rest.items())[1]


def _freed(outcome: Outcome, room: Room) -> dict[PotKey, dict[int, int]]:
    """What each line frees in each pot; a year that gains by rounding frees nothing."""
    drawn, found = outcome.drawn, dict[PotKey, dict[int, int]]()
    chosen = outcome.answer.chosen
    for pool, year in room.routes.pots:
        gone = drawn.counted[year].gone
        here = {at: int(gone[chosen[at]]) for at in outcome.touched.tolist() if room.pools.of_line[at] == pool}
        found[pool, year] = {at: amount for at, amount in here.items() if amount > 0}
    return found


def _owed(pot: PotKey, room: Room, paid: Ints) -> dict[int, int]:
    """What a pot is to give each need, in the order of needs."""
    if pot not in room.routes.pots:
        return {}
    own = np.flatnonzero((room.routes.pot == room.routes.pots.index(pot)) & (paid > 0))
    return {int(room.routes.need[pair]): int(paid[pair]) for pair in own.tolist()}


def _tell(drawn: RoomDrawn, pot: PotKey, line: int, need: int, amount: int) -> Transfer:
    room = drawn.room
    pool: Pool = room.pools.pools[pot[0]]
    needs, purses = room.needs, room.funding.laid.purses
    unit = needs.texts("unit")[need]
    ruling = room.judge.ruling(pool, int(needs.case[need]), unit)
    source = next(one for one in purses.sources if one.code == pool.source)
    freed = pool.freed
    proposal = bool(drawn.need.proposal[line]) or freed.decider not in OF_PROVINCE
    return Transfer(
        line_from=drawn.figures.ids[line],
        line_to=needs.texts("line")[need],
        amount=amount,
        source=pool.source,
        nature=pool.nature,
        year=pot[1],
        pot=purses.pot_of(source, unit, pot[1], pool.nature),
        decider=freed.decider,
        proposal=proposal,
        answer=freed.answer,
        citation=_once(ruling.citation),
    )


def _once(citation: str) -> str:
    """A citation in which the same place is not told twice, once as sure and once as to be checked: what is unsure stays unsure."""
    parts = citation.split("; ")
    return "; ".join(part for part in parts if f"{part} {UNSURE}" not in parts)


def _left(outcome: Outcome, room: Room, transfers: list[Transfer]) -> list[Left]:
    """What of each cut line went nowhere, in the order of lines."""
    given: dict[str, int] = {}
    for one in transfers:
        given[one.line_from] = given.get(one.line_from, 0) + one.amount
    found = []
    for at in outcome.touched.tolist():
        line = outcome.drawn.figures.ids[at]
        rest = int(outcome.saved[at] + outcome.deferred[at]) - given.get(line, 0)
        if rest:
            found.append(Left(line, rest, _why(at, room, line in given)))
    return found


def _why(at: int, room: Room, gave: bool) -> str:
    if room.pools.of_line[at] == NOWHERE:
        return room.pools.why[at]
    return SURPLUS if gave else NOBODY_TAKES
