"""Lines with their readiness: what is stored, what is reckoned, and which lines are meant."""

from datetime import date
from pathlib import Path

from budget.model.ids import BASE
from budget.model.states import Step
from budget.tasks.ready_lines import read_ready_lines
from tests.plans import a_plan, edit

DAY = date(2024, 11, 16)


def test_a_line_tells_what_it_waits_for_and_its_money(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"task": "NV14", "guidance": "missing"}, {"task": "NV14"}, {}]) as plan:
        first, second = plan.lines.find_id("1"), plan.lines.find_id("2")
        edit(plan, second, "disbursable", "30")
        seq = edit(plan, second, "readiness_note", "đã có dự thảo hướng dẫn")
        with plan.store.read() as cursor:
            one, two = read_ready_lines(cursor, BASE, DAY, task="NV14")
            assert [line.id for line in read_ready_lines(cursor, BASE, DAY, lines=[first])] == [first]
            assert read_ready_lines(cursor, BASE, DAY, lines=[]) == []
            assert len(read_ready_lines(cursor, BASE, DAY)) == 3
    assert (one.steps.guidance, one.chance_bp, one.expected, one.amount) == (Step.MISSING, 0, 0, 20_000_000)
    assert "chưa có" in one.waits
    assert (two.own_bp, two.chance_bp, two.expected, two.version) == (3_000, 3_000, 6_000_000, seq)
    assert two.reason == "Người phụ trách ước 30 %: đã có dự thảo hướng dẫn."


def test_an_unknown_chance_expects_nothing_known(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan, plan.store.read() as cursor:
        (line,) = read_ready_lines(cursor, BASE, DAY)
    assert (line.chance_bp, line.expected, line.task) == (None, None, "")
