"""Running the checks of a scenario over all of its lines or some of them, set-wise, in the caller's transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from budget.checks.ceilings import check_ceilings
from budget.checks.codes import check_codes
from budget.checks.contracts import check_contracts
from budget.checks.dependencies import check_dependencies
from budget.checks.duplicates import check_duplicates
from budget.checks.gates import check_gates
from budget.checks.given import check_given
from budget.checks.kin import check_kin
from budget.checks.law import Law
from budget.checks.likely import check_likely
from budget.checks.listed import check_listed
from budget.checks.missing import check_missing
from budget.checks.norms import check_norms
from budget.checks.packages import check_packages
from budget.checks.police import check_police
from budget.checks.prices import check_prices
from budget.checks.pricing import check_pricing
from budget.checks.quantities import check_quantities
from budget.checks.registry import REGISTRY, urgency
from budget.checks.scope import Scope, open_scope
from budget.checks.sources import check_sources
from budget.checks.stock import check_stock
from budget.checks.tasks import check_tasks, check_timing
from budget.checks.tiers import check_tiers
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.store.database import Cursor
from budget.totals.cube import Totals
from budget.totals.reading import read_scenario_totals, read_totals

Family = Callable[[Scope], list[Problem]]
OWN: tuple[Family, ...] = (
    *(check_sources, check_norms, check_codes, check_police, check_contracts, check_dependencies),
    *(check_stock, check_given, check_pricing, check_quantities, check_missing, check_listed, check_gates, check_timing),
)
"""The checks that look at a line by itself and at what it requires, one function a family."""
HELD_AGAINST_OTHERS: tuple[Family, ...] = (check_prices, check_kin, check_duplicates, check_likely, check_tiers, check_packages)
"""The checks that hold lines against each other."""

Key = tuple[str, str | None, str | None, tuple[str, ...]]


@dataclass(frozen=True)
class Pressing:
    """The problems of one code: how many, the one shown as an example, and which lines or pots to open to cure them."""

    code: str
    title: str
    severity: Severity
    count: int
    example: Problem
    lines: tuple[str, ...]
    pots: tuple[str, ...]


def run_checks(cursor: Cursor, scenario: str, lines: Sequence[str] | None = None, totals: Totals | None = None) -> list[Problem]:
    """Every problem of a scenario, the most pressing first; with `lines` only those of these lines, and none of the pots.

    `totals` are the scenario's, read from the plan when they are not given.
    """
    if lines is not None:
        return check_lines(cursor, scenario, lines)
    known = totals or read_scenario_totals(cursor, read_totals(cursor), scenario)
    return sort_problems([*check_plan(cursor, known), *check_lines(cursor, scenario)])


def check_plan(cursor: Cursor, totals: Totals) -> list[Problem]:
    """The problems of no single line: those of the pots, then those of the tasks; `totals` are the scenario's."""
    return [*check_ceilings(cursor, totals), *check_tasks(cursor, totals)]


def check_lines(cursor: Cursor, scenario: str, lines: Sequence[str] | pa.Table | None = None) -> list[Problem]:
    """The problems of lines as a scenario resolves them (None = all; a table has a column `line`), the most pressing first."""
    return sort_problems(find_problems(cursor, scenario, lines))


def find_problems(
    cursor: Cursor, scenario: str, lines: Sequence[str] | pa.Table | None = None, between: Callable[[], None] = lambda: None
) -> list[Problem]:
    """The same in no order that counts; `between` is called between the pieces, and may wait or raise."""
    scope = open_scope(cursor, scenario, lines, between=between)
    problems: list[Problem] = []
    for check in (*OWN, *HELD_AGAINST_OTHERS):
        between()
        problems.extend(check(scope))
    return problems


def find_own(cursor: Cursor, scenario: str, lines: Sequence[str], law: Law) -> list[Problem]:
    """The problems of lines by themselves, without holding them against others; in no order that counts."""
    scope = open_scope(cursor, scenario, lines, law=law, alone=True)
    return [problem for check in OWN for problem in check(scope)]


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Errors first, then by the order of the register, then by line; pots stay in the order they were found in."""
    return sorted(problems, key=urgency)


def key_of(problem: Problem) -> Key:
    """What makes two problems the same: the code, the line or pot it concerns, and what it was held against."""
    return problem.code, problem.line, problem.pot or problem.task, problem.others


def new_problems(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """The problems of `after` that were not there before, by code and line (or pot); swapped, what was cured."""
    known = {key_of(problem) for problem in before}
    return [problem for problem in after if key_of(problem) not in known]


def group_problems(problems: Iterable[Problem]) -> list[Pressing]:
    """The problems by code, the most pressing code first; a code's severity and example are those of its worst problem."""
    members: dict[str, list[Problem]] = {}
    for problem in problems:
        members.setdefault(problem.code, []).append(problem)
    groups = [_press(code, held) for code, held in members.items()]
    return sorted(groups, key=lambda group: urgency(group.example))


def _press(code: str, held: Sequence[Problem]) -> Pressing:
    worst = min(held, key=urgency)
    title = REGISTRY[code].title if code in REGISTRY else code
    lines = tuple(dict.fromkeys(problem.line for problem in held if problem.line))
    pots = tuple(dict.fromkeys(problem.pot for problem in held if problem.pot))
    return Pressing(code, title, worst.severity, len(held), worst, lines, pots)
