"""How much is aimed at: targets of the whole, a nature, a source or a year bound what is freed; a share is of the other spending."""

from pathlib import Path

import pytest

from budget.cuts.settings import Quota, Scope, Target
from tests.room import COMPUTERS, MEETING, MILLION, PROJECT, ROAD, a_room, drawn

LINES = [MEETING, ROAD, COMPUTERS, PROJECT, {**MEETING, "year": "2025"}, {**COMPUTERS, "year": "2025"}]
"""100 triệu of a district in 2024 and in 2025 (60 lacking in each), 1 tỷ of investment in 2024 (all of it lacking)."""


@pytest.mark.parametrize(
    ("targets", "millions"),
    [
        ((), 1_120),
        ((Target(Quota(amount=500 * MILLION)),), 500),
        ((Target(Quota(share_bp=1_000)),), 120),
        ((Target(Quota(share_bp=10_000), Scope.NATURE, "recurrent"),), 120),
        ((Target(Quota(share_bp=5_000), Scope.NATURE, "investment"),), 500),
        ((Target(Quota(amount=90 * MILLION), Scope.SOURCE, "NSH-THEM"),), 90),
        (
            (Target(Quota(amount=90 * MILLION), Scope.SOURCE, "NSH-THEM"), Target(Quota(amount=700 * MILLION), Scope.NATURE, "investment")),
            790,
        ),
        ((Target(Quota(share_bp=2_500), Scope.YEAR, "2025"),), 25),
        ((Target(Quota(amount=1), Scope.YEAR, "2031"),), 0),
    ],
)
def test_targets_bound_what_is_freed(tmp_path: Path, targets: tuple[Target, ...], millions: int) -> None:
    with a_room(tmp_path, LINES) as plan:
        assert drawn(plan, targets=targets).target == millions * MILLION
