"""A slip told: what differs by year and source, and the sentence."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from budget.lines.query import LineFilter
from budget.plan.face import Plan
from budget.scenarios.planning import Skipped
from budget.schedule.lapse import LapseSum
from budget.schedule.moved import describe_moved, moved_rows, moved_years
from budget.schedule.slip import SlipPreview, SlipRow
from tests.plans import a_plan


def preview(*rows: SlipRow, changed: int = 1, lapses: tuple[LapseSum, ...] = ()) -> SlipPreview:
    return SlipPreview("lùi 2 quý", 2, 2024, changed, changed, Skipped(0, 0, 0), rows, (), lapses, ())


ROWS = st.lists(
    st.builds(SlipRow, st.sampled_from([2024, 2025]), st.sampled_from(["A", "B"]), st.integers(0, 10**12), st.integers(0, 10**12)),
    unique_by=lambda row: (row.year, row.source),
)


@given(ROWS)
def test_years_are_the_sources_added_up(rows: list[SlipRow]) -> None:
    moved = preview(*rows)
    for year in moved_years(moved):
        assert year.difference == sum(row.difference for row in moved_rows(moved) if row.year == year.year)
    assert all(row.difference for row in moved_rows(moved))


def slip(plan: Plan, quarters: int) -> SlipPreview:
    found, problems = plan.schedule.preview_slip(LineFilter(tasks=("NV14",)), quarters)
    assert found is not None, problems
    return found


def test_land_data_slipped_past_the_year_is_asked_for_again(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"task": "NV14", "source": "SN-DC", "quarter": "4"}, {"task": "NV02", "quarter": "4"}]) as plan:
        told = slip(plan, 2)
        assert [(row.year, row.source, row.difference) for row in moved_rows(told)] == [
            *((2024, "SN-DC", -20_000_000), (2025, "SN-DC", 20_000_000))
        ]
        assert describe_moved(told) == (
            "1 khoản mục: năm 2024 giảm 20 triệu; năm 2025 tăng 20 triệu; 20 triệu hết năm 2024 thì hủy dự toán, phải xin lại."
        )
        assert describe_moved(slip(plan, -1)) == "1 khoản mục đổi quý, không khoản nào sang năm khác."


def test_nothing_moved_is_said() -> None:
    assert describe_moved(preview(changed=0)).startswith("Không khoản mục nào")
    unsure = preview(SlipRow(2024, "A", 5, 0), SlipRow(2025, "A", 0, 5), lapses=(LapseSum("A", 0, 0, 5_000_000, 1),))
    assert describe_moved(unsure).endswith("5 triệu chưa rõ có được chuyển nguồn không.")
