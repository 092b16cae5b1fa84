"""The contingency ladder: every step holds the steps before it, reaches its own share, and keeps the rules."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from budget.cuts.answer import KEPT, broken_lines, broken_rows
from budget.cuts.ladder import climb
from budget.cuts.settings import Means, Quota, Scope
from budget.plan.face import Plan
from tests.cut_arrays import try_all
from tests.drawn_cuts import asking, drawn
from tests.plans import COMMUNE, DISTRICT, a_plan

LINES = [
    {"name": "Một", "quantity": "4", "unit_price": "10.000.000", "priority": "4"},
    {"name": "Hai", "unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "30.000.000", "priority": "4"},
    {"name": "Ba", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3", "unit_price": "12.000.000", "priority": "3"},
    {"name": "Bốn", "unit": DISTRICT, "source": "NQ36-H", "quantity": "1", "unit_price": "94.000.000", "priority": "2"},
]
MEANS = Means(percent_bp=(5_000,), fewer_bp=(), one_fewer=False)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all: questions never change it."""
    with a_plan(Path(tmp_path_factory.mktemp("ladder")), LINES) as made:
        yield made


@pytest.mark.parametrize("caps", [{}, {COMMUNE: Quota(amount=15_000_000)}])
def test_each_step_holds_the_ones_before_and_reaches_its_share(plan: Plan, caps: dict[str, Quota]) -> None:
    question = drawn(plan, asking(share=3_000, means=MEANS, caps=caps))
    rungs = climb(question, (3_000, 500, 1_500), try_all)
    assert [(rung.share_bp, rung.short) for rung in rungs] == [(500, 10_000_000), (1_500, 30_000_000), (3_000, 60_000_000)]
    options, before = question.instance.options, np.full(len(question.figures), KEPT)
    for rung in rungs:
        chosen = rung.answer.chosen
        assert int(options.saved[chosen[chosen != KEPT]].sum()) >= rung.short
        for line in range(len(chosen)):
            if before[line] != KEPT:
                assert chosen[line] != KEPT
                assert options.saved[chosen[line]] >= options.saved[before[line]]
        assert rung.released.tolist() == np.flatnonzero(chosen != before).tolist()
        assert not broken_lines(question.instance, chosen)
        assert all(question.instance.rows[row].kind == "target" for row, _ in broken_rows(question.instance, chosen))
        before = chosen


def test_the_first_step_is_the_least_harmful_of_its_size(plan: Plan) -> None:
    question = drawn(plan, asking(share=500, means=MEANS))
    (rung,) = climb(question, (500,), try_all)
    assert rung.answer.harm == try_all(question.instance).harm


def test_a_ladder_needs_one_target_of_the_whole(plan: Plan) -> None:
    with pytest.raises(ValueError, match="one target"):
        climb(drawn(plan, asking(share=500, scope=Scope.SOURCE, subject="NQ36-X")), (500,), try_all)
