"""Scenarios: resolving a thousand touched lines, a cut of a tenth of priority 4, comparing, and taking it all back."""

import random

import pandas as pd

from bench.clock import measure, measure_in_turn
from bench.questions import DIMENSIONS, ask_plan, read_table
from bench.report import Report
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.operations import Draft
from budget.scenarios.resolve import resolve

TENTH = {"share_bp": 1000}
TOUCHED = 1_000


def measure_scenarios(report: Report, plan: Plan, lines: int, runs: int) -> None:
    """Make, preview, apply, resolve, compare and undo; each beside a copy recomputed by pandas where there is one."""
    few, many = _new(plan, "Một nghìn dòng"), _new(plan, "Cắt ưu tiên 4")
    ids = random.Random(3).sample(plan.lines.select(LineFilter()), min(TOUCHED, lines // 10))
    small = Draft(OperationKind.PERCENT, LineFilter(lines=tuple(ids)), "đo", TENTH)
    large = Draft(OperationKind.PERCENT, LineFilter(priorities=(4,)), "đo", TENTH)
    plan.scenarios.apply(few, [small])
    frame = read_table(plan).lines
    ours, theirs = measure_in_turn(lambda: _resolve(plan, few), lambda: _recompute(frame, frame.index.isin(set(ids))), runs)
    report.timed(
        *(f"scenario: {len(ids):,} touched lines resolved", lines, ours),
        against="copy, cut, 7 groupbys",
        other=theirs,
        aim="< 50 ms at 1,000,000",
    )
    report.timed("scenario: totals of it, asked anew", lines, measure(lambda: _fresh_totals(plan, few), runs))
    report.timed("scenario: preview 10 % of priority 4", lines, measure(lambda: plan.scenarios.preview(many, [large]), 3))
    theirs = measure(lambda: _recompute(frame, frame["priority"].to_numpy() == 4), 3)
    report.timed(
        *("scenario: apply 10 % of priority 4", lines, measure(lambda: plan.scenarios.apply(many, [large]), 1)),
        against="copy, cut, 7 groupbys (nothing kept)",
        other=theirs,
    )
    report.timed("compare: base and 2 scenarios by source", lines, measure(lambda: _compare(plan, few, many), 3))
    report.timed("undo: the batch that cut priority 4", lines, measure(plan.undo_last, 1))


def _new(plan: Plan, name: str) -> str:
    scenario, problems = plan.scenarios.new(name)
    if scenario is None:
        raise SystemExit(str(problems))
    return scenario.id


def _resolve(plan: Plan, scenario: str) -> None:
    with plan.store.database.trial() as cursor:
        resolve(cursor, scenario)


def _fresh_totals(plan: Plan, scenario: str) -> None:
    plan._shared.totals._scenarios.clear()
    ask_plan(plan, scenario)


def _compare(plan: Plan, few: str, many: str) -> None:
    plan.scenarios.compare([BASE, few, many], limit=500)


def _recompute(frame: pd.DataFrame, chosen: object) -> None:
    copy = frame.copy()
    cut = (copy.loc[chosen, "amount"] * 1000 + 5000) // 10_000
    copy.loc[chosen, "amount"] -= cut
    for name in DIMENSIONS:
        copy.groupby(name, sort=False)["amount"].agg(["sum", "count"])
