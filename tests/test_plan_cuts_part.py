"""plan.cuts: from settings to a scenario and back, and everything a screen asks in between."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from budget.cuts.narrowing import holding
from budget.cuts.search.solving import StoppedError
from budget.cuts.settings import DROP_ONLY, CutSettings, Means, Pin, Quota, Target
from budget.model.states import CutAction, OperationKind
from budget.plan.cuts_part import CutPreview
from budget.plan.face import Plan
from tests.cut_arrays import try_all
from tests.drawn_cuts import DAY, asking, done, drawn, solved
from tests.plans import COMMUNE, DISTRICT, a_plan, add_line, branch, edit, operate, problems_of

LINES = [
    {"name": "Một", "quantity": "4", "unit_price": "10.000.000", "priority": "4"},
    {"name": "Hai", "unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "30.000.000", "priority": "4"},
    {"name": "Ba", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3", "unit_price": "12.000.000", "priority": "3"},
    {"name": "Bốn", "unit": DISTRICT, "source": "NQ36-H", "quantity": "1", "unit_price": "94.000.000", "priority": "2"},
    {"name": "Khóa", "quantity": "1", "unit_price": "10.000.000", "priority": "4", "locked": "có", "lock_reason": "đã ký"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all that only ask."""
    with a_plan(Path(tmp_path_factory.mktemp("cuts")), LINES) as made:
        yield made


def test_settings_are_read_for_this_plan(plan: Plan) -> None:
    settings, problems = plan.cuts.read_settings({"target": "12 %", "keep": ["1"]})
    assert problems == []
    assert settings is not None
    assert settings.pins == {plan.lines.find_id("1"): Pin(CutAction.KEEP, "Giữ theo yêu cầu")}
    assert plan.cuts.read_settings({"target": "nhiều"})[0] is None


def test_an_answer_tells_its_figures_and_its_proof(plan: Plan) -> None:
    preview = solved(plan, asking(share=1_000))
    assert preview.target == 21_000_000
    assert preview.saved >= preview.target
    assert (preview.deferred, preview.reduced, preview.reductions) == (0, 0, ())
    assert preview.total.before - preview.saved == preview.total.after == 210_000_000 - preview.saved
    assert preview.answer.gap <= 1e-6
    assert preview.relaxations == []
    assert sum(told.saved for told in preview.cuts) == preview.saved
    assert sum(told.harm for told in preview.cuts) == preview.harm
    assert preview.scenario.id == "goc"


def test_what_cannot_be_kept_gives_way_in_sentences(plan: Plan) -> None:
    preview = solved(plan, asking(100_000_000, means=DROP_ONLY, caps={DISTRICT: Quota(amount=0)}))
    assert preview.answer.status == "relaxed"
    assert preview.relaxations
    assert all(sentence.endswith(".") for sentence in preview.relaxations)


def test_locked_lines_stay_whatever_is_asked(plan: Plan) -> None:
    preview = solved(plan, asking(10**12))
    assert 5 not in done(preview)
    assert preview.saved == 200_000_000
    assert preview.relaxations == ["Hạ mục tiêu cắt từ 1.000 tỷ xuống 200 triệu (thiếu 999,8 tỷ)."]


def test_strictly_by_level_touches_no_later_level(plan: Plan) -> None:
    settings = asking(66_000_000, means=DROP_ONLY)
    strict = solved(plan, replace(settings, strict=True))
    assert set(done(strict)) == {1, 3}, "those of which fewer would do come before all that is in no group"
    assert strict.answer.status == "optimal"


def test_a_search_can_be_stopped(plan: Plan) -> None:
    question = drawn(plan, asking(share=2_000))
    said: list[tuple[float, str]] = []

    def progress(share: float, words: str) -> bool:
        said.append((share, words))
        return False

    with pytest.raises(StoppedError):
        plan.cuts.solve(question, progress=progress)
    assert said
    assert all(0 <= share <= 1 and words for share, words in said)


