"""Keeping plans: a folder of plan files, safe names for new ones, a backup as bytes, and restoring one beside the others."""

import re
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from budget.model.problem import PlanError, refuse
from budget.plan.face import Plan
from budget.plan.shared import is_open
from budget.store.backup import restore
from budget.vietnamese import fold

SUFFIX = ".duckdb"
LONGEST_NAME = 80
VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan file of the folder: its name without the ending, its size in bytes, when it was written, whether it is open here."""

    name: str
    size: int
    written: str
    opened: bool


def list_plan_files(folder: Path) -> list[PlanFile]:
    """The plan files of a folder by name; a missing folder holds none. Files are not opened for this."""
    if not folder.exists():
        return []
    return [_plan_file(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]


def safe_file_name(name: str) -> str:
    """A name a person gave as a file name: no accents, letters and digits joined by hyphens; "" when nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:LONGEST_NAME].strip("-")


def path_for_new(folder: Path, name: str) -> Path:
    """Where a new plan of that name goes; PlanError when the name is empty or its file is there already."""
    file_name = safe_file_name(name)
    if not file_name:
        raise refuse("name_missing", "Bộ dự toán chưa có tên.", "Đặt tên, ví dụ “Quảng Nam 2025”.")
    path = folder / f"{file_name}{SUFFIX}"
    if path.exists():
        raise refuse("file_exists", f"Đã có bộ dự toán tên “{file_name}”.", "Đặt tên khác, hoặc chọn bộ dự toán đang có.")
    return path


def take_backup(plan: Plan) -> bytes:
    """A consistent copy of an open plan, as the bytes of its file."""
    with tempfile.TemporaryDirectory(prefix="du-toan-06-") as folder:
        copy = Path(folder) / plan.path.name
        plan.back_up(copy)
        return copy.read_bytes()


def backup_name(plan: Plan) -> str:
    """What a backup taken now is called: the plan's file name with the moment in Vietnam."""
    return f"{plan.path.stem}-sao-luu-{datetime.now(VIETNAM):%Y%m%d-%H%M}{SUFFIX}"


def restore_backup(data: bytes, folder: Path, name: str) -> Path:
    """Put a backup's bytes in place as a NEW plan, its hash chain checked first; PlanError when it is damaged or the name is taken."""
    target = path_for_new(folder, name)
    with tempfile.TemporaryDirectory(prefix="du-toan-06-") as place:
        uploaded = Path(place) / f"ban-sao-luu{SUFFIX}"
        uploaded.write_bytes(data)
        restore(uploaded, target)
    return target


def describe_size(size: int) -> str:
    """A file size for people: "1,2 MB"."""
    return f"{size / 1_000_000:.1f}".replace(".", ",") + " MB"


def _plan_file(path: Path) -> PlanFile:
    facts = path.stat()
    written = datetime.fromtimestamp(facts.st_mtime, VIETNAM)
    return PlanFile(path.stem, facts.st_size, f"{written:%H:%M %d/%m/%Y}", is_open(path))


__all__ = [
    "PlanError",
    "PlanFile",
    "backup_name",
    "describe_size",
    "list_plan_files",
    "path_for_new",
    "restore_backup",
    "safe_file_name",
    "take_backup",
]
