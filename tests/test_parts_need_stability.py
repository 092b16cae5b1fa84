"""How firm the order is, in words and rows."""

from pathlib import Path

from budget.model.states import Criterion
from budget.money import MoneyUnit
from budget.plan.necessity_part import Stability, Swing
from pages.parts.desk import Desk
from pages.parts.need_stability import say_stability, swing_row
from pages.parts.tables import Cell
from pages.parts.view import View
from tests.plans import a_plan


def test_a_firm_order_and_an_unsure_one_are_told_apart(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        desk = Desk(plan, View(), "goc", 2024, MoneyUnit.DONG)
        firm = say_stability(desk, Stability(9, 1_000_000, (1, 2), ()))
        swing = Swing(Criterion.DEADLINE, 2_000, 18_000, (3,), (1,))
        unsure = say_stability(desk, Stability(9, 1_000_000, (1, 2), (swing,)))
    assert firm.startswith("**Thứ tự vững**: 2 khoản mục đầu, 1.000.000 đồng")
    assert unsure.startswith("**2 khoản chưa chắc**")


def test_a_moved_weight_is_shown_to_the_part_of_a_point() -> None:
    assert swing_row(Swing(Criterion.DEADLINE, -2_000, 10_400, (), (4,)), 13) == [
        "Thời hạn trong năm",
        "13",
        "10,4",
        Cell("0", "mo"),
        "1",
    ]
