"""What the checks found that bears on how needed a line is: prices above their norm, the same thing asked for or granted already."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from budget.checks.dismissals import read_dismissals, set_aside
from budget.checks.duplicates import check_duplicates
from budget.checks.likely import check_likely
from budget.checks.listed import check_listed
from budget.checks.norms import check_norms
from budget.checks.scope import Scope, open_scope
from budget.checks.tiers import check_tiers
from budget.model.problem import Problem
from budget.store.database import Cursor
from budget.typed_money import parse_money

NORMS = ("norm_exceeded", "norm_excess_decided", "norm_unclear")
EXACT = ("duplicate_request", "duplicate_across_sources")
LIKE = ("duplicate_likely", "duplicate_across_units")
GIVEN = ("listed_again",)
CODES = frozenset((*NORMS, *EXACT, *LIKE, *GIVEN))
"""The codes of checks that are looked at here."""
_CHECKS: tuple[Callable[[Scope], list[Problem]], ...] = (check_norms, check_duplicates, check_likely, check_tiers, check_listed)


@dataclass(frozen=True)
class Evidence:
    """By line id: the problem of its price (if any), and the strongest sign that it asks for what is there already."""

    prices: Mapping[str, Problem]
    again: Mapping[str, Problem]
    given: Mapping[str, Problem]


def find_evidence(cursor: Cursor, scenario: str) -> list[Problem]:
    """The problems looked at here, found anew; those somebody set aside with a reason are left out."""
    scope = open_scope(cursor, scenario)
    found = (problem for check in _CHECKS for problem in check(scope) if problem.code in CODES)
    return set_aside(found, read_dismissals(cursor, scenario))[0]


def weigh_evidence(problems: Iterable[Problem]) -> Evidence:
    """The problems by line; of several duplicates the surest, of equals the first code in the order above."""
    prices: dict[str, Problem] = {}
    again: dict[str, Problem] = {}
    given: dict[str, Problem] = {}
    order = {code: place for place, code in enumerate((*EXACT, *GIVEN, *LIKE))}

    def rank(problem: Problem) -> tuple[int, int, str]:
        return sureness(problem), -order[problem.code], problem.sentence

    for problem in problems:
        line = problem.line
        if line is None:
            continue
        if problem.code in NORMS:
            prices[line] = problem
        if problem.code in GIVEN:
            given[line] = problem
        if problem.code in order:
            held = again.get(line)
            if held is None or rank(problem) > rank(held):
                again[line] = problem
    return Evidence(prices, again, given)


def sureness(problem: Problem) -> int:
    """How sure it is that a line asks for what is there already, 0-100."""
    return 100 if problem.confidence is None else problem.confidence


def priced_down_to(problem: Problem) -> int | None:
    """The unit price in đồng that a check of norms cures a line with; None = it names none."""
    if problem.cure is None or problem.cure[0] != "unit_price":
        return None
    return _read_price(problem.cure[1])


@lru_cache(maxsize=10_000)
def _read_price(text: str) -> int | None:
    return parse_money(text)[0]
