"""What people decide, as changes: made, changed, withdrawn, refused in sentences."""

from pathlib import Path

import pytest

from budget.cuts.necessity.judging import plan_banding, plan_score, plan_weights
from budget.model.states import Band, Criterion
from budget.store.kinds import ALL
from tests.plans import a_plan, add_line


def test_points_are_made_changed_and_withdrawn(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan)
        plan.necessity.score(line, Criterion.PEOPLE, 80, "12.000 dân")
        with plan.store.read() as cursor:
            ((again,), _) = plan_score(cursor, line, Criterion.PEOPLE, 60, "6.000 dân", "Bình")
            ((gone,), _) = plan_score(cursor, line, Criterion.PEOPLE, None, "nhầm", "Bình")
    assert (again.entity, again.group) == (f"{line}|people", "about")
    assert again.old is not None
    assert again.new is not None
    assert (again.old["points"], again.old["author"], again.new["points"], again.new["author"]) == (80, "An", 60, "Bình")
    assert (gone.group, gone.new) == (ALL, None)


def test_a_band_is_made_and_withdrawn(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan)
        plan.necessity.band(line, Band.MEETINGS, "là hội nghị")
        with plan.store.read() as cursor:
            ((gone,), _) = plan_banding(cursor, line, None, "nhầm", "An")
    assert gone.old is not None
    assert (gone.entity, gone.old["band"], gone.new) == (line, "d", None)


def test_only_weights_that_differ_are_written(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        plan.necessity.set_weights({Criterion.PEOPLE: 30}, "đầu năm")
        with plan.store.read() as cursor:
            changes, _ = plan_weights(cursor, {Criterion.PEOPLE: 30, Criterion.DEADLINE: 40}, "giữa năm")
    assert [(change.entity, change.new) for change in changes] == [("deadline", {"code": "deadline", "weight": 40, "note": "giữa năm"})]


@pytest.mark.parametrize("points", [-1, 101])
def test_points_out_of_range_are_refused(tmp_path: Path, points: int) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan)
        with plan.store.read() as cursor:
            changes, problems = plan_score(cursor, line, Criterion.PEOPLE, points, "đông", "An")
    assert (changes, [problem.code for problem in problems]) == ([], ["points_range"])
