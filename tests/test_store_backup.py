"""A backup is one consistent moment taken while people work; a restore never destroys what it replaces."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from budget.model.problem import PlanError
from budget.plan.face import open_plan
from budget.store.backup import file_hash, restore
from budget.store.verify import compare_projections
from tests.plans import add_line, close, edit, make_plan, problems_of

HOLD = """
import sys, duckdb
raw = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


def test_a_backup_is_the_plan_at_one_moment(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}, {}])
    edit(plan, plan.lines.find_id("1"), "quantity", "3")
    copy = plan.back_up(tmp_path / "copies" / "copy.duckdb")
    add_line(plan)
    assert copy.seq == 4
    assert copy.sha256 == hashlib.sha256(copy.file.read_bytes()).hexdigest()
    taken = open_plan(copy.file)
    assert (taken.head(), taken.totals().lines(), taken.totals().amount()) == (4, 2, 50_000_000)
    assert problems_of(taken, tmp_path) == []
    close(taken)
    assert plan.totals().lines() == 3
    close(plan)


def test_a_backup_taken_while_somebody_reads_holds_everything(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}, {}])
    line = plan.lines.find_id("1")
    with plan.store.read() as reader:
        before = reader.rows("SELECT count(*) FROM line")
        plan.lines.delete([line], "trùng")
        plan.undo(plan.head())
        edit(plan, line, "quantity", "9")
        copy = plan.back_up(tmp_path / "copy.duckdb")
        assert reader.rows("SELECT count(*) FROM line") == before
    taken = open_plan(copy.file)
    assert taken.head() == copy.seq == plan.head()
    assert compare_projections(taken.store.database, plan.store.database) == []
    assert problems_of(taken, tmp_path) == []
    close(taken)
    close(plan)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.duckdb", "plan.duckdb"]


def test_a_backup_does_not_overwrite(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    plan.back_up(tmp_path / "copy.duckdb")
    with pytest.raises(PlanError) as refused:
        plan.back_up(tmp_path / "copy.duckdb")
    assert refused.value.problem.code == "file_exists"
    close(plan)


def test_a_restore_keeps_what_it_replaces(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    copy = plan.back_up(tmp_path / "copy.duckdb")
    add_line(plan)
    close(plan)
    replaced = plan.path.read_bytes()
    assert restore(copy.file, plan.path).seq == copy.seq
    assert (tmp_path / "plan.duckdb.truoc-khoi-phuc-1").read_bytes() == replaced
    again = open_plan(plan.path)
    assert again.totals().lines() == 1
    assert problems_of(again, tmp_path) == []
    close(again)
    restore(copy.file, plan.path)
    assert (tmp_path / "plan.duckdb.truoc-khoi-phuc-2").exists()


def test_a_restore_onto_a_plan_open_here_is_refused(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    copy = plan.back_up(tmp_path / "copy.duckdb")
    for source, target in ((copy.file, plan.path), (plan.path, tmp_path / "new.duckdb")):
        with pytest.raises(PlanError) as refused:
            restore(source, target)
        assert refused.value.problem.code == "plan_open"
    add_line(plan)
    assert problems_of(plan, tmp_path) == []
    close(plan)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.duckdb", "plan.duckdb"]


def test_a_restore_onto_a_plan_open_elsewhere_is_refused(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    copy = plan.back_up(tmp_path / "copy.duckdb")
    close(plan)
    with subprocess.Popen([sys.executable, "-c", HOLD, str(plan.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(PlanError) as refused:
            restore(copy.file, plan.path)
        assert refused.value.problem.code == "plan_busy"
        holder.communicate()


def test_a_damaged_plan_can_be_replaced(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    copy = plan.back_up(tmp_path / "copy.duckdb")
    close(plan)
    plan.path.write_bytes(plan.path.read_bytes()[:100_000])
    restore(copy.file, plan.path)
    again = open_plan(plan.path)
    assert again.totals().lines() == 1
    close(again)


def test_a_damaged_or_altered_backup_is_refused_and_the_plan_stays(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    copy = plan.back_up(tmp_path / "copy.duckdb")
    close(plan)
    before = plan.path.read_bytes()
    cut = tmp_path / "cut.duckdb"
    cut.write_bytes(copy.file.read_bytes()[:1_000_000])
    altered = open_plan(copy.file)
    with altered.store.database.write() as cursor:
        cursor.run("UPDATE batch SET reason = 'khác' WHERE seq = 2")
    close(altered)
    for source, code in ((cut, "plan_damaged"), (copy.file, "backup_damaged"), (tmp_path / "none", "file_missing")):
        with pytest.raises(PlanError) as refused:
            restore(source, plan.path)
        assert refused.value.problem.code == code
    assert plan.path.read_bytes() == before
    assert not list(tmp_path.glob("*truoc-khoi-phuc*"))


def test_the_log_of_a_replaced_plan_goes_with_it(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    copy = plan.back_up(tmp_path / "copy.duckdb")
    for number in range(3):
        add_line(plan, name=f"Máy {number}")
    crashed = tmp_path / "crashed.duckdb"
    log = plan.path.with_name("plan.duckdb.wal")
    assert log.exists()
    subprocess.run(["cp", str(plan.path), str(crashed)], check=True)
    subprocess.run(["cp", str(log), str(crashed) + ".wal"], check=True)
    close(plan)
    restore(copy.file, crashed)
    again = open_plan(crashed)
    assert again.totals().lines() == 1
    close(again)
    kept = open_plan(shutil.move(tmp_path / "crashed.duckdb.truoc-khoi-phuc-1", tmp_path / "kept.duckdb"))
    assert kept.totals().lines() == 4
    close(kept)


def test_an_open_plan_is_never_hashed_in_its_own_process(tmp_path: Path) -> None:
    plan = make_plan(tmp_path)
    with pytest.raises(RuntimeError, match="open"):
        file_hash(plan.path)
    close(plan)
