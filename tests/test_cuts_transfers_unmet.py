"""What still lacks money says why: the law that is in the way, whose purse it is, which year, or that all is used up."""

from pathlib import Path

from budget.cuts.settings import Quota, Target
from budget.cuts.transfers.unmet import BOUNDED, ENOUGH, NO_OTHER, OTHER_YEAR, OWN_PURSE, USED_UP
from tests.room import COMPUTERS, MEETING, MILLION, PROJECT, ROAD, TRAINING, a_room, solved


def test_each_reason_is_the_one_that_says_most(tmp_path: Path) -> None:
    lines = [
        {**MEETING, "unit_price": "20.000.000"},
        ROAD,
        COMPUTERS,
        {**COMPUTERS, "unit": "503"},
        {**COMPUTERS, "year": "2025"},
        {**PROJECT, "decision_date": ""},
        TRAINING,
    ]
    with a_room(tmp_path, lines) as plan:
        preview = solved(plan)
        why = {one.number: one for one in preview.unmet}
        assert (why[3].reason, why[3].rest, why[3].got) == (USED_UP, 40 * MILLION, 20 * MILLION)
        assert why[4].reason == OWN_PURSE
        assert why[5].reason == OTHER_YEAR.format(year=2025)
        assert "quyết định đầu tư" in why[6].reason
        assert why[7].citation or why[7].reason
        assert all(one.citation for number, one in why.items() if number in (3, 4, 5, 6))
        groups = preview.unmet_groups
        assert sum(group.amount for group in groups) == sum(one.rest for one in preview.unmet)
        assert sum(group.lines for group in groups) == len(preview.unmet) == 5
        assert [group.amount for group in groups] == sorted((group.amount for group in groups), reverse=True)


def test_without_other_spending_that_is_what_is_said(tmp_path: Path) -> None:
    with a_room(tmp_path, [COMPUTERS]) as plan:
        assert [one.reason for one in solved(plan).unmet] == [NO_OTHER]


def test_a_bound_a_person_set_is_the_reason_where_it_is(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, COMPUTERS, {**COMPUTERS, "name": "Máy in"}]) as plan:
        bound = solved(plan, targets=(Target(Quota(amount=30 * MILLION)),))
        assert bound.moved.identity.moved == 30 * MILLION
        assert {one.reason for one in bound.unmet} == {BOUNDED}
        named = solved(plan, room_for={plan.lines.find_id("2"): 30 * MILLION})
        assert [one.reason for one in named.unmet] == [ENOUGH]


def test_a_bound_is_never_passed_though_a_cut_goes_in_steps(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, COMPUTERS]) as plan:
        preview = solved(plan, targets=(Target(Quota(amount=33 * MILLION)),))
        assert (preview.saved, preview.moved.identity.moved, preview.moved.identity.left) == (40 * MILLION, 33 * MILLION, 7 * MILLION)
