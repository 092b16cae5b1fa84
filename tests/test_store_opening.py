"""Every wrong file becomes one Vietnamese sentence and stays as it was; an older plan is brought up to date once."""

import hashlib
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from budget.lines.query import LineFilter
from budget.model.problem import PlanError
from budget.plan.face import open_plan
from budget.store import opening, schema
from budget.store.opening import create_database, open_database
from budget.store.store import Store
from budget.vietnamese import fold
from tests.plans import add_line, close, edit, make_plan, problems_of

OPEN_ELSEWHERE = """
import sys
sys.path.insert(0, sys.argv[2])
from budget.model.problem import PlanError
from budget.plan.face import open_plan
try:
    open_plan(sys.argv[1])
    print("opened")
except PlanError as error:
    print(error.problem.code, error.problem.sentence, error.problem.fix, sep="|")
"""
ROOT = Path(__file__).parent.parent


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _is_vietnamese(sentence: str) -> bool:
    return sentence.endswith(".") and fold(sentence) != sentence.lower() and "error" not in sentence.lower()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("STT;Nội dung;Thành tiền\n1;Máy tính;12.500.000\n", encoding="utf-8")


def _workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")


def _strangers(path: Path) -> None:
    with duckdb.connect(str(path)) as raw:
        raw.execute("CREATE TABLE orders (id BIGINT)")


def _strangers_with_meta(path: Path) -> None:
    with duckdb.connect(str(path)) as raw:
        raw.execute("CREATE TABLE meta AS SELECT 'format' AS key, 'another program' AS value")


