"""A saved run: one batch, exactly what the answer said, undone whole, and read back as it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from budget.allocation.saving import later_batches
from budget.cuts.answer import KEPT
from budget.cuts.outcome import Outcome
from budget.cuts.saving import find_run, later_than, new_batch, prove, replacing_batch
from budget.cuts.settings import CutSettings, Means, Pin, Quota, Target
from budget.model.states import Band, CutAction, OperationKind
from budget.plan.face import Plan
from tests.drawn_cuts import asking, drawn, solved
from tests.plans import COMMUNE, DISTRICT, a_plan, edit, operate, problems_of
from tests.splits import split_line

STAY = {"name": "Lưu trú", "measure": "người/ngày", "norm": "PCLT", "category": "inspection", "quantity": "20", "unit_price": "300.000"}
LINES = [
    {"quantity": "4", "unit_price": "10.000.001", "priority": "4"},
    {"quantity": "3", "unit_price": "11.000.000", "priority": "4", "name": "Máy in"},
    {"unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "7.000.000", "priority": "4", "name": "Máy quét"},
    {**STAY, "unit": DISTRICT, "source": "NQ36-H"},
    {"quantity": "1", "unit_price": "13.000.000", "priority": "2", "name": "Đường truyền"},
]
SETTINGS = CutSettings(targets=(Target(Quota(amount=50_000_000)),), means=Means(defer_to=(2025, 1)), year=2024)


def commit(plan: Plan, outcome: Outcome, name: str = "Cắt") -> str:
    """Save an answer as a new scenario, proved first; its id."""
    with plan.store.read() as cursor:
        batch, scenario = new_batch(cursor, outcome, name, "theo họp", "An", "2024-07-01T08:00:00+07:00")
    with plan.store.database.trial() as cursor:
        prove(cursor, outcome, batch, scenario, alone=True)
    plan.store.commit(batch)
    return scenario


def test_a_run_is_one_batch_that_does_what_the_answer_said_and_is_undone_whole(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        split_line(plan, plan.lines.find_id("1"), (2024, 1, 9_000_000, True), (2024, 4, 15_000_000), (2025, 1, 16_000_004))
        pins = {plan.lines.find_id("5"): Pin(CutAction.DEFER, "chưa kịp", 2025 * 4)}
        preview = solved(plan, replace(SETTINGS, pins=pins))
        before, head = plan.totals().amount(), plan.head()
        scenario = commit(plan, preview.outcome)
        assert plan.head() == head + 1
        amount = plan.scenarios.outcome(scenario)
        options, chosen = preview.drawn.instance.options, preview.answer.options()
        assert before - amount.amount == int(options.saved[chosen].sum()) + preview.reduced == amount.cut
        assert amount.deferred == int(options.deferred[chosen].sum())
        year = plan.scenarios.outcome(scenario, 2024)
        assert (year.cut - preview.reduced, year.deferred) == (preview.saved, preview.deferred)
        with plan.store.read() as cursor:
            run = find_run(cursor, scenario)
            assert find_run(cursor, "goc") is None
        assert run is not None
        assert run.settings == preview.drawn.settings
        assert (run.saved, run.deferred, run.reduced) == (int(options.saved[chosen].sum()), amount.deferred, 2_000_000)
        assert (run.harm, run.status, run.seen_seq, run.author) == (preview.harm, preview.answer.status, head, "An")
        assert run.bound <= run.harm
        assert {line: taken.action for line, taken in run.lines.items()} == {told.line: told.action for told in preview.cuts}
        assert set(run.operations) == {operation.id for operation in plan.scenarios.operations(scenario)}
        assert problems_of(plan, tmp_path) == []
        plan.undo(plan.head())
        assert [one.id for one in plan.scenarios.listed()] == ["goc"]
        with plan.store.read() as cursor:
            assert find_run(cursor, scenario) is None
        assert problems_of(plan, tmp_path) == []


def test_a_run_is_replaced_in_place_and_what_people_added_stays_after_it(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario = commit(plan, solved(plan, asking(1)).outcome)
        operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1_000}, reason="thêm tay", lines=(plan.lines.find_id("5"),))
        again = solved(plan, asking(70_000_000))
        with plan.store.read() as cursor:
            run = find_run(cursor, scenario)
            assert run is not None
            batch = replacing_batch(cursor, again.outcome, run, "tìm lại", "Bình", "2024-07-02T08:00:00+07:00")
        with plan.store.database.trial() as cursor:
            prove(cursor, again.outcome, batch, scenario, alone=False)
        plan.store.commit(batch)
        operations = plan.scenarios.operations(scenario)
        assert operations[-1].reason == "thêm tay"
        assert [operation.position for operation in operations] == list(range(1, len(operations) + 1))
        with plan.store.read() as cursor:
            run = find_run(cursor, scenario)
        assert run is not None
        assert (run.author, run.harm, set(run.operations)) == ("Bình", again.harm, {one.id for one in operations[:-1]})
        assert problems_of(plan, tmp_path) == []
        plan.scenarios.delete(scenario, "bỏ")
        with plan.store.read() as cursor:
            assert find_run(cursor, scenario) is None


def test_a_batch_that_would_take_something_else_is_our_own_mistake(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        preview = solved(plan, asking(50_000_000))
        with plan.store.read() as cursor:
            batch, scenario = new_batch(cursor, preview.outcome, "Cắt", "theo họp", "An", "")
        chosen = preview.answer.chosen.copy()
        chosen[preview.outcome.touched[0]] = KEPT
        other = Outcome(preview.drawn, replace(preview.answer, chosen=chosen))
        with plan.store.database.trial() as cursor, pytest.raises(RuntimeError, match="the answer says"):
            prove(cursor, other, batch, scenario, alone=True)


def test_only_what_may_matter_makes_a_run_old(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        question = drawn(plan, asking(1))
        commit(plan, solved(plan, asking(1)).outcome)
        plan.notes.comment(plan.lines.find_id("1"), "xem lại")
        with plan.store.read() as cursor:
            assert later_than(cursor, question.seq, "goc") == [], "a comment and another scenario change nothing"
        edit(plan, plan.lines.find_id("1"), "quantity", "5")
        plan.necessity.band(plan.lines.find_id("2"), Band.MEETINGS, "họp")
        with plan.store.read() as cursor:
            assert [later.action for later in later_than(cursor, question.seq, "goc")] == ["edit", "band_line"]
            assert [later.action for later in later_batches(cursor, question.seq, "goc")] == ["edit"], "who pays does not hang on it"