def test_prices_and_exchanges_are_told_by_line(plan: Plan) -> None:
    preview = solved(plan, asking(30_000_000, means=DROP_ONLY))
    (cut,) = preview.cuts
    price = plan.cuts.keep_price(preview, cut.line)
    assert price is not None
    assert price.harm > 0
    swap = plan.cuts.swap(preview, cut.line)
    assert swap is not None
    assert swap.harm == price.harm
    assert plan.cuts.keep_price(preview, plan.lines.find_id("5")) is None
    assert plan.cuts.swap(preview, "no-such-line") is None
    assert plan.cuts.keep_price(preview, "no-such-line") is None


def test_points_of_the_frontier_become_answers(plan: Plan) -> None:
    question = drawn(plan, asking(share=1_000))
    points = list(plan.cuts.frontier(question, points=5))
    assert [point.saved for point in points] == sorted(point.saved for point in points)
    assert points[0].saved == 0
    assert points[-1].saved == 200_000_000
    middle = plan.cuts.at_point(question, points[2])
    assert (middle.saved, middle.harm) == (points[2].saved, points[2].harm)
    assert middle.drawn.settings.targets == (Target(Quota(amount=points[2].target)),)
    assert middle.cuts
    came, went = plan.cuts.between(question, points[1], points[3])
    assert came
    assert all(told.saved for told in (*came, *went))


def test_the_ladder_nests_and_names_what_each_step_releases(plan: Plan) -> None:
    steps = plan.cuts.ladder(asking(share=9_000), DAY, (500, 1_000, 2_000))
    assert [step.short for step in steps] == [10_500_000, 21_000_000, 42_000_000]
    for step in steps:
        assert step.preview.target == step.short <= step.preview.saved
    saved = [{told.line: told.saved for told in step.preview.cuts} for step in steps]
    for before, after in pairwise(saved):
        assert all(after.get(line, 0) >= amount for line, amount in before.items())
    assert steps[0].released == tuple(steps[0].preview.telling.lines(steps[0].preview.outcome.touched.tolist()))


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Plan]:
    """A plan to write in."""
    with a_plan(tmp_path, LINES) as made:
        yield made


def save(plan: Plan, preview: CutPreview, name: str = "Cắt") -> str:
    """Save an answer; the scenario's id."""
    scenario, problems = plan.cuts.save(preview, name, "theo họp")
    assert scenario is not None, problems
    return scenario.id


def test_a_question_is_behind_only_what_may_matter_to_it(fresh: Plan) -> None:
    question = drawn(fresh, asking(share=1_000))
    assert not fresh.cuts.is_behind(question)
    branch(fresh, "Ai đó lập")
    assert not fresh.cuts.is_behind(question), "a scenario beside it"
    edit(fresh, fresh.lines.find_id("1"), "quantity", "3")
    assert fresh.cuts.is_behind(question)


def test_a_saved_answer_is_a_scenario_with_its_run(fresh: Plan, tmp_path: Path) -> None:
    preview = solved(fresh, asking(share=1_000))
    scenario = save(fresh, preview)
    assert fresh.scenarios.outcome(scenario).cut == preview.saved
    current = fresh.cuts.current("Cắt")
    assert current is not None
    assert (current.run.saved, current.run.settings, current.is_old) == (preview.saved, preview.drawn.settings, False)
    assert fresh.cuts.current("goc") is None
    assert fresh.entries(1)[0].action == "save_cut"
    assert problems_of(fresh, tmp_path) == []


def test_saving_is_refused_with_what_to_do(fresh: Plan) -> None:
    preview = solved(fresh, asking(share=1_000))
    save(fresh, preview)
    again = solved(fresh, asking(share=1_000))
    assert [problem.code for problem in fresh.cuts.save(again, "Cắt", "")[1]] == ["name_taken", "reason_missing"]
    edit(fresh, fresh.lines.find_id("1"), "quantity", "5")
    _, problems = fresh.cuts.save(again, "Cắt nữa", "theo họp")
    assert [problem.code for problem in problems] == ["plan_moved"]
    assert "Sửa khoản mục" in problems[0].sentence
    question = drawn(fresh, asking(1))
    nothing = fresh.cuts.preview(question, try_all(holding(question.instance, kept=range(len(question.figures)))))
    assert "nothing_cut" in [problem.code for problem in fresh.cuts.save(nothing, "Không", "theo họp")[1]]


