"""The hash of the reference data follows its bytes and nothing else."""

import shutil
from pathlib import Path

from budget.reference.fingerprint import reference_hash
from budget.reference.load import DATA


def test_the_hash_follows_the_bytes(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "elsewhere")
    place = tmp_path / "elsewhere" / "quang-nam-2024"
    assert reference_hash(place) == reference_hash()
    tasks = place / "tasks.csv"
    tasks.write_bytes(tasks.read_bytes() + b"\n")
    changed = reference_hash(place)
    assert changed != reference_hash()
    norms = place.parent / "common" / "norms.csv"
    norms.write_bytes(norms.read_bytes().replace(b"15000000", b"15000001", 1))
    assert reference_hash(place) not in (changed, reference_hash())
