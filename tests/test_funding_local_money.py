"""Districts and communes by their own purses: NQ 36 apart, no netting, letters, and what two tiers would count twice."""

from pathlib import Path

from budget.funding.local_money import LocalRow, LocalTable
from budget.plan.face import Plan
from tests.plans import COMMUNE, DISTRICT, OTHER_DISTRICT, a_plan
from tests.splits import split_line

LINES = [
    {"unit": DISTRICT, "source": "NQ36-H", "quantity": "3"},  # 30 triệu
    {"unit": DISTRICT, "source": "BSCDS", "quantity": "1"},
    {"unit": DISTRICT, "source": "QD334", "quantity": "1"},  # not of its own purses
    {"unit": COMMUNE, "source": "NSX-THEM", "quantity": "2"},
    {"unit": COMMUNE, "source": "NQ36-X", "quantity": "1"},
    {"unit": DISTRICT, "source": "NQ36-H", "quantity": "9", "year": "2025"},
]


def grant(plan: Plan, source: str, unit: str, granted: int, spent: int | None = 0, committed: int = 0, document: str = "") -> None:
    place = plan.funding.place_of(source, unit)
    money = {"granted": granted, "spent": spent, "committed": committed}
    change, problems = plan.funding.set_ceiling(place, money, "giao", {"document": document} if document else None)
    assert change is not None, problems


def row_of(table: LocalTable, unit: str) -> LocalRow:
    return next(row for row in table.rows if row.unit == unit)


def test_need_is_split_by_purse_and_adds_up(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        grant(plan, "NQ36-H", DISTRICT, 50_000_000, 15_000_000, 10_000_000, "CK 12")
        grant(plan, "BSCDS", DISTRICT, 4_000_000)
        row = row_of(plan.funding.local(), DISTRICT)
        assert (row.need, row.elsewhere) == (50_000_000, 10_000_000)
        assert (row.norm.granted, row.norm.spent, row.norm.committed, row.norm.left) == (50_000_000, 15_000_000, 10_000_000, 25_000_000)
        assert (row.supplement.left, row.district_more.left) == (4_000_000, None)
        assert row.shortage == 5_000_000 + 6_000_000
        assert row.commitment_words == "CK 12"


def test_one_purses_surplus_never_hides_anothers_gap(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        grant(plan, "NQ36-H", DISTRICT, 10**9)
        grant(plan, "BSCDS", DISTRICT, 1)
        assert row_of(plan.funding.local(), DISTRICT).shortage == 9_999_999


def test_what_nobody_entered_is_unknown_and_its_need_is_told_apart(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        grant(plan, "NQ36-X", COMMUNE, 5_000_000)
        row = row_of(plan.funding.local(), COMMUNE)
        assert (row.commune_more.granted, row.unknown_need, row.shortage) == (None, 20_000_000, 5_000_000)
        assert row.commitment_words == "chưa có văn bản cam kết NQ 36 xã"
        assert row.uncommitted == 5_000_000


def test_only_the_year_and_only_those_who_ask_or_have_something(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        assert [row.unit for row in plan.funding.local().rows] == [DISTRICT, COMMUNE]
        assert [(row.unit, row.need) for row in plan.funding.local(year=2025).rows] == [(DISTRICT, 90_000_000)]
        grant(plan, "NSH-THEM", OTHER_DISTRICT, 7, document="CK 3")
        assert row_of(plan.funding.local(), OTHER_DISTRICT).district_more.left == 7


def test_the_sum_of_the_rows_agrees_with_the_pots_by_source(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        grant(plan, "NQ36-H", DISTRICT, 10_000_000)
        grant(plan, "NSX-THEM", COMMUNE, 5_000_000)
        table, sources = plan.funding.local(), plan.funding.by_source(year=2024)
        local = [sums for code, sums in sources.items() if code in ("NQ36-H", "NQ36-X", "BSCDS", "NSH-THEM", "NSX-THEM")]
        assert table.total.shortage == sum(sums.shortage for sums in local)
        assert table.total.unknown_need == sum(sums.unknown_need for sums in local)


def test_money_handed_to_a_tier_below_is_counted_once(tmp_path: Path) -> None:
    handed = {"unit": DISTRICT, "source": "NQ36-H", "name": "Bổ sung có mục tiêu cho xã", "budget_code": "7304", "quantity": "2"}
    with a_plan(tmp_path, [handed, LINES[3]]) as plan:
        grant(plan, "BSCDS", DISTRICT, 4_000_000)
        table = plan.funding.local()
        assert (table.total.need, table.transfers, table.consolidated_need) == (40_000_000, 20_000_000, 20_000_000)
        assert "4.000.000 đ vừa là chi của ngân sách tỉnh" in table.consolidation
        assert "20.000.000 đ chi bổ sung cho cấp dưới" in table.consolidation


def test_only_the_part_handed_down_in_the_year_is_counted_and_an_unknown_grant_is_no_nought(tmp_path: Path) -> None:
    handed = {"unit": DISTRICT, "source": "NQ36-H", "name": "Bổ sung có mục tiêu cho xã", "budget_code": "7304", "quantity": "2"}
    with a_plan(tmp_path, [handed]) as plan:
        split_line(plan, plan.lines.find_id("1"), (2024, 1, 5_000_000), (2025, 1, 15_000_000))
        table = plan.funding.local()
    assert (table.total.need, table.transfers) == (5_000_000, 5_000_000)
    assert table.consolidation.startswith("Bổ sung CĐS vừa là chi")
    assert "0 đ vừa" not in table.consolidation
