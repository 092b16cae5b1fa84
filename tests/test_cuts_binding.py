"""Which rule decides for a line, asked of answers with stated prices."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from budget.cuts.answer import KEPT, Answer
from budget.cuts.binding import Binding, Bindings
from budget.cuts.drawing import Drawn
from budget.cuts.instance import RowKind
from budget.cuts.outcome import Outcome
from budget.cuts.settings import DROP_ONLY, CutSettings, Quota, Scope
from budget.plan.face import Plan
from tests.drawn_cuts import PLAIN, asking, drawn
from tests.plans import COMMUNE, a_plan, edit

LINES = [
    {"name": "Máy chủ", "quantity": "1", "unit_price": "40", "priority": "4"},
    {"name": "Phần mềm", "quantity": "1", "unit_price": "5", "priority": "2"},
    {"name": "Xã một", "unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "30", "priority": "4"},
    {"name": "Xã hai", "unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "30", "priority": "4"},
    {"name": "Tập huấn", "quantity": "1", "unit_price": "35", "priority": "4", "category": "training"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all; the software needs the server."""
    with a_plan(Path(tmp_path_factory.mktemp("binding")), LINES) as made:
        edit(made, made.lines.find_id("2"), "requires", made.lines.find_id("1"))
        yield made


def bindings(question: Drawn, cut: set[int], prices: dict[RowKind, float]) -> dict[int, tuple[Binding, int]]:
    """What decides for each line (by number) when just these are dropped at these prices."""
    options = question.instance.options
    chosen = np.full(len(question.figures), KEPT)
    for at, number in enumerate(question.need.number.tolist()):
        if number in cut:
            (chosen[at],) = np.flatnonzero((options.line == at) & (options.saved == question.figures.amount[at])).tolist()
    price = tuple(prices.get(row.kind, 0.0) for row in question.instance.rows)
    found = Bindings(Outcome(question, Answer(chosen, 0, 0.0, "optimal", price)))
    return {int(number): found.of(at) for at, number in enumerate(question.need.number.tolist())}


def ask(settings: CutSettings) -> CutSettings:
    """The same where lines are dropped or kept."""
    return replace(settings, means=DROP_ONLY)


def test_a_saving_is_asked_by_the_target_or_the_ceiling_that_has_a_price(plan: Plan) -> None:
    both = drawn(plan, ask(replace(asking(30), ceilings={"NQ36-X": 40})))
    assert bindings(both, {3}, {RowKind.TARGET: 7.0})[3][0] is Binding.TARGET
    assert bindings(both, {3}, {RowKind.CEILING: 7.0})[3][0] is Binding.CEILING


def test_a_child_falls_with_its_parent_unless_it_pays_by_itself(plan: Plan) -> None:
    question = drawn(plan, ask(asking(30)))
    kind, parent = bindings(question, {1, 2}, {RowKind.TARGET: 6.5})[2]
    assert (kind, int(question.need.number[parent])) == (Binding.PARENT, 1)
    assert bindings(question, {1, 2}, {RowKind.TARGET: 100.0})[2][0] is Binding.TARGET


def test_a_parent_is_kept_for_the_child_that_stays(plan: Plan) -> None:
    question = drawn(plan, ask(asking(30)))
    kind, child = bindings(question, {3}, {RowKind.TARGET: 7.0})[1]
    assert (kind, int(question.need.number[child])) == (Binding.NEEDED_BY_CHILD, 2)


def test_the_rule_without_room_holds_a_line_that_would_pay(plan: Plan) -> None:
    floor = drawn(plan, ask(asking(30, floors={"training": Quota(amount=35)})))
    assert bindings(floor, {3}, {RowKind.TARGET: 7.0})[5][0] is Binding.FLOOR
    ids = [plan.lines.find_id(str(number)) for number in (3, 4)]
    one = drawn(plan, ask(asking(30, at_least_one=(tuple(ids),))))
    assert bindings(one, {3}, {RowKind.TARGET: 7.0})[4][0] is Binding.AT_LEAST
    cap = drawn(plan, ask(asking(30, caps={COMMUNE: Quota(amount=30)})))
    assert bindings(cap, {3}, {RowKind.TARGET: 7.0})[4][0] is Binding.UNIT_CAP
    assert bindings(cap, {3}, {RowKind.TARGET: 1.0})[4][0] is Binding.ENOUGH, "it would not pay anyhow"
    assert bindings(cap, {5}, {RowKind.TARGET: 7.0})[4][0] is Binding.ENOUGH, "the cap has room"


def test_bundles_and_lines_that_give_nothing(plan: Plan) -> None:
    ids = [plan.lines.find_id(str(number)) for number in (3, 5)]
    question = drawn(plan, ask(asking(10, scope=Scope.SOURCE, subject="NQ36-X", bundles=(tuple(ids),))))
    found = bindings(question, {3, 5}, {RowKind.TARGET: 7.0})
    assert found[5][0] is Binding.BUNDLE, "it is of no use to the target itself"
    assert found[1][0] is Binding.NOTHING_TO_TAKE
    kept = bindings(drawn(plan, ask(replace(PLAIN, targets=asking(10).targets, bundles=(tuple(ids),)))), {4}, {RowKind.TARGET: 7.0})
    assert kept[3][0] is Binding.BUNDLE


def test_reduced_costs_charge_what_a_cap_holds_back(plan: Plan) -> None:
    question = drawn(plan, ask(asking(30, caps={COMMUNE: Quota(amount=30)})))
    price = tuple({RowKind.TARGET: 7.0, RowKind.UNIT_CAP: -0.5}[row.kind] for row in question.instance.rows)
    found = Bindings(Outcome(question, Answer(np.full(len(question.figures), KEPT), 0, 0.0, "optimal", price)))
    options = question.instance.options
    commune = np.flatnonzero(options.saved == 30)
    assert found.worth[commune].tolist() == (options.harm[commune] - 210).tolist()
    assert found.reduced_cost[commune].tolist() == (options.harm[commune] - 195).tolist()
    assert found.slack == [-30, 30]
