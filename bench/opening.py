"""A plan made, opened in a fresh process, verified, exported and undone whole."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.clock import Times, measure
from bench.report import Report, Row
from budget.plan.face import Plan
from budget.plan.making import generate_plan
from budget.plan.verification import verify_plan

SEED = 7
_OPEN = """
import json, sys, time
from pathlib import Path
start = time.perf_counter()
from budget.plan.face import open_plan
imported = time.perf_counter()
plan = open_plan(Path(sys.argv[1]))
plan.totals().group("source"), plan.funding.sums()
opened = time.perf_counter()
memory = next(line for line in open("/proc/self/status") if line.startswith("VmRSS"))
print(json.dumps([(imported - start) * 1000, (opened - imported) * 1000, int(memory.split()[1]) / 1024]))
"""


def make(report: Report, path: Path, lines: int) -> Plan:
    """A synthetic plan, timed."""
    made: list[Plan] = []
    report.timed("plan: generate and journal it", lines, measure(lambda: made.append(generate_plan(path, lines, SEED)), 1))
    return made[0]


def measure_opening(report: Report, path: Path, lines: int, runs: int) -> None:
    """The closed plan opened by fresh processes, one after another, until its first totals are known."""
    report.add(Row("plan: size of the file", lines, path.stat().st_size / 1e6, unit="MB"))
    answers = [json.loads(subprocess.check_output([sys.executable, "-c", _OPEN, str(path)])) for _ in range(runs)]
    report.timed("plan: importing the program", lines, Times(tuple(answer[0] for answer in answers)))
    report.timed("plan: open to first totals, fresh process", lines, Times(tuple(answer[1] for answer in answers)))
    report.add(Row("plan: memory after opening", lines, sorted(answer[2] for answer in answers)[runs // 2], unit="MB", runs=runs))


def measure_reading(report: Report, plan: Plan, lines: int) -> None:
    """What a page or a script reads of an open plan."""
    from budget.lines.query import LineFilter

    wanted = LineFilter(years=(plan.budget_year,))
    report.timed("read: a page of 2,000 lines by unit", lines, measure(lambda: plan.lines.rows(wanted, limit=2000), 7))
    report.timed("read: a page by amount", lines, measure(lambda: plan.lines.rows(wanted, order="amount", limit=2000), 7))
    report.timed("read: count and sum of a search", lines, measure(lambda: plan.lines.count(LineFilter(text="may chu")), 7))
    report.timed("read: all pots, freshly", lines, measure(lambda: _fresh_pots(plan), 7))


def measure_whole(report: Report, plan: Plan, lines: int) -> None:
    """What goes over every line: checks, export, verify."""
    with tempfile.TemporaryDirectory(prefix="dutoan-bench-") as folder:
        report.timed("whole: export every line as CSV", lines, measure(lambda: plan.exports.csv(Path(folder) / "lines.csv"), 1))
    if lines <= 100_000:
        report.timed("whole: all checks", lines, measure(plan.checks.run, 1))
    report.timed("whole: verify (chain, replay, totals)", lines, measure(lambda: verify_plan(plan), 1))


def _fresh_pots(plan: Plan) -> None:
    plan._shared.pots._kept.clear()
    plan.funding.sums()
