"""Which units a source may grant to and which may hold a pot of it."""

from pathlib import Path

from budget.funding.holders import read_grantees, read_holders
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, a_plan


def test_purses_decide_who_holds_and_rules_decide_who_is_granted(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        held = {source: {unit.code for unit in read_holders(cursor, source)} for source in ("QD334", "NQ36-H", "NQ36-X", "NSH-BDXH")}
        granted = {unit.code for unit in read_grantees(cursor, "QD334")}
    assert held["QD334"] == set()
    assert (DISTRICT in held["NQ36-H"], COMMUNE in held["NQ36-H"]) == (True, False)
    assert (DISTRICT in held["NQ36-X"], COMMUNE in held["NQ36-X"]) == (False, True)
    assert {DISTRICT} <= held["NSH-BDXH"]
    assert (DEPARTMENT in granted, DISTRICT in granted) == (True, False)
