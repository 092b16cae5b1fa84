"""The lines that may be cut: one list, in id order, what is spent of them, and figures replaced without disturbing the rest."""

from pathlib import Path

import numpy as np
import pyarrow as pa

from budget.cuts.figures import NO_YEAR, read_figures
from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.scenarios.effects import read_effect
from budget.scenarios.replay import Step
from tests.plans import DISTRICT, a_plan, branch, operate
from tests.splits import split_line

LINES = [
    {"quantity": "1", "unit_price": "100"},
    {"quantity": "2", "unit_price": "200", "unit": DISTRICT, "source": "NQ36-H"},
    {"quantity": "3", "unit_price": "300", "listing": "other"},
    {"quantity": "0", "unit_price": "300"},
]


def test_only_the_living_lines_of_one_list_with_an_amount_are_there(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario = branch(plan, "bỏ một khoản")
        with plan.store.read() as cursor:
            figures = read_figures(cursor, BASE, "estimate")
            other = read_figures(cursor, BASE, "other")
        operate(plan, scenario, OperationKind.DROP, lines=figures.ids[:1])
        with plan.store.read() as cursor:
            fewer = read_figures(cursor, scenario, "estimate")
    assert figures.amount.tolist() == [100, 400]
    assert list(figures.ids) == sorted(figures.ids)
    assert figures.texts("unit")[1] == DISTRICT
    assert figures.year.tolist() == [2024, 2024]
    assert other.amount.tolist() == [900]
    assert fewer.ids == figures.ids[1:]
    assert NO_YEAR < 0


def test_what_is_spent_is_known_and_never_more_than_the_line(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES[:2]) as plan:
        with plan.store.read() as cursor:
            first, second = read_figures(cursor, BASE, "estimate").ids
        split_line(plan, first, (2024, 1, 30, True), (2024, 3, 70))
        split_line(plan, second, (2024, 1, 500, True), (2024, 3, 1))
        with plan.store.read() as cursor:
            figures = read_figures(cursor, BASE, "estimate")
    assert figures.spent.tolist() == [30, 400]
    assert sorted(figures.shares) == [0, 1]


def test_replaced_figures_and_lines_left_out_keep_the_others_as_they_are(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES[:2]) as plan, plan.store.read() as cursor:
        figures = read_figures(cursor, BASE, "estimate")
        step = Step("", "", OperationKind.PERCENT, {"share_bp": 5_000})
        changed = figures.changed(read_effect(cursor, step, figures.staged.take(pa.array([1]))))
    assert changed.amount.tolist() == [100, 200]
    assert changed.ints("amount").tolist() == [100, 200]
    assert changed.texts("name") == figures.texts("name")
    assert figures.changed(figures.staged.slice(0, 0)) is figures
    second = changed.only(np.array([False, True]))
    assert (second.ids, second.amount.tolist(), second.ints("place").tolist()) == (figures.ids[1:], [200], [0])
    assert changed.only(np.array([True, True])) is changed
