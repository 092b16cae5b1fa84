"""The committed sample is what its script makes: the same bytes."""

from pathlib import Path

from budget.reference.load import DATA
from budget.sample.build import build
from budget.sample.catalogue import SAMPLES


def test_a_fresh_build_equals_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    lines, ceilings, annex = (tmp_path / name for name in ("lines.csv", "ceilings.csv", "annex.csv"))
    count = build(lines, ceilings, annex)
    assert annex.read_bytes() == (SAMPLES / "quang-nam-2024" / "annex.csv").read_bytes()
    assert lines.read_bytes() == (SAMPLES / "quang-nam-2024" / "lines.csv").read_bytes()
    assert ceilings.read_bytes() == (DATA / "quang-nam-2024" / "ceilings.csv").read_bytes()
    assert count == lines.read_text(encoding="utf-8").count("\n") - 1