def _with_version(version: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        create_database(path).close()
        with duckdb.connect(str(path)) as raw:
            raw.execute("UPDATE meta SET value = ? WHERE key = 'version'", [version])

    return write


@pytest.mark.parametrize(
    ("write", "code"),
    [
        (_empty, "not_a_plan"),
        (_text, "not_a_plan"),
        (_workbook, "not_a_plan"),
        (_strangers, "not_a_plan"),
        (_strangers_with_meta, "not_a_plan"),
        (_with_version("999"), "plan_newer"),
        (_with_version("một"), "plan_damaged"),
    ],
    ids=["empty", "text", "workbook", "another database", "another program's", "newer version", "version not a number"],
)
def test_a_wrong_file_is_refused_with_a_sentence_and_left_as_it_was(tmp_path: Path, write: Callable[[Path], None], code: str) -> None:
    path = tmp_path / "plan.duckdb"
    write(path)
    before = _digest(path)
    with pytest.raises(PlanError) as refused:
        open_plan(path)
    assert refused.value.problem.code == code
    assert _is_vietnamese(refused.value.problem.sentence)
    assert refused.value.problem.fix
    assert _digest(path) == before
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as refused:
        open_plan(tmp_path / "none.duckdb")
    assert refused.value.problem.code == "file_missing"
    with pytest.raises(PlanError) as refused:
        open_plan(tmp_path)
    assert refused.value.problem.code == "not_a_plan"
    assert list(tmp_path.iterdir()) == []


def test_a_cut_plan_is_refused_or_has_lost_nothing(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}, {}])
    edit(plan, plan.lines.find_id("1"), "quantity", "3")
    close(plan)
    whole = plan.path.read_bytes()
    lengths = [4, 11, 12, 100, 4096, 8192, 12_288, 100_000, 1_000_000, *(len(whole) * part // 10 for part in range(2, 10))]
    codes = {}
    for length in [*lengths, len(whole) - 262_144, len(whole) - 1]:
        path = tmp_path / f"cut{length}.duckdb"
        path.write_bytes(whole[:length])
        try:
            opened = open_plan(path)
        except PlanError as error:
            codes[length] = error.problem.code if _is_vietnamese(error.problem.sentence) else error.problem.sentence
        else:
            codes[length] = "opened"
            assert opened.lines.count(LineFilter()) == (2, 50_000_000)
            assert problems_of(opened, tmp_path) == []
            close(opened)
        assert path.read_bytes() == whole[:length]
    assert set(codes.values()) <= {"not_a_plan", "plan_damaged", "opened"}
    assert all(codes[length] != "opened" for length in lengths), codes
    assert codes[1_000_000] == "plan_damaged"


def test_a_plan_with_flipped_bytes_in_its_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.duckdb"
    create_database(path).close()
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(4096)
    data[8192:12_288] = bytes(4096)
    path.write_bytes(data)
    with pytest.raises(PlanError) as refused:
        open_database(path)
    assert refused.value.problem.code == "plan_damaged"
    assert path.read_bytes() == data


def test_a_file_of_a_newer_engine_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "version lock.duckdb"
    create_database(path).close()
    messages = {
        "Trying to read a database file with version number 99, but we can only read version 64": "plan_newer",
        f'Could not set lock on file "{path}": Conflicting lock is held': "plan_busy",
        f'Cannot open file "{path}": Permission denied': "plan_not_permitted",
        f'Could not read from file "{path}": it ends early': "plan_damaged",
    }
    for message, code in messages.items():

        def fail(*_given: object, message: str = message, **_named: object) -> None:
            raise duckdb.IOException(message)

        monkeypatch.setattr(duckdb, "connect", fail)
        with pytest.raises(PlanError) as refused:
            open_database(path)
        assert refused.value.problem.code == code, message


def test_a_second_process_is_told_the_plan_is_busy_and_the_first_works_on(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    line = plan.lines.find_id("1")
    assert _open_elsewhere(plan.path).startswith("plan_busy|Bộ dự toán plan.duckdb đang được mở ở một chương trình khác")
    edit(plan, line, "quantity", "3")
    plan.back_up(tmp_path / "copy.duckdb")  # copying bytes must not let the lock go
    assert _open_elsewhere(plan.path).startswith("plan_busy|")
    edit(plan, line, "quantity", "4")
    with pytest.raises(PlanError) as refused:  # nor must opening it again in this process
        Store.open(plan.path)
    assert refused.value.problem.code == "plan_open"
    assert _open_elsewhere(plan.path).startswith("plan_busy|")
    edit(plan, line, "quantity", "5")
    assert problems_of(plan, tmp_path) == []
    close(plan)
    assert _open_elsewhere(plan.path) == "opened"


def test_one_process_opens_a_plan_once_for_all_its_people(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    other = open_plan(tmp_path / "." / "plan.duckdb", "Bình")
    assert other.store is plan.store
    add_line(other)
    assert plan.totals().lines() == 2
    close(plan)


def test_an_existing_file_is_not_overwritten_by_a_new_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.duckdb"
    _text(path)
    before = _digest(path)
    with pytest.raises(PlanError) as refused:
        create_database(path)
    assert refused.value.problem.code == "file_exists"
    assert _digest(path) == before


def _announce(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """Pretend that the program has moved one version on."""
    monkeypatch.setattr(opening, "VERSION", schema.VERSION + 1)
    monkeypatch.setitem(schema.MIGRATIONS, schema.VERSION + 1, statements)


def test_an_older_plan_is_migrated_once_at_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.duckdb"
    close(make_plan(tmp_path, [{}]))
    _announce(monkeypatch, "CREATE TABLE added (value BIGINT)", "INSERT INTO added VALUES (1)")
    for _ in range(2):
        database = open_database(path)
        with database.read() as cursor:
            assert cursor.rows("SELECT value FROM added") == [(1,)]
            assert cursor.rows("SELECT value FROM meta WHERE key = 'version'") == [(str(schema.VERSION + 1),)]
            assert cursor.rows("SELECT count(*) FROM line") == [(1,)]
        database.close()


def test_a_migration_that_fails_leaves_the_plan_as_old_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.duckdb"
    create_database(path).close()
    _announce(monkeypatch, "CREATE TABLE added (value BIGINT)", "INSERT INTO nowhere VALUES (1)")
    with pytest.raises(duckdb.Error):
        open_database(path)
    with duckdb.connect(str(path)) as raw:
        assert raw.execute("SELECT value FROM meta WHERE key = 'version'").fetchall() == [(str(schema.VERSION),)]
        assert raw.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'added'").fetchall() == [(0,)]


def test_a_file_promises_its_length_in_its_newest_header(tmp_path: Path) -> None:
    path = tmp_path / "plan.duckdb"
    plan = make_plan(tmp_path, [{}])
    close(plan)
    data = path.read_bytes()
    assert opening._promised_size(data[:12_288]) == len(data)
    newer = struct.pack("<QQqqQQ", 0, 2**40, 0, 0, 100, 262_144)
    assert opening._promised_size(data[:4096] + newer + data[4096 + len(newer) : 12_288]) == 12_288 + 100 * 262_144


def test_a_plan_reads_no_file_outside_its_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("a\n1\n")
    (tmp_path / "inside").mkdir()
    database = create_database(tmp_path / "inside" / "plan.duckdb")
    with database.read() as cursor, pytest.raises(duckdb.Error):
        cursor.rows(f"SELECT * FROM read_csv('{outside}')")
    database.close()
    shutil.rmtree(tmp_path / "inside")


def _open_elsewhere(path: Path) -> str:
    ran = subprocess.run([sys.executable, "-c", OPEN_ELSEWHERE, str(path), str(ROOT)], check=True, capture_output=True, text=True)
    return ran.stdout.strip()


LEFT_OPEN = """
import os, sys
from pathlib import Path
from budget.store.opening import open_database

database = open_database(Path(sys.argv[1]))
with database.write() as cursor:
    for seq in range(1, 4):
        cursor.run("INSERT INTO touch VALUES ('line:a', 'all', ?::BIGINT)", [seq])
        cursor.run("INSERT INTO member VALUES (?, 'a', 1)", [str(seq)])
os._exit(9)
"""


def test_a_plan_that_was_not_closed_gets_its_indexes_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.duckdb"
    create_database(path).close()
    renewed: list[bool] = []
    renew = opening._renew_indexes
    monkeypatch.setattr(opening, "_renew_indexes", lambda raw: (renewed.append(True), renew(raw)))
    open_database(path).close()
    assert not renewed, "a plan that was closed needs nothing"
    assert subprocess.run([sys.executable, "-c", LEFT_OPEN, str(path)], check=False).returncode == 9
    database = open_database(path)
    try:
        assert renewed == [True]
        with database.read() as cursor:
            named = cursor.rows("SELECT index_name FROM duckdb_indexes() WHERE NOT is_unique ORDER BY 1")
            assert named == [("attachment_line",), ("comment_line",), ("member_line",), ("phase_split_line",), ("touch_entity",)]
            assert cursor.rows("SELECT seq FROM touch WHERE entity = 'line:a' ORDER BY seq") == [(1,), (2,), (3,)]
            assert cursor.rows("SELECT count(*) FROM member WHERE line = 'a'") == [(3,)]
    finally:
        database.close()
    open_database(path).close()
    assert renewed == [True]


def test_an_index_that_a_crash_took_away_is_made_again_at_open(tmp_path: Path) -> None:
    path = tmp_path / "plan.duckdb"
    create_database(path).close()
    with duckdb.connect(str(path)) as raw:
        raw.execute("DROP INDEX touch_entity")
    database = open_database(path)
    with database.read() as cursor:
        named = {str(name) for (name,) in cursor.rows("SELECT index_name FROM duckdb_indexes()")}
    database.close()
    assert named >= set(schema.INDEXES)
