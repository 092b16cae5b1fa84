"""plan.allocation: who pays for what in a scenario, tried, told, saved as one batch, and read back with what it is still worth."""

import json
import time
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np

from budget.allocation.answer import Answer, by_priority, funded_lines, used_pots
from budget.allocation.certificate import Checked, check_allocation
from budget.allocation.instance import Instance, Ints
from budget.allocation.laying import Laid, lay_out
from budget.allocation.saving import SAVE, Later, Run, batch_of, broken_rules, find_run, later_batches, read_paid
from budget.allocation.shortfalls import LACK, Lack, Shortfall, find_shortfalls
from budget.allocation.solving import solve
from budget.allocation.tables import (
    UNPAID,
    Flow,
    PriorityUse,
    SourceUse,
    UnitRow,
    add_sources,
    add_units,
    find_flows,
    find_lacking,
    use_by_priority,
    use_by_source,
    use_by_unit,
    widest_gap,
)
from budget.allocation.worth import weigh
from budget.model.ids import BASE, PROVINCE_POT
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.moments import say_moment
from budget.plan.change_words import action_label
from budget.scenarios.reading import Scenario, find_scenario
from budget.store.journal import VIETNAM, head
from budget.store.records import Receipt, Value
from budget.store.store import Store

BILLION = 1_000_000_000


@dataclass(frozen=True)
class Told:
    """A funding plan as people read it: the question, what each pair carries, and the tables made of both (đồng)."""

    scenario: Scenario
    year: int | None
    seq: int
    laid: Laid
    paid: Ints

    @property
    def asked(self) -> int:
        """What the lines ask, without what is spent already."""
        return int(self.laid.instance.demand.sum())

    @property
    def funded(self) -> int:
        """What is placed."""
        return int(self.paid.sum())

    @property
    def unfunded(self) -> int:
        """What lacks money."""
        return self.asked - self.funded

    @cached_property
    def by_source(self) -> list[SourceUse]:
        """Each source with ceiling, use, what is left; those that others place are proposals."""
        return use_by_source(self.laid, self.paid)

    @cached_property
    def flows(self) -> list[Flow]:
        """Money of sources to unit groups for categories: the bands of a Sankey."""
        return find_flows(self.laid, self.paid)

    @cached_property
    def lacking(self) -> list[Flow]:
        """Money nobody pays, as bands beside `flows`."""
        return find_lacking(self.laid, self.paid)

    @cached_property
    def widest_gap(self) -> tuple[str, int] | None:
        """The unit group that lacks most and its đồng, the first by name of equals; None when nothing lacks."""
        return widest_gap(self.lacking)

    @cached_property
    def lacks(self) -> list[Shortfall]:
        """Every line that lacks money, worked out once."""
        return self.shortfalls()

    @cached_property
    def by_unit(self) -> list[UnitRow]:
        """Table T3 by unit; every row adds up."""
        return use_by_unit(self.laid, self.paid)

    def shortfalls(self, limit: int | None = None) -> list[Shortfall]:
        """Lines that lack money, by priority and number, each with its reason and the rule cited; the first `limit` when given."""
        return find_shortfalls(self.laid, self.paid, limit)


