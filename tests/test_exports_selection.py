"""A partial table says in words what it is a part of; the whole says nothing."""

from pathlib import Path

from budget.exports.estimate import describe_note
from budget.exports.reading import read_snapshot
from budget.exports.selection import describe_selection
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.plan.face import Plan
from tests.plans import DEPARTMENT, DISTRICT, a_plan
from tests.splits import split_line


def described(plan: Plan, wanted: LineFilter) -> str:
    with plan.store.read() as cursor:
        return describe_selection(wanted, read_snapshot(cursor, BASE, wanted))


def test_a_selection_is_said_by_its_names(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        assert described(plan, LineFilter()) == ""
        wanted = LineFilter(units=(DEPARTMENT, DISTRICT), sources=("QD334",), priorities=(3, 4), years=(2024,), appraised=False, text="máy")
        assert described(plan, wanted) == (
            "Chỉ gồm một phần dự toán - đơn vị: Sở Tài chính, UBND thành phố Tam Kỳ; nguồn: QĐ 334; mức ưu tiên: 3, 4; năm: 2024; "
            "chưa thẩm định; nội dung có “máy”."
        )
        assert described(plan, LineFilter(listing="other")) == "Chỉ gồm một phần dự toán - dự án, khoản chi khác."


def test_a_long_list_is_cut_with_its_count(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        units = tuple(list(plan.catalogue().units)[:7])
        assert described(plan, LineFilter(units=units)).endswith(" và 3 mục khác.")


def test_a_year_of_lines_spread_over_years_says_what_falls_elsewhere(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"quarter": "4"}]) as plan:
        split_line(plan, plan.lines.find_id("1"), (2024, 4, 12_000_000), (2025, 1, 8_000_000))
        with plan.store.read() as cursor:
            wanted = LineFilter(years=(2025,))
            snapshot = read_snapshot(cursor, BASE, wanted)
        assert (snapshot.amount, snapshot.elsewhere) == (20_000_000, 12_000_000)
        assert "12.000.000 đ thuộc năm khác theo phân kỳ" in describe_selection(wanted, snapshot)
        assert describe_note(snapshot.lines[0], snapshot) == "Phân kỳ: năm 2024 12.000.000 đ, năm 2025 8.000.000 đ"
