"""One line edited until every total is fresh, the plan's way and pandas' way, in turn; and edits of lines that scenarios hold."""

import random
import time

from bench.clock import Times, measure
from bench.questions import Table, ask_pandas, ask_plan, read_table, same
from bench.report import Report
from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.operations import Draft

SEED = 11


def measure_edits(report: Report, plan: Plan, lines: int, edits: int) -> None:
    """Random prices, each answered both ways; stops when they disagree."""
    table = read_table(plan)
    if not same(ask_plan(plan), ask_pandas(table)):
        raise SystemExit("the plan and pandas do not agree before any edit")
    dice = random.Random(SEED)
    ids = _draw_lines(plan, dice, edits)
    saving, whole, pandas_whole = [], [], []
    for line in ids:
        price = dice.randrange(1_000, 90_000) * 1_000
        start = time.perf_counter()
        _set_price(plan, line, price)
        saved = time.perf_counter()
        ours = ask_plan(plan)
        asked = time.perf_counter()
        _set_in_pandas(table, line, price)
        theirs = ask_pandas(table)
        done = time.perf_counter()
        saving.append((saved - start) * 1000)
        whole.append((asked - start) * 1000)
        pandas_whole.append((done - asked) * 1000)
        if not same(ours, theirs):
            raise SystemExit(f"the plan and pandas do not agree after editing {line}")
    report.timed("edit: one price saved (journal, projection, totals)", lines, Times(tuple(saving)))
    report.timed(
        *("edit: saved and all totals of all pages fresh", lines, Times(tuple(whole))),
        against="set a cell, 8 groupbys",
        other=Times(tuple(pandas_whole)),
        aim="20x at 1,000,000",
    )


def measure_held_edits(report: Report, plan: Plan, lines: int, edits: int) -> None:
    """A base edit of a line that three scenarios hold: resolved again in each of them in the same transaction."""
    dice = random.Random(SEED + 1)
    ids = _draw_lines(plan, dice, edits)
    for number in range(3):
        scenario, problems = plan.scenarios.new(f"Giữ {number + 1}")
        if scenario is None:
            raise SystemExit(str(problems))
        draft = Draft(OperationKind.PERCENT, LineFilter(listing=None, lines=tuple(ids)), "đo", {"share_bp": 1000})
        plan.scenarios.apply(scenario.id, [draft])
    waiting = iter(ids)
    report.timed("edit: a line held by 3 scenarios", lines, measure(lambda: _set_price(plan, next(waiting), 3_456_000), edits))


def _draw_lines(plan: Plan, dice: random.Random, count: int) -> list[str]:
    with plan.store.read() as cursor:
        sql = "SELECT id FROM line WHERE listing = 'estimate' AND finance_amount IS NULL AND requested_quantity_milli < 100000 ORDER BY id"
        known = [str(row[0]) for row in cursor.rows(sql)]
    return dice.sample(known, count)


def _set_price(plan: Plan, line: str, price: int) -> None:
    saved = plan.lines.edit([LineEdit(line, "unit_price", f"{price:,}".replace(",", "."), plan.head())], "đo")
    if saved.refused:
        raise SystemExit(saved.problems[0].problem.sentence)


def _set_in_pandas(table: Table, line: str, price: int) -> None:
    row = table.lines.loc[line]
    gross = (int(row["quantity_milli"]) * price * int(row["times_milli"]) + 500_000) // 1_000_000
    table.lines.loc[line, ["unit_price", "amount"]] = (price, gross + int(row["adjustment"]))
