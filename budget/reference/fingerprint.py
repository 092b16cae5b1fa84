"""Which reference data a plan was made with: a version people can name and a hash of the very bytes."""

import hashlib
from pathlib import Path

from budget.reference.load import DEFAULT_FOLDER

REFERENCE_VERSION = "2024.3"
"""Raised by hand with every change to data/reference; a plan keeps the one it was made with."""


def reference_hash(folder: Path | None = None) -> str:
    """SHA-256, as 64 hexadecimal digits, over the names and bytes of a province's files and of `common` beside it."""
    place = (folder or DEFAULT_FOLDER).resolve()
    digest = hashlib.sha256()
    for part in (place.parent / "common", place):
        for path in sorted(part.glob("*.csv")):
            content = path.read_bytes()
            digest.update(f"{part.name}/{path.name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
