"""Plans a person can start from: in one batch, whole or not at all."""

from pathlib import Path

import pytest

from budget.model.problem import PlanError
from budget.plan.face import Plan
from budget.plan.making import generate_plan, new_blank_plan, new_sample_plan
from budget.sample.load import load_sample
from tests.plans import close


def made(plan: Plan) -> Plan:
    close(plan)
    return plan


def test_the_sample_plan_is_the_sample_in_one_batch(tmp_path: Path) -> None:
    sample = load_sample("quang-nam-2024")
    plan = new_sample_plan(tmp_path / "a.duckdb", actor="Lan")
    try:
        assert (plan.actor, plan.info().name, plan.budget_year) == ("Lan", sample.title, sample.budget_year)
        assert plan.totals().lines("estimate") + plan.totals().lines("other") == sample.lines.num_rows
        assert plan.totals().amount("estimate") + plan.totals().amount("other") == sum(sample.lines.column("amount").to_pylist())
        assert [(entry.action, entry.actor) for entry in plan.entries()] == [("create_plan", "Lan")]
        assert plan.info().sample
        assert plan.funding.sums().granted > 0
    finally:
        close(plan)


def test_a_blank_plan_has_codes_only(tmp_path: Path) -> None:
    plan = new_blank_plan(tmp_path / "a.duckdb", 2026, name=" Dự toán bổ sung ")
    try:
        assert (plan.info().name, plan.budget_year, plan.info().sample) == ("Dự toán bổ sung", 2026, False)
        assert plan.totals().lines() == 0
        assert plan.funding.pots() == []
        assert plan.catalogue().units
        assert plan.catalogue().sources
    finally:
        close(plan)


def test_a_synthetic_plan_stands_on_its_own_units(tmp_path: Path) -> None:
    plan = generate_plan(tmp_path / "a.duckdb", 500, 3, provinces=2)
    try:
        assert plan.totals().lines("estimate") == 500
        assert plan.totals().lines("other") > 0
        assert len(plan.catalogue().units) > 400
    finally:
        close(plan)


@pytest.mark.parametrize(("lines", "provinces"), [(0, 1), (-1, 1), (5_000_001, 1), (10, 0), (10, 11)])
def test_sizes_out_of_range_are_refused(tmp_path: Path, lines: int, provinces: int) -> None:
    with pytest.raises(PlanError):
        generate_plan(tmp_path / "a.duckdb", lines, 1, provinces=provinces)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_made_over_something_or_for_an_impossible_year(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    path.write_text("của tôi")
    for make in (lambda: new_sample_plan(path), lambda: new_blank_plan(path, 2024), lambda: generate_plan(path, 5, 1)):
        with pytest.raises(PlanError, match="đã có sẵn"):
            make()
    assert path.read_text() == "của tôi"
    with pytest.raises(PlanError, match="không hợp lệ"):
        new_blank_plan(tmp_path / "b.duckdb", 1850)
