"""The question of making room: only as much is asked for as may lawfully be moved, and nothing that can go nowhere is cut."""

from pathlib import Path

import numpy as np

from budget.cuts.instance import Relaxation, RowKind
from budget.cuts.settings import Means, Quota, Scope, Target, settings_from_text, settings_to_text
from tests.plans import COMMUNE
from tests.room import COMPUTERS, MEETING, MILLION, PROJECT, ROAD, ROOM, TRAINING, a_room, drawn, moves, solved


def test_what_is_asked_is_what_lacks_and_may_be_reached_by_nature_owner_and_year(tmp_path: Path) -> None:
    lines = [MEETING, {**MEETING, "unit": "503"}, ROAD, COMPUTERS, {**PROJECT, "unit_price": "400.000.000"}, TRAINING]
    with a_room(tmp_path, lines) as plan:
        question = drawn(plan)
    rows = {row.subject: row.limit for row in question.instance.rows if row.kind is RowKind.TARGET}
    assert rows == {"DTC|investment|2024": 400 * MILLION, "NSH-THEM|502|recurrent|2024": 60 * MILLION}
    assert question.target == 460 * MILLION
    # the meeting of the other district cannot go anywhere, so nothing may be done to it
    touched = {int(question.need.number[at]) for at in np.unique(question.instance.options.line).tolist()}
    assert touched == {1, 3}


def test_a_target_bounds_what_is_freed_by_the_order_of_needs(tmp_path: Path) -> None:
    urgent = {**COMPUTERS, "priority": "1", "unit_price": "20.000.000", "name": "Đường truyền một cửa"}
    with a_room(tmp_path, [MEETING, COMPUTERS, urgent]) as plan:
        question = drawn(plan, targets=(Target(Quota(amount=50 * MILLION)),))
        assert question.target == 50 * MILLION
        assert dict(zip(question.room.needs.number.tolist(), question.room.aimed.tolist(), strict=True)) == {
            3: 20 * MILLION,
            2: 30 * MILLION,
        }
        preview = solved(plan, targets=(Target(Quota(amount=50 * MILLION)),))
        assert moves(preview, plan) == {(1, 3): 20 * MILLION, (1, 2): 30 * MILLION}


def test_a_target_of_a_nature_or_source_leaves_the_others_alone(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, ROAD, COMPUTERS, PROJECT]) as plan:
        whole = Quota(share_bp=10_000)
        assert moves(solved(plan, targets=(Target(whole, Scope.NATURE, "recurrent"),)), plan) == {(1, 3): 60 * MILLION}
        assert moves(solved(plan, targets=(Target(whole, Scope.SOURCE, "DTC"),)), plan) == {(2, 4): 1_000 * MILLION}


def test_named_lines_only_are_served_each_at_most_what_was_said(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, COMPUTERS, {**COMPUTERS, "name": "Máy in một cửa"}]) as plan:
        asked = {plan.lines.find_id("3"): 20 * MILLION}
        preview = solved(plan, room_for=asked)
        assert moves(preview, plan) == {(1, 3): 20 * MILLION}
        (unmet,) = preview.unmet
        assert unmet.rest == 40 * MILLION
        assert "đủ mức được yêu cầu" in unmet.reason
        assert settings_from_text(settings_to_text(preview.drawn.settings)).room_for == asked


def test_caps_of_units_hold_and_less_room_is_made(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, {**MEETING, "name": "Hội thảo"}, {**COMPUTERS, "unit_price": "150.000.000"}]) as plan:
        preview = solved(plan, unit_cap_bp=3_000)
        assert [row.relaxation for row in preview.drawn.instance.rows] == [Relaxation.MAY, Relaxation.NEVER]
        assert preview.saved == 60 * MILLION
        assert preview.answer.status == "relaxed"
        (sentence,) = preview.relaxations
        assert "thiếu 90 triệu" in sentence


def test_shares_a_person_asked_for_are_kept(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, COMPUTERS]) as plan:
        preview = solved(plan, means=Means(drop=False, percent_bp=(5_000,), fewer_bp=(), one_fewer=False))
        assert preview.saved == 50 * MILLION


def test_a_plan_that_lacks_nothing_says_so(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING]) as plan:
        assert [problem.code for problem in drawn(plan).problems] == ["nothing_lacks"]


def test_a_commune_gets_nothing_from_its_district(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, {**COMPUTERS, "unit": COMMUNE, "source": "NSX-THEM"}]) as plan:
        assert solved(plan, ROOM).saved == 0
