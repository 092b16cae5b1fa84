"""One line explained in sentences, and scores as people read them."""

from datetime import date
from pathlib import Path

import pytest

from budget.cuts.explaining import say_score
from budget.model.ids import BASE
from budget.model.states import Band, Criterion
from tests.plans import a_plan, add_line

DAY = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("score", "known", "said"),
    [(5_736, 3, "57,4"), (5_735, 3, "57,4"), (5_734, 3, "57,3"), (0, 1, "0"), (10_000, 8, "100"), (5_000, 0, "—")],
)
def test_a_score_is_said_to_a_tenth_half_up_and_not_at_all_when_unknown(score: int, known: int, said: str) -> None:
    assert say_score(score, known) == said


def test_a_line_tells_its_parts_band_and_who_decides(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        add_line(plan, name="Trước", quantity="1", priority="4")
        line = add_line(plan, task="NV01", quantity="1", priority="2")
        found = plan.necessity.of_line(line, BASE, 2024, DAY)
    assert found is not None
    assert [part.criterion for part in found.parts] == list(Criterion)
    assert sum(part.weight for part in found.parts) == 100
    assert (found.rank, found.level, found.band, found.lock_reason) == (2, 8, Band.OUTSIDE, "")
    assert (found.decider, found.proposal, found.amount, found.priority) == ("UBND tỉnh", False, 10_000_000, 2)
    assert [part.points for part in found.parts[:2]] == [70, 100]
    assert all(part.sentence for part in found.parts)


def test_a_line_that_asks_for_nothing_is_not_explained(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan, unit_price="0")
        assert plan.necessity.of_line(line, BASE, 2024, DAY) is None
        assert plan.necessity.of_line("không có", BASE, 2024, DAY) is None
