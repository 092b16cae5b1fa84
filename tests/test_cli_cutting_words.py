"""The words of the commands stand apart from what answers them, and mean the same."""

from budget.cli.cutting_words import MODES, REDUCTIONS
from budget.cuts import asked
from budget.cuts.settings import Mode


def test_the_choices_are_those_the_settings_know() -> None:
    assert tuple(Mode) == MODES
    assert asked.REDUCTIONS == REDUCTIONS
