"""The lines that pay for tasks, added up by what matters of them: task, source, period and how ready they are.

A plan has a hundred thousand lines but few such groups; everything a screen says of all tasks is added up from these.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow as pa

from budget.store.database import Cursor, Parameter
from budget.tasks.readiness import STEPS, WHOLE_BP, Steps, estimate_chance, steps_of

LIVING = "NOT r.dropped AND r.listing = 'estimate'"
YEAR, QUARTER = "COALESCE(year, (SELECT budget_year FROM plan LIMIT 1))", "COALESCE(quarter, 4)"
_TOLD = "r.task, r.source, r.guidance, r.design, r.procurement, r.contracted, r.disbursable_bp"
PORTIONS = f"""(
    SELECT r.id AS line, r.year, r.quarter, r.amount, FALSE AS spent, TRUE AS is_first, {_TOLD}
    FROM resolved(?) r ANTI JOIN phase_split s ON s.line = r.id WHERE {LIVING}
    UNION ALL
    SELECT h.line, h.year, h.quarter, h.amount, h.spent,
           row_number() OVER (PARTITION BY h.line ORDER BY h.year, h.quarter, h.spent DESC, h.amount) = 1, {_TOLD}
    FROM portioned(?) h JOIN resolved(?) r ON r.id = h.line WHERE {LIVING})"""
"""The money of living lines by quarter with what its chance hangs on; takes the scenario three times."""
_KIND = (YEAR, "guidance", "design", "procurement", "COALESCE(contracted, FALSE)", "disbursable_bp")
"""What a portion's chance hangs on; those alike in all of it are worked out once."""
_COLUMNS = {"year": pa.int64(), **dict.fromkeys(STEPS, pa.string()), "contracted": pa.bool_(), "own": pa.int64(), "bp": pa.int64()}


@dataclass(frozen=True, slots=True)
class Group:
    """The money of living lines of the estimate in one quarter that are alike (đồng); `expected` None = nobody can tell their chance.

    `lines` counts each line once, where its first money stands. `task` and `source` are "" for lines without one.
    """

    task: str
    source: str
    year: int
    quarter: int
    steps: Steps
    chance_bp: int | None
    lines: int
    amount: int
    spent: int
    expected: int | None


def read_groups(cursor: Cursor, scenario: str, day: date, *, task: str | None = None, year: int | None = None) -> list[Group]:
    """The groups of a scenario (of one task, of one year) as seen on `day`; expectations are rounded half up line by line."""
    with _laid_out(cursor, scenario, day, task, year):
        return [_group(row) for row in cursor.rows(_ADDED_UP)]


def read_chances(cursor: Cursor, scenario: str, day: date) -> pd.DataFrame:
    """Every portion of every living line as seen on `day`: CHANCE_COLUMNS, `share_bp` and `expected` missing where nobody can tell.

    For programs that choose among a hundred thousand lines; people read `read_ready_lines`.
    """
    with _laid_out(cursor, scenario, day, None, None):
        return cursor.frame(f"SELECT line, year, quarter, amount, spent, bp AS share_bp, {_EXPECTED} AS expected FROM {_TOLD_CHANCE}")


@contextmanager
def _laid_out(cursor: Cursor, scenario: str, day: date, task: str | None, year: int | None) -> Iterator[None]:
    """The portions and the chances of their kinds, readable as `portions` and `chances` for the length of the block."""
    conditions = ["TRUE"]
    wanted: list[Parameter] = [scenario] * 3
    if task is not None:
        conditions.append("COALESCE(task, '') = ?")
        wanted.append(task)
    if year is not None:
        conditions.append(f"{YEAR} = ?::BIGINT")
        wanted.append(year)
    columns = f"""line, COALESCE(task, '') AS task, COALESCE(source, '') AS source, {YEAR} AS year, {QUARTER} AS quarter, guidance, design,
        procurement, COALESCE(contracted, FALSE) AS contracted, disbursable_bp, amount, spent, is_first"""
    portions = cursor.table(f"SELECT {columns} FROM {PORTIONS} WHERE {' AND '.join(conditions)}", wanted)
    with cursor.given("portions", portions):
        kinds = cursor.rows(f"SELECT DISTINCT {', '.join(_KIND)} FROM portions")
        chances = [(*kind, _chance_bp(kind, day)) for kind in kinds]
        table = pa.table({name: pa.array([row[place] for row in chances], kind) for place, (name, kind) in enumerate(_COLUMNS.items())})
        with cursor.given("chances", table):
            yield


CHANCE_COLUMNS = ("line", "year", "quarter", "amount", "spent", "share_bp", "expected")
_TOLD_CHANCE = f"""(SELECT p.*, CASE WHEN p.spent THEN {WHOLE_BP} ELSE c.bp END AS bp FROM portions p JOIN chances c
    ON c.year = p.year AND c.contracted = p.contracted AND c.own IS NOT DISTINCT FROM p.disbursable_bp
    AND {" AND ".join(f"c.{step} IS NOT DISTINCT FROM p.{step}" for step in STEPS)})"""
_EXPECTED = "((amount::HUGEINT * bp + 5000) // 10000)::BIGINT"
_ADDED_UP = f"""SELECT task, source, year, quarter, guidance, design, procurement, contracted, bp, count(*) FILTER (is_first)::BIGINT,
    sum(amount)::BIGINT, COALESCE(sum(amount) FILTER (spent), 0)::BIGINT, sum({_EXPECTED})::BIGINT
  FROM {_TOLD_CHANCE} GROUP BY ALL ORDER BY ALL"""


def share_of(amount: int, share_bp: int) -> int:
    """A share of an amount, rounded half up to whole đồng."""
    return (amount * share_bp + 5_000) // 10_000


def told(value: object) -> str | None:
    """A stored text; None where nobody has told."""
    return None if value is None or value == "" else str(value)


def _chance_bp(kind: Sequence[object], day: date) -> int | None:
    year, guidance, design, procurement, contracted, own = kind
    steps = steps_of(told(guidance), told(design), told(procurement), contracted=bool(contracted))
    return estimate_chance(steps, int(str(year)), day, None if own is None else int(str(own))).share_bp


def _group(row: Sequence[object]) -> Group:
    steps = steps_of(told(row[4]), told(row[5]), told(row[6]), contracted=bool(row[7]))
    chance = None if row[8] is None else int(str(row[8]))
    lines, amount, spent = (int(str(value)) for value in row[9:12])
    expected = None if row[12] is None else int(str(row[12]))
    return Group(str(row[0]), str(row[1]), int(str(row[2])), int(str(row[3])), steps, chance, lines, amount, spent, expected)
