"""A plan is made whole in one batch or not at all, with the reference it stands on written down."""

from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pytest

from budget.model.problem import PlanError
from budget.plan.creation import create_plan, reference_bulks, rows_to_bulk, table_to_bulk
from budget.plan.face import open_plan
from budget.plan.shared import adopt_store
from budget.reference.fingerprint import REFERENCE_VERSION, reference_hash
from budget.store.kinds import KINDS
from tests.plans import close, problems_of, reference


def test_a_new_plan_holds_the_reference_and_says_which(tmp_path: Path) -> None:
    store = create_plan(tmp_path / "new.duckdb", reference(), name="Đề án", year=2025, actor="An", bulks=reference_bulks(reference()))
    adopt_store(store)
    plan = open_plan(store.path, "An")
    facts = plan.store.meta()
    assert (facts["reference_version"], facts["reference_hash"]) == (REFERENCE_VERSION, reference_hash())
    assert (plan.info().name, plan.info().budget_year, plan.info().lines, plan.head()) == ("Đề án", 2025, 0, 1)
    with store.read() as cursor:
        counted = {
            table: cursor.rows(f"SELECT count(*) FROM {table}")[0][0] for table in ("unit", "source", "rule", "task", "ceiling", "norm")
        }
    assert counted == {
        "unit": len(reference().units),
        "source": len(reference().sources),
        "rule": len(reference().rules),
        "task": len(reference().tasks),
        "ceiling": len(reference().ceilings),
        "norm": len(reference().norms),
    }
    assert plan.entries()[0].size == 1 + sum(counted[table] for table in ("unit", "source", "rule", "task", "ceiling"))
    assert problems_of(plan, tmp_path) == []
    close(plan)


def test_ceilings_can_be_left_out() -> None:
    assert [bulk.kind for bulk in reference_bulks(reference(), ceilings=False)] == ["unit", "source", "rule", "task"]


def test_a_creation_that_fails_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "new.duckdb"
    units = reference_bulks(reference())[0]
    doubled = replace(units, table=pa.concat_tables([units.table, units.table.slice(0, 1)]))
    with pytest.raises(Exception, match="uplicate key"):
        create_plan(path, reference(), name="Hỏng", year=2024, bulks=[doubled])
    assert list(tmp_path.iterdir()) == []
    create_plan(path, reference(), name="Lại", year=2024, bulks=[units]).close()


def test_a_file_that_stands_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "new.duckdb"
    path.write_text("của người khác")
    with pytest.raises(PlanError) as refused:
        create_plan(path, reference(), name="x", year=2024)
    assert refused.value.problem.code == "file_exists"
    assert path.read_text() == "của người khác"


def test_typed_rows_become_a_bulk_of_the_kinds_columns() -> None:
    @dataclass(frozen=True)
    class Row:
        id: str
        granted: int
        unknown: str = "left out"

    bulk = rows_to_bulk("ceiling", [Row("a", 9_007_199_254_740_993)])
    assert bulk.table.column_names == list(KINDS["ceiling"].columns)
    assert bulk.table["granted"].to_pylist() == [9_007_199_254_740_993]
    with pytest.raises(TypeError):
        rows_to_bulk("ceiling", [{"id": "a"}])
    assert table_to_bulk("line", bulk.table).kind == "line"
