"""Tables of how needed lines are, for tests that need no plan: lines written down by level, score, amount and points."""

from collections.abc import Sequence

import numpy as np

from budget.cuts.necessity.criteria import CRITERIA
from budget.cuts.necessity.needed import NeededTable
from budget.cuts.necessity.scoring import Weights, default_weights, score_lines, weigh
from budget.model.states import Listing


def need_table(
    rows: Sequence[tuple[int, int, Sequence[int]]], locked: Sequence[int] = (), other: Sequence[int] = (), weights: Weights | None = None
) -> NeededTable:
    """A table of (level, amount, points by criterion); `locked` and `other` are places of locked lines and of the other list."""
    count = len(rows)
    points = np.array([list(row[2]) for row in rows], np.int64).reshape(count, len(CRITERIA))
    level = np.array([row[0] for row in rows], np.int64)
    score, known = score_lines(points, default_weights() if weights is None else weights)
    nothing, texts = np.zeros(count, np.bool_), ("",) * count
    return NeededTable(
        ids=tuple(f"l{place:05}" for place in range(count)),
        number=np.arange(1, count + 1),
        amount=np.array([row[1] for row in rows], np.int64),
        priority=np.full(count, 3, np.int64),
        unit=("502",) * count,
        source=("QD334",) * count,
        nature=("recurrent",) * count,
        score=score,
        known=known,
        band=np.where(level < 6, level, 6),
        band_reason=texts,
        level=level,
        weight=weigh(level, score),
        lock_reason=tuple("Đã ký hợp đồng" if place in locked else "" for place in range(count)),
        decider=("UBND tỉnh",) * count,
        proposal=nothing,
        disbursable_bp=np.full(count, -1, np.int64),
        listing=tuple(Listing.OTHER.value if place in other else Listing.ESTIMATE.value for place in range(count)),
        points=points,
        by_hand=np.zeros(points.shape, np.bool_),
        banded=nothing,
    )
