"""plan.checks: what is wrong in a scenario, what a line's sources are worth, and what an operation would break or cure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from budget.checks.dismissals import Dismissed, Key, keys_of_problem, plan_dismissal, plan_return, read_dismissals, set_aside
from budget.checks.registry import may_dismiss
from budget.checks.run import Pressing, check_lines, check_plan, group_problems, new_problems, sort_problems
from budget.checks.widening import read_moved, read_standing, widen
from budget.funding.offers import SourceOffer, read_offers
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.plan.check_cache import FEW, CheckCache, Checked, Review
from budget.plan.checking_ahead import CheckingAhead, uncollected
from budget.scenarios.operations import Draft
from budget.scenarios.planning import Preview, plan_operations
from budget.store.database import Cursor
from budget.store.journal import last_seq
from budget.store.records import Batch, Receipt
from budget.store.store import Store
from budget.totals.cube import Totals
from budget.totals.reading import read_scenario_totals

SMALL = 10_000
"""Lines of a plan that is checked in about the time its grid is drawn in."""
Refuse = Callable[[str, Sequence[Draft]], list[Problem]]


@dataclass(frozen=True)
class ProblemPreview:
    """What applying some operations would do: the preview of figures, and the problems it would bring and cure."""

    preview: Preview
    new: tuple[Problem, ...]
    cured: tuple[Problem, ...]


class Checks:
    """The checks of an open plan."""

    def __init__(
        self,
        store: Store,
        totals: Callable[[str], Totals],
        known: tuple[CheckCache, CheckingAhead],
        refuse: Refuse,
        actor: str = "",
    ) -> None:
        """Stand on the store and the live totals, write in the name of `actor`; `refuse` says what is wrong with operations untried.

        `known`: what was found so far in this plan, and what is being looked for.
        """
        self._store = store
        self._totals = totals
        self._cache, self._ahead = known
        self._refuse = refuse
        self._actor = actor

    def run(self, scenario: str = BASE) -> list[Problem]:
        """Every problem of a scenario's lines and pots that stands, the most pressing first; dismissed ones are in `dismissed`."""
        return list(self.review(scenario).problems)

    def dismissed(self, scenario: str = BASE) -> list[Dismissed]:
        """The problems that are set aside, each with who looked at it, when and why."""
        return list(self.review(scenario).dismissed)

    def review(self, scenario: str = BASE) -> Review:
        """What stands and what is set aside, of one moment."""
        if self._offered(scenario) is None:
            self._ahead.finish(scenario, lambda between: self._check_all(scenario, between))
        with self._snapshot(scenario) as (cursor, seq, totals), uncollected():
            return self._cache.review(cursor, scenario, seq, lambda: check_plan(cursor, totals))

    def of_lines(self, lines: Sequence[str], scenario: str = BASE) -> list[Problem]:
        """The problems of some lines that stand, the most pressing first; also those that hold another line against one of them."""
        with self._snapshot(scenario) as (cursor, seq, _):
            return set_aside(self._found_of(cursor, scenario, seq, lines), read_dismissals(cursor, scenario))[0]

    def of_lines_if_known(self, lines: Sequence[str], scenario: str = BASE) -> list[Problem] | None:
        """The same where the whole scenario has been checked; else None, and it is being checked meanwhile. For what can wait.

        All of a small plan is checked at once.
        """
        return self.of_lines(lines, scenario) if self._is_known(scenario, waited=False) else None

    def most_pressing_if_known(self, scenario: str = BASE, n: int = 7) -> list[Pressing] | None:
        """`most_pressing` where the whole scenario has been checked; else None, and it is being checked meanwhile: ask every second or so.

        All of a small plan is checked at once.
        """
        return self.most_pressing(scenario, n) if self._is_known(scenario, waited=True) else None

    def standing(self, cursor: Cursor, scenario: str, seq: int) -> list[Problem] | None:
        """Every problem of a scenario's lines that nobody set aside, in no order, where the checks are known at this seq; else None."""
        known = self._cache.offer(cursor, scenario, seq)
        return None if known is None else set_aside(known.all(), read_dismissals(cursor, scenario))[0]

    def dismiss(self, what: Problem | Key, reason: str, scenario: str = BASE) -> tuple[Receipt | None, list[Problem]]:
        """Set a problem (or code, line, other line or "") aside; refused without a reason, for an error, or when it is gone."""
        if not reason.strip():
            return None, [Problem("reason_missing", "Chưa ghi lý do bỏ qua.", "Ghi vì sao không phải là vấn đề rồi xác nhận lại.")]
        key = (what.code, what.line or "", what.others) if isinstance(what, Problem) else (what[0], what[1], (what[2],) if what[2] else ())
        with self._store.database.lock:
            with self._snapshot(scenario) as (cursor, seq, _):
                found = [problem for problem in self._found_of(cursor, scenario, seq, [key[1]]) if _is_meant(problem, key)]
                if not found:
                    return None, [_GONE]
                if not may_dismiss(found[0]):
                    return None, [_NOT_DISMISSIBLE]
                changes = [change for problem in found for change in plan_dismissal(cursor, scenario, problem, reason.strip(), self._actor)]
            return self._store.commit(Batch(self._actor, "dismiss", reason.strip(), changes)), []

    def undismiss(self, what: Problem | Key, reason: str = "", scenario: str = BASE) -> tuple[Receipt | None, list[Problem]]:
        """Take a dismissal back, so that the problem stands again."""
        keys = keys_of_problem(what) if isinstance(what, Problem) else [what]
        with self._store.database.lock:
            with self._store.read() as cursor:
                changes = plan_return(cursor, scenario, keys)
            if not changes:
                return None, [Problem("not_dismissed", "Vấn đề này chưa được bỏ qua.", "Tải lại danh sách việc cần xử lý.")]
            return self._store.commit(Batch(self._actor, "undismiss", reason.strip(), changes)), []

    def of_ceilings(self, scenario: str = BASE) -> list[Problem]:
        """The problems of the pots, the most pressing first."""
        with self._snapshot(scenario) as (cursor, _, totals):
            return sort_problems(check_plan(cursor, totals))

    def most_pressing(self, scenario: str = BASE, n: int = 7) -> list[Pressing]:
        """The `n` most pressing kinds of problem that stands with their counts, an example and the lines or pots that cure them."""
        return group_problems(self.review(scenario).problems)[:n]

    @staticmethod
    def group(problems: Iterable[Problem]) -> list[Pressing]:
        """Some problems by code, the most pressing code first."""
        return group_problems(problems)

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
            scope = widen(cursor, scenario, held, read_moved(cursor, scenario, held, stood))
            after = [*check_plan(cursor, read_scenario_totals(cursor, base, scenario)), *check_lines(cursor, scenario, scope)]
            before = self._before(scenario, scope)
        return ProblemPreview(preview, tuple(new_problems(before, after)), tuple(new_problems(after, before))), []

    def _is_known(self, scenario: str, *, waited: bool) -> bool:
        """Whether everything is known or takes little work; where not, a large plan is being checked from now on."""
        if self._offered(scenario) is not None:
            return True
        if self._totals(scenario).lines() > SMALL:
            self._ahead.begin(scenario, lambda between: self._check_all(scenario, between), waited=waited)
            return False
        self._ahead.finish(scenario, lambda between: self._check_all(scenario, between))
        return True

    def _offered(self, scenario: str) -> Checked | None:
        with self._snapshot(scenario) as (cursor, seq, _):
            return self._cache.offer(cursor, scenario, seq)

    def _check_all(self, scenario: str, between: Callable[[], None]) -> int:
        with self._snapshot(scenario) as (cursor, seq, _):
            between()
            return len(self._cache.read(cursor, scenario, seq, between).lines)

    def _found_of(self, cursor: Cursor, scenario: str, seq: int, lines: Sequence[str]) -> list[Problem]:
        known = self._cache.offer(cursor, scenario, seq)
        if known:
            return known.of(lines)
        if len(lines) > FEW:
            return check_lines(cursor, scenario, lines)
        return self._cache.of_few(scenario, seq, lines, lambda: check_lines(cursor, scenario, lines))

    def _before(self, scenario: str, scope: pa.Table) -> list[Problem]:
        """The problems of the same lines and of the pots as they are committed; called under the writer lock."""
        with self._snapshot(scenario) as (cursor, seq, totals):
            known = self._cache.offer(cursor, scenario, seq)
            lines = known.of(scope.column("line").to_pylist()) if known else check_lines(cursor, scenario, scope)
            return [*check_plan(cursor, totals), *lines]

    @contextmanager
    def _snapshot(self, scenario: str) -> Iterator[tuple[Cursor, int, Totals]]:
        """A snapshot with its seq and the totals of that very seq; the writer is held up only while it is taken."""
        with self._store.read() as cursor:
            with self._store.database.lock:
                seq = last_seq(cursor)
                totals = self._totals(scenario)
            yield cursor, seq, totals


def _is_meant(problem: Problem, key: tuple[str, str, tuple[str, ...]]) -> bool:
    """Whether a problem is the one a person points at: without others named, every problem of that code and line is."""
    return (problem.code, problem.line) == key[:2] and (not key[2] or set(key[2]) <= set(problem.others))


_GONE = Problem("problem_gone", "Vấn đề này không còn nữa: số liệu đã được sửa.", "Tải lại danh sách việc cần xử lý.")
_NOT_DISMISSIBLE = Problem(
    "not_dismissible", "Vấn đề này là sai quy định hoặc thiếu số liệu nên không bỏ qua được.", "Sửa số liệu theo cách xử lý đã nêu."
)

__all__ = ["Checks", "Dismissed", "Pressing", "ProblemPreview", "Review", "SourceOffer"]
