"""Which lines a run looks at, and which a change can reach."""

from pathlib import Path

import pyarrow as pa

from budget.checks.widening import read_moved, read_standing, widen
from budget.model.states import OperationKind
from budget.plan.face import Plan
from tests.checked import CLEAN
from tests.plans import DISTRICT, a_plan, branch, edit, operate


def numbers(plan: Plan, table: pa.Table) -> set[int]:
    with plan.store.read() as cursor:
        by_id = dict(cursor.rows("SELECT id, number FROM line"))
    return {int(str(by_id[line])) for line in table.column("line").to_pylist()}


def test_a_change_reaches_its_line_what_requires_it_and_its_peers_by_name(tmp_path: Path) -> None:
    names = ("Máy chủ", "Phần mềm", "Máy chủ (bổ sung)", "Máy in")
    with a_plan(tmp_path, [{**CLEAN, "name": name} for name in names]) as plan:
        edit(plan, plan.lines.find_id("2"), "requires", plan.lines.find_id("1"))
        with plan.store.read() as cursor:
            given = pa.table({"line": [plan.lines.find_id("1")]})
            assert numbers(plan, widen(cursor, "goc", given)) == {1, 2, 3}
            assert numbers(plan, widen(cursor, "goc", given, pa.table({"line": pa.array([], pa.string())}))) == {1, 2}
            assert numbers(plan, widen(cursor, "goc", given, former=["may in"])) == {1, 2, 3, 4}


def test_only_lines_whose_price_source_year_or_presence_changed_move_their_peers(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "name": f"Máy {number}"} for number in range(3)]) as plan:
        scenario = branch(plan, "PA")
        ids = [plan.lines.find_id(str(number)) for number in (1, 2, 3)]
        held = pa.table({"line": ids})
        with plan.store.read() as cursor:
            before = read_standing(cursor, scenario)
        operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1_000})
        operate(plan, scenario, OperationKind.DROP, lines=(ids[0],))
        operate(plan, scenario, OperationKind.SET_DRIVER, {"driver": "unit_price", "value": 5_000_000}, lines=(ids[1],))
        with plan.store.read() as cursor:
            assert numbers(plan, read_moved(cursor, scenario, held, before)) == {1, 2}
            assert numbers(plan, read_moved(cursor, scenario, held, read_standing(cursor, scenario))) == set()


def test_a_change_reaches_what_its_line_is_likened_to(tmp_path: Path) -> None:
    lines = [
        {**CLEAN, "name": "Máy quét tài liệu"},
        {**CLEAN, "name": "Tài liệu: máy quét"},
        {**CLEAN, "name": "Máy quét tài liệu", "unit": DISTRICT, "source": "NQ36-H"},
        {**CLEAN, "name": "Máy in tài liệu"},
    ]
    with a_plan(tmp_path, lines) as plan, plan.store.read() as cursor:
        given = pa.table({"line": [plan.lines.find_id("2")]})
        assert numbers(plan, widen(cursor, "goc", given)) == {1, 2}
