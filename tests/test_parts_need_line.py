"""One line's parts as a table shows them, and its place in a sentence."""

from datetime import date
from pathlib import Path

from budget.model.ids import BASE
from budget.model.states import Criterion
from budget.money import MoneyUnit
from budget.plan.necessity_part import HandScore, Part
from pages.parts.desk import Desk
from pages.parts.need_line import part_row, say_place
from pages.parts.tables import Cell
from pages.parts.view import View
from tests.plans import DISTRICT, a_plan, add_line

DAY = date(2024, 6, 30)


def test_unknown_points_are_said_and_hand_points_name_who_and_when() -> None:
    assert part_row(Part(Criterion.PEOPLE, 10, None, "Chưa ai khai.", None))[2] == Cell("chưa biết", "mo")
    hand = HandScore("l1", Criterion.PEOPLE, 80, "12.000 dân", "Hoa", "2024-07-12T09:00:00+07:00")
    row = part_row(Part(Criterion.PEOPLE, 10, 80, "Chấm tay: 12.000 dân", hand))
    assert row[2] == Cell("80 ✎")
    assert row[3] == Cell("Chấm tay: 12.000 dân", under="Hoa, 12/07/2024")


def test_a_place_says_rank_or_lock_and_whether_it_is_a_proposal(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        desk = Desk(plan, View(), BASE, 2024, MoneyUnit.DONG)
        free = add_line(plan, unit=DISTRICT, source="NQ36-H", quantity="1")
        locked = add_line(plan, contracted="có")
        needs = [plan.necessity.of_line(line, BASE, 2024, DAY) for line in (free, locked)]
        told = [say_place(desk, need) for need in needs if need]
    assert "**Thứ 1 trong thứ tự xem xét cắt.** Ai quyết định: HĐND cấp huyện (tỉnh chỉ kiến nghị)." in told[0]
    assert "**Đã ký hợp đồng, khối lượng đã cam kết không cắt.**" in told[1]
    assert "Ai quyết định" not in told[1]
