"""A slipped unit where there are too few of the very same thing."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget.checks.kin import Far, find_alone, find_far, tell_far
from budget.checks.law import read_law
from budget.checks.peers import Keys, as_table, read_keys, read_peers
from budget.model.states import Severity
from budget.store.database import Cursor
from tests.checked import CLEAN, found
from tests.plans import a_plan

NAMES = ("để bàn", "xách tay", "bảng", "trạm", "mini", "đồng bộ", "văn phòng", "cấu hình cao", "một cửa")


def computers(prices: Mapping[int, str], **texts: str) -> list[dict[str, str]]:
    return [
        {**CLEAN, **texts, "name": f"Máy tính {name}", "norm": "", "unit_price": prices.get(place, f"{10 + place}.000.000")}
        for place, name in enumerate(NAMES)
    ]


def test_a_price_that_stands_alone_among_its_kin_is_a_warning(tmp_path: Path) -> None:
    with a_plan(tmp_path, computers({3: "13.000.000.000"})) as plan:
        (problem,) = found(plan, "unit_slip")
        assert problem.line == plan.lines.find_id("4")
        assert problem.severity is Severity.WARNING
        assert "gấp 866 lần trung vị 15.000.000 đ của 9 khoản gần giống" in problem.sentence


def test_a_price_a_thousand_times_too_small_stands_alone_too(tmp_path: Path) -> None:
    with a_plan(tmp_path, computers({3: "13.000"})) as plan:
        assert [problem.line for problem in found(plan, "unit_slip")] == [plan.lines.find_id("4")]


@pytest.mark.parametrize(
    ("prices", "texts"),
    [
        ({3: "5.000.000.000"}, {}),  # not yet five hundred times
        ({3: "13.000.000.000", 4: "900.000.000"}, {}),  # something dear stands between
        ({3: "13.000.000.000"}, {"measure": "gói"}),  # a package holds anything
    ],
)
def test_kin_that_differ_anyway_say_nothing(tmp_path: Path, prices: Mapping[int, str], texts: dict[str, str]) -> None:
    with a_plan(tmp_path, computers(prices, **texts)) as plan:
        assert found(plan, "unit_slip") == []


def test_seven_kin_say_nothing(tmp_path: Path) -> None:
    with a_plan(tmp_path, computers({3: "13.000.000.000"})[:7]) as plan:
        assert found(plan, "unit_slip") == []


PRICES = st.sampled_from([0, 1, 20, 999, 1_000, 1_001, 5_000, 100_000, 499_999, 500_000, 500_001, 10_000_000, 10**12])
KINSHIP = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 6), PRICES, st.integers(0, 1)), max_size=40)


def alone(cursor: Cursor, kinship: pa.Table) -> list[Far]:
    """What the question over a whole plan answers."""
    with cursor.given("lines", kinship):
        kin = "SELECT id, unit_price, same, CASE WHEN unit_price > 0 AND kin <> 0 THEN kin END AS kin FROM lines WHERE amount > 0"
        cursor.run(f"CREATE OR REPLACE TEMP TABLE kin AS {kin}")
    find_alone(cursor)
    rows = cursor.rows("SELECT id, price, n, median FROM alone ORDER BY id")
    return [Far(str(line), int(str(price)), int(str(count)), int(str(median))) for line, price, count, median in rows]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(KINSHIP)
def test_the_numbers_in_memory_say_what_the_plan_would(tmp_path: Path, lines: list[tuple[int, int, int, int]]) -> None:
    kinship = as_table(
        [
            Keys(f"L{place}", "", 1, 100 + same, 1, 0, 1, kin, price, price * asked, price * asked)
            for place, (kin, same, price, asked) in enumerate(lines)
        ]
    )
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        assert sorted(find_far(kinship)) == alone(cursor, kinship)


def test_a_far_price_is_told_in_the_same_words(tmp_path: Path) -> None:
    with a_plan(tmp_path, computers({3: "13.000.000.000"})) as plan, plan.store.read() as cursor:
        kinship = read_peers(cursor, 1).beside("stem", {read_keys(cursor, [plan.lines.find_id("4")])[0].stem})
        assert tell_far(cursor, read_law(cursor), find_far(kinship)) == found(plan, "unit_slip")
