"""What people read of a cut: the sums, the reasons, what gave way, how sure it is."""

from pathlib import Path

from budget.cli.cutting_text import cut_text, say_gap, say_seconds
from budget.cuts.settings import DROP_ONLY
from tests.drawn_cuts import asking, solved
from tests.plans import COMMUNE, a_plan

LINES = [
    {"name": "Một", "quantity": "1", "unit_price": "10.000.000", "priority": "4"},
    {"name": "Hai", "unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "30.000.000", "priority": "4"},
]


def test_the_table_and_the_sum_agree_and_say_how_sure_they_are(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        preview = solved(plan, asking(30_000_000, means=DROP_ONLY))
        told = cut_text(preview, 1.25, None)
        assert "Tổng cộng" in told
        assert told.count("30.000.000") >= 3
        assert "đã chứng minh là ít thiệt hại nhất" in told
        assert "(kiến nghị)" in told
        assert "Chưa lưu" in told
        assert "“PA”" in cut_text(preview, 1.25, "PA")
        eased = cut_text(solved(plan, asking(10**9)), 0.1, None)
        assert "cách nới ít nhất" in eased
        assert "- Hạ mục tiêu cắt" in eased


def test_gaps_and_seconds_in_vietnamese() -> None:
    assert [say_gap(gap) for gap in (0.0, 0.1234, 1e-6, 3.7e-7, -1.0)] == ["0 %", "12 %", "0,0001 %", "0,000037 %", "0 %"]
    assert say_seconds(2.04) == "2,0 giây"
