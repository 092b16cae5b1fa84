"""A task's money: its lines of the estimate by period and source, the other list apart."""

from datetime import date
from pathlib import Path

from budget.model.ids import BASE
from budget.tasks.groups import read_groups
from budget.tasks.money import TaskMoney, add_up, read_other
from tests.checked import force
from tests.plans import a_plan


def test_money_is_by_quarter_year_and_source(tmp_path: Path) -> None:
    lines = [{"task": "NV02", "quarter": "2"}, {"task": "NV02", "quarter": "4", "year": "2025"}, {"task": "NV02"}]
    with a_plan(tmp_path, [*lines, {"task": "NV02", "listing": "other", "quantity": "3"}]) as plan:
        force(plan, plan.lines.find_id("3"), "funding", source="")
        with plan.store.read() as cursor:
            other = read_other(cursor, BASE)
            assert read_other(cursor, BASE, 2025) == {}
            money = add_up(read_groups(cursor, BASE, date(2024, 6, 1), task="NV02"), other["NV02"])
    assert (money.lines, money.amount, money.unsourced) == (3, 60_000_000, 20_000_000)
    assert money.years == {2024: 40_000_000, 2025: 20_000_000}
    assert sum(money.periods.values()) == sum(money.sources.values()) == money.amount
    assert (money.other_lines, money.other) == (1, 30_000_000)


def test_nothing_is_nothing() -> None:
    assert (add_up([]), TaskMoney().amount, TaskMoney().years) == (TaskMoney(), 0, {})
