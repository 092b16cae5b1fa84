"""What an appraisal takes off first: taken to the đồng, told apart, and never of locked or spent money."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from budget.cuts.figures import Figures, read_figures
from budget.cuts.necessity.reductions import ReducedLine
from budget.cuts.reducing import Reduced, reduce_figures
from budget.model.ids import BASE
from budget.model.states import OperationKind, Reduction
from budget.plan.face import Plan
from tests.plans import a_plan
from tests.splits import split_line

LINES = [
    {"quantity": "7", "unit_price": "18.500.000", "norm": "MT_CBCC"},
    {"quantity": "2", "unit_price": "5.000.000"},
    {"quantity": "2", "unit_price": "6.000.000"},
    {"quantity": "2", "unit_price": "7.000.000"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all; of the last line something is spent."""
    with a_plan(Path(tmp_path_factory.mktemp("reducing")), LINES) as made:
        split_line(made, made.lines.find_id("4"), (2024, 1, 4_000_000, True), (2024, 3, 10_000_000))
        yield made


def found(
    plan: Plan, number: int, ground: Reduction, operation: OperationKind, *, certain: bool = True, held: bool = False, **settings: int
) -> ReducedLine:
    """A reduction of a line by its number."""
    about = (plan.lines.find_id(str(number)), number, "", "", 0, 0)
    return ReducedLine(*about, ground, operation, settings, "vì sao", "", "căn cứ", "code", certain, held)


def reduce(plan: Plan, *reductions: ReducedLine, proposed: bool = False) -> tuple[Figures, tuple[Reduced, ...]]:
    """The lines after some reductions of every kind."""
    with plan.store.read() as cursor:
        return reduce_figures(cursor, read_figures(cursor, BASE, "estimate"), reductions, tuple(Reduction), proposed=proposed)


def test_a_price_comes_down_to_its_norm_and_what_is_asked_twice_is_left_out(plan: Plan) -> None:
    norm = found(plan, 1, Reduction.OVER_NORM, OperationKind.PRICE_TO_NORM)
    fewer = found(plan, 2, Reduction.OVER_NORM, OperationKind.REDUCE_QUANTITY, to_milli=1_000)
    twice = found(plan, 3, Reduction.DUPLICATE, OperationKind.DROP)
    figures, told = reduce(plan, norm, fewer, twice)
    assert {int(number): int(amount) for number, amount in zip(figures.ints("number"), figures.amount, strict=True)} == {
        1: 105_000_000,
        2: 5_000_000,
        4: 14_000_000,
    }
    assert [(one.number, one.taken, one.left, one.year) for one in told] == [
        (1, 24_500_000, 105_000_000, 2024),
        (2, 5_000_000, 5_000_000, 2024),
        (3, 12_000_000, 0, 2024),
    ]
    assert (told[0].reason, told[0].citation) == ("vì sao", "căn cứ")


def test_what_is_not_sure_waits_and_what_is_locked_or_spent_stays(plan: Plan) -> None:
    likely = found(plan, 2, Reduction.DUPLICATE, OperationKind.DROP, certain=False)
    locked = found(plan, 3, Reduction.DUPLICATE, OperationKind.DROP, held=True)
    spent = found(plan, 4, Reduction.NO_BASIS, OperationKind.DROP)
    below = found(plan, 4, Reduction.OVER_NORM, OperationKind.SET_DRIVER, driver="unit_price", value=1_000_000)  # type: ignore[arg-type]
    assert reduce(plan, likely, locked)[1] == ()
    assert [one.number for one in reduce(plan, likely, locked, proposed=True)[1]] == [2]
    assert reduce(plan, spent)[1] == ()
    assert reduce(plan, replace(below))[1] == ()


def test_a_kind_that_was_not_asked_for_is_not_taken(plan: Plan) -> None:
    norm = found(plan, 1, Reduction.OVER_NORM, OperationKind.PRICE_TO_NORM)
    with plan.store.read() as cursor:
        figures = read_figures(cursor, BASE, "estimate")
        kept, told = reduce_figures(cursor, figures, [norm], (Reduction.DUPLICATE,), proposed=True)
    assert (kept, told) == (figures, ())
