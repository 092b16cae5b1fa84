"""What still lacks money after making room, and why no freed đồng may go there: one sentence a line, with what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from budget.allocation.instance import Ints
from budget.cuts.transfers.drawing import Room
from budget.cuts.transfers.pools import Pool
from budget.funding.eligibility import Ruling
from budget.model.states import Verdict

NO_OTHER = "Không có khoản chi khác nào được cắt."
OWN_PURSE = "Đơn vị này không có khoản chi khác nào cắt được ở nguồn của chính mình; tiền của đơn vị khác không chuyển đến được."
OTHER_YEAR = "Chi khác được phép chuyển đến không có tiền cắt được trong năm {year}."
BOUNDED = "Đã đến mức dành tối đa được đặt ra."
ENOUGH = "Đã nhận đủ mức được yêu cầu dành cho khoản mục này."
USED_UP = "Chi khác được phép chuyển đến đã hết phần cắt được."


@dataclass(frozen=True, slots=True)
class Unmet:
    """A line that still lacks money in a year: what it lacked, got and lacks still (đồng), why, and what that rests on."""

    line: str
    number: int
    name: str
    unit: str
    unit_name: str
    nature: str
    year: int
    lacking: int
    got: int
    reason: str
    citation: str

    @property
    def rest(self) -> int:
        """What it lacks still."""
        return self.lacking - self.got


@dataclass(frozen=True, slots=True)
class UnmetGroup:
    """Lines that lack money for the same reason: how many, and how many đồng in all."""

    reason: str
    citation: str
    lines: int
    amount: int


def tell_unmet(room: Room, got: Ints) -> Iterator[Unmet]:
    """Every need that is not met in full, in the order of needs; `got` is what each was given."""
    needs, teller = room.needs, _Teller(room)
    texts = {name: needs.texts(name) for name in ("line", "name", "unit", "unit_name", "nature")}
    for at in np.flatnonzero(got < needs.lacking).tolist():
        reason, citation = teller.explain(at, int(got[at]))
        about = {name: column[at] for name, column in texts.items()}
        figures = (int(needs.number[at]), int(needs.year[at]), int(needs.lacking[at]), int(got[at]))
        yield Unmet(**about, number=figures[0], year=figures[1], lacking=figures[2], got=figures[3], reason=reason, citation=citation)


def group_unmet(unmet: list[Unmet]) -> list[UnmetGroup]:
    """The same by reason, the most money first."""
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for one in unmet:
        lines, amount = sums.get((one.reason, one.citation), (0, 0))
        sums[one.reason, one.citation] = (lines + 1, amount + one.rest)
    groups = [UnmetGroup(*key, *value) for key, value in sums.items()]
    return sorted(groups, key=lambda group: (-group.amount, group.reason))


class _Teller:
    """Explains the needs of one question; what is alike is worked out once."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._units = room.needs.texts("unit")
        self._open = set(room.routes.need.tolist())
        self._known: dict[tuple[int, str], Ruling | None] = {}

    def explain(self, at: int, got: int) -> tuple[str, str]:
        if at in self._open:
            return self._short(at, got)
        key = int(self._room.needs.case[at]), self._units[at]
        if key not in self._known:
            self._known[key] = self._best(*key)
        ruling = self._known[key]
        if ruling is None:
            return NO_OTHER, ""
        if ruling.verdict is Verdict.ALLOW:
            return OTHER_YEAR.format(year=int(self._room.needs.year[at])), ruling.citation
        return ruling.reason, ruling.citation

    def _short(self, at: int, got: int) -> tuple[str, str]:
        """A need that some pot may pay."""
        pair = int(np.flatnonzero(self._room.routes.need == at)[0])
        pool = self._room.routes.pools[self._room.routes.pots[int(self._room.routes.pot[pair])][0]]
        ruling = self._room.judge.ruling(pool, int(self._room.needs.case[at]), self._units[at])
        needs = self._room.needs
        if needs.lacking[at] > needs.wanted[at] <= got:
            return ENOUGH, ruling.citation
        if self._room.bounded and got >= self._room.aimed[at] < needs.wanted[at]:
            return BOUNDED, ruling.citation
        return USED_UP, ruling.citation

    def _best(self, case: int, unit: str) -> Ruling | None:
        """The ruling that says most: a yes, else what lacks basis, else money of others' purses, else a plain no that cites something."""
        plain = dict.fromkeys(Pool(pool.source, "", pool.nature) for pool in self._room.pools.pools)
        judge = self._room.judge
        rulings = [judge.ruling(pool, case, unit) for pool in plain]
        own = [pool for pool in self._room.pools.pools if judge.ruling(pool, case, unit).verdict is Verdict.ALLOW]
        if own:
            return judge.ruling(own[0], case, unit)
        if any(ruling.verdict is Verdict.ALLOW for ruling in rulings):
            allowed = next(ruling for ruling in rulings if ruling.verdict is Verdict.ALLOW)
            return Ruling(Verdict.DENY, OWN_PURSE, allowed.citation)
        doubtful = [ruling for ruling in rulings if ruling.verdict is Verdict.INSUFFICIENT]
        cited = [ruling for ruling in (*doubtful, *rulings) if ruling.citation]
        return next(iter([*doubtful, *cited, *rulings]), None)
