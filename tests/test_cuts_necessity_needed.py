"""How needed lines are: the columns a search for cuts reads, by level, score and lock."""

from datetime import date
from pathlib import Path

from budget.cuts.necessity.needed import NeededTable, read_needed
from budget.model.ids import BASE
from budget.model.states import Band, Criterion, OperationKind
from budget.plan.face import Plan
from tests.plans import YEAR, a_plan, branch, operate

DAY = date(2024, 6, 30)
BANDS = tuple(Band)


def needed(plan: Plan, scenario: str = BASE, year: int | None = YEAR) -> NeededTable:
    with plan.store.read() as cursor:
        return read_needed(cursor, scenario, year, DAY)


def by_name(plan: Plan, table: NeededTable) -> dict[str, int]:
    with plan.store.read() as cursor:
        names = {str(line): str(name) for line, name in cursor.rows("SELECT id, name FROM line")}
    return {names[line]: place for place, line in enumerate(table.ids)}


def test_lines_stand_in_id_order_with_their_working_amounts(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"name": "Một"}, {"name": "Hai", "quantity": "3"}]) as plan:
        table = needed(plan)
    assert list(table.ids) == sorted(table.ids)
    assert table.amount.tolist() == [20_000_000, 30_000_000]
    assert len(table) == len(table.lock_reason) == len(table.decider) == len(table.band_reason) == len(table.points)


def test_levels_follow_bands_and_then_priorities(tmp_path: Path) -> None:
    lines = [
        {"name": "Họp", "category": "meeting", "priority": "2"},
        {"name": "Họp bắt buộc", "category": "meeting", "priority": "1"},
        {"name": "Một máy", "quantity": "1", "priority": "4"},
        {"name": "Hai máy", "quantity": "2", "priority": "4"},
        {"name": "Cần", "priority": "2"},
    ]
    with a_plan(tmp_path, lines) as plan:
        table = needed(plan)
        at = by_name(plan, table)
    level = {name: int(table.level[place]) for name, place in at.items()}
    assert level == {"Họp": 3, "Họp bắt buộc": 9, "Một máy": 6, "Hai máy": 5, "Cần": 8}
    assert BANDS[table.band[at["Họp bắt buộc"]]] is Band.MEETINGS  # what it is stays told, though it is not cut by it


def test_what_a_scenario_dropped_and_other_years_ask_for_nothing(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"name": "Bỏ"}, {"name": "Giữ"}, {"name": "Năm sau", "year": "2025"}]) as plan:
        scenario = branch(plan, "Cắt")
        operate(plan, scenario, OperationKind.DROP, text="Bỏ")
        assert list(by_name(plan, needed(plan, scenario))) == ["Giữ"]
        assert sorted(by_name(plan, needed(plan, year=None))) == ["Bỏ", "Giữ", "Năm sau"]


def test_other_weights_move_scores_and_nothing_else(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"name": "Ký rồi", "contracted": "có"}, {"name": "Chưa"}]) as plan:
        table = needed(plan)
    heavy = table.weighed({**dict.fromkeys(Criterion, 0), Criterion.CONTRACTED: 100})
    assert heavy.score.tolist() == [10_000, 0]
    assert (heavy.level == table.level).all()
    assert (heavy.weight // 100 >= heavy.level).all()
