"""A question of making room as plan.cuts hands it out: what is short, who gets what, what still lacks."""

from pathlib import Path

import pytest

from budget.plan.cut_preview import CutPreview
from budget.plan.room_preview import RoomPreview
from tests.drawn_cuts import asking
from tests.drawn_cuts import solved as trimmed
from tests.room import COMPUTERS, MEETING, MILLION, a_room, solved


def test_sums_agree_whichever_way_they_are_asked_for(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, COMPUTERS, {**COMPUTERS, "unit": "503"}]) as plan:
        preview = solved(plan)
        assert (preview.target, preview.saved) == (60 * MILLION, preview.moved.identity.cut)
        assert sum(one.amount for one in preview.moved.transfers) == preview.moved.identity.moved == int(preview.moved.by_need.sum())
        assert int(preview.room.needs.lacking.sum()) - preview.moved.identity.moved == sum(one.rest for one in preview.unmet)
        assert preview.relaxations == []


def test_what_a_cap_leaves_short_is_said_by_source(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, COMPUTERS]) as plan:
        (sentence,) = solved(plan, unit_cap_bp=2_000).relaxations
        assert "NS huyện thêm" in sentence
        assert "chỉ dành được 20 triệu trong 60 triệu cần dành (thiếu 40 triệu)" in sentence


def test_a_trim_is_no_such_question(tmp_path: Path) -> None:
    with a_room(tmp_path, [COMPUTERS]) as plan:
        preview = trimmed(plan, asking(share=1_000))
        assert type(preview) is CutPreview
        with pytest.raises(TypeError):
            _ = RoomPreview(preview.scenario, preview.drawn, preview.answer).room
