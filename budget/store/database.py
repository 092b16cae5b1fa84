"""One DuckDB file, one process, a cursor per reader and one writer lock; money leaves it as integers or not at all."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from budget.model.problem import refuse

Parameter = int | str | bool | bytes | list[str] | list[int] | None
Row = tuple[object, ...]
AT_ONCE = 2_048
"""Rows the engine makes before other threads may have their turn."""


_held: set[Path] = set()


class Cursor:
    """A cursor inside one transaction: reads see what this transaction wrote."""

    def __init__(self, raw: duckdb.DuckDBPyConnection) -> None:
        """Wrap the raw cursor."""
        self._raw = raw
        self._questions = 0

    def rows(self, sql: str, parameters: Sequence[Parameter] = ()) -> list[Row]:
        """Every row of a query as tuples."""
        return [row for piece in self.pieces(sql, parameters) for row in piece]

    def pieces(self, sql: str, parameters: Sequence[Parameter] = ()) -> Iterator[list[Row]]:
        """The same, so many rows at a time: while the engine makes tuples of them, no other thread works in Python.

        RuntimeError when something else is asked of this cursor before the end: the engine would go on with the other answer's rows.
        """
        answer = self._ask(sql, parameters)
        mine = self._questions
        _refuse_floats_in_rows(answer.description)
        while part := answer.fetchmany(AT_ONCE):
            yield part
            if self._questions != mine:
                raise RuntimeError(f"another question was asked before this one was answered: {sql[:80]}")
            if len(part) < AT_ONCE:
                break

    def run(self, sql: str, parameters: Sequence[Parameter] = ()) -> int:
        """Execute a statement and give how many rows it changed (0 where the engine reports none)."""
        result = self._ask(sql, parameters).fetchall()
        return int(result[0][0]) if result and result[0] and isinstance(result[0][0], int) else 0

    def table(self, sql: str, parameters: Sequence[Parameter] = ()) -> pa.Table:
        """A query's answer as an Arrow table; float and decimal columns are refused."""
        result = self._ask(sql, parameters).to_arrow_table()
        _refuse_floats(result.schema)
        return result

    def batches(self, sql: str, parameters: Sequence[Parameter] = (), size: int = 50_000) -> Iterator[pa.RecordBatch]:
        """A query's answer piece by piece, for answers too large to hold; the transaction must stay open meanwhile."""
        reader = self._ask(sql, parameters).to_arrow_reader(size)
        _refuse_floats(reader.schema)
        yield from reader

    def frame(self, sql: str, parameters: Sequence[Parameter] = ()) -> pd.DataFrame:
        """A query's answer as a DataFrame with Int64, string and boolean columns: whole đồng stay whole, missing stays missing."""
        return to_frame(self.table(sql, parameters))

    def _ask(self, sql: str, parameters: Sequence[Parameter]) -> duckdb.DuckDBPyConnection:
        self._questions += 1
        return self._raw.execute(sql, list(parameters))

    @contextmanager
    def given(self, name: str, table: pa.Table) -> Iterator[None]:
        """Make an Arrow table readable as `name` for the length of the block."""
        self._raw.register(name, table)
        try:
            yield
        finally:
            self._raw.unregister(name)


