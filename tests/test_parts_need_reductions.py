"""Reductions of the appraisal as tables show them."""

from pathlib import Path

from budget.money import MoneyUnit
from pages.parts.desk import Desk
from pages.parts.need_reductions import ground_rows, line_rows, say_reductions, total_row
from pages.parts.tables import Cell
from pages.parts.view import View
from tests.plans import a_plan

TWICE = {"name": "Máy quét", "quantity": "1", "basis": "Báo giá", "source": "DT-GIAO"}
MORE = {**TWICE, "name": "Máy in", "quantity": "8", "entitled": "10", "usable": "4"}


def test_sums_add_up_and_held_lines_are_told_apart(tmp_path: Path) -> None:
    with a_plan(tmp_path, [TWICE, TWICE, MORE, {**MORE, "name": "Máy chiếu", "contracted": "có"}]) as plan:
        desk = Desk(plan, View(), "goc", 2024, MoneyUnit.DONG)
        found = plan.necessity.reductions("goc", 2024)
        assert ground_rows(desk, found) == [
            ["Vượt định mức, tiêu chuẩn", "1", "0", "20.000.000"],
            ["Đề nghị trùng", "1", "10.000.000", "0"],
        ]
        assert total_row(desk, found) == ["Cộng", "2", "10.000.000", "20.000.000"]
        assert "1 khoản đã khóa hoặc đã ký hợp đồng nên không tính." in say_reductions(desk, found)
        rows = line_rows(desk, found.lines)
    assert [row[4] for row in rows] == [Cell("đề xuất", "mo"), Cell("đã khóa hoặc đã ký", "xem"), Cell("chắc chắn")]