@dataclass(frozen=True)
class AllocationPreview(Told):
    """A funding plan that is not saved: the answer with its proof and how long it took to find (seconds)."""

    answer: Answer
    checked: Checked
    seconds: float

    @property
    def optimal(self) -> bool:
        """Whether it is proved that no lawful plan is better."""
        return self.answer.optimal

    @property
    def bound(self) -> int:
        """What is funded by the best plan that is not ruled out (đồng); equals `funded` when optimal."""
        return sum(self.answer.bound)

    @cached_property
    def by_priority(self) -> list[PriorityUse]:
        """What each priority asks, gets and could get at most."""
        return use_by_priority(self.laid, self.paid, self.answer.bound)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with what was entered; an error stands in the way of saving."""
        return self.laid.problems


@dataclass(frozen=True)
class SavedAllocation(Told):
    """A saved funding plan held against today's plan: `later` batches make it old, `wrong` says what of it no longer holds.

    `inherited`: it stands in an ancestor of the scenario asked for (`run.scenario`). Figures are of what still stands.
    """

    run: Run
    inherited: bool
    later: tuple[Later, ...]
    wrong: tuple[str, ...]

    @property
    def is_old(self) -> bool:
        """Whether the plan has changed since the run saw it ("cũ")."""
        return bool(self.later)

    @property
    def holds(self) -> bool:
        """Whether every placement still keeps the law, the ceilings and what the lines ask."""
        return not self.wrong


@dataclass(frozen=True, slots=True)
class PotValue:
    """What more money in a pot would do. `first`: the priority that one more đồng would fund, 0 for no line (exact).

    `first` is None where nobody can say: lines that take all or nothing stand in the way. `gained` (đồng by priority, the highest
    first) is what `more` đồng on top would change, solved anew; None when not asked.
    """

    pot: str
    name: str
    year: int
    proposal: bool
    ceiling: int
    used: int
    first: int | None
    more: int
    gained: tuple[int, ...] | None


class Allocation:
    """The funding plans of an open plan."""

    def __init__(self, store: Store, actor: str) -> None:
        """Stand on the store, write in the name of `actor`."""
        self._store = store
        self._actor = actor

    def preview(self, scenario: str = BASE, year: int | None = None) -> AllocationPreview:
        """The best lawful funding plan of a scenario, nothing saved; `year` None = every budget year. PlanError: no such scenario."""
        with self._store.read() as cursor:
            found, seq = find_scenario(cursor, scenario), head(cursor)[0]
            laid = lay_out(cursor, found.id, year)
        start = time.perf_counter()
        answer = solve(laid.instance)
        seconds = time.perf_counter() - start
        return AllocationPreview(found, year, seq, laid, answer.paid, answer, _check(laid.instance, answer), seconds)

    def save(self, preview: AllocationPreview, reason: str) -> tuple[Receipt | None, list[Problem]]:
        """Write a preview's placements as one batch in place of the earlier ones; refused when a rule is broken or the plan moved since."""
        with self._store.database.lock:
            with self._store.read() as cursor:
                problems = [
                    *_refusals(preview, reason),
                    *(_moved(later) for later in later_batches(cursor, preview.seq, preview.scenario.id)[:1]),
                ]
                batch = (
                    None if problems else batch_of(cursor, preview.laid, preview.paid, _about(preview, self._actor), self._actor, reason)
                )
            return (None, problems) if batch is None else (self._store.commit(batch), [])

    def current(self, scenario: str = BASE) -> SavedAllocation | None:
        """The saved funding plan a scenario stands on, its own or an ancestor's, held against today's plan; None when none is saved."""
        with self._store.read() as cursor:
            found, seq = find_scenario(cursor, scenario), head(cursor)[0]
            run = find_run(cursor, found.id)
            if run is None:
                return None
            year = json.loads(run.settings or "{}").get("year")
            laid = lay_out(cursor, found.id, year)
            paid, lost = read_paid(cursor, run.scenario, laid)
            later = tuple(later_batches(cursor, run.seen_seq, found.id))
        wrong = (*lost, *broken_rules(laid, paid))
        return SavedAllocation(found, year, seq, laid, paid, run, run.scenario != found.id, later, wrong)

    def pot_values(self, preview: AllocationPreview, more: int | None = BILLION, shown: int = 12) -> list[PotValue]:
        """What more money would do in each purse of the province, and in the `shown` others whose next đồng is worth most.

        In the order of use. `more` đồng on top are solved anew, pot by pot (exact for that step); None leaves that out.
        """
        instance, pots = preview.laid.instance, preview.laid.purses.pots
        used = used_pots(instance, preview.paid)
        prices = np.zeros(instance.pots, np.int64) if preview.answer.prices is None else preview.answer.prices
        ranked = sorted(range(instance.pots), key=lambda place: (-int(prices[place]), -int(used[place]), place))
        others = [place for place in ranked if pots[place].unit != PROVINCE_POT and used[place]]
        chosen = sorted({*others[:shown], *(place for place in range(instance.pots) if pots[place].unit == PROVINCE_POT)})
        return [self._value(preview, place, int(used[place]), more) for place in chosen]

    def what_if(self, preview: AllocationPreview, pot: str, more: int) -> PotValue:
        """What `more` đồng (or less, when negative) in one pot would change, solved anew; KeyError for a pot that cannot pay."""
        places = {purse.id: place for place, purse in enumerate(preview.laid.purses.pots)}
        place = places[pot]
        used = int(preview.paid[preview.laid.instance.pair_pot == place].sum())
        return self._value(preview, place, used, more)

    def _value(self, preview: AllocationPreview, place: int, used: int, more: int | None) -> PotValue:
        instance, purse, prices = preview.laid.instance, preview.laid.purses.pots[place], preview.answer.prices
        first = None if prices is None else (weigh(instance).reads(int(prices[place])) or 0)
        gained = None if more is None else _gain(instance, preview.paid, solve(instance.with_more(place, more)).paid)
        about = (purse.id, purse.name, purse.year, not purse.ours, int(instance.ceiling[place]), used)
        return PotValue(*about, first, more or 0, gained)


