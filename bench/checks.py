"""All checks over a plan, and what an edit costs, against what a person would write: pandas for equal names, RapidFuzz for like ones.

The other way answers only one of the questions (the same thing asked twice in a unit); its all-pairs part is measured on a few units
and scaled by the number of pairs, since the whole would take too long to wait for.
"""

import random
import time

from rapidfuzz import fuzz, process

from bench.clock import Times, measure
from bench.report import Report, Row
from budget.checks.run import find_problems
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.plan.checking_ahead import uncollected
from budget.plan.face import Plan
from budget.plan.terms import LineEdit

UNITS = 3
CUTOFF = 90


def measure_checks(report: Report, plan: Plan, lines: int, edits: int) -> None:
    """Every check from nothing, the duplicates the other way, and the checks after an edit."""

    def check_all() -> None:
        # as the program does it
        with plan.store.read() as cursor, uncollected():
            find_problems(cursor, BASE)

    whole = measure(check_all, 3)
    other = Times((measure_all_pairs(plan),))
    report.timed("all checks, from nothing", lines, whole, against="pandas + RapidFuzz, duplicates only, scaled", other=other, aim="2 s")
    plan.checks.run()
    dice, ids = random.Random(7), plan.lines.select(LineFilter())
    after, busy, review = [], [], []
    for number in range(edits):
        line = dice.choice(ids)
        # a price nobody has yet, so that every edit changes something
        plan.lines.edit([LineEdit(line, "unit_price", f"{dice.randint(1, 40)}.{number:03}.777")], "đo")
        before = time.process_time()
        after.append(measure(lambda line=line: plan.checks.of_lines([line]), 1).p50)
        busy.append((time.process_time() - before) * 1000)  # a busy machine stretches the clock, hardly this
        review.append(measure(plan.checks.review, 1).p50)
    report.timed("checks of the line after an edit", lines, Times(tuple(after)), against="all checks", other=whole, aim="50 ms")
    report.timed("checks of the line after an edit: processor time", lines, Times(tuple(busy)), aim="50 ms")
    report.timed("the whole list in order after that", lines, Times(tuple(review)))
    report.add(Row("problems found", lines, len(plan.checks.run()), unit="problems"))


def measure_all_pairs(plan: Plan) -> float:
    """Milliseconds pandas and RapidFuzz would take for duplicates within units: equal names over all, like names scaled from a few."""
    with plan.store.read() as cursor:
        table = cursor.table("SELECT id, unit, year, folded, measure FROM working WHERE listing = 'estimate' AND amount > 0").to_pandas()
    equal = measure(lambda: table[table.duplicated(["unit", "year", "folded", "measure"], keep=False)], 3).p50
    groups = [group["folded"].tolist() for _, group in table.groupby(["unit", "year"])]
    pairs = sum(len(names) ** 2 for names in groups)
    few = sorted(groups, key=len, reverse=True)[:UNITS]
    spent = measure(lambda: [process.cdist(names, names, scorer=fuzz.token_sort_ratio, score_cutoff=CUTOFF) for names in few], 1).p50
    return equal + spent * pairs / max(sum(len(names) ** 2 for names in few), 1)
