"""Ceilings of many units at once: one batch, all or nothing, one undo."""

from pathlib import Path

from tests.plans import COMMUNE, DISTRICT, OTHER_DISTRICT, a_plan


def test_many_ceilings_are_one_batch_and_one_undo(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        receipt, problems = plan.funding.set_many("NQ36-H", 2024, {DISTRICT: 5, OTHER_DISTRICT: 7}, "Nghị quyết giao dự toán")
        assert receipt is not None
        assert not problems
        assert plan.funding.by_source(year=2024)["NQ36-H"].granted == 12
        plan.undo(receipt.seq)
        assert "NQ36-H" not in plan.funding.by_source(year=2024)


def test_without_a_reason_nothing_is_written(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        head = plan.head()
        receipt, problems = plan.funding.set_many("NQ36-H", 2024, {DISTRICT: 5, OTHER_DISTRICT: 7}, " ")
        assert receipt is None
        assert [problem.code for problem in problems] == ["reason_missing"]
        assert plan.head() == head


def test_an_amount_that_stands_already_writes_nothing(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        plan.funding.set_many("NQ36-H", 2024, {DISTRICT: 5}, "giao")
        head = plan.head()
        assert plan.funding.set_many("NQ36-H", 2024, {DISTRICT: 5}, "giao lại") == (None, [])
        assert plan.head() == head


def test_only_units_the_rules_allow_hold_a_pot(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        districts = {unit.code for unit in plan.funding.holders("NQ36-H")}
        communes = {unit.code for unit in plan.funding.holders("NQ36-X")}
        assert DISTRICT in districts
        assert COMMUNE not in districts
        assert len(communes) == 241
        assert plan.funding.holders("QD334") == []