def _check(instance: Instance, answer: Answer) -> Checked:
    lines = (instance.demand, instance.priority, instance.minimum)
    return check_allocation(lines, instance.ceiling, (instance.pair_line, instance.pair_pot, instance.pair_cap), answer.paid, answer.prices)


def _gain(instance: Instance, before: Ints, after: Ints) -> tuple[int, ...]:
    was, now = (by_priority(instance, funded_lines(instance, paid)) for paid in (before, after))
    return tuple(new - old for old, new in zip(was, now, strict=True))


def _about(preview: AllocationPreview, actor: str) -> dict[str, Value]:
    """The columns of the allocation row."""
    return {
        "scenario": preview.scenario.id,
        "seen_seq": preview.seq,
        "funded": preview.funded,
        "unfunded": preview.unfunded,
        "bound": preview.bound,
        "optimal": preview.optimal,
        "settings": json.dumps({"year": preview.year}),
        "author": actor,
        "moment": datetime.now(VIETNAM).isoformat(timespec="seconds"),
    }


def _refusals(preview: AllocationPreview, reason: str) -> list[Problem]:
    problems = [problem for problem in preview.problems if problem.severity is Severity.ERROR]
    if not reason.strip():
        problems.append(Problem("reason_missing", "Chưa ghi lý do bố trí nguồn.", "Ghi ngắn gọn vì sao rồi lưu lại."))
    if preview.checked.wrong:
        sentence = f"Phương án bố trí vi phạm quy tắc nên không lưu ({preview.checked.wrong[0]})."
        problems.append(Problem("allocation_unlawful", sentence, "Bố trí lại; nếu vẫn vậy thì báo người quản lý chương trình."))
    if not preview.funded:
        fix = "Nhập hạn mức của các nguồn được phép chi, rồi bố trí lại."
        problems.append(Problem("nothing_placed", "Chưa bố trí được đồng nào nên không có gì để lưu.", fix))
    return problems


def _moved(later: Later) -> Problem:
    who = f"{later.actor} “{action_label(later.action)}” lúc {say_moment(later.moment)}"
    sentence = f"Bộ dự toán đã thay đổi sau khi tính: {who}, nên chưa lưu."
    return Problem("plan_moved", sentence, "Bố trí lại trên số liệu mới rồi lưu.")


__all__ = [
    "LACK",
    "SAVE",
    "UNPAID",
    "Allocation",
    "AllocationPreview",
    "Flow",
    "Lack",
    "PotValue",
    "PriorityUse",
    "SavedAllocation",
    "Shortfall",
    "SourceUse",
    "UnitRow",
    "add_sources",
    "add_units",
]
