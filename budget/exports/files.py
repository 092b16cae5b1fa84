"""Writing a file whole or not at all: beside its place first, then renamed over it; what was written is measured and hashed."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from budget.model.ids import new_id
from budget.model.problem import refuse


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written: size in bytes, SHA-256, the amount (đồng) it states, seconds taken, journal seq it shows."""

    file: Path
    bytes: int
    sha256: str
    amount: int
    seconds: float
    seq: int


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A scratch path beside `out`, renamed over it when the block ends well and removed when it does not.

    PlanError with a sentence when the folder is missing, full or closed to us.
    """
    if not out.parent.is_dir():
        raise refuse("folder_missing", f"Không có thư mục “{out.parent}”.", "Chọn thư mục khác hoặc tạo thư mục đó trước.")
    scratch = out.with_name(f".{out.name}.{new_id()[-12:]}.part")
    try:
        yield scratch
        os.replace(scratch, out)
    except OSError as error:
        fix = "Đóng tệp đó nếu đang mở, kiểm tra dung lượng và quyền ghi, rồi xuất lại."
        raise refuse("cannot_write", f"Không ghi được tệp “{out.name}”.", fix) from error
    finally:
        scratch.unlink(missing_ok=True)


def describe_file(path: Path) -> tuple[int, str]:
    """The size in bytes and the SHA-256 of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return path.stat().st_size, digest.hexdigest()