def test_a_run_is_solved_again_and_put_in_its_place(fresh: Plan, tmp_path: Path) -> None:
    scenario = save(fresh, solved(fresh, asking(35_000_000, means=DROP_ONLY)))
    operate(fresh, scenario, OperationKind.PERCENT, {"share_bp": 1_000}, reason="thêm tay", lines=(fresh.lines.find_id("4"),))
    add_line(fresh, name="Sáu", quantity="2", unit_price="17.500.000", priority="4")
    again = fresh.cuts.solve_again(scenario, DAY)
    assert again is not None
    assert again.before.is_old
    assert [one.number for one in again.changes.lines_in] == [6]
    receipt, problems = fresh.cuts.save_into(again.preview, scenario, "tìm lại")
    assert receipt is not None, problems
    outcome = fresh.scenarios.outcome(scenario)
    assert outcome.cut == again.preview.saved + 9_400_000, "what a person added by hand still stands"
    current = fresh.cuts.current(scenario)
    assert current is not None
    assert not current.is_old
    assert problems_of(fresh, tmp_path) == []
    fresh.undo(receipt.seq)
    assert fresh.scenarios.outcome(scenario).cut == 36_000_000 + 9_400_000


def test_an_answer_goes_only_into_a_scenario_of_a_run_on_the_same_parent(fresh: Plan) -> None:
    preview = solved(fresh, asking(share=1_000))
    other = branch(fresh, "tay")
    assert fresh.cuts.save_into(preview, other, "x")[1][0].code == "not_of_a_run"
    scenario = save(fresh, solved(fresh, asking(share=1_000), other), "Cắt trên tay")
    assert fresh.cuts.save_into(preview, scenario, "x")[1][0].code == "other_parent"
    fresh.scenarios.promote(save(fresh, solved(fresh, asking(share=1_000))), "chốt")
    late = solved(fresh, asking(share=1_000))
    assert fresh.cuts.save_into(late, "Cắt", "x")[1][0].code == "scenario_promoted"
    assert fresh.cuts.solve_again(other, DAY) is None


def test_a_cut_on_top_of_another_scenario_stands_on_it(fresh: Plan, tmp_path: Path) -> None:
    parent = branch(fresh, "bớt trước")
    operate(fresh, parent, OperationKind.PERCENT, {"share_bp": 5_000}, lines=(fresh.lines.find_id("1"),))
    preview = solved(fresh, asking(share=1_000), parent)
    assert preview.target == 19_000_000
    scenario = save(fresh, preview)
    assert fresh.scenarios.outcome(scenario).cut == 20_000_000 + preview.saved
    assert fresh.scenarios.get(scenario).parent == parent
    assert problems_of(fresh, tmp_path) == []


def test_what_is_put_off_counts_in_a_year_and_is_never_called_saved(fresh: Plan) -> None:
    settings = replace(asking(share=2_000, year=2024), means=Means(drop=False, percent_bp=(), fewer_bp=(), one_fewer=False, to_norm=False))
    preview = solved(fresh, replace(settings, means=replace(settings.means, defer_to=(2025, 1))))
    assert (preview.saved, preview.answer.status) == (0, "optimal")
    assert preview.deferred >= preview.target == 42_000_000
    scenario = save(fresh, preview)
    outcome = fresh.scenarios.outcome(scenario, 2024)
    assert (outcome.cut, outcome.deferred) == (0, preview.deferred)


def test_settings_by_default_take_reductions_first() -> None:
    assert CutSettings().reductions
    assert not CutSettings().proposed
