"""The border of the database: money leaves it as integers or not at all; readers see one moment, one writer at a time."""

import subprocess
import sys
import threading
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.model.problem import PlanError
from budget.store.database import AT_ONCE, Database, is_held
from budget.store.opening import create_database, open_database

BEYOND_FLOAT = 9_007_199_254_740_993
SECOND_PROCESS = """
import sys, duckdb
try:
    duckdb.connect(sys.argv[1]).execute("SELECT 1").fetchall()
    print("opened")
except duckdb.IOException as error:
    print("refused")
"""


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = create_database(tmp_path / "plan.duckdb")
    with made.write() as cursor:
        cursor.run("CREATE TABLE money (amount BIGINT, share DOUBLE)")
        cursor.run("INSERT INTO money VALUES (?::BIGINT, NULL), (1::BIGINT, 0.5)", [BEYOND_FLOAT])
    yield made
    made.close()


def test_sums_beyond_two_to_the_53_keep_their_last_digit(database: Database) -> None:
    with database.read() as cursor:
        assert cursor.rows("SELECT sum(amount)::BIGINT FROM money") == [(BEYOND_FLOAT + 1,)]
        assert cursor.table("SELECT sum(amount)::BIGINT AS total FROM money").to_pydict() == {"total": [BEYOND_FLOAT + 1]}
        frame = cursor.frame("SELECT sum(amount)::BIGINT AS total FROM money")
    assert frame["total"].dtype == "Int64"
    assert int(frame["total"].iloc[0]) == BEYOND_FLOAT + 1


def test_a_frame_keeps_whole_numbers_whole_where_some_are_missing(database: Database) -> None:
    with database.read() as cursor:
        frame = cursor.frame("SELECT * FROM (VALUES (?::BIGINT), (NULL)) t(amount) ORDER BY amount", [BEYOND_FLOAT])
    assert frame["amount"].dtype == "Int64"
    assert int(frame["amount"].iloc[0]) == BEYOND_FLOAT
    assert frame["amount"].isna().tolist() == [False, True]


@settings(max_examples=30)
@given(quantity=st.integers(2**31, 2**40), price=st.integers(0, 2**20))
def test_parameters_beyond_32_bits_multiply_exactly(shared_database: Database, quantity: int, price: int) -> None:
    with shared_database.read() as cursor:
        assert cursor.rows("SELECT ?::BIGINT * ?::BIGINT", [quantity, price]) == [(quantity * price,)]


@pytest.fixture(scope="module")
def shared_database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    made = create_database(tmp_path_factory.mktemp("shared") / "plan.duckdb")
    yield made
    made.close()


@pytest.mark.parametrize("sql", ["SELECT avg(amount) FROM money", "SELECT amount / 2 AS half FROM money", "SELECT 1.5::DECIMAL(9, 2)"])
def test_a_float_or_decimal_never_leaves_as_money(database: Database, sql: str) -> None:
    with database.read() as cursor:
        with pytest.raises(TypeError, match="::BIGINT"):
            cursor.rows(sql)
        with pytest.raises(TypeError, match="::BIGINT"):
            cursor.table(sql)


def test_a_float_column_is_refused_even_when_its_first_row_is_empty(database: Database) -> None:
    with database.read() as cursor, pytest.raises(TypeError, match="share"):
        cursor.rows("SELECT share FROM money ORDER BY share NULLS FIRST")


def test_an_uncast_sum_is_refused_as_a_table(database: Database) -> None:
    with database.read() as cursor, pytest.raises(TypeError, match="total"):
        cursor.table("SELECT sum(amount) AS total FROM money")


def test_a_reader_sees_one_moment_while_others_write(database: Database) -> None:
    with database.read() as reader:
        before = reader.rows("SELECT count(*) FROM money")
        with database.write() as writer:
            writer.run("INSERT INTO money VALUES (5::BIGINT, NULL)")
        assert reader.rows("SELECT count(*) FROM money") == before
    with database.read() as reader:
        assert reader.rows("SELECT count(*) FROM money") == [(3,)]


def test_a_reader_cannot_write(database: Database) -> None:
    with database.read() as reader, pytest.raises(Exception, match="read-only"):
        reader.run("INSERT INTO money VALUES (5::BIGINT, NULL)")


