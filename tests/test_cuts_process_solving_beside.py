"""Solving in the slot while somebody waits: the same answer as here, a sentence when there is none, given up when they go."""

import pytest

from budget.cuts.process.running import BROKEN, Running
from budget.cuts.process.solving_beside import solve_beside
from budget.cuts.search.solving import solve
from budget.model.problem import PlanError
from tests.at_once import AtOnce
from tests.cut_searches import a_worker, an_instance


def nothing(_share: float, _doing: str) -> None:
    """Told, and silent."""


def test_the_answer_is_that_of_the_solver() -> None:
    found, here = solve_beside(an_instance(), nothing, slot=AtOnce()), solve(an_instance())
    assert (found.chosen.tolist(), found.harm) == (here.chosen.tolist(), here.harm)


def test_a_search_that_fails_is_a_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PlanError) as refused:
        solve_beside(an_instance(), nothing, slot=Running(a_worker("raise ValueError; yield")))
    assert refused.value.problem == BROKEN
    capfd.readouterr()


def test_who_goes_away_gives_the_search_up() -> None:
    slot = Running(a_worker("progress(0.5, 'Đang tìm'); time.sleep(600); yield"))

    def go(share: float, _doing: str) -> None:
        if share:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        solve_beside(an_instance(), go, slot=slot)
    assert slot.start  # the slot is free for the next
    assert not [search for search in slot._waiting if not search.is_over()]
