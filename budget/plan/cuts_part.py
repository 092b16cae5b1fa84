"""plan.cuts: the least harmful cut that keeps the rules: drawn, solved here or elsewhere, told, saved as a scenario, solved again.

`draw` gives the question with its `instance`; whoever solves it (here, or a worker with its arrays) hands the answer to `preview`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from budget.cuts.answer import Answer
from budget.cuts.drawing import Drawn, draw
from budget.cuts.outcome import By, Group, Outcome, total_of
from budget.cuts.settings import LADDER_BP, CutSettings
from budget.cuts.telling import LineTold, Telling
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.model.states import CutAction
from budget.scenarios.reading import Scenario, find_scenario
from budget.store.records import Receipt
from budget.store.store import Store

Progress = Callable[[float, str], bool]
"""Told the share done (0 to 1) and in Vietnamese what is being done; False stops the search."""
GAP, SECONDS = 1e-6, 60.0


@dataclass(frozen=True)
class CutPreview:
    """An answer that is not saved: what it does and why. Money in đồng; of the question's year when it has one, else of all years."""

    scenario: Scenario
    drawn: Drawn
    answer: Answer

    @cached_property
    def outcome(self) -> Outcome:
        """The answer by line, as arrays."""
        return Outcome(self.drawn, self.answer)

    @cached_property
    def telling(self) -> Telling:
        """The sentences; `telling.lines(places)` for lines by their places in the instance, kept ones too."""
        return Telling(self.outcome)

    @property
    def target(self) -> int:
        """What the targets ask for together."""
        return self.drawn.target

    @property
    def saved(self) -> int:
        """What is cut."""
        return int(self.outcome.saved.sum())

    @property
    def deferred(self) -> int:
        """What is put off; never counted as saved."""
        return int(self.outcome.deferred.sum())

    @property
    def reduced(self) -> int:
        """What the appraisal takes off before anything is cut; never counted as saved."""
        return sum(one.taken for one in self.drawn.reduced if self.drawn.settings.year in (None, one.year))

    @property
    def harm(self) -> int:
        """The harm done."""
        return self.answer.harm

    @cached_property
    def cuts(self) -> list[LineTold]:
        """Every line to which something is done, in the order of cutting."""
        return self.telling.cuts()

    def grouped(self, by: By) -> list[Group]:
        """Before, reduced, cut, put off and after, by unit, source, nature or category; groups add up to `total`."""
        return self.outcome.grouped(by)

    @cached_property
    def total(self) -> Group:
        """The whole, before and after."""
        return total_of(self.outcome.grouped(By.NATURE))

    @property
    def relaxations(self) -> list[str]:
        """Which rules had to give way and by how much, in sentences; empty when all are kept."""
        raise NotImplementedError

    @property
    def prices(self) -> list["RulePrice"]:
        """What each binding rule costs, local to this answer."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class RulePrice:
    """A rule that binds: its sentence, its limit (đồng), and the harm that one triệu more or less of it costs or spares, in a sentence."""

    row: int
    subject: str
    name: str
    limit: int
    harm_of_million: int
    sentence: str


@dataclass(frozen=True, slots=True)
class KeepPrice:
    """What another decision for one line costs: `harm` more (thiệt hại), `exact` when solved anew, else by prices; `sentence` says it."""

    line: str
    harm: int
    exact: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Swap:
    """The nearest exchange: this line kept and `instead` done to another, at `harm` more; the rules are kept."""

    line: str
    other: str
    other_number: int
    instead: str
    harm: int
    sentence: str


@dataclass(frozen=True)
class Step:
    """A step of the contingency ladder: money falls short by `share_bp`; what is released on top of the steps before (`released`)."""

    share_bp: int
    preview: CutPreview
    released: tuple[LineTold, ...]


@dataclass(frozen=True)
class SavedCut:
    """The run a scenario came from: settings, figures at that time (đồng), who and when; `later`: what was written since that matters."""

    scenario: Scenario
    settings: CutSettings
    seen_seq: int
    saved: int
    deferred: int
    reduced: int
    harm: int
    bound: int
    status: str
    author: str
    moment: str
    actions: Mapping[str, CutAction]
    later: tuple[str, ...]

    @property
    def is_old(self) -> bool:
        """Whether the plan has changed since the run saw it ("cũ")."""
        return bool(self.later)


@dataclass(frozen=True)
class Resolved:
    """A run solved again on today's plan: the new answer and what is different, each with its reason, in sentences."""

    before: SavedCut
    preview: CutPreview
    lines_in: tuple[str, ...]
    lines_out: tuple[str, ...]
    figures_changed: tuple[str, ...]
    weights_changed: tuple[str, ...]


class Cuts:
    """The searches for cuts of an open plan."""

    def __init__(self, store: Store, actor: str) -> None:
        """Stand on the store, write in the name of `actor`."""
        self._store = store
        self._actor = actor

    def read_settings(self, texts: Mapping[str, object]) -> tuple[CutSettings | None, list[Problem]]:
        """Settings from what a person typed, or what is wrong with it."""
        raise NotImplementedError

    def draw(self, settings: CutSettings, day: date, scenario: str = BASE) -> Drawn:
        """The question as seen on `day`; `instance` is what a solver reads, `problems` what of the settings cannot be."""
        with self._store.read() as cursor:
            return draw(cursor, find_scenario(cursor, scenario).id, settings, day)

    def solve(self, drawn: Drawn, gap: float = GAP, time_limit: float = SECONDS, progress: Progress | None = None) -> Answer:
        """The answer with the least harm, found in this process; stopped (status) when `progress` says so."""
        raise NotImplementedError

    def preview(self, drawn: Drawn, answer: Answer) -> CutPreview:
        """What an answer means, wherever it was found."""
        with self._store.read() as cursor:
            return CutPreview(find_scenario(cursor, drawn.scenario), drawn, answer)

    def save(self, preview: CutPreview, name: str, reason: str) -> tuple[Scenario | None, list[Problem]]:
        """A new scenario that does what the preview says, with the run it came from, as one batch; or what stands in the way."""
        raise NotImplementedError

    def save_into(self, preview: CutPreview, scenario: str, reason: str) -> tuple[Receipt | None, list[Problem]]:
        """Put a preview in the place of the run that a scenario came from, as one batch; what people did there by hand stays."""
        raise NotImplementedError

    def current(self, scenario: str) -> SavedCut | None:
        """The run a scenario came from, held against today's plan; None when it came from none."""
        raise NotImplementedError

    def solve_again(self, scenario: str, day: date) -> Resolved:
        """The same settings on today's plan: the new answer and what changed and why; nothing is written until `save_into`."""
        raise NotImplementedError

    def keep_price(self, preview: CutPreview, line: str) -> KeepPrice:
        """What keeping a cut line (or cutting a kept one) costs, solved anew."""
        raise NotImplementedError

    def swap(self, preview: CutPreview, line: str) -> Swap | None:
        """The nearest exchange for a cut line; None when no single line can stand in for it."""
        raise NotImplementedError

    def ladder(self, settings: CutSettings, day: date, shares: Sequence[int] = LADDER_BP, scenario: str = BASE) -> list[Step]:
        """The contingency ladder: nested answers for money falling short by each share, the smallest first."""
        raise NotImplementedError
