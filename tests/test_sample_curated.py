"""Curated tables are read strictly: a bad row is refused by file and row."""

from pathlib import Path

import pytest

from budget.reference.load import ReferenceDataError
from budget.sample import curated
from budget.sample.curated import FILES, read_curated


def test_every_curated_table_is_read() -> None:
    counts = {file: len(read_curated("quang-nam-2024", file)) for file in FILES}
    assert counts["given.csv"] == 12
    assert counts["other.csv"] == 80
    assert all(counts.values())


def test_a_bad_amount_is_refused_by_file_and_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "quang-nam-2024" / "curated"
    folder.mkdir(parents=True)
    original = (curated.SAMPLES / "quang-nam-2024" / "curated" / "given.csv").read_text(encoding="utf-8")
    (folder / "given.csv").write_text(original.replace("14900000", "14.900.000"), encoding="utf-8")
    monkeypatch.setattr(curated, "SAMPLES", tmp_path)
    with pytest.raises(ReferenceDataError) as caught:
        read_curated("quang-nam-2024", "given.csv")
    assert [(fault.file, fault.row) for fault in caught.value.faults] == [("given.csv", 2)]
