"""Opening a plan file: every way a file can be wrong becomes a sentence, and a wrong file is left as it was."""

import struct
from pathlib import Path

import duckdb

from budget.model.problem import PlanError, refuse
from budget.store.database import Database, is_held
from budget.store.schema import FORMAT, INDEXES, MIGRATIONS, VERSION, create_statements, index_statements

LOG_MOST = "64MB"
"""So much log the engine folds into the file in the middle of a save; long before, it is done while nobody works (plan/settling.py)."""
_MAGIC = b"DUCK"
_MAGIC_OFFSET = 8
_HEADERS = (4096, 8192)
_BLOCKS_START = 12288


def create_database(path: Path) -> Database:
    """A fresh, empty plan file; refused when something already stands there."""
    if path.exists():
        raise refuse(
            "file_exists",
            f"Tệp {path} đã có sẵn nên không tạo bộ dự toán mới đè lên.",
            "Chọn tên tệp khác, hoặc mở tệp đang có.",
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = _connect(path)
    try:
        raw.execute("BEGIN TRANSACTION")
        for statement in create_statements():
            raw.execute(statement)
        raw.execute("INSERT INTO meta VALUES ('format', ?), ('version', ?)", [FORMAT, str(VERSION)])
        raw.execute("COMMIT")
        raw.execute("CHECKPOINT")
    except BaseException:
        raw.close()
        path.unlink(missing_ok=True)
        raise
    return Database(raw, path)


def open_database(path: Path) -> Database:
    """The plan file at `path`, brought up to date; PlanError with a sentence when it cannot be opened."""
    short = _check_bytes(path)
    unclosed = _has_log(path)
    raw = _connect(path)
    try:
        _check_plan(raw, path)
        if short:
            _read_everything(raw, path)
        _migrate(raw)
        _mend_indexes(raw, path, unclosed)
    except BaseException:
        raw.close()
        raise
    return Database(raw, path)


def _check_bytes(path: Path) -> bool:
    """Refuse what is no plan file at all; whether the file is shorter than its own header says."""
    if is_held(path):
        # reading even one byte of it here would drop the lock that keeps other processes out
        raise refuse(
            "plan_open",
            f"Bộ dự toán {path.name} đang được mở ngay trong chương trình này.",
            "Đóng bộ dự toán này rồi thử lại.",
        )
    if not path.exists():
        raise refuse("file_missing", f"Không tìm thấy tệp {path}.", "Kiểm tra lại đường dẫn, hoặc tạo bộ dự toán mới.")
    if path.is_dir():
        raise refuse("not_a_plan", f"{path} là một thư mục, không phải tệp bộ dự toán.", "Chọn tệp có đuôi .duckdb trong thư mục đó.")
    try:
        with path.open("rb") as file:
            head = file.read(_BLOCKS_START)
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(path) from error
    if head[_MAGIC_OFFSET : _MAGIC_OFFSET + len(_MAGIC)] != _MAGIC:
        raise _not_a_plan(path)
    return size < _promised_size(head)


def _promised_size(head: bytes) -> int:
    """How long the file's newest header says it is; 0 when the headers themselves are cut."""
    if len(head) < _BLOCKS_START:
        return 0
    # each header: checksum, iteration, meta block, free list, count of blocks, size of a block
    headers = [struct.unpack_from("<QQqqQQ", head, offset) for offset in _HEADERS]
    _, _, _, _, blocks, block_size = max(headers, key=lambda header: header[1])
    return int(_BLOCKS_START + blocks * block_size)


def _read_everything(raw: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Read every value of a file whose end is missing: the engine checks each block it reads, but opens without reading all."""
    try:
        for (table,) in raw.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall():
            raw.execute(f'SELECT bit_xor(hash(t)) FROM "{table}" t').fetchall()
    except duckdb.Error as error:
        raise _damaged(path) from error


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        raw = duckdb.connect(str(path), config={"threads": 2, "checkpoint_threshold": LOG_MOST})
    except duckdb.IOException as error:
        raise _explain(path, str(error)) from error
    except duckdb.Error as error:
        raise _damaged(path) from error
    folder = str(path.resolve().parent)
    raw.execute(f"SET allowed_directories=[{_quote(folder)}]")
    raw.execute("SET enable_external_access=false")
    return raw


def _explain(path: Path, message: str) -> PlanError:
    # the path is no part of what the engine says: a folder may be called "lock"
    lowered = message.replace(str(path), "").replace(str(path.resolve()), "").lower()
    if "set lock" in lowered or "conflicting lock" in lowered or "being used by another process" in lowered:
        return refuse(
            "plan_busy",
            f"Bộ dự toán {path.name} đang được mở ở một chương trình khác nên chưa mở được ở đây.",
            "Đóng chương trình đang mở bộ dự toán này (hoặc làm việc ngay trong cửa sổ đó), rồi thử lại.",
        )
    if "permission denied" in lowered or "access is denied" in lowered or "read-only" in lowered:
        return _unreadable(path)
    if "version" in lowered:
        return _too_new(path)
    return _damaged(path)


def _check_plan(raw: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        rows = dict(raw.execute("SELECT key, value FROM meta").fetchall())
    except duckdb.CatalogException as error:
        raise _not_a_plan(path) from error
    except duckdb.Error as error:
        raise _damaged(path) from error
    if rows.get("format") != FORMAT:
        raise _not_a_plan(path)
    version = str(rows.get("version", ""))
    if not version.isdecimal():
        raise _damaged(path)
    if int(version) > VERSION:
        raise _too_new(path)


def _migrate(raw: duckdb.DuckDBPyConnection) -> None:
    version = int(raw.execute("SELECT value FROM meta WHERE key = 'version'").fetchall()[0][0])
    for target in range(version + 1, VERSION + 1):
        raw.execute("BEGIN TRANSACTION")
        for statement in MIGRATIONS[target]:
            raw.execute(statement)
        raw.execute("UPDATE meta SET value = ? WHERE key = 'version'", [str(target)])
        raw.execute("COMMIT")
        raw.execute("CHECKPOINT")


def _has_log(path: Path) -> bool:
    """Whether the last program that had the plan ended without closing it, so that the engine will replay its log."""
    log = path.with_name(path.name + ".wal")
    return log.exists() and log.stat().st_size > 0


def _mend_indexes(raw: duckdb.DuckDBPyConnection, path: Path, unclosed: bool) -> None:
    try:
        standing = {str(name) for (name,) in raw.execute("SELECT index_name FROM duckdb_indexes()").fetchall()}
        if unclosed or not set(INDEXES) <= standing or not _answers_by_index(raw):
            _renew_indexes(raw)
    except duckdb.Error as error:
        raise _damaged(path) from error


def _answers_by_index(raw: duckdb.DuckDBPyConnection) -> bool:
    """Whether the oldest and the newest entry of the journal's index are found by it; a damaged one was seen to be empty."""
    for order in ("ASC", "DESC"):
        for (entity,) in raw.execute(f"SELECT entity FROM touch ORDER BY seq {order} LIMIT 1").fetchall():
            if not raw.execute("SELECT 1 FROM touch WHERE entity = ? LIMIT 1", [entity]).fetchall():
                return False
    return True


def _renew_indexes(raw: duckdb.DuckDBPyConnection) -> None:
    """Build the indexes that are no keys anew: after replaying a log, engine 1.5.6 was seen to find nothing by them any more."""
    # Version checks, undo and scenarios ask these indexes; an empty one would say "nobody touched it" in silence.
    raw.execute("CHECKPOINT")
    raw.execute("BEGIN TRANSACTION")
    for name in INDEXES:
        raw.execute(f"DROP INDEX IF EXISTS {name}")
    raw.execute("COMMIT")
    for statement in index_statements():
        raw.execute(statement)
    raw.execute("CHECKPOINT")


def _not_a_plan(path: Path) -> PlanError:
    return refuse(
        "not_a_plan",
        f"Tệp {path.name} không phải là bộ dự toán của chương trình này; tệp được giữ nguyên.",
        "Chọn đúng tệp bộ dự toán (.duckdb), hoặc nhập bảng tính qua mục nhập dữ liệu.",
    )


def _unreadable(path: Path) -> PlanError:
    return refuse(
        "plan_not_permitted",
        f"Chương trình không có quyền đọc và ghi tệp {path.name}; tệp được giữ nguyên.",
        "Xin quyền đọc và ghi tệp và thư mục chứa nó, hoặc chép tệp sang thư mục của mình.",
    )


def _damaged(path: Path) -> PlanError:
    return refuse(
        "plan_damaged",
        f"Tệp {path.name} bị hỏng hoặc bị cắt cụt nên không đọc được; tệp được giữ nguyên.",
        "Khôi phục từ bản sao lưu gần nhất; giữ lại tệp hỏng để kiểm tra.",
    )


def _too_new(path: Path) -> PlanError:
    return refuse(
        "plan_newer",
        f"Bộ dự toán {path.name} do phiên bản mới hơn của chương trình tạo ra nên phiên bản này không mở; tệp được giữ nguyên.",
        "Cập nhật chương trình rồi mở lại.",
    )


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
