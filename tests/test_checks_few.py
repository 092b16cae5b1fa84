"""A few lines read by themselves are what the views over the whole plan say of them, in the base and in a scenario."""

from pathlib import Path

from budget.checks.few import lay_out_few, read_few
from budget.checks.law import read_law
from budget.checks.scope import open_scope
from budget.model.ids import BASE
from budget.model.states import OperationKind
from tests.checked import CLEAN, POLICE, PROJECT
from tests.plans import COMMUNE, a_plan, branch, operate

LINES = [
    CLEAN,
    {**CLEAN, "name": "Máy in (bổ sung)", "measure": " Cái ", "quarter": "", "unit": COMMUNE, "finance_quantity": "1"},
    POLICE,
    {**PROJECT, "year": "2025", "quarter": "2", "content_quantity": "1"},
]


def test_they_are_what_the_whole_plan_says_of_them(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        ids = [plan.lines.find_id(str(number)) for number in (1, 2, 3, 4)]
        scenario = branch(plan, "PA")
        operate(plan, scenario, OperationKind.DROP, lines=(ids[0],))
        operate(plan, scenario, OperationKind.SET_DRIVER, {"driver": "unit_price", "value": 5_000_000}, lines=(ids[1],))
        operate(plan, scenario, OperationKind.DEFER, {"year": 2026, "quarter": 1}, lines=(ids[2],))
        for chosen in (BASE, scenario):
            with plan.store.read() as cursor:
                few = read_few(cursor, chosen, [*ids, "không có"], read_law(cursor))
                open_scope(cursor, chosen, alone=True)
                whole = cursor.table("SELECT * FROM checked ORDER BY number")
                kinds = dict(cursor.rows("SELECT column_name, column_type FROM (DESCRIBE checked)"))
                assert sorted(few, key=lambda facts: int(str(facts["number"]))) == whole.to_pylist()
                lay_out_few(cursor, few)
                assert cursor.table("SELECT * FROM checked ORDER BY number").to_pylist() == whole.to_pylist()
                assert dict(cursor.rows("SELECT column_name, column_type FROM (DESCRIBE checked)")) == kinds
                assert len(cursor.rows("SELECT id FROM kept")) == len(ids) - (chosen == scenario)


def test_no_lines_are_laid_out_as_none(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN]) as plan, plan.store.read() as cursor:
        few = read_few(cursor, BASE, [], read_law(cursor))
        lay_out_few(cursor, few)
        assert cursor.rows("SELECT * FROM kept") == []
