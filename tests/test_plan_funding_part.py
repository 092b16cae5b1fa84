"""Funding of an open plan: pots follow every commit, ceilings are journaled with a reason, purses are found from codes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.model.problem import PlanError
from budget.model.states import Verdict
from budget.plan.face import Plan, open_plan
from budget.store.stale import StaleWriteError
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, OTHER_DISTRICT, add_line, close, edit, make_plan, problems_of


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    made = make_plan(tmp_path, [{"unit": COMMUNE, "source": "NSH-BDXH"}, {"unit": DISTRICT, "source": "NSH-BDXH"}, {}])
    yield made
    close(made)


def _needs(plan: Plan) -> dict[str, int]:
    return {pot.id: pot.need for pot in plan.funding.pots()}


def test_commune_and_district_share_a_district_purse(plan: Plan) -> None:
    assert _needs(plan) == {f"NSH-BDXH|{DISTRICT}|2024|recurrent": 40_000_000, "QD334|49|2024|recurrent": 20_000_000}
    edit(plan, plan.lines.find_id("1"), "unit", OTHER_DISTRICT)
    assert _needs(plan)[f"NSH-BDXH|{OTHER_DISTRICT}|2024|recurrent"] == 20_000_000
    edit(plan, plan.lines.find_id("1"), "source", "PHI")
    assert _needs(plan)[f"PHI|{OTHER_DISTRICT}|2024|recurrent"] == 20_000_000
    assert plan.funding.sums().need == plan.totals().amount()


def test_a_pot_is_found_from_a_source_and_a_unit(plan: Plan) -> None:
    place = plan.funding.place_of
    assert place("QD334", None) == ("QD334", "49", 2024, "recurrent")
    assert place("QD334", DEPARTMENT) == ("QD334", "49", 2024, "recurrent")
    assert place("NSH-BDXH", COMMUNE) == ("NSH-BDXH", DISTRICT, 2024, "recurrent")
    assert place("PHI", COMMUNE, 2025) == ("PHI", COMMUNE, 2025, "recurrent")
    assert place("DTC", "49", None, "investment") == ("DTC", "49", 2024, "investment")
    for source, unit, code in (("XX", None, "unknown_source"), ("PHI", None, "unit_missing"), ("PHI", "999", "unknown_unit")):
        with pytest.raises(PlanError) as refused:
            place(source, unit)
        assert refused.value.problem.code == code


def test_a_ceiling_is_entered_corrected_deleted_and_undone(plan: Plan, tmp_path: Path) -> None:
    funding, place = plan.funding, plan.funding.place_of("QD334", None)
    change, _ = funding.set_ceiling(place, {"granted": 15_000_000, "spent": 1_000_000}, "QĐ giao")
    assert change is not None
    assert change.receipt is not None
    assert (change.old, change.new) == (None, 15_000_000)
    sums = funding.by_source()["QD334"]
    assert (sums.left, sums.shortage, sums.unknown_pots) == (14_000_000, 6_000_000, 0)
    assert funding.by_level()["province"] == sums
    again, _ = funding.set_ceiling(place, {"granted": 15_000_000}, "QĐ giao")
    assert again is not None
    assert again.receipt is None
    funding.set_ceiling(place, {"granted": 30_000_000}, "bổ sung")
    assert funding.sums().surplus == 9_000_000
    receipt, _ = funding.delete_ceiling(change.pot, "nhầm nguồn")
    assert receipt is not None
    assert funding.ceiling(change.pot) is None
    assert funding.by_source()["QD334"].unknown_need == 20_000_000
    plan.undo(receipt.seq)
    assert funding.sums().surplus == 9_000_000
    plan.undo_last()
    assert funding.by_source()["QD334"].shortage == 6_000_000
    assert problems_of(plan, tmp_path) == []


def test_a_ceiling_changed_meanwhile_is_stale(plan: Plan) -> None:
    place = plan.funding.place_of("QD334", None)
    plan.funding.set_ceiling(place, {"granted": 10}, "QĐ giao")
    seen = plan.head()
    open_plan(plan.path, "Bình").funding.set_ceiling(place, {"granted": 20}, "bổ sung", expected=seen)
    with pytest.raises(StaleWriteError) as refused:
        plan.funding.set_ceiling(place, {"granted": 30}, "bổ sung", expected=seen)
    assert refused.value.theirs == {"granted": 20, "spent": None, "committed": None}
    with pytest.raises(StaleWriteError):
        plan.funding.delete_ceiling("QD334|49|2024|recurrent", "nhầm", seen)


def test_refusals_write_nothing(plan: Plan) -> None:
    head, place = plan.head(), plan.funding.place_of("QD334", None)
    assert plan.funding.set_ceiling(place, {"granted": 10}, "")[0] is None
    assert [problem.code for problem in plan.funding.delete_ceiling("QD334|49|2024|recurrent", "x")[1]] == ["pot_missing"]
    plan.funding.set_ceiling(place, {"granted": 10}, "QĐ giao")
    assert [problem.code for problem in plan.funding.delete_ceiling("QD334|49|2024|recurrent", " ")[1]] == ["reason_missing"]
    assert plan.head() == head + 1


def test_two_amounts_for_one_purse_are_refused_whole(plan: Plan) -> None:
    receipt, problems = plan.funding.set_many("NSH-BDXH", 2024, {DISTRICT: 5, COMMUNE: 7, OTHER_DISTRICT: 9}, "QĐ giao")
    assert receipt is None
    assert [(problem.code, problem.pot) for problem in problems] == [("pot_given_twice", f"NSH-BDXH|{DISTRICT}|2024|recurrent")]
    receipt, problems = plan.funding.set_many("NSH-BDXH", 2024, {DISTRICT: 5, OTHER_DISTRICT: 9}, "QĐ giao")
    assert receipt is not None
    assert (problems, plan.funding.sums().granted) == ([], 14)


def test_years_are_kept_apart(plan: Plan) -> None:
    add_line(plan, year="2025")
    assert plan.funding.sums(year=2024).need == 60_000_000
    assert plan.funding.sums(year=2025).need == 20_000_000
    assert plan.funding.sums().need == 80_000_000


def test_who_may_pay_and_where_freed_money_goes_are_asked_of_the_plan(plan: Plan) -> None:
    line = add_line(plan, unit=DISTRICT, source="NQ36-H")
    table = plan.funding.verdicts()
    place = table.lines.index(line).as_py()
    assert table.ruling(place, "NQ36-H").verdict is Verdict.ALLOW
    assert {finding.problem.code for finding in plan.funding.lint()} >= {"source_unusable"}
    freed = plan.funding.where_freed("NQ36-H")
    assert freed is not None
    assert "ở lại ngân sách của chính huyện" in freed.answer
