"""`make bench`: the plan's answers against pandas', and what a plan of a size costs; every ratio is of one run.

`python -m bench --quick` takes under a minute; `--lines` chooses the sizes. See docs/bench.md.
"""

import argparse
import tempfile
from pathlib import Path

from bench.checks import measure_checks
from bench.clock import resident_megabytes
from bench.cut_search import measure_choices, measure_frontier, measure_search
from bench.cuts import measure_scenarios
from bench.edits import measure_edits, measure_held_edits
from bench.imports import measure_imports
from bench.opening import make, measure_opening, measure_reading, measure_whole
from bench.report import Report, Row, describe_machine
from bench.verdicts import measure_verdicts
from budget.plan.face import open_plan
from budget.plan.shared import close_plan


def main() -> None:
    """Measure each size and write the table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--lines", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--edits", type=int, default=60)
    parser.add_argument("--quick", action="store_true", help="10,000 lines and few runs, to see that everything works")
    chosen = parser.parse_args()
    sizes, edits = ([10_000], 10) if chosen.quick else (chosen.lines, chosen.edits)
    print(describe_machine())
    report = Report("quick" if chosen.quick else "core")
    measure_imports(report, min(sizes[0], 100_000), 1 if chosen.quick else 3)
    for lines in sizes:
        measure_size(report, lines, edits)
        report.write()
    measure_cuts(report, min(sizes[0], 100_000), quick=chosen.quick)
    print(report.write())


def measure_cuts(report: Report, lines: int, *, quick: bool) -> None:
    """The search of cuts; peers only where there is time for them (all of them: `python -m bench.cut_search`)."""
    measure_search(report, lines, () if quick else ("HiGHS", "CP-SAT, 8 workers"), 1 if quick else 3)
    measure_choices(report, min(lines, 10_000), 1)
    if not quick:
        measure_frontier(report, lines, 1)


def measure_size(report: Report, lines: int, edits: int) -> None:
    """Everything on a plan of one size, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="dutoan-bench-") as folder:
        path = Path(folder) / "plan.duckdb"
        close_plan(make(report, path, lines).path)
        measure_opening(report, path, lines, 3)
        plan = open_plan(path, "bench")
        measure_reading(report, plan, lines)
        measure_edits(report, plan, lines, edits)
        measure_held_edits(report, plan, lines, min(edits, 20))
        measure_scenarios(report, plan, lines, 10)
        measure_checks(report, plan, lines, min(edits, 20))
        measure_verdicts(report, plan, lines, 5)
        report.add(Row("memory: this process after all of it (pandas too)", lines, resident_megabytes(), unit="MB"))
        measure_whole(report, plan, lines)
        close_plan(path)


if __name__ == "__main__":
    main()
