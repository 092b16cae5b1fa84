"""How necessary each line is, told plainly until the real reading is there: by priority and lock alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from budget.cuts.instance import Flags, Ints
from budget.model.states import Band
from budget.store.database import Cursor


@dataclass(frozen=True)
class NeededTable:
    """Lines in id order, columns by place."""

    ids: tuple[str, ...]
    number: Ints
    amount: Ints
    priority: Ints
    unit: tuple[str, ...]
    source: tuple[str, ...]
    nature: tuple[str, ...]
    score: Ints
    known: Ints
    band: Ints
    band_reason: tuple[str, ...]
    level: Ints
    weight: Ints
    lock_reason: tuple[str, ...]
    decider: tuple[str, ...]
    proposal: Flags
    disbursable_bp: Ints


def read_needed(cursor: Cursor, scenario: str, _year: int | None, _day: date, _weights: Mapping[str, int] | None = None) -> NeededTable:
    """Every living line of a scenario."""
    table = cursor.table(
        """SELECT r.id, r.number, r.amount, COALESCE(r.priority, 4)::BIGINT AS priority, r.unit, COALESCE(r.source, '') AS source,
             COALESCE(r.nature, '') AS nature, COALESCE(r.locked, FALSE) OR COALESCE(r.contracted, FALSE) AS locked,
             COALESCE(r.lock_reason, '') AS reason FROM resolved(?) r WHERE NOT r.dropped ORDER BY r.id""",
        [scenario],
    )
    columns = {name: table.column(name) for name in table.column_names}
    priority = columns["priority"].to_numpy().astype(np.int64)
    level = np.where(priority == 1, 9, 10 - priority).astype(np.int64)
    count = len(priority)
    zero = np.zeros(count, np.int64)
    locked = columns["locked"].to_pylist()
    whys = zip(locked, columns["reason"].to_pylist(), strict=True)
    reasons = tuple((why or "Không được cắt theo dự toán gốc.") if held else "" for held, why in whys)
    texts = {name: tuple(columns[name].to_pylist()) for name in ("id", "unit", "source", "nature")}
    return NeededTable(
        texts["id"],
        columns["number"].to_numpy().astype(np.int64),
        columns["amount"].to_numpy().astype(np.int64),
        priority,
        texts["unit"],
        texts["source"],
        texts["nature"],
        zero,
        zero,
        np.full(count, len(tuple(Band)) - 1, np.int64),
        ("",) * count,
        level,
        100 * level + 1,
        reasons,
        ("UBND tỉnh",) * count,
        np.array([source.startswith(("NQ36", "NSH", "NSX")) for source in texts["source"]], np.bool_),
        np.full(count, -1, np.int64),
    )