class Database:
    """The open file: `read()` gives a consistent snapshot, `write()` the one writer's transaction."""

    def __init__(self, raw: duckdb.DuckDBPyConnection, path: Path) -> None:
        """Own the connection; made by `open_database` only."""
        self._raw = raw
        self.path = path
        self._identity = _identify(path)
        self._lock = threading.RLock()
        _held.add(path.resolve())

    @contextmanager
    def read(self) -> Iterator[Cursor]:
        """A snapshot: every query inside sees the same committed state."""
        raw = self._raw.cursor()
        raw.execute("BEGIN TRANSACTION READ ONLY")  # a reader that could write would stand in the way of `quiet`
        try:
            yield Cursor(raw)
        finally:
            _roll_back(raw)  # nothing was written; the file may have been closed under a reader that was never finished
            raw.close()

    @contextmanager
    def write(self) -> Iterator[Cursor]:
        """The writer's transaction: committed when the block ends well, rolled back when it raises."""
        with self._lock:
            self._refuse_gone()
            raw = self._raw.cursor()
            raw.execute("BEGIN TRANSACTION")
            try:
                yield Cursor(raw)
                raw.execute("COMMIT")
            except BaseException:
                _roll_back(raw)
                raise
            finally:
                raw.close()

    @contextmanager
    def trial(self) -> Iterator[Cursor]:
        """A writer's transaction that is always rolled back: what would happen, seen with the same code that makes it happen."""
        with self._lock:
            raw = self._raw.cursor()
            raw.execute("BEGIN TRANSACTION")
            try:
                yield Cursor(raw)
            finally:
                _roll_back(raw)
                raw.close()

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Hold the writer lock with everything flushed to disk, so that the bytes of the file and its log can be copied."""
        with self._lock:
            self.fold()
            yield

    def fold(self) -> bool:
        """Fold the log into the file; False where an open reader still needs older rows: what is new then stays in the log."""
        with self._lock:
            self._refuse_gone()
            try:
                self._raw.execute("CHECKPOINT")
            except duckdb.TransactionException:
                return False
            return True

    def log_size(self) -> int:
        """Bytes of the log beside the file: what was saved and is not yet folded in."""
        try:
            return self.path.with_name(self.path.name + ".wal").stat().st_size  # only asks the folder
        except FileNotFoundError:
            return 0

    def _refuse_gone(self) -> None:
        """PlanError when the path no longer names the file that is open: the engine would write on where nobody finds it again."""
        if _identify(self.path) != self._identity:
            raise refuse(
                "plan_gone",
                f"Tệp {self.path.name} đã bị xóa, đổi tên hoặc thay bằng tệp khác trong lúc đang mở, nên chưa ghi thay đổi này.",
                "Đưa đúng tệp cũ về chỗ cũ rồi làm lại; nếu không còn tệp cũ thì mở lại chương trình và khôi phục từ bản sao lưu.",
            )

    @property
    def lock(self) -> "threading.RLock":
        """The writer lock, for state that must move together with a commit."""
        return self._lock

    def close(self) -> None:
        """Flush and let the file go."""
        with self._lock:
            self._raw.close()
            _held.discard(self.path.resolve())


def is_held(path: Path) -> bool:
    """Whether this process has the file open; touching its bytes then would drop the lock that keeps other processes out."""
    return path.resolve() in _held


def to_frame(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a DataFrame with nullable dtypes (Int64, string, boolean)."""
    kinds = {pa.int64(): pd.Int64Dtype(), pa.int32(): pd.Int64Dtype(), pa.string(): pd.StringDtype(), pa.bool_(): pd.BooleanDtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=kinds.get)
    return frame


def _identify(path: Path) -> tuple[int, int] | None:
    # only asks the folder: opening the file here would drop the lock that keeps other processes out
    try:
        facts = path.stat()
    except FileNotFoundError:
        return None
    return facts.st_dev, facts.st_ino


def _roll_back(raw: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):  # a failed COMMIT has already ended the transaction
        raw.execute("ROLLBACK")


def _refuse_floats(schema: pa.Schema) -> None:
    for column in schema:
        if pa.types.is_floating(column.type) or pa.types.is_decimal(column.type):
            raise TypeError(f"column {column.name} is {column.type}: end sums with ::BIGINT")


def _refuse_floats_in_rows(columns: Sequence[Row] | None) -> None:
    # by declared type: the first row may hold a null where the second holds a float
    for name, kind, *_ in columns or ():
        if str(kind).startswith(("DOUBLE", "FLOAT", "DECIMAL")):
            raise TypeError(f"column {name} is {kind}: end sums with ::BIGINT")
