"""Easing: the choice keeps the limits as eased, what is eased is what it lacks, and it is the least there is."""

from dataclasses import replace

import pytest
from hypothesis import given

from budget.cuts.answer import ContradictionError, broken_lines, broken_rows
from budget.cuts.instance import Instance, Relaxation, RowKind, plain_instance
from budget.cuts.search import relaxing
from budget.cuts.search.classes import lay_out
from budget.cuts.search.relaxing import relax
from tests.cut_tables import laid_out, one_target

SECONDS = 30.0


@given(one_target(most_lines=5, pins=False))
def test_the_choice_keeps_the_limits_as_eased(instance: Instance) -> None:
    eased = relax(instance, laid_out(instance, 160), SECONDS)
    assert broken_rows(eased.instance, eased.chosen) == []
    assert broken_lines(instance, eased.chosen) == []
    assert [(one.row, one.by) for one in eased.relaxed] == broken_rows(instance, eased.chosen)


def test_of_a_large_question_the_target_gives_way_by_what_nothing_reaches_and_caps_by_the_fewest_dong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """90 asked, 80 there is: the target lacks 10. The caps of 20 hold two of 40, so each is passed by 20."""
    monkeypatch.setattr(relaxing, "SMALL", 0)
    lines = [(f"{unit}{at}", unit, 20, False, [], [("drop", 20, 3)]) for unit in ("xã 1", "xã 2") for at in range(2)]
    instance = plain_instance(lines, 90, {"xã 1": 20, "xã 2": 20})
    eased = relax(instance, lay_out(instance), SECONDS)
    told = {(instance.rows[one.row].kind, instance.rows[one.row].subject): one.by for one in eased.relaxed}
    assert told == {(RowKind.TARGET, ""): 10, (RowKind.UNIT_CAP, "xã 1"): 20, (RowKind.UNIT_CAP, "xã 2"): 20}


def test_among_units_the_one_whose_lines_harm_least_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relaxing, "SMALL", 0)
    lines = [(f"{unit}{at}", unit, 20, False, [], [("drop", 20, harm)]) for unit, harm in (("xã 1", 90), ("xã 2", 10)) for at in range(2)]
    instance = plain_instance(lines, 60, {"xã 1": 20, "xã 2": 20})
    eased = relax(instance, lay_out(instance), SECONDS)
    assert [(instance.rows[one.row].subject, one.by) for one in eased.relaxed] == [("xã 2", 20)]


def test_where_nothing_may_be_done_what_is_asked_gives_way_unless_it_never_does() -> None:
    instance = plain_instance([("k", "xã", 20, True, [], [("drop", 20, 3)])], 15, {})
    eased = relax(instance, None, SECONDS)
    assert [(one.row, one.by) for one in eased.relaxed] == [(0, 15)]
    sacred = replace(instance, rows=(replace(instance.rows[0], relaxation=Relaxation.NEVER),))
    with pytest.raises(ContradictionError):
        relax(sacred, None, SECONDS)
