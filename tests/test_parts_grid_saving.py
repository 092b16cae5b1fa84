"""What the grid's acts come to: one batch an act, all or nothing, once by id, and a refusal for every cell."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.query import LineFilter
from budget.plan.face import Plan, open_plan
from pages.parts.grid import GridAction, GridOperation
from pages.parts.grid_saving import answer_action
from tests.plans import a_plan, edit


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{}, {"name": "Máy in"}, {"name": "Máy quét"}]) as opened:
        yield opened


def line(plan: Plan, number: int) -> str:
    return plan.lines.select(LineFilter())[number - 1]


def act(plan: Plan, name: str, *cells: tuple[int, str, str], seen: int | None = None) -> GridAction:
    """An act setting cells (line number, field, text), as the browser would send it."""
    stands = plan.head() if seen is None else seen
    operations = [
        GridOperation(f"{name}-{place}", name, "set", line(plan, number), field, text, stands)
        for place, (number, field, text) in enumerate(cells)
    ]
    return GridAction(name, tuple(operations))


def step(name: str, kind: str) -> GridAction:
    return GridAction(name, (GridOperation(f"{name}-0", name, kind, "", "", "", 0),))  # type: ignore[arg-type]  # the two kinds


def test_a_paste_is_one_batch_with_its_reason_and_answers_every_cell(plan: Plan) -> None:
    head = plan.head()
    answers = answer_action(plan, act(plan, "a", (1, "quantity", "5"), (2, "unit_price", "1 triệu"), (3, "note", "gấp")), "giá mới")
    assert [(answer.op, answer.accepted, answer.seq) for answer in answers] == [(f"a-{place}", True, head + 1) for place in range(3)]
    assert (plan.head(), plan.entries(1)[0].reason, plan.entries(1)[0].actor) == (head + 1, "giá mới", "An")
    assert plan.totals().amount() == 50_000_000 + 2_000_000 + 20_000_000


def test_one_bad_cell_refuses_the_whole_paste_and_says_which(plan: Plan) -> None:
    head = plan.head()
    answers = answer_action(plan, act(plan, "a", (1, "quantity", "5"), (2, "unit_price", "1,234.5"), (3, "quantity", "6")), "")
    assert [answer.accepted for answer in answers] == [False, False, False]
    assert "1,234.5" in answers[1].sentence
    assert answers[0].sentence == answers[2].sentence
    assert "chưa lưu ô nào" in answers[0].sentence
    assert (plan.head(), plan.totals().amount()) == (head, 60_000_000)


def test_an_act_that_comes_again_is_answered_again_and_saved_once(plan: Plan) -> None:
    action = act(plan, "a", (1, "quantity", "5"))
    first = answer_action(plan, action, "")
    again = answer_action(plan, action, "")
    assert [answer.accepted for answer in again] == [True]
    assert again[0].seq in (first[0].seq, None)
    assert plan.head() == first[0].seq


def test_a_cell_somebody_else_has_just_changed_is_refused_by_name(plan: Plan) -> None:
    seen = plan.head()
    edit(open_plan(plan.path, "Bình"), line(plan, 1), "unit_price", "7.000.000")
    answers = answer_action(plan, act(plan, "a", (1, "unit_price", "9.000.000"), (2, "unit_price", "9.000.000"), seen=seen), "")
    assert [answer.accepted for answer in answers] == [False, False]
    assert all("Bình" in answer.sentence for answer in answers)
    assert plan.totals().amount() == 14_000_000 + 40_000_000


def test_another_figure_of_the_same_line_is_no_conflict(plan: Plan) -> None:
    seen = plan.head()
    edit(open_plan(plan.path, "Bình"), line(plan, 1), "unit_price", "7.000.000")
    (answer,) = answer_action(plan, act(plan, "a", (1, "note", "gấp"), seen=seen), "")
    assert answer.accepted


def test_undo_and_redo_take_my_own_act_back_and_forth(plan: Plan) -> None:
    answer_action(plan, act(plan, "a", (1, "quantity", "5"), (2, "quantity", "5")), "")
    edit(open_plan(plan.path, "Bình"), line(plan, 3), "quantity", "1")
    (undone,) = answer_action(plan, step("b", "undo"), "")
    assert (undone.accepted, undone.seq, plan.totals().amount()) == (True, plan.head(), 50_000_000)
    (redone,) = answer_action(plan, step("c", "redo"), "")
    assert (redone.accepted, redone.seq, plan.totals().amount()) == (True, plan.head(), 110_000_000)


def test_an_undo_that_comes_again_takes_nothing_more_back(plan: Plan) -> None:
    answer_action(plan, act(plan, "a", (1, "quantity", "5")), "")
    answer_action(plan, act(plan, "b", (1, "quantity", "6")), "")
    answer_action(plan, step("c", "undo"), "")
    answer_action(plan, step("c", "undo"), "")
    assert plan.totals().amount() == 90_000_000


def test_with_nothing_to_take_back_a_sentence_says_so(plan: Plan) -> None:
    other = open_plan(plan.path, "Bình")
    for kind, words in (("undo", "chưa có thao tác"), ("redo", "Không có thao tác")):
        (answer,) = answer_action(other, step(kind, kind), "")
        assert words in answer.sentence
    (refused,) = answer_action(plan, step("r", "redo"), "")
    assert "Không có thao tác" in refused.sentence


def test_a_refused_undo_names_who_built_on_it(plan: Plan) -> None:
    answer_action(plan, act(plan, "a", (1, "quantity", "5")), "")
    edit(open_plan(plan.path, "Bình"), line(plan, 1), "quantity", "8")
    (answer,) = answer_action(plan, step("b", "undo"), "")
    assert not answer.accepted
    assert "Bình" in answer.sentence


def test_a_cell_set_to_what_it_is_writes_nothing(plan: Plan) -> None:
    head = plan.head()
    (answer,) = answer_action(plan, act(plan, "a", (1, "quantity", "2,0")), "")
    assert answer.accepted
    assert plan.head() == head
