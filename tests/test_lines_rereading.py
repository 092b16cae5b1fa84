"""A few lines read again are the rows a whole page would have of them."""

from pathlib import Path

import pyarrow as pa

from budget.lines.query import LINE_COLUMNS, read_whole
from budget.lines.rereading import read_again
from budget.model.ids import BASE
from budget.model.states import OperationKind
from tests.checked import CLEAN, PROJECT, force
from tests.plans import COMMUNE, a_plan, branch, edit, operate

LINES = [{}, {**CLEAN, "unit": COMMUNE, "finance_quantity": "1", "vat": "8"}, PROJECT, {**CLEAN, "priority": "", "requires": "1"}]


def test_they_are_the_rows_of_a_page(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        ids = [plan.lines.find_id(str(number)) for number in (1, 2, 3, 4)]
        edit(plan, ids[0], "unit_price", "7.500.000")
        force(plan, ids[3], "about", unit="không có")
        operate(plan, branch(plan, "PA"), OperationKind.DROP, lines=(ids[0],))
        with plan.store.read() as cursor:
            whole = read_whole(cursor, pa.table({"id": ids}), BASE).to_pylist()
            again = read_again(cursor, [*ids, "không có"])
        assert sorted(again, key=lambda row: ids.index(str(row["id"]))) == whole
        assert all(tuple(row) == LINE_COLUMNS for row in again)
        assert [row["unit_name"] is None for row in whole] == [False, False, False, True]
        assert again[0]["version"] != again[1]["version"]


def test_of_no_lines_there_are_no_rows(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        assert read_again(cursor, []) == []
