"""Whatever is altered behind the program's back is found, and the journal alone makes the projection again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.plan.face import Plan, open_plan
from budget.store import verify
from budget.store.records import Batch
from budget.store.verify import compare_projections, rebuild, verify_chain
from tests.plans import add_line, ceiling_changes, close, edit, make_plan, problems_of

DAMAGE = {
    "old side of a change": "UPDATE change SET old = replace(old, '2000', '2001') WHERE seq = 4",
    "new side of a change": "UPDATE change SET new = replace(new, '3000', '3001') WHERE seq = 4",
    "entity of a change": "UPDATE change SET entity = 'khác' WHERE seq = 4",
    "order of changes": "UPDATE change SET ordinal = 1 - ordinal WHERE seq = 5",
    "a change taken out": "DELETE FROM change WHERE seq = 5 AND ordinal = 1",
    "a change put in": "INSERT INTO change SELECT seq, 7, kind, entity, grp, old, new FROM change WHERE seq = 4",
    "old made empty": "UPDATE change SET old = NULL WHERE seq = 4",
    "bytes of a payload": "UPDATE payload SET data = data || '\\x00'::BLOB WHERE data IS NOT NULL",
    "payload taken out": "UPDATE payload SET data = NULL WHERE data IS NOT NULL",
    "digest of a payload": "UPDATE payload SET digest = replace(digest, left(digest, 1), 'z') WHERE data IS NOT NULL",
    "action of a payload": "UPDATE payload SET action = 'delete' WHERE seq = 6",
    "size of a payload": "UPDATE payload SET size = size + 1 WHERE seq = 6",
    "origin of an undo": "UPDATE payload SET origin_ordinal = origin_ordinal + 1 WHERE origin_seq IS NOT NULL",
    "header": "UPDATE batch SET header = replace(header, 'An', 'Bình') WHERE seq = 4",
    "actor": "UPDATE batch SET actor = 'Bình' WHERE seq = 4",
    "moment": "UPDATE batch SET moment = replace(moment, '20', '19') WHERE seq = 4",
    "action": "UPDATE batch SET action = 'delete_line' WHERE seq = 4",
    "reason": "UPDATE batch SET reason = 'lý do khác' WHERE seq = 4",
    "size": "UPDATE batch SET size = size + 1 WHERE seq = 4",
    "what it undoes": "UPDATE batch SET undoes = 4 WHERE seq = 7",
    "id": "UPDATE batch SET id = 'khác' WHERE seq = 4",
    "operation id": "UPDATE batch SET operation_id = 'khác' WHERE seq = 4",
    "hash": "UPDATE batch SET hash = repeat('0', 64) WHERE seq = 4",
    "previous hash": "UPDATE batch SET previous_hash = repeat('0', 64) WHERE seq = 4",
    "a batch taken out of the middle": "DELETE FROM batch WHERE seq = 4",
    "the first batch taken out": "DELETE FROM batch WHERE seq = 1",
    "the last batch taken out": "DELETE FROM batch WHERE seq = 8",
    "a touch taken out": "DELETE FROM touch WHERE seq = 4",
    "a touch put in": "INSERT INTO touch VALUES ('line:khác', 'all', 4)",
    "a touch of no batch": "INSERT INTO touch VALUES ('line:khác', 'all', 99)",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seq 1 makes it, 2-3 lines, 4 one change, 5 two changes, 6 a payload, 7 its undo, 8 one change more; closed."""
    made = make_plan(tmp_path_factory.mktemp("written"), [{}, {}])
    line = made.lines.find_id("1")
    edit(made, line, "quantity", "3", reason="đếm lại")
    made.lines.delete([line, made.lines.find_id("2")], "trùng")
    made.store.commit(Batch("An", "set_ceilings", changes=ceiling_changes(1001)))
    made.undo(6)
    add_line(made)
    close(made)
    return made.path


@pytest.fixture
def plan(written: Path, tmp_path: Path) -> Iterator[Plan]:
    """A copy of it, open."""
    opened = open_plan(shutil.copy(written, tmp_path), "An")
    yield opened
    close(opened)


def test_an_untouched_plan_is_clean(plan: Plan, tmp_path: Path) -> None:
    assert plan.head() == 8
    assert problems_of(plan, tmp_path) == []


@pytest.mark.parametrize("what", DAMAGE)
def test_tampering_is_found(plan: Plan, what: str) -> None:
    with plan.store.database.write() as cursor:
        assert cursor.run(DAMAGE[what]) > 0
    with plan.store.read() as cursor:
        findings = verify_chain(cursor)
    assert findings
    assert all(finding.sentence.endswith(".") for finding in findings)


def test_the_altered_batch_is_named(plan: Plan) -> None:
    with plan.store.database.write() as cursor:
        cursor.run(DAMAGE["new side of a change"])
    with plan.store.read() as cursor:
        assert [finding.place for finding in verify_chain(cursor)] == ["batch 4"]


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("UPDATE line SET requested_amount = requested_amount + 1", "line"),
        ("DELETE FROM line", "line"),
        ("UPDATE unit SET name = 'khác' WHERE code = '502'", "unit"),
        ("UPDATE plan SET budget_year = 2025", "plan"),
        ("INSERT INTO touch VALUES ('line:khác', 'all', 6)", "touch"),
    ],
)
def test_a_projection_altered_behind_the_journal_differs_from_its_replay(plan: Plan, tmp_path: Path, sql: str, table: str) -> None:
    with plan.store.database.write() as cursor:
        assert cursor.run(sql) > 0
    fresh = rebuild(plan.store.database, tmp_path / "fresh.duckdb")
    assert [finding.place for finding in compare_projections(plan.store.database, fresh)] == [f"table {table}"]
    fresh.close()


@pytest.mark.parametrize("seen", [0, 1, 3, verify.SEEN_AT_ONCE])
def test_rows_are_counted_alike_however_many_are_seen_at_once(
    plan: Plan, tmp_path: Path, seen: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "SEEN_AT_ONCE", seen)
    fresh = rebuild(plan.store.database, tmp_path / "fresh.duckdb")
    assert compare_projections(plan.store.database, fresh) == []
    tasks = "INSERT INTO task SELECT code || '-khác', * EXCLUDE code FROM task WHERE code IN (SELECT min(code) FROM task)"
    with fresh.write() as cursor:
        assert cursor.run(tasks) == 1
        cursor.run("CREATE TEMP TABLE kept AS SELECT * FROM source ORDER BY code DESC")
        cursor.run("DELETE FROM source")
        cursor.run("INSERT INTO source SELECT * FROM kept")
    assert [finding.sentence for finding in compare_projections(plan.store.database, fresh)] == [
        "Bảng task khác với nhật ký: 0 dòng thừa, 1 dòng thiếu."
    ]
    fresh.close()


def test_a_replay_that_fails_leaves_no_file(plan: Plan, tmp_path: Path) -> None:
    with plan.store.database.write() as cursor:
        cursor.run("UPDATE change SET entity = 'khác' WHERE seq = 4")
    with pytest.raises(RuntimeError):
        rebuild(plan.store.database, tmp_path / "fresh.duckdb")
    assert not (tmp_path / "fresh.duckdb").exists()
    assert plan.totals().lines() == 1
