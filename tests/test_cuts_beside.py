"""A cut made by hand, weighed as the search weighs."""

from pathlib import Path

from budget.model.states import OperationKind
from tests.drawn_cuts import asking, drawn
from tests.plans import COMMUNE, a_plan, branch, operate

LINES = [
    {"name": "Một", "quantity": "1", "unit_price": "10.000.000", "priority": "4"},
    {"name": "Hai", "quantity": "1", "unit_price": "20.000.000", "priority": "3"},
    {"name": "Ba", "unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "30.000.000", "contracted": "có"},
    {"name": "Bốn", "quantity": "1", "unit_price": "40.000.000", "priority": "2", "year": "2025"},
]


def test_what_was_done_by_hand_is_saved_put_off_and_harmful_as_elsewhere(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        ids = {number: plan.lines.find_id(str(number)) for number in (1, 2, 3, 4)}
        scenario = branch(plan, "tay")
        operate(plan, scenario, OperationKind.DROP, lines=(ids[1], ids[3]))
        operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 1}, lines=(ids[2],))
        operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 5_000}, lines=(ids[4],))
        question = drawn(plan, asking(1))
        weight = {int(number): int(each) for number, each in zip(question.need.number, question.need.weight, strict=True)}
        found = plan.cuts.by_hand(question, "tay")
        assert (found.saved, found.deferred, found.protected) == (60_000_000, 20_000_000, (3,))
        taken = {1: 10_000_000, 3: 30_000_000, 4: 20_000_000}
        assert found.harm == sum(amount * weight[number] // 100 for number, amount in taken.items()) + 20_000_000 * weight[2] // 200
        one_year = plan.cuts.by_hand(drawn(plan, asking(1, year=2024)), "tay")
        assert (one_year.saved, one_year.deferred) == (40_000_000, 20_000_000)
