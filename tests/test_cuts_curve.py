"""The frontier as people read it: points in order, knees where it turns steep, and where later levels begin to be hit."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from budget.cuts.curve import CurvePoint, _knees, read_curve, say_level
from budget.cuts.process.wire import Asked, Found, Request
from budget.cuts.process.worker import search
from budget.cuts.settings import DROP_ONLY, CutSettings, Quota, Target
from budget.plan.face import Plan
from tests.cut_searches import an_answer, an_instance
from tests.plans import a_plan

LINES = [
    {"name": "Máy tính", "priority": "4", "quantity": "1", "unit_price": "100.000.000"},
    {"name": "Máy quét", "priority": "3", "quantity": "1", "unit_price": "100.000.000"},
    {"name": "Máy chủ", "priority": "2", "quantity": "1", "unit_price": "100.000.000"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    with a_plan(Path(tmp_path_factory.mktemp("curve")), LINES) as made:
        yield made


def drawn_of(plan: Plan):  # noqa: ANN201  # a question
    return plan.cuts.draw(CutSettings(targets=(Target(Quota(share_bp=1000)),), means=DROP_ONLY), plan.necessity.default_day())


def found_of(plan: Plan, points: int = 7) -> list[Found]:
    return list(search(Request(Asked.FRONTIER, drawn_of(plan).instance, points=points), lambda _share, _doing: True))


def test_points_stand_by_what_they_save_in_whatever_order_they_came(plan: Plan) -> None:
    found = found_of(plan)
    curve = read_curve(drawn_of(plan), found)
    assert read_curve(drawn_of(plan), found[::-1]) == curve
    assert [point.saved for point in curve.points] == [0, 100_000_000, 200_000_000, 300_000_000], "one point for each outcome"
    assert [point.target for point in curve.points] == [0, 100_000_000, 200_000_000, 300_000_000]
    assert (curve.points[0].saved, curve.points[0].harm, curve.points[0].level) == (0, 0, -1)
    assert curve.points[-1].saved == 300_000_000
    assert all(point.across >= point.harm for point in curve.points[:-1])


def test_what_a_search_out_of_time_left_above_a_better_answer_is_no_point(plan: Plan) -> None:
    found = found_of(plan)
    worse = Found(50_000_000, found[-1].answer)
    assert worse.answer.harm > next(each for each in found if each.target == 100_000_000).answer.harm
    assert read_curve(drawn_of(plan), [*found, worse]) == read_curve(drawn_of(plan), found)
    one, three = (next(each for each in found if each.target == target) for target in (100_000_000, 300_000_000))
    nothing = found[0]
    assert nothing.target == 0
    # the answer to a small target may save much more, and then betters what was found for a larger one
    points = read_curve(drawn_of(plan), [nothing, Found(1, one.answer), Found(60_000_000, three.answer), three]).points
    assert [(point.target, point.saved) for point in points][:2] == [(0, 0), (1, 100_000_000)]
    assert points[-1].saved == 300_000_000
    # one that falls short of what it was asked for is held against others by what it saves
    dear = Found(400_000_000, replace(one.answer, harm=three.answer.harm + 1))
    assert all(point.answer is not dear.answer for point in read_curve(drawn_of(plan), [nothing, one, dear, three]).points)


def test_where_later_levels_begin_is_told_once_each(plan: Plan) -> None:
    curve = read_curve(drawn_of(plan), found_of(plan))
    assert [(edge.saved, edge.words) for edge in curve.edges] == [
        (100_000_000, "Từ đây cắt cả khoản ưu tiên 4"),
        (200_000_000, "Từ đây cắt cả khoản ưu tiên 3"),
        (300_000_000, "Từ đây cắt cả khoản ưu tiên 2"),
    ]


def test_levels_have_names() -> None:
    assert [say_level(level) for level in (0, 5, 6, 9)] == ["nhóm a)", "nhóm e)", "khoản ưu tiên 4", "khoản ưu tiên 1"]


def a_point(saved: int, harm: int) -> CurvePoint:
    return CurvePoint(saved, saved, harm, 0, 0, an_answer(an_instance()))


def test_a_knee_is_where_the_next_step_costs_half_as_much_again() -> None:
    steps = [a_point(0, 0), a_point(10, 10), a_point(20, 20), a_point(30, 40), a_point(40, 69), a_point(50, 98)]
    assert [(knee.saved, knee.harm) for knee in _knees(steps)] == [(20, 20)]
    assert _knees(steps[:2]) == ()


def test_the_neighbours_of_a_target(plan: Plan) -> None:
    curve = read_curve(drawn_of(plan), found_of(plan))
    below, above = curve.around(150_000_001)
    assert below is not None
    assert above is not None
    assert below.target <= 150_000_001 < above.target
    assert curve.around(0)[0] is None
    assert curve.around(10**12)[1] is None
