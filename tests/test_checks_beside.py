"""What changed lines are held against, laid out with the figures of a scenario."""

from pathlib import Path

from budget.checks.beside import lay_out_beside, lay_out_priced, read_kinship
from budget.checks.peers import read_peers
from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.store.database import Cursor
from tests.checked import CLEAN
from tests.plans import a_plan, branch, operate


def prices(cursor: Cursor, table: str) -> list[int]:
    return [int(str(row[0])) for row in cursor.rows(f"SELECT unit_price FROM {table} ORDER BY unit_price")]


def test_figures_are_the_scenarios_and_dropped_lines_are_not_among_them(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "unit_price": f"{number}.000.000"} for number in (11, 12, 13)]) as plan:
        ids = [plan.lines.find_id(str(number)) for number in (1, 2, 3)]
        scenario = branch(plan, "PA")
        operate(plan, scenario, OperationKind.DROP, lines=(ids[0],))
        operate(plan, scenario, OperationKind.SET_DRIVER, {"driver": "unit_price", "value": 5_000_000}, lines=(ids[1],))
        with plan.store.read() as cursor:
            peers = read_peers(cursor, 1)
            keys = peers.of(ids)
            same = peers.beside("same", {keys[0].same})
            for chosen, expected in ((BASE, [11_000_000, 12_000_000, 13_000_000]), (scenario, [5_000_000, 13_000_000])):
                lay_out_priced(cursor, chosen, same)
                assert prices(cursor, "priced") == expected
                assert sorted(read_kinship(cursor, chosen, same).column("unit_price").to_pylist()) == expected
            block = peers.beside("block", {keys[0].block})
            assert lay_out_beside(cursor, scenario, peers, [ids[1]], (block, block.slice(0, 0)))
            assert [row[0] for row in cursor.rows("SELECT id FROM traits ORDER BY number")] == ids[1:]
            assert len(cursor.rows("SELECT DISTINCT again FROM traits")) == 1


def test_where_nothing_meets_nothing_is_laid_out(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN, {**CLEAN, "name": "Máy in A4"}]) as plan, plan.store.read() as cursor:
        peers, one = read_peers(cursor, 1), plan.lines.find_id("1")
        block = peers.beside("block", {keys.block for keys in peers.of([one])})
        assert not lay_out_beside(cursor, BASE, peers, [one], (block, block.slice(0, 0)))
