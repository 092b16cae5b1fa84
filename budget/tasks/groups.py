"""The lines that pay for tasks, added up by what matters of them: task, source, period and how ready they are.

A plan has a hundred thousand lines but few such groups; everything a screen says of all tasks is added up from these.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from budget.store.database import Cursor, Parameter
from budget.tasks.readiness import STEPS, WHOLE_BP, Steps, estimate_chance, steps_of

LIVING = "NOT r.dropped AND r.listing = 'estimate'"
YEAR, QUARTER = "COALESCE(h.year, (SELECT budget_year FROM plan LIMIT 1))", "COALESCE(h.quarter, 4)"
_KIND = (YEAR, "r.guidance", "r.design", "r.procurement", "COALESCE(r.contracted, FALSE)", "r.disbursable_bp")
"""What a phase's chance hangs on; those alike in all of it are worked out once."""
_COLUMNS = {"year": pa.int64(), **dict.fromkeys(STEPS, pa.string()), "contracted": pa.bool_(), "own": pa.int64(), "bp": pa.int64()}
PHASES = "phased(?) h JOIN resolved(?) r ON r.id = h.line"


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
    conditions = [LIVING]
    parameters: list[Parameter] = [scenario, scenario]
    if task is not None:
        conditions.append("COALESCE(r.task, '') = ?")
        parameters.append(task)
    if year is not None:
        conditions.append(f"{YEAR} = ?::BIGINT")
        parameters.append(year)
    where = " AND ".join(conditions)
    kinds = cursor.rows(f"SELECT DISTINCT {', '.join(_KIND)} FROM {PHASES} WHERE {where}", parameters)
    chances = [(*kind, _chance_bp(kind, day)) for kind in kinds]
    table = pa.table({name: pa.array([row[place] for row in chances], kind) for place, (name, kind) in enumerate(_COLUMNS.items())})
    matched = " AND ".join(f"c.{name} IS NOT DISTINCT FROM {value}" for name, value in zip(_COLUMNS, _KIND, strict=False))
    sql = f"""WITH told AS (
                SELECT COALESCE(r.task, '') AS task, COALESCE(r.source, '') AS source, c.year, {QUARTER} AS quarter, c.guidance, c.design,
                       c.procurement, c.contracted, CASE WHEN h.spent THEN {WHOLE_BP} ELSE c.bp END AS bp, h.amount, h.spent,
                       row_number() OVER (PARTITION BY h.line ORDER BY h.year, h.quarter, h.spent DESC, h.amount) = 1 AS is_first
                FROM {PHASES} JOIN chances c ON {matched} WHERE {where})
              SELECT task, source, year, quarter, guidance, design, procurement, contracted, bp, count(*) FILTER (is_first)::BIGINT,
                sum(amount)::BIGINT, COALESCE(sum(amount) FILTER (spent), 0)::BIGINT, sum((amount::HUGEINT * bp + 5000) // 10000)::BIGINT
              FROM told GROUP BY ALL ORDER BY ALL"""
    with cursor.given("chances", table):
        return [_group(row) for row in cursor.rows(sql, parameters)]


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
