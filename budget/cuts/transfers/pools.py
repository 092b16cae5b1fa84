"""Where money freed from other spending may go: pools of it, and which of them may pay for which need, by rules and law.

A pool holds money of one source, nature and year, and of one owner where such money stays with its owner (domain rule 7.4). Every pool is
judged against every need by `judge_move`: the rules, the wall between the natures, where freed money goes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from budget.allocation.instance import Flags, Ints
from budget.cuts.figures import Figures
from budget.cuts.transfers.needs import Needs
from budget.funding.eligibility import RuleBook, Ruling
from budget.funding.freed import Freed, judge_move, where_freed
from budget.funding.purses import PurseBook
from budget.funding.verdicts import VerdictTable
from budget.model.states import Verdict
from budget.reference.money_sources import Destination

NOWHERE = -1
UNKNOWN = "Chưa có căn cứ nói tiền cắt ở nguồn này được chuyển đi đâu."
NO_SOURCE = "Khoản này chưa có nguồn nên cắt không nhường được tiền."


@dataclass(frozen=True, slots=True)
class Pool:
    """Freed money that is alike: of a source and nature, of the unit `owner` that keeps it ("" = not bound to one)."""

    source: str
    owner: str
    nature: str

    @property
    def subject(self) -> str:
        """What rules about it are called by."""
        return f"{self.source}|{self.owner}|{self.nature}" if self.owner else f"{self.source}|{self.nature}"

    @property
    def freed(self) -> Freed:
        """Where its money goes and who decides; pools are only made where that is known."""
        found = where_freed(self.source)
        if found is None:
            raise KeyError(self.source)
        return found


@dataclass(frozen=True)
class Pools:
    """The pools of other spending, the pool of each line (NOWHERE where its money may go nowhere) and why it has none, by place."""

    pools: tuple[Pool, ...]
    of_line: Ints
    why: Mapping[int, str]


class Judge:
    """Says whether money of a pool may go to a need; what is alike is asked once."""

    def __init__(self, verdicts: VerdictTable, purses: PurseBook) -> None:
        """By the rules that stand behind some verdicts, and whose purse is whose."""
        self._facts, self._book, self._purses = verdicts.facts, verdicts.book, purses
        self._asked: dict[tuple[str, str, int], Ruling] = {}

    @property
    def book(self) -> RuleBook:
        """The rules asked."""
        return self._book

    def ruling(self, pool: Pool, case: int, unit: str) -> Ruling:
        """The answer for money of a pool and a line of a case that belongs to a unit."""
        key = pool.source, pool.nature, case
        if key not in self._asked:
            facts = replace(self._facts[case], source=pool.source)
            self._asked[key] = judge_move(pool.source, pool.nature, facts, self._book)
        ruling = self._asked[key]
        if pool.owner and ruling.verdict is Verdict.ALLOW:
            return self._purses.judge(ruling, pool.source, unit, pool.owner)
        return ruling

    def reach(self, pools: Sequence[Pool], needs: Needs) -> Flags:
        """Which pool (column) may pay for which need (row), whatever the year."""
        may = np.zeros((len(needs), len(pools)), np.bool_)
        units = needs.texts("unit")
        alike: dict[tuple[int, str], list[int]] = {}
        for at, key in enumerate(zip(needs.case.tolist(), units, strict=True)):
            alike.setdefault(key, []).append(at)
        for (case, unit), rows in alike.items():
            may[rows] = [self.ruling(pool, case, unit).verdict is Verdict.ALLOW for pool in pools]
        return may


def find_pools(figures: Figures, purses: PurseBook) -> Pools:
    """The pools of some other spending, in the order of source, owner and nature."""
    keys: list[Pool | None] = []
    why: dict[int, str] = {}
    rows = zip(figures.texts("source"), figures.texts("unit"), figures.texts("nature"), strict=True)
    for at, (source, unit, nature) in enumerate(rows):
        freed = where_freed(source) if source else None
        if freed is None:
            why[at] = UNKNOWN if source else NO_SOURCE
            keys.append(None)
        else:
            bound = freed.destination is Destination.SAME_UNIT
            keys.append(Pool(source, purses.owner_of(source, unit) if bound else "", nature))
    pools = tuple(sorted({key for key in keys if key is not None}, key=lambda pool: (pool.source, pool.owner, pool.nature)))
    place = {pool: at for at, pool in enumerate(pools)}
    return Pools(pools, np.array([NOWHERE if key is None else place[key] for key in keys], np.int64), why)
