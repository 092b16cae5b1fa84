"""What is found again after some lines changed: their own problems, and those of the groups they stand in now or stood in before.

Law: with the problems that were known, less those `is_renewed` names, plus what is found here, every problem of the scenario is there
and none too many. A group is looked at as a whole: all lines of one unit and set of numbers, of one package, of one name and measure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from budget.checks.beside import lay_out_beside, lay_out_priced, read_kinship
from budget.checks.duplicates import check_duplicates
from budget.checks.kin import LEAST, find_far, is_of_kin, tell_far
from budget.checks.law import Law
from budget.checks.likely import check_likely
from budget.checks.packages import check_packages
from budget.checks.peers import Keys, Peers
from budget.checks.prices import MINIMUM, check_prices
from budget.checks.run import find_own
from budget.checks.scope import Scope, show_all
from budget.checks.tiers import check_tiers
from budget.model.problem import Problem
from budget.store.database import Cursor

_OF_PRICES = frozenset({"price_outlier", "unit_slip", "amount_slip"})
_OF_BLOCKS = frozenset({"duplicate_across_sources", "duplicate_request", "duplicate_likely"})
_OF_TIERS = "duplicate_across_units"
_OF_PACKAGES = "split_purchase"


@dataclass(frozen=True)
class Reach:
    """How far a change reaches: the changed lines, those checked by themselves, and the groups that are looked at as a whole.

    `kin`: of a whole kinship only the lines whose prices stand alone or did.
    """

    touched: frozenset[str]
    own: frozenset[str]
    same: frozenset[str]
    block: frozenset[str]
    package: frozenset[str]
    kin: frozenset[str]

    def lines(self) -> frozenset[str]:
        """Every line that may have other problems now, but for those that only another tier ties to the changed ones."""
        return self.kin | self.touched | self.own | self.same | self.block | self.package

    def is_renewed(self, problem: Problem) -> bool:
        """Whether a problem known from before is found again, if it still is one."""
        line = problem.line or ""
        if line in self.touched:
            return True
        if is_of_kin(problem):
            return line in self.kin
        if problem.code in _OF_PRICES:
            return line in self.same
        if problem.code in _OF_BLOCKS:
            return line in self.block
        if problem.code == _OF_TIERS:
            return not self.touched.isdisjoint(problem.others)
        return line in (self.package if problem.code == _OF_PACKAGES else self.own)


def renew(
    cursor: Cursor, scenario: str, known: tuple[Law, Peers], touched: Iterable[str], before: tuple[Sequence[Keys], frozenset[str]]
) -> tuple[Reach, list[Problem]]:
    """How far the change of some lines reaches, and every problem within that reach.

    `before`: the numbers that lines had, and the lines whose prices stood alone among their kin.
    """
    (law, peers), (former, alone) = known, before
    changed = frozenset(touched)
    own = changed | peers.dependents(changed)
    fresh = find_own(cursor, scenario, sorted(own), law)
    moved = [*peers.of(changed), *former]
    scope = show_all(cursor, scenario, law)
    block, package = _group(peers, "block", moved), _group(peers, "package", moved)
    if lay_out_beside(cursor, scenario, peers, changed, (block, package)):
        for check in (check_duplicates, check_likely, check_tiers, check_packages):
            fresh.extend(check(scope))
    same = _group(peers, "same", moved)
    fresh.extend(_priced(scope, same))
    kinship = _group(peers, "stem", moved)
    slips = _alone(scope, kinship)
    held = kinship.filter(pc.is_in(kinship.column("id"), value_set=pa.array(sorted(alone), pa.string())))
    kin = _ids(held) | frozenset(problem.line or "" for problem in slips)
    fresh.extend(slips)
    reach = Reach(changed, own, _ids(same), _ids(block), _ids(package), kin)
    return reach, [problem for problem in fresh if reach.is_renewed(problem)]


def _priced(scope: Scope, same: pa.Table) -> list[Problem]:
    if same.num_rows < MINIMUM:
        return []
    lay_out_priced(scope.cursor, scope.scenario, same)
    return check_prices(scope)


def _alone(scope: Scope, kinship: pa.Table) -> list[Problem]:
    if kinship.num_rows < LEAST:
        return []
    return tell_far(scope.cursor, scope.law, find_far(read_kinship(scope.cursor, scope.scenario, kinship)))


def _group(peers: Peers, key: str, moved: Sequence[Keys]) -> pa.Table:
    return peers.beside(key, {getattr(keys, key) for keys in moved} - {0})


def _ids(table: pa.Table) -> frozenset[str]:
    return frozenset(table.column("id").to_pylist())
