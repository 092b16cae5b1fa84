"""A consistent copy of a plan while it is in use, and putting one back after checking it."""

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from budget.model.problem import PlanError, refuse
from budget.store.database import Database, is_held
from budget.store.journal import head
from budget.store.opening import open_database
from budget.store.verify import verify_chain

_COPY = """
import pathlib, shutil, sys
source, target = sys.argv[1:]
shutil.copyfile(source, target)
if pathlib.Path(source + ".wal").exists():
    shutil.copyfile(source + ".wal", target + ".wal")
    import duckdb
    duckdb.connect(target).close()
"""


@dataclass(frozen=True)
class Copy:
    """A copy that was made: where, at which journal seq, and the SHA-256 of its bytes."""

    file: Path
    seq: int
    sha256: str


def back_up(database: Database, target: Path) -> Copy:
    """Copy an open plan to `target` at one moment; an existing target is refused."""
    if target.exists():
        raise refuse("file_exists", f"Tệp {target} đã có sẵn nên không ghi bản sao lưu đè lên.", "Chọn tên tệp khác.")
    with database.quiet():
        with database.read() as cursor:
            seq = head(cursor)[0]
        _copy_aside(database.path, target).replace(target)
    return Copy(target, seq, file_hash(target))


def restore(source: Path, target: Path) -> Copy:
    """Put a copy in place as `target` after checking its hash chain; an existing target is kept beside as .truoc-khoi-phuc.

    PlanError when the copy is not whole, or when somebody works in `target` or in the copy.
    """
    _refuse_busy(target)
    checked = open_database(source)
    try:
        with checked.read() as cursor:
            findings = verify_chain(cursor)
            seq = head(cursor)[0]
    finally:
        checked.close()
    if findings:
        raise refuse("backup_damaged", f"Bản sao lưu {source.name} không toàn vẹn: {findings[0].sentence}", "Chọn bản sao lưu khác.")
    partial = _copy_aside(source, target)
    if target.exists():
        kept = _beside(target)
        target.replace(kept)
        # what the engine had not yet folded into the old file belongs to it, never to the copy
        if _log_of(target).exists():
            _log_of(target).replace(_log_of(kept))
    partial.replace(target)
    return Copy(target, seq, file_hash(target))


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex; never of a file this process has open (reading it would drop its lock)."""
    if is_held(path):
        raise RuntimeError(f"{path} is open in this process")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse_busy(target: Path) -> None:
    """A plan in use is not moved away from under its people; a damaged one may be."""
    if not target.exists():
        return
    try:
        open_database(target).close()
    except PlanError as error:
        if error.problem.code in ("plan_open", "plan_busy"):
            raise


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def _beside(target: Path) -> Path:
    for number in range(1, 10_000):
        kept = target.with_name(f"{target.name}.truoc-khoi-phuc-{number}")
        if not kept.exists():
            return kept
    raise RuntimeError(f"too many kept copies beside {target}")


def _copy_aside(source: Path, target: Path) -> Path:
    """The bytes of `source` safely on disk next to `target`, ready to take its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".dang-ghi")
    try:
        # A POSIX file lock is lost when its own process closes any handle of the file, so another process reads the bytes.
        subprocess.run([sys.executable, "-c", _COPY, str(source), str(partial)], check=True)
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
    except BaseException:
        partial.unlink(missing_ok=True)
        _log_of(partial).unlink(missing_ok=True)
        raise
    return partial
