"""What makes lines comparable: which share a trait, and which only look as if they did."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from budget.checks.scope import open_scope
from tests.checked import CLEAN
from tests.plans import DISTRICT, a_plan


@pytest.mark.parametrize(
    ("trait", "other", "shared"),
    [
        ("same", {"name": "MÁY TÍNH để bàn (bổ sung)"}, True),
        ("same", {"measure": "chiếc"}, False),
        ("again", {"unit": DISTRICT, "source": "NQ36-H"}, False),
        ("again", {"quantity": "5"}, True),
        ("block", {"name": "Máy in"}, True),  # no numbers in either
        ("block", {"name": "Máy in A4"}, False),
        ("block", {"year": "2025"}, False),
    ],
)
def test_lines_share_a_trait_or_not(tmp_path: Path, trait: str, other: Mapping[str, str], shared: bool) -> None:
    with a_plan(tmp_path, [CLEAN, {**CLEAN, **other}]) as plan, plan.store.read() as cursor:
        for lines in (None, [plan.lines.find_id("1"), plan.lines.find_id("2")]):
            open_scope(cursor, "goc", lines)
            assert (len(cursor.rows(f"SELECT DISTINCT {trait} FROM traits")) == 1) is shared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Máy tính SSD 512 GB, 8 GB", "Máy tính 8 GB, SSD 512 GB"),
        ("Chuẩn hóa giai đoạn II", "Chuẩn hóa giai đoạn 2"),
    ],
)
def test_numbers_in_another_order_or_in_roman_share_a_block(tmp_path: Path, one: str, other: str) -> None:
    with a_plan(tmp_path, [{**CLEAN, "name": one}, {**CLEAN, "name": other}]) as plan, plan.store.read() as cursor:
        open_scope(cursor, "goc")
        assert len(cursor.rows("SELECT DISTINCT block FROM traits")) == 1


def test_only_a_numbered_package_is_one(tmp_path: Path) -> None:
    names = ("Gói thầu số 3", "Máy quét - gói 3", "Gói phần mềm 3")
    with a_plan(tmp_path, [{**CLEAN, "name": name} for name in names]) as plan, plan.store.read() as cursor:
        open_scope(cursor, "goc")
        packages = [row[0] for row in cursor.rows("SELECT package FROM traits ORDER BY number")]
    assert packages[0] == packages[1] is not None
    assert packages[2] is None
