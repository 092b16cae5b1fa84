"""What asks for money: each line of the estimate in each budget year, with the verdict of every source for it.

The one place that knows phases and verdicts. What is spent already asks for nothing; money in a later year than the line's own is
judged by the law of that year.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from budget.allocation.instance import Flags, Ints
from budget.funding.bearings import read_bearings
from budget.funding.eligibility import LineFacts, RuleBook, decision_day
from budget.funding.facts import FactTable, read_fact_table
from budget.funding.rules import read_documents, read_rules
from budget.funding.verdicts import ALLOW, VerdictTable, judge_table
from budget.store.database import Cursor

_SQL = """WITH d AS (SELECT line, COALESCE(year, {own})::BIGINT AS year, COALESCE(sum(amount) FILTER (NOT spent), 0)::BIGINT AS amount,
            COALESCE(sum(amount) FILTER (spent), 0)::BIGINT AS spent, COALESCE(max(quarter) FILTER (NOT spent), 4)::BIGINT AS quarter
          FROM phased(?) GROUP BY ALL)
    SELECT r.id AS line, r.number, r.name, r.unit, COALESCE(u.name, r.unit) AS unit_name, COALESCE(u.kind, '') AS kind, r.category,
      r.nature, COALESCE(r.priority, 4)::BIGINT AS priority, COALESCE(r.source, '') AS source, COALESCE(r.pinned, FALSE) AS pinned,
      COALESCE(r.minimum_bp, 0)::BIGINT AS minimum_bp, COALESCE(r.year, {own})::BIGINT AS own_year, d.year, d.quarter, d.amount, d.spent,
      r.amount AS whole
    FROM d JOIN resolved(?) r ON r.id = d.line LEFT JOIN unit u ON u.code = r.unit
    WHERE r.listing = 'estimate' AND NOT r.dropped AND (?::BIGINT IS NULL OR d.year = ?::BIGINT) ORDER BY r.number, d.year"""


@dataclass(frozen=True)
class Demands:
    """Lines by budget year, in the order of their numbers; `rows` has the texts, the arrays have the same order.

    `amount` (đồng) is what asks, `spent` what is paid already, `whole` the line's amount over all years; `verdicts` judges each row.
    """

    rows: pa.Table
    number: Ints
    year: Ints
    amount: Ints
    spent: Ints
    whole: Ints
    priority: Ints
    minimum: Ints
    pinned: Flags
    verdicts: VerdictTable

    def __len__(self) -> int:
        return len(self.number)

    def text(self, column: str, row: int) -> str:
        """A text of one row."""
        return str(self.rows.column(column)[row].as_py() or "")

    def allowed(self) -> Flags:
        """Which source (column) may pay for which row."""
        return np.asarray((self.verdicts.verdict == ALLOW)[self.verdicts.class_of], dtype=bool)


def read_demands(cursor: Cursor, scenario: str, year: int | None) -> Demands:
    """What asks for money in a scenario; `year` None = every year."""
    rules = read_rules(cursor)
    bearings = read_bearings(cursor, rules)
    rows = cursor.table(_SQL.format(own=bearings.budget_year), [scenario, scenario, year, year]).combine_chunks()
    number, when, quarter, amount, bp = (_ints(rows, name) for name in ("number", "year", "quarter", "amount", "minimum_bp"))
    facts = read_fact_table(cursor, bearings, scenario)
    cases, classes = _judged_in(facts, number, when, quarter, _ints(rows, "own_year"))
    sources = {str(code): str(nature) for code, nature in cursor.rows("SELECT code, nature FROM source ORDER BY position, code")}
    table = FactTable(rows.column("line").combine_chunks(), cases, classes, number, amount)
    return Demands(
        rows,
        number,
        when,
        amount,
        _ints(rows, "spent"),
        _ints(rows, "whole"),
        _ints(rows, "priority"),
        # rounded up: a part below the share that was asked for is below the minimum
        -(-amount * bp // 10_000),
        rows.column("pinned").to_numpy().astype(bool),
        judge_table(RuleBook(rules, read_documents(cursor)), sources, table),
    )


def _judged_in(
    facts: FactTable, number: Ints, year: Ints, quarter: Ints, own_year: Ints
) -> tuple[npt.NDArray[np.int32], tuple[LineFacts, ...]]:
    """The case of each row: its line's, or one of the same facts in the year in which the money falls."""
    case = facts.class_of[np.searchsorted(facts.numbers, number)].astype(np.int64)
    moved = np.flatnonzero(year != own_year)
    classes = list(facts.classes)
    known: dict[tuple[int, int, int], int] = {}
    for row in moved.tolist():
        key = (int(case[row]), int(year[row]), int(quarter[row]))
        if key not in known:
            known[key] = len(classes)
            classes.append(replace(facts.classes[key[0]], year=key[1], on=decision_day(key[1], key[2])))
        case[row] = known[key]
    return case.astype(np.int32), tuple(classes)


def _ints(rows: pa.Table, name: str) -> Ints:
    return np.asarray(rows.column(name).to_numpy(), dtype=np.int64)
