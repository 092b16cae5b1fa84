"""What a task obliges to: by its document's strength and state, by its deadline in force."""

from datetime import date
from pathlib import Path

from budget.cuts.necessity.duties import Duty, read_duties
from budget.plan.face import Plan
from tests.plans import a_plan

DAY = date(2024, 6, 30)


def duties(plan: Plan, day: date = DAY) -> dict[str, Duty]:
    with plan.store.read() as cursor:
        return read_duties(cursor, day)


def change(plan: Plan, task: str, **texts: str) -> None:
    changed, problems = plan.tasks.edit(task, texts, "cập nhật")
    assert changed is not None, problems


def test_a_stronger_document_obliges_more(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        change(plan, "NV02", document="DA06")
        change(plan, "NV03", document="CV-BKHDT")
        change(plan, "NV04", document="")
        change(plan, "NV05", state="done", finished="01/06/2024")
        found = duties(plan)
    assert [found[task].points for task in ("NV02", "NV01", "NV03", "NV04", "NV05")] == [90, 70, 40, 30, 0]
    assert [found[task].lawful for task in ("NV02", "NV01", "NV03", "NV04", "NV05")] == [True, True, True, False, False]
    assert "chưa ghi văn bản" in found["NV04"].sentence
    assert "cần kiểm tra" in found["NV01"].sentence


def test_a_deadline_counts_against_the_year_of_the_money(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        found = duties(plan)["NV16"]  # due on 31/12/2025
    assert [found.urgency(year) for year in (2026, 2025, 2024, 2023)] == [100, 100, 50, 20]
    assert [found.binds(year) for year in (2026, 2025, 2024)] == [False, True, False]
    assert "sau năm 2024" in found.tell_deadline(2024)


def test_a_deadline_moves_only_by_a_numbered_document(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        change(plan, "NV01", amended_deadline="31/12/2025", amending_document="đang trình")
        proposed = duties(plan)["NV01"]
        change(plan, "NV01", amending_document="1999/KH-UBND")
        moved = duties(plan)["NV01"]
    assert (proposed.urgency(2024), proposed.binds(2024)) == (100, True)
    assert (moved.urgency(2024), moved.binds(2025)) == (50, False)


def test_without_a_deadline_nobody_can_tell(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        change(plan, "NV01", deadline="")
        found = duties(plan)["NV01"]
    assert found.urgency(2024) is None
    assert "chưa có thời hạn" in found.tell_deadline(2024)
