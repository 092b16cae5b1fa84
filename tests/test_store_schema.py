"""The tables of a plan file: made as declared, with the working figures and purses as views."""

from pathlib import Path

from budget.store.kinds import KINDS
from budget.store.opening import create_database
from budget.store.schema import VERSION
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, a_plan, edit


def test_every_journaled_table_has_its_columns_in_order_and_the_seq_that_made_it(tmp_path: Path) -> None:
    database = create_database(tmp_path / "plan.duckdb")
    with database.read() as cursor:
        for kind in KINDS.values():
            rows = cursor.rows(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [kind.table]
            )
            wanted = [(name, sql_type.replace("TEXT", "VARCHAR")) for name, sql_type in kind.columns.items()]
            assert rows == [*wanted, ("created_seq", "BIGINT")]
        assert cursor.rows("SELECT value FROM meta WHERE key = 'version'") == [(str(VERSION),)]
    database.close()


def test_no_column_of_a_plan_is_a_float_or_decimal(tmp_path: Path) -> None:
    database = create_database(tmp_path / "plan.duckdb")
    with database.read() as cursor:
        kinds = {str(kind) for (kind,) in cursor.rows("SELECT DISTINCT data_type FROM duckdb_columns() WHERE NOT internal")}
    database.close()
    assert not any(kind.startswith(("DOUBLE", "FLOAT", "DECIMAL")) for kind in kinds)


def test_the_working_figures_are_the_finance_ones_once_done(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.find_id("1")
        working = "SELECT appraised, quantity_milli, unit_price, times_milli, adjustment, amount FROM working"
        with plan.store.read() as cursor:
            assert cursor.rows(working) == [(False, 2000, 10_000_000, 1000, 0, 20_000_000)]
        edit(plan, line, "finance_quantity", "1,5")
        with plan.store.read() as cursor:
            assert cursor.rows(working) == [(True, 1500, 10_000_000, 1000, 0, 15_000_000)]
        edit(plan, line, "finance_quantity", "")
        with plan.store.read() as cursor:
            assert cursor.rows(working) == [(False, 2000, 10_000_000, 1000, 0, 20_000_000)]


def test_a_purse_view_names_the_district_and_province_of_each_unit(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        rows = {unit: where for unit, *where in cursor.rows("SELECT unit, level, district, province FROM purse")}
    assert rows[COMMUNE] == ["commune", DISTRICT, "49"]
    assert rows[DISTRICT] == ["district", DISTRICT, "49"]
    assert rows[DEPARTMENT] == ["province", DEPARTMENT, "49"]
