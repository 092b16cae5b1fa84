"""A question in hand: targets change and the frontier stays; a solved point answers at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.cuts.curve import read_curve
from budget.cuts.process.following import SearchState
from budget.cuts.process.inquiry import Inquiry, aimed
from budget.cuts.settings import DROP_ONLY, CutSettings, Mode, Quota, Target
from budget.plan.face import Plan
from tests.at_once import AtOnce, Never
from tests.plans import a_plan, add_line, edit

LINES = [{"name": f"Máy {number}", "priority": "4", "quantity": "1", "unit_price": f"{number}00.000.000"} for number in (1, 2, 4)]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    with a_plan(Path(tmp_path_factory.mktemp("inquiry")), LINES) as made:
        add_line(made, name="Trụ sở", quantity="1", unit_price="900.000.000", listing="other")
        yield made


def drawn_of(plan: Plan, amount: int = 100_000_000, **settings: object):  # noqa: ANN201  # a question
    asked = CutSettings(targets=(Target(Quota(amount=amount)),), means=DROP_ONLY, **settings)  # type: ignore[arg-type]
    return plan.cuts.draw(asked, plan.necessity.default_day())


def test_another_amount_is_the_same_question_as_if_drawn_anew(plan: Plan) -> None:
    turned, anew = aimed(drawn_of(plan), (Target(Quota(amount=300_000_000)),)), drawn_of(plan, 300_000_000)
    assert (turned.target, turned.settings) == (anew.target, anew.settings)
    for one, two in zip(turned.instance.rows, anew.instance.rows, strict=True):
        assert (one.kind, one.limit) == (two.kind, two.limit)
        assert (one.option.tolist(), one.weight.tolist()) == (two.option.tolist(), two.weight.tolist())


def test_the_target_is_answered_and_the_frontier_traced(plan: Plan) -> None:
    inquiry = Inquiry(drawn_of(plan), AtOnce())
    assert inquiry.is_over
    assert inquiry.answer is not None
    assert inquiry.answer.harm > 0
    assert [found.target for found in inquiry.points] == sorted(found.target for found in inquiry.points)
    assert (inquiry.single.base_seq, inquiry.frontier.base_seq) == (plan.head(), plan.head())


def test_the_target_of_its_own_is_a_point_too_where_it_is_reached(plan: Plan) -> None:
    inquiry = Inquiry(drawn_of(plan, 150_000_001), AtOnce())
    assert [found.target for found in inquiry.known if found not in inquiry.points] == [150_000_001]
    out_of_reach = Inquiry(drawn_of(plan, 10**12), AtOnce())
    assert out_of_reach.known == out_of_reach.points


def test_the_curve_is_of_all_that_is_known_and_each_point_is_read_once(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    inquiry = Inquiry(drawn_of(plan, 150_000_001), AtOnce())
    curve = inquiry.curve
    assert curve == read_curve(inquiry.drawn, inquiry.known)
    monkeypatch.delattr("budget.cuts.curve.across_the_board")
    assert all(one is other for one, other in zip(inquiry.curve.points, curve.points, strict=True))


def test_a_solved_point_answers_before_its_own_search_does(plan: Plan) -> None:
    inquiry = Inquiry(drawn_of(plan), AtOnce())
    frontier, point = inquiry.frontier, inquiry.points[10]
    inquiry._slot = Never()
    inquiry.aim((Target(Quota(amount=point.target)),))
    assert inquiry.answer is point.answer
    assert inquiry.frontier is frontier
    inquiry.aim((Target(Quota(amount=point.target + 1)),))
    assert inquiry.answer is None


def test_the_same_target_is_not_searched_for_again_and_another_stops_the_one_before(plan: Plan) -> None:
    inquiry = Inquiry(drawn_of(plan), Never())
    first = inquiry.single
    inquiry.aim(inquiry.drawn.settings.targets)
    assert inquiry.single is first
    inquiry.aim((Target(Quota(amount=5)),))
    assert first.look().state is SearchState.CANCELLED
    inquiry.cancel()
    assert [standing.state for standing in inquiry.standings()] == [SearchState.CANCELLED] * 2


def test_the_same_question_on_newer_figures_goes_on_and_another_does_not(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        inquiry = Inquiry(drawn_of(plan), AtOnce())
        inquiry.aim((Target(Quota(amount=200_000_000)),))
        answer, searches = inquiry.answer, (inquiry.single, inquiry.frontier)
        edit(plan, plan.lines.find_id("1"), "name", "Máy khác")
        newer = drawn_of(plan)
        assert inquiry.stand_on(newer)
        assert (inquiry.drawn.seq, inquiry.drawn.target, inquiry.drawn.figures) == (newer.seq, 200_000_000, newer.figures)
        assert (inquiry.answer, inquiry.single, inquiry.frontier) == (answer, *searches)
        assert not inquiry.stand_on(drawn_of(plan, unit_cap_bp=1000)), "other rules"
        edit(plan, plan.lines.find_id("1"), "unit_price", "90.000.000")
        assert not inquiry.stand_on(drawn_of(plan)), "other money"
        assert inquiry.drawn.seq == newer.seq


def test_all_is_found_unless_something_was_stopped(plan: Plan) -> None:
    assert Inquiry(drawn_of(plan), AtOnce()).is_done
    stopped = Inquiry(drawn_of(plan), Never())
    assert (stopped.is_done, stopped.is_stopped) == (False, False)
    stopped.cancel()
    assert (stopped.is_over, stopped.is_done, stopped.is_stopped) == (True, False, True)


def test_strictly_by_level_the_frontier_does_not_answer(plan: Plan) -> None:
    inquiry = Inquiry(drawn_of(plan, strict=True), AtOnce())
    assert inquiry.single.request.level is not None
    assert inquiry.frontier.request.level is None
    inquiry._slot = Never()
    inquiry.aim((Target(Quota(amount=inquiry.points[10].target)),))
    assert inquiry.answer is None


def test_a_question_of_making_room_is_drawn_anew_for_another_amount(plan: Plan) -> None:
    inquiry = Inquiry(drawn_of(plan, mode=Mode.MAKE_ROOM), AtOnce())
    assert inquiry.is_over
    with pytest.raises(ValueError, match="drawn anew"):
        inquiry.aim((Target(Quota(amount=1)),))


def test_where_nothing_can_be_cut_there_is_no_frontier_to_wait_for(plan: Plan) -> None:
    inquiry = Inquiry(drawn_of(plan, year=2031), Never())
    assert not len(inquiry.drawn.instance.options)
    assert inquiry.frontier.look().state is SearchState.DONE
