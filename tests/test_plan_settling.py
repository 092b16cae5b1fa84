"""The log is folded into the file once it is large and nobody works, and nothing that was saved depends on it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

import budget.plan.settling
from tests.plans import a_plan, edit


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any log is large, and nobody works for long."""
    monkeypatch.setattr(budget.plan.settling, "LARGE", 1)
    monkeypatch.setattr(budget.plan.settling, "QUIET", 0.05)
    monkeypatch.setattr(budget.plan.settling, "STEP", 0.01)


def wait_for(hold: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if hold():
            return True
        time.sleep(0.01)
    return False


def test_a_large_log_is_folded_and_every_edit_stands(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        edit(plan, plan.lines.find_id("1"), "unit_price", "7.000.000")
        assert wait_for(lambda: plan.store.database.log_size() == 0)
        assert plan.totals().amount() == 14_000_000
        edit(plan, plan.lines.find_id("1"), "unit_price", "8.000.000")
        assert wait_for(lambda: plan.store.database.log_size() == 0), "after each time it has grown"
        assert plan.totals().amount() == 16_000_000


def test_while_people_work_it_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget.plan.settling, "QUIET", 1_000.0)
    with a_plan(tmp_path, [{}]) as plan:
        edit(plan, plan.lines.find_id("1"), "unit_price", "7.000.000")
        time.sleep(0.1)
        assert plan.store.database.log_size() > 0


def test_a_reader_of_an_older_moment_only_puts_it_off(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        with plan.store.read() as cursor:
            before = cursor.rows("SELECT sum(amount)::BIGINT FROM working")
            edit(plan, plan.lines.find_id("1"), "unit_price", "7.000.000")
            time.sleep(0.1)
            assert cursor.rows("SELECT sum(amount)::BIGINT FROM working") == before
        assert wait_for(lambda: plan.store.database.log_size() == 0)
