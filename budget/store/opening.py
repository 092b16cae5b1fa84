"""Opening a plan file: every way a file can be wrong becomes a sentence, and a wrong file is left as it was."""

from pathlib import Path

import duckdb

from budget.model.problem import PlanError, refuse
from budget.store.database import Database
from budget.store.schema import FORMAT, MIGRATIONS, VERSION, create_statements

_MAGIC = b"DUCK"
_MAGIC_OFFSET = 8


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
    _check_bytes(path)
    raw = _connect(path)
    try:
        _check_plan(raw, path)
        _migrate(raw)
    except BaseException:
        raw.close()
        raise
    return Database(raw, path)


def _check_bytes(path: Path) -> None:
    if not path.exists():
        raise refuse("file_missing", f"Không tìm thấy tệp {path}.", "Kiểm tra lại đường dẫn, hoặc tạo bộ dự toán mới.")
    if path.is_dir():
        raise refuse("not_a_plan", f"{path} là một thư mục, không phải tệp bộ dự toán.", "Chọn tệp có đuôi .duckdb trong thư mục đó.")
    with path.open("rb") as file:
        head = file.read(_MAGIC_OFFSET + len(_MAGIC))
    if head[_MAGIC_OFFSET:] != _MAGIC:
        raise _not_a_plan(path)


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        raw = duckdb.connect(str(path), config={"threads": 2})
    except duckdb.IOException as error:
        raise _explain(path, str(error)) from error
    except duckdb.Error as error:
        raise _damaged(path) from error
    folder = str(path.resolve().parent)
    raw.execute(f"SET allowed_directories=[{_quote(folder)}]")
    raw.execute("SET enable_external_access=false")
    return raw


def _explain(path: Path, message: str) -> PlanError:
    lowered = message.lower()
    if "lock" in lowered or "being used by another process" in lowered:
        return refuse(
            "plan_busy",
            f"Bộ dự toán {path.name} đang được mở ở một chương trình khác nên chưa mở được ở đây.",
            "Đóng chương trình đang mở bộ dự toán này (hoặc làm việc ngay trong cửa sổ đó), rồi thử lại.",
        )
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
    if int(rows["version"]) > VERSION:
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


def _not_a_plan(path: Path) -> PlanError:
    return refuse(
        "not_a_plan",
        f"Tệp {path.name} không phải là bộ dự toán của chương trình này; tệp được giữ nguyên.",
        "Chọn đúng tệp bộ dự toán (.duckdb), hoặc nhập bảng tính qua mục nhập dữ liệu.",
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
