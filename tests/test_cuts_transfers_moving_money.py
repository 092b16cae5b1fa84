"""Transfers: amounts that add up, the law cases, and few of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.settings import Mode, Pin
from budget.cuts.transfers.moving_money import NOBODY_TAKES, SURPLUS, find_transfers, pair_up
from budget.cuts.transfers.pools import UNKNOWN
from budget.model.states import CutAction
from tests.drawn_cuts import asking
from tests.drawn_cuts import solved as trimmed
from tests.room import COMPUTERS, MEETING, MILLION, PROJECT, PUBLICITY, ROAD, TRAINING, a_room, moves, solved

BILLION = 1_000 * MILLION
CUT = Pin(CutAction.DROP, "thống nhất cắt")


def test_a_billion_of_an_unneeded_project_goes_to_an_it_project_after_the_council_adjusts_the_plan(tmp_path: Path) -> None:
    with a_room(tmp_path, [ROAD, PROJECT, TRAINING, PUBLICITY]) as plan:
        preview = solved(plan)
        assert moves(preview, plan) == {(1, 2): BILLION}
        (transfer,) = preview.moved.transfers
        assert (transfer.decider, transfer.proposal) == ("HĐND tỉnh", False)
        assert "HĐND tỉnh điều chỉnh kế hoạch" in transfer.answer
        assert "cần kiểm tra" in transfer.citation
        assert transfer.pot == "DTC|49|2024|investment"
        refused = {one.number: one.reason for one in preview.unmet}
        assert set(refused) == {3, 4}
        assert all("khác tính chất" in reason or "thường xuyên" in reason for reason in refused.values())


def test_nothing_is_cut_for_what_the_money_may_not_pay(tmp_path: Path) -> None:
    with a_room(tmp_path, [ROAD, TRAINING, PUBLICITY]) as plan:
        preview = solved(plan)
        assert preview.cuts == []
        assert preview.saved == preview.target == 0
        assert [problem.code for problem in preview.drawn.problems] == ["nothing_to_move"]


def test_a_project_without_its_decisions_gets_nothing(tmp_path: Path) -> None:
    with a_room(tmp_path, [ROAD, {**PROJECT, "decision_document": ""}]) as plan:
        preview = solved(plan)
        assert preview.saved == 0
        (unmet,) = preview.unmet
        assert "quyết định đầu tư" in unmet.reason


def test_money_of_a_district_stays_with_it_and_is_only_proposed(tmp_path: Path) -> None:
    elsewhere = {**COMPUTERS, "unit": "503"}
    with a_room(tmp_path, [MEETING, COMPUTERS, elsewhere]) as plan:
        preview = solved(plan)
        assert moves(preview, plan) == {(1, 2): 60 * MILLION}
        (transfer,) = preview.moved.transfers
        assert (transfer.decider, transfer.proposal) == ("HĐND cấp huyện", True)
        (unmet,) = preview.unmet
        assert unmet.number == 3
        assert "của đơn vị khác" in unmet.reason


def test_money_of_a_source_nobody_has_told_about_is_not_cut(tmp_path: Path) -> None:
    with a_room(tmp_path, [{**MEETING, "source": "DT-GIAO", "unit": "SBN-STC"}, {**COMPUTERS, "unit": "SBN-STC"}]) as plan:
        preview = solved(plan)
        assert preview.saved == 0
        pinned = solved(plan, pins={plan.lines.find_id("1"): CUT})
        (left,) = pinned.moved.left
        assert (left.amount, left.reason) == (100 * MILLION, UNKNOWN)


def test_freed_is_moved_and_left_to_the_dong_and_both_lists_together_stay_the_same(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, {**COMPUTERS, "unit_price": "55.000.000"}]) as plan:
        preview = solved(plan)
        identity = preview.moved.identity
        assert (identity.freed, identity.moved, identity.left) == (60 * MILLION, 55 * MILLION, 5 * MILLION)
        assert (identity.other_before, identity.other_after) == (100 * MILLION, 40 * MILLION)
        assert (identity.arranged_before, identity.arranged_after) == (0, 55 * MILLION)
        assert identity.before == identity.after == 100 * MILLION
        (left,) = preview.moved.left
        assert left.reason == SURPLUS
        assert sum(preview.moved.raises.values()) == identity.moved


def test_what_a_person_cuts_beyond_need_is_told_as_going_nowhere(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, {**MEETING, "unit": "503"}, COMPUTERS]) as plan:
        preview = solved(plan, pins={plan.lines.find_id("2"): CUT})
        assert [(one.amount, one.reason) for one in preview.moved.left] == [(100 * MILLION, NOBODY_TAKES)]


def test_a_trim_has_no_transfers(tmp_path: Path) -> None:
    with a_room(tmp_path, [COMPUTERS]) as plan, pytest.raises(TypeError):
        find_transfers(trimmed(plan, asking(share=1_000, mode=Mode.TRIM)).outcome)


AMOUNTS = st.lists(st.integers(1, 50), min_size=1, max_size=8)


@given(AMOUNTS, AMOUNTS)
def test_pairing_gives_each_what_it_is_owed_takes_no_more_than_there_is_and_is_short(gives: list[int], owed: list[int]) -> None:
    has = sum(gives)
    asked = {}
    for place, amount in enumerate(owed):
        asked[place] = min(amount, has)
        has -= asked[place]
    asked = {place: amount for place, amount in asked.items() if amount}
    pairs = pair_up(dict(enumerate(gives)), asked)
    for taker, amount in asked.items():
        assert sum(given for _, to, given in pairs if to == taker) == amount
    for giver, amount in enumerate(gives):
        assert sum(given for who, _, given in pairs if who == giver) <= amount
    assert all(given > 0 for _, _, given in pairs)
    assert len(pairs) <= len(asked) + len(gives) - 1


def test_a_giver_with_just_so_much_is_taken_first() -> None:
    assert pair_up({1: 30, 2: 20, 3: 100}, {7: 20, 8: 40}) == [(2, 7, 20), (3, 8, 40)]
    assert pair_up({1: 30, 2: 20}, {7: 45}) == [(1, 7, 30), (2, 7, 15)]
