"""What plan.cuts hands out: an answer with its meaning, the steps of a ladder, a saved run held against today's plan."""

from dataclasses import dataclass
from functools import cached_property

from budget.allocation.saving import Later
from budget.cuts.answer import Answer
from budget.cuts.drawing import Drawn
from budget.cuts.outcome import By, Group, Outcome, total_of
from budget.cuts.price_words import RulePrice, say_prices, say_relaxed
from budget.cuts.reducing import Reduced
from budget.cuts.resolving import Changes
from budget.cuts.saving import Run
from budget.cuts.telling import LineTold, Telling
from budget.scenarios.reading import Scenario


@dataclass(frozen=True)
class CutPreview:
    """An answer that is not saved: what it does and why. Money in đồng; of the question's year when it has one, else of all years.

    `scenario` is the one the cut stands on.
    """

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

    @cached_property
    def saved(self) -> int:
        """What is cut."""
        return int(self.outcome.saved.sum())

    @cached_property
    def saved_in_all(self) -> int:
        """What is cut over all years, whichever the question is about: what a saved run tells."""
        return int(self.drawn.instance.options.saved[self.answer.options()].sum())

    @cached_property
    def deferred(self) -> int:
        """What is put off; never counted as saved."""
        return int(self.outcome.deferred.sum())

    @property
    def reduced(self) -> int:
        """What the appraisal takes off before anything is cut; never counted as saved."""
        return sum(one.taken for one in self.reductions if self.drawn.settings.year in (None, one.year))

    @property
    def reductions(self) -> tuple[Reduced, ...]:
        """What the appraisal takes off, line by line."""
        return self.drawn.reduced

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

    @cached_property
    def relaxations(self) -> list[str]:
        """Which rules had to give way and by how much, in sentences; empty when all are kept."""
        return say_relaxed(self.drawn, self.answer)

    @cached_property
    def prices(self) -> list[RulePrice]:
        """What each binding rule costs, local to this answer, the dearest first."""
        return say_prices(self.drawn, self.answer)


@dataclass(frozen=True)
class Step:
    """A step of the contingency ladder: money falls short by `share_bp`, that is `short` đồng.

    `preview`: everything up to this step; `released`: the lines that this step cuts, or cuts further than the step before.
    """

    share_bp: int
    short: int
    preview: CutPreview
    released: tuple[LineTold, ...]


@dataclass(frozen=True)
class SavedCut:
    """The run a scenario came from (`run`: settings, figures at that time in đồng, who, when); `later`: batches since that may matter."""

    scenario: Scenario
    parent: str
    run: Run
    later: tuple[Later, ...]

    @property
    def is_old(self) -> bool:
        """Whether the plan has changed since the run saw it ("cũ")."""
        return bool(self.later)


@dataclass(frozen=True)
class SolvedAgain:
    """A run solved again on today's plan: the new answer, and line by line what is different and why."""

    before: SavedCut
    preview: CutPreview
    changes: Changes
