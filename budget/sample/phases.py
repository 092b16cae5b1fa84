"""The illustrative phases of the sample: land data over the turn of the year, upkeep by quarters, projects by milestones.

Nobody has published such a schedule; which lines are spread, and how, is our own illustration.
"""

from collections.abc import Mapping
from random import Random

import pyarrow as pa

from budget.exact import spread
from budget.model.ids import uuid7_text
from budget.model.states import Category, Nature, PhasePattern
from budget.store.kinds import KINDS
from budget.store.payloads import table_schema

NOTE = "Phân kỳ minh họa"
LAND_TASK = "NV16"
_MOMENT = 1_717_200_000_000
_SEED = "quang-nam-2024/phases"
_RANDOM_BITS = 74
_LAND = ((2024, 3), (2024, 4), (2025, 1), (2025, 2))
_PROJECT = (((2024, 4), 3000), ((2025, 2), 5000), ((2025, 4), 2000))
_MONTHLY = (Category.MAINTENANCE, Category.CONNECTION)

Row = Mapping[str, object]
Parts = list[tuple[tuple[int, int], int]]


def spread_sample(lines: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The lines with the quarter and pattern of those that are spread, and the phase_split rows that spread them."""
    dice, rows, phases = Random(_SEED), lines.to_pylist(), list[dict[str, object]]()
    for row in rows:
        amount = row["requested_amount"] if row["finance_amount"] is None else row["finance_amount"]
        pattern, weights = _pattern_of(row)
        if pattern is None or len(weights) < 2 or amount < len(weights):
            continue
        parts = zip((quarter for quarter, _ in weights), spread(amount, [weight for _, weight in weights]), strict=True)
        for (year, quarter), part in parts:
            identity = uuid7_text(_MOMENT + len(phases), dice.getrandbits(_RANDOM_BITS))
            phases.append({"id": identity, "line": row["id"], "year": year, "quarter": quarter, "amount": part, "spent": False})
        (row["year"], row["quarter"]), _ = weights[0]
        row["phase_pattern"], row["phase_note"] = pattern.value, NOTE
    schema = table_schema(KINDS["phase_split"].columns)
    return pa.Table.from_pylist(rows, schema=lines.schema), pa.Table.from_pylist(phases, schema=schema)


def _pattern_of(row: Row) -> tuple[PhasePattern | None, Parts]:
    if row["listing"] != "estimate" or row["year"] != 2024 or row["contracted"]:
        return None, []
    if row["task"] == LAND_TASK and row["category"] == Category.DIGITISATION:
        return PhasePattern.EVEN, [(quarter, 1) for quarter in _LAND]
    if row["category"] in _MONTHLY and row["measure"] == "tháng" and row["nature"] == Nature.RECURRENT:
        return PhasePattern.EVEN, [((2024, quarter), 1) for quarter in range(int(str(row["quarter"])), 5)]
    if row["nature"] == Nature.INVESTMENT and row["category"] == Category.PROJECT and row["quarter"] == 4:
        return PhasePattern.MILESTONE, list(_PROJECT)
    return None, []
