"""Acts that wait: nothing of them is saved, then exactly what the person said, as one batch under the act's own id."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.plan.face import Plan, open_plan
from pages.parts.grid import GridAction, GridOperation
from pages.parts.grid_saving import answer_action
from pages.parts.held_acts import Held, HeldConflict, HeldPaste, decide_conflict, decide_paste, spell_exact
from tests.plans import a_plan, edit


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{}, {"name": "Máy in"}, {"name": "Máy quét"}]) as opened:
        yield opened


def paste(plan: Plan, *cells: tuple[int, str, str], exact: str | None = None, origin: str = "paste") -> GridAction:
    """A paste of cells (line number, field, text)."""
    operations = [
        GridOperation(f"op-{place}", "act", "set", plan.lines.find_id(str(number)), field, text, plan.head(), origin=origin, exact=exact)  # type: ignore[arg-type]
        for place, (number, field, text) in enumerate(cells)
    ]
    return GridAction("act", tuple(operations))


def send(plan: Plan, action: GridAction) -> tuple[list[tuple[bool, bool]], Held | None]:
    """The answers as (accepted, held), and what is held."""
    held: list[Held] = []
    answers = answer_action(plan, action, "", held.append)
    return [(answer.accepted, answer.held) for answer in answers], held[0] if held else None


def test_a_paste_beyond_doubt_is_saved_at_once(plan: Plan) -> None:
    head = plan.head()
    action = paste(plan, (1, "unit_price", "12.500.000"), (2, "unit_price", "7.000.000 đ"), (3, "unit_price", "4\u00a0000\u00a0000"))
    assert send(plan, action) == ([(True, False)] * 3, None)
    assert (plan.head(), plan.totals().amount()) == (head + 1, 2 * 23_500_000)


def test_a_paste_with_anything_doubtful_is_held_whole_and_saves_nothing(plan: Plan) -> None:
    head = plan.head()
    for text in ("1,234", "12/05/2024", "10%", "1.234.567,8"):
        answers, held = send(plan, paste(plan, (1, "unit_price", "12.500.000"), (2, "unit_price", text)))
        assert answers == [(False, True)] * 2, text
        assert isinstance(held, HeldPaste)
        assert [bool(cell.problems) for cell in held.read] == [False, True], text
    assert plan.head() == head


def test_every_cell_of_a_refused_act_says_what_to_mend(plan: Plan) -> None:
    answers = answer_action(plan, paste(plan, (1, "unit_price", "1,234"), (2, "unit_price", "5"), origin="fill"), "")
    assert [answer.accepted for answer in answers] == [False, False]
    assert all("Không chắc “1,234” là bao nhiêu đồng" in answer.sentence for answer in answers)


def test_the_same_typed_by_hand_is_not_asked_about(plan: Plan) -> None:
    assert send(plan, paste(plan, (2, "unit_price", "1.234.567,8"), origin="type")) == ([(True, False)], None)


def test_saving_a_held_paste_writes_what_could_be_read_and_refuses_the_rest(plan: Plan) -> None:
    head, action = plan.head(), paste(plan, (1, "unit_price", "12.500.000"), (2, "unit_price", "1,234"), (3, "quantity", "5"))
    _, held = send(plan, action)
    assert isinstance(held, HeldPaste)
    answers, waits = decide_paste(plan, held, save=True, reason="theo báo giá")
    assert waits is None
    assert {answer.op: answer.accepted for answer in answers} == {"op-0": True, "op-1": False, "op-2": True}
    assert (plan.head(), plan.entries(1)[0].reason, plan.totals().amount()) == (
        head + 1,
        "theo báo giá",
        25_000_000 + 20_000_000 + 50_000_000,
    )
    assert send(plan, action) == ([(True, False)] * 3, None), "a paste that is saved is not asked about again"


def test_dropping_a_held_paste_changes_nothing_and_answers_every_cell(plan: Plan) -> None:
    head = plan.head()
    _, held = send(plan, paste(plan, (1, "unit_price", "12.500.000"), (2, "unit_price", "abc")))
    assert isinstance(held, HeldPaste)
    answers, waits = decide_paste(plan, held, save=False, reason="")
    assert ([answer.held for answer in answers], waits, plan.head()) == ([False, False], None, head)


def test_the_number_behind_a_shown_text_is_offered_and_said(plan: Plan) -> None:
    answers, held = send(plan, paste(plan, (1, "unit_price", "12,5"), exact="12500000"))
    assert answers == [(False, True)], "shown in triệu, kept in đồng"
    assert isinstance(held, HeldPaste)
    assert (held.read[0].after, held.read[0].edit.text) == ("12.500.000", "12500000")
    assert "“12,5”" in held.read[0].problems[0].sentence
    decide_paste(plan, held, save=True, reason="")
    assert plan.totals().amount() == 25_000_000 + 40_000_000


@pytest.mark.parametrize(("text", "exact"), [("12.500.000", "12500000"), ("69.661.830", "69661830.00003"), ("Máy chủ", None)])
def test_a_text_that_says_what_its_file_holds_is_not_asked_about(plan: Plan, text: str, exact: str | None) -> None:
    field = "name" if exact is None else "unit_price"
    assert send(plan, paste(plan, (1, field, text), exact=exact)) == ([(True, False)], None)


@pytest.mark.parametrize(
    ("exact", "spelt"), [("12", "12"), ("12.5", "12,5"), ("69661830000.00003", "69661830000"), ("-0.125", "-0,125"), ("7.100", "7,1")]
)
def test_exact_numbers_are_spelt_the_vietnamese_way(exact: str, spelt: str) -> None:
    assert spell_exact(exact) == spelt


def conflict(plan: Plan) -> HeldConflict:
    """A paste on lines 1 to 3 after Bình has changed the prices of the first two."""
    action = paste(plan, *((number, "unit_price", f"{number}.000.000") for number in (1, 2, 3)), origin="type")
    for number in (1, 2):
        edit(open_plan(plan.path, "Bình"), plan.lines.find_id(str(number)), "unit_price", "50.000.000")
    answers, held = send(plan, action)
    assert answers == [(False, True)] * 3
    assert isinstance(held, HeldConflict)
    assert [(op, item.theirs, item.actor) for op, item in held.overtaken.items()] == [
        ("op-0", "50.000.000", "Bình"),
        ("op-1", "50.000.000", "Bình"),
    ]
    return held


@pytest.mark.parametrize(("mine", "millions"), [((), 100 + 100 + 6), (("op-0",), 2 + 100 + 6), (("op-0", "op-1"), 2 + 4 + 6)])
def test_each_figure_is_theirs_or_mine_as_i_said_and_the_others_are_saved(plan: Plan, mine: tuple[str, ...], millions: int) -> None:
    answers, waits = decide_conflict(plan, conflict(plan), mine, "đã thống nhất")
    assert waits is None
    assert {answer.op for answer in answers} == {"op-0", "op-1", "op-2"}
    assert all(answer.accepted and not answer.held for answer in answers)
    assert plan.totals().amount() == millions * 1_000_000


def test_a_figure_changed_once_more_while_i_decide_is_asked_about_again(plan: Plan) -> None:
    held = conflict(plan)
    edit(open_plan(plan.path, "Chi"), plan.lines.find_id("1"), "unit_price", "60.000.000")
    head = plan.head()
    answers, waits = decide_conflict(plan, held, ("op-0", "op-1"), "")
    assert isinstance(waits, HeldConflict)
    assert [(op, item.theirs, item.actor) for op, item in waits.overtaken.items()] == [("op-0", "60.000.000", "Chi")]
    assert all(answer.held for answer in answers)
    assert plan.head() == head
