"""plan.checks: what is wrong in a scenario, what a line's sources are worth, and what an operation would break or cure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from budget.checks.ceilings import check_ceilings
from budget.checks.run import Pressing, check_lines, group_problems, new_problems, sort_problems
from budget.checks.scope import read_moved, read_standing, widen
from budget.funding.offers import SourceOffer, read_offers
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.plan.check_cache import FEW, CheckCache
from budget.scenarios.operations import Draft
from budget.scenarios.planning import Preview, plan_operations
from budget.store.database import Cursor
from budget.store.journal import head
from budget.store.store import Store
from budget.totals.cube import Totals
from budget.totals.reading import read_scenario_totals

Refuse = Callable[[str, Sequence[Draft]], list[Problem]]


@dataclass(frozen=True)
class ProblemPreview:
    """What applying some operations would do: the preview of figures, and the problems it would bring and cure."""

    preview: Preview
    new: tuple[Problem, ...]
    cured: tuple[Problem, ...]


class Checks:
    """The checks of an open plan."""

    def __init__(self, store: Store, totals: Callable[[str], Totals], cache: CheckCache, refuse: Refuse) -> None:
        """Stand on the store and the live totals; `refuse` says what is wrong with operations before they are tried."""
        self._store = store
        self._totals = totals
        self._cache = cache
        self._refuse = refuse

    def run(self, scenario: str = BASE) -> list[Problem]:
        """Every problem of a scenario's lines and pots, the most pressing first."""
        return sort_problems(self._everything(scenario))

    def of_lines(self, lines: Sequence[str], scenario: str = BASE) -> list[Problem]:
        """The problems of some lines, the most pressing first."""
        with self._snapshot(scenario) as (cursor, seq, _):
            known = self._cache.peek(scenario, seq)
            if known:
                return known.of(lines)
            if len(lines) > FEW:
                return check_lines(cursor, scenario, lines)
            return self._cache.of_few(scenario, seq, lines, lambda: check_lines(cursor, scenario, lines))

    def of_ceilings(self, scenario: str = BASE) -> list[Problem]:
        """The problems of the pots, the most pressing first."""
        with self._snapshot(scenario) as (cursor, _, totals):
            return sort_problems(check_ceilings(cursor, totals))

    def most_pressing(self, scenario: str = BASE, n: int = 7) -> list[Pressing]:
        """The `n` most pressing kinds of problem with their counts, an example and the lines or pots that cure them."""
        return group_problems(self._everything(scenario))[:n]

    @staticmethod
    def new_problems(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
        """The problems of `after` that were not there before, by code and line (or pot)."""
        return new_problems(before, after)

    def eligible_sources(self, line: str, scenario: str = BASE, on: date | None = None) -> list[SourceOffer]:
        """Every source for a line with verdict and citation, those that may pay first.

        `on` is the day of the decision, by default the last day of the line's quarter (never today: the plan may be of a past year).
        """
        with self._store.read() as cursor:
            return read_offers(cursor, scenario, line, on)

    def preview_problems(
        self, scenario: str, drafts: Sequence[Draft], shown: int | None = 500, year: int | None = None
    ) -> tuple[ProblemPreview | None, list[Problem]]:
        """What applying some operations would change, break and cure, tried and rolled back; or what is wrong with them.

        Checked are the lines the operations hold, what requires them, the peers of those whose price, source or year moves, and every pot.
        """
        refused = self._refuse(scenario, drafts)
        if refused:
            return None, refused
        with self._store.database.trial() as cursor:
            base = self._totals(BASE)
            stood = read_standing(cursor, scenario)
            preview = plan_operations(cursor, scenario, drafts, shown, year)
            held = pa.concat_tables([planned.members.select(["line"]) for planned in preview.operations])
            scope = widen(cursor, held, read_moved(cursor, scenario, held, stood))
            after = [*check_ceilings(cursor, read_scenario_totals(cursor, base, scenario)), *check_lines(cursor, scenario, scope)]
            before = self._before(scenario, scope)
        return ProblemPreview(preview, tuple(new_problems(before, after)), tuple(new_problems(after, before))), []

    def _everything(self, scenario: str) -> list[Problem]:
        with self._snapshot(scenario) as (cursor, seq, totals):
            return [*check_ceilings(cursor, totals), *self._cache.read(cursor, scenario, seq).all()]

    def _before(self, scenario: str, scope: pa.Table) -> list[Problem]:
        """The problems of the same lines and of the pots as they are committed; called under the writer lock."""
        with self._snapshot(scenario) as (cursor, seq, totals):
            known = self._cache.offer(cursor, scenario, seq)
            lines = known.of(scope.column("line").to_pylist()) if known else check_lines(cursor, scenario, scope)
            return [*check_ceilings(cursor, totals), *lines]

    @contextmanager
    def _snapshot(self, scenario: str) -> Iterator[tuple[Cursor, int, Totals]]:
        """A snapshot with its seq and the totals of that very seq; the writer is held up only while it is taken."""
        with self._store.read() as cursor:
            with self._store.database.lock:
                seq = head(cursor)[0]
                totals = self._totals(scenario)
            yield cursor, seq, totals


__all__ = ["Checks", "Pressing", "ProblemPreview", "SourceOffer"]
