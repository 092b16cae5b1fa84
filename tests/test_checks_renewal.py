"""How far a change reaches, and that within its reach nothing is missed and beyond it nothing is said."""

from pathlib import Path

from budget.checks.law import read_law
from budget.checks.peers import read_peers
from budget.checks.renewal import Reach, renew
from budget.model.ids import BASE
from budget.plan.face import Plan
from tests.checked import CLEAN, everything, grant
from tests.plans import DISTRICT, a_plan, edit


def reach_of(plan: Plan, line: str) -> tuple[Reach, set[tuple[str, str | None]]]:
    with plan.store.read() as cursor:
        reach, found = renew(cursor, BASE, (read_law(cursor), read_peers(cursor, 1)), [line], ([], frozenset(), frozenset()))
    return reach, {(problem.code, problem.line) for problem in found}


def test_a_line_is_found_again_with_what_requires_it_and_the_groups_it_stands_in(tmp_path: Path) -> None:
    lines = [
        CLEAN,
        {**CLEAN, "basis": "", "price_kind": ""},
        {**CLEAN, "unit": DISTRICT, "source": "NQ36-H"},
        {**CLEAN, "name": "Máy in A4"},
    ]
    with a_plan(tmp_path, lines) as plan:
        one, twin, elsewhere, child = (plan.lines.find_id(str(number)) for number in (1, 2, 3, 4))
        edit(plan, child, "requires", one)
        grant(plan, "1", "2", "4")
        reach, found = reach_of(plan, one)
        assert reach.own == {one, child}
        assert reach.same == {one, twin, elsewhere}
        assert reach.block == {one, twin}
        assert found == {("duplicate_request", twin)}, "what the twin lacks by itself is not asked again"


def test_what_is_known_and_not_found_again_is_as_it_was(tmp_path: Path) -> None:
    lines = [{**CLEAN, "norm": "", "unit_price": f"{price}.000.000"} for price in (10, 10, 10, 10, 10, 90)]
    with a_plan(tmp_path, lines) as plan:
        grant(plan, *"123456")
        known = everything(plan)
        reach, found = reach_of(plan, plan.lines.find_id("1"))
        again = {(problem.code, problem.line) for problem in known if reach.is_renewed(problem)}
        assert again == found
        assert ("price_outlier", plan.lines.find_id("6")) in found
        assert {code for code, _ in found} == {"price_outlier", "duplicate_request"}
