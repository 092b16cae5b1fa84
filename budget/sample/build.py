"""Writes the sample's files from their seed: `python -m budget.sample.build`."""

from pathlib import Path
from random import Random

from budget.reference.load import DATA, load_reference
from budget.sample.annex import write_items
from budget.sample.catalogue import SAMPLES
from budget.sample.ceilings import build_ceilings, write_ceilings
from budget.sample.quang_nam import FOLDER, SEED, build_lines, draft_plan
from budget.sample.table import write_lines


def build(lines_path: Path, ceilings_path: Path, annex_path: Path) -> int:
    """Writes the lines, the pots and the annex of the sample plan; gives the number of lines."""
    reference = load_reference(DATA / FOLDER)
    table, items = build_lines(reference)
    write_lines(table, lines_path)
    write_items(items, annex_path)
    write_ceilings(build_ceilings(reference, draft_plan(reference), Random(f"{SEED}/ceilings")), ceilings_path)
    return int(table.num_rows)


if __name__ == "__main__":
    build(SAMPLES / FOLDER / "lines.csv", DATA / FOLDER / "ceilings.csv", SAMPLES / FOLDER / "annex.csv")
