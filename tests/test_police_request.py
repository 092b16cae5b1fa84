"""The request adds up: every đồng asked for is in a dossier or somewhere with a name."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from budget.model.states import ContentVerdict, OperationKind, Route
from budget.police.dossiers import build_dossiers
from budget.police.request import PoliceLine, PoliceRequest
from budget.police.standing import Standing
from tests.checked import POLICE
from tests.plans import a_plan, branch, operate

LINE = PoliceLine(
    *("id", 1, "CA-TINH", "Công an tỉnh", "Tập huấn", "lớp", "training", "recurrent", "plain_task", "6699", "", "CTX-TINH", "", 2024),
    *("operating", "passed", "", "", "", 1_000, 100, 1_000, 100, 1_000, 80, 80, None),
    amount=100,
    dropped=False,
)
money = st.integers(0, 10**12)


@st.composite
def lines(draw: st.DrawFn) -> PoliceLine:
    """A line with any route, verdict and figures, sensible or not."""
    texts = {
        "route": draw(st.sampled_from(["", *Route])),
        "verdict": draw(st.sampled_from(["", *ContentVerdict])),
        "nature": draw(st.sampled_from(["recurrent", "investment"])),
        "category": draw(st.sampled_from(["training", "equipment", "project", "other"])),
    }
    asked, accepted, finance = draw(money), draw(st.none() | money), draw(st.none() | money)
    figures = {"requested": asked, "content_amount": accepted, "finance_amount": finance, "amount": asked, "dropped": draw(st.booleans())}
    return PoliceLine(**{**LINE.__dict__, **texts, **figures})


@given(st.lists(lines(), max_size=12))
def test_the_request_is_its_two_dossiers_and_what_stays_behind(asked: list[PoliceLine]) -> None:
    request = PoliceRequest(tuple(asked), 1)
    found, (investment, operating) = request.reconcile(), build_dossiers(request)
    assert found.requested == sum(line.requested for line in asked)
    behind = found.waiting + found.unclassified + found.not_local + found.refused + found.dropped
    assert found.requested == investment.amount + operating.amount + behind + found.reduced - found.raised
    assert sum(amount for _, amount in found.parts) == found.requested
    assert min(found.reduced, found.raised, behind) >= 0


@given(st.lists(lines(), max_size=12))
def test_every_line_stands_in_one_place_and_under_one_way(asked: list[PoliceLine]) -> None:
    request = PoliceRequest(tuple(asked), 1)
    assert sum(len(request.at(standing)) for standing in Standing) == len(asked)
    assert sum(len(request.routed(route)) for route in Route) == len(asked)
    assert sum(request.sums(route).requested for route in Route) == request.sums().requested


def test_only_the_police_in_the_estimate_ask(tmp_path: Path) -> None:
    with a_plan(tmp_path, [POLICE, {}, {**POLICE, "listing": "other"}, {**POLICE, "year": "2025"}]) as plan:
        assert [line.number for line in plan.police.request().lines] == [1, 4]
        assert [line.number for line in plan.police.request(year=2024).lines] == [1]
        assert plan.police.request().seq == plan.head()


def test_a_line_that_a_scenario_drops_is_told_apart(tmp_path: Path) -> None:
    with a_plan(tmp_path, [POLICE, {**POLICE, "quantity": "1", "content_quantity": "1"}]) as plan:
        scenario = branch(plan, "PA1")
        operate(plan, scenario, OperationKind.DROP, lines=(plan.lines.find_id("2"),))
        base, other = plan.police.request().reconcile(), plan.police.request("PA1").reconcile()
    assert (base.operating, base.dropped) == (30_000_000, 0)
    assert (other.operating, other.dropped, other.requested) == (20_000_000, 10_000_000, 30_000_000)


def test_a_suggestion_waits_only_where_nobody_has_confirmed_a_way(tmp_path: Path) -> None:
    loose = {**POLICE, "category": "equipment", "budget_code": "6956"}
    with a_plan(tmp_path, [POLICE, {**POLICE, "route": ""}, {**loose, "route": "unclassified"}]) as plan:
        request = plan.police.request()
    assert [line.may_follow for line in request.lines] == [False, True, False]
    assert request.unconfirmed == 2