def test_a_failed_block_leaves_nothing(database: Database) -> None:
    def insert_and_fail() -> None:
        with database.write() as writer:
            writer.run("INSERT INTO money VALUES (5::BIGINT, NULL)")
            raise KeyError

    with pytest.raises(KeyError):
        insert_and_fail()
    with database.read() as reader:
        assert reader.rows("SELECT count(*) FROM money") == [(2,)]


def test_a_trial_shows_its_effect_and_leaves_none(database: Database) -> None:
    with database.trial() as cursor:
        assert cursor.run("DELETE FROM money") == 2
        assert cursor.rows("SELECT count(*) FROM money") == [(0,)]
    with database.read() as reader:
        assert reader.rows("SELECT count(*) FROM money") == [(2,)]


def test_writers_in_threads_wait_for_each_other(database: Database) -> None:
    def add_one() -> None:
        for _ in range(10):
            with database.write() as cursor:
                (amount,) = cursor.rows("SELECT amount FROM money WHERE share IS NULL")[0]
                cursor.run("UPDATE money SET amount = ?::BIGINT WHERE share IS NULL", [int(str(amount)) + 1])

    threads = [threading.Thread(target=add_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as reader:
        assert reader.rows("SELECT amount FROM money WHERE share IS NULL") == [(BEYOND_FLOAT + 40,)]


def test_a_given_table_is_readable_inside_its_block_only(database: Database) -> None:
    with database.read() as cursor:
        with cursor.given("some_rows", pa.table({"amount": [1, 2]})):
            assert cursor.rows("SELECT count(*) FROM some_rows") == [(2,)]
        with pytest.raises(Exception, match="some_rows"):
            cursor.rows("SELECT count(*) FROM some_rows")


def test_reading_the_bytes_of_an_open_file_would_let_others_in(tmp_path: Path) -> None:
    """The trap behind `is_held`: POSIX drops a process's locks when it closes any handle of the file."""
    database = create_database(tmp_path / "plan.duckdb")
    assert is_held(database.path)
    assert _second_process(database.path) == "refused"
    database.path.read_bytes()
    assert _second_process(database.path) == "opened"
    database.close()
    assert not is_held(database.path)


def test_a_closed_file_opens_again(database: Database) -> None:
    database.close()
    open_database(database.path).close()
    assert not is_held(database.path)


def _second_process(path: Path) -> str:
    ran = subprocess.run([sys.executable, "-c", SECOND_PROCESS, str(path)], capture_output=True, check=True, text=True)
    return ran.stdout.strip()


@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_nothing_is_written_where_nobody_would_find_it_again(database: Database, tmp_path: Path, how: str) -> None:
    away = tmp_path / "away.duckdb"
    database.path.rename(away)
    if how == "deleted":
        away.unlink()
    if how == "replaced":
        create_database(tmp_path / "other.duckdb").close()
        (tmp_path / "other.duckdb").rename(database.path)
    with pytest.raises(PlanError) as refused, database.write() as cursor:
        cursor.run("INSERT INTO money VALUES (2::BIGINT, NULL)")
    assert refused.value.problem.code == "plan_gone"
    with pytest.raises(PlanError), database.quiet():
        pass
    with database.read() as cursor:
        assert cursor.rows("SELECT count(*) FROM money") == [(2,)]
    if how == "moved":
        away.rename(database.path)
        with database.write() as cursor:
            assert cursor.run("INSERT INTO money VALUES (2::BIGINT, NULL)") == 1


@pytest.mark.parametrize("count", [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE])
def test_rows_made_in_pieces_are_all_there_in_their_order(database: Database, count: int) -> None:
    with database.read() as cursor:
        assert cursor.rows("SELECT range FROM range(?::BIGINT)", [count]) == [(number,) for number in range(count)]
        assert cursor.rows("SELECT 7") == [(7,)], "and the next question is free"


def test_a_question_before_the_last_answer_was_read_is_our_mistake(database: Database) -> None:
    with database.read() as cursor:
        reading = cursor.pieces("SELECT range FROM range(?::BIGINT)", [3 * AT_ONCE])
        assert next(reading)[0] == (0,)
        assert len(next(reading)) == AT_ONCE
        cursor.rows("SELECT 7")
        with pytest.raises(RuntimeError, match="another question"):
            next(reading)
