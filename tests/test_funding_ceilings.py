"""Entering a pot's money: a reason always, no negative, unknown stays unknown, what is not named stays."""

import pytest

from budget.funding.ceilings import plan_ceiling, plan_ceiling_deletion
from budget.store.kinds import KINDS
from budget.store.payloads import check_shape

PLACE = ("U", "502", 2024, "recurrent")
POT = {**dict.fromkeys(KINDS["ceiling"].columns), "id": "U|502|2024|recurrent", "source": "U", "unit": "502", "year": 2024}
POT.update(nature="recurrent", granted=100, spent=30, sample=True, document="QĐ 1")


def test_a_first_entry_makes_the_pot() -> None:
    (change,), problems = plan_ceiling(None, PLACE, {"granted": 100}, "QĐ giao", {"document": "QĐ 1"})
    check_shape(change)
    assert problems == []
    assert (change.entity, change.old) == ("U|502|2024|recurrent", None)
    assert change.new is not None
    assert (change.new["granted"], change.new["spent"], change.new["document"], change.new["sample"]) == (100, None, "QĐ 1", False)


def test_a_later_entry_changes_what_is_named_only_and_is_no_longer_illustrative() -> None:
    changes, problems = plan_ceiling(POT, PLACE, {"committed": 20}, "hợp đồng", expected=5)
    assert problems == []
    for change in changes:
        check_shape(change)
        assert change.expected == 5
    assert [change.group for change in changes] == ["money", "about"]
    assert changes[0].new == {"granted": 100, "spent": 30, "committed": 20}
    assert changes[1].new is not None
    assert (changes[1].new["document"], changes[1].new["sample"]) == ("QĐ 1", False)


def test_a_figure_can_become_unknown_again() -> None:
    (money, _), problems = plan_ceiling(POT, PLACE, {"granted": None}, "nhầm")
    assert problems == []
    assert money.new == {"granted": None, "spent": 30, "committed": None}


def test_the_same_figures_change_nothing() -> None:
    assert plan_ceiling({**POT, "sample": False}, PLACE, {"granted": 100}, "QĐ giao") == ([], [])


@pytest.mark.parametrize(
    ("money", "reason", "codes"),
    [
        ({"granted": -1}, "x", ["negative"]),
        ({"granted": 100}, " ", ["reason_missing"]),
        ({"spent": 101}, "x", ["ceiling_overspent"]),
        ({"spent": 60, "committed": 41}, "x", ["ceiling_overspent"]),
        ({"granted": -1, "spent": -2}, "", ["negative", "negative", "reason_missing"]),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(money: dict[str, int | None], reason: str, codes: list[str]) -> None:
    changes, problems = plan_ceiling(POT, PLACE, money, reason)
    assert changes == []
    assert [problem.code for problem in problems] == codes
    assert all(problem.sentence.endswith(".") and problem.fix for problem in problems)


def test_a_deletion_keeps_what_was_there() -> None:
    change = plan_ceiling_deletion(POT, 7)
    check_shape(change)
    assert (change.old, change.new, change.expected) == (POT, None, 7)
