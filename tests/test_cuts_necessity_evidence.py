"""What the checks found that bears on need: found anew or taken over, the surest sign of a line, prices to come down to."""

from pathlib import Path

from budget.cuts.necessity.evidence import find_evidence, priced_down_to, sureness, weigh_evidence
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.plan.face import Plan
from tests.plans import a_plan

TWICE = {"name": "Máy quét", "quantity": "1"}


def found(plan: Plan) -> list[Problem]:
    with plan.store.read() as cursor:
        return find_evidence(cursor, BASE)


def test_the_same_is_found_anew_and_by_all_checks(tmp_path: Path) -> None:
    dear = {"name": "Máy tính", "norm": "MT_CBCC", "unit_price": "19.200.000"}
    with a_plan(tmp_path, [TWICE, {**TWICE, "source": "DT-GIAO"}, dear]) as plan:
        anew = weigh_evidence(found(plan))
        taken = weigh_evidence(plan.checks.run())
        second, third = plan.lines.find_id("2"), plan.lines.find_id("3")
    assert (anew.prices.keys(), anew.again.keys(), anew.given) == ({third}, {second}, {})
    assert {line: problem.sentence for line, problem in taken.again.items()} == {
        line: problem.sentence for line, problem in anew.again.items()
    }
    assert priced_down_to(anew.prices[third]) == 15_000_000


def test_what_somebody_set_aside_is_no_evidence(tmp_path: Path) -> None:
    with a_plan(tmp_path, [TWICE, TWICE]) as plan:
        (problem,) = found(plan)
        plan.checks.dismiss(problem, "hai phòng khác nhau")
        assert found(plan) == []


def test_the_surest_of_several_signs_is_told() -> None:
    like = Problem("duplicate_likely", "Có thể trùng", line="a", confidence=80)
    same = Problem("duplicate_request", "Trùng", line="a")
    across = Problem("duplicate_across_units", "Hai cấp", line="a", confidence=80)
    for order in ((like, same, across), (across, same, like), (same, across, like)):
        assert weigh_evidence(order).again["a"] is same
    assert weigh_evidence([across, like]).again["a"] is weigh_evidence([like, across]).again["a"]
    assert (sureness(same), sureness(like)) == (100, 80)
    assert priced_down_to(same) is None
