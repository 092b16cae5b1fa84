"""What is never cut and why; what a person's band lifts and what it never does."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from budget.cuts.necessity.needed import read_needed
from budget.model.ids import BASE
from budget.model.states import Band
from budget.plan.face import Plan
from tests.plans import a_plan

DAY = date(2024, 6, 30)


def reasons(plan: Plan) -> list[str]:
    with plan.store.read() as cursor:
        return list(read_needed(cursor, BASE, None, DAY).lock_reason)


@contextmanager
def coded_plan(folder: Path, lines: Sequence[Mapping[str, str]]) -> Iterator[Plan]:
    """A plan whose lines keep budget codes as files bring them, also those the shipped list does not hold."""
    with a_plan(folder, [{name: text for name, text in line.items() if name != "budget_code"} for line in lines]) as plan:
        with plan.store.database.write() as cursor:
            for number, line in enumerate(lines, start=1):
                cursor.run("UPDATE line SET budget_code = ? WHERE number = ?::BIGINT", [line.get("budget_code", ""), number])
        yield plan


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"locked": "có", "lock_reason": "Thường trực yêu cầu giữ"}, "Đã khóa: Thường trực yêu cầu giữ."),
        ({"locked": "có"}, "Đã khóa, không được cắt."),
        ({"contracted": "có"}, "Đã ký hợp đồng"),
        ({"budget_code": "6301", "category": "operation"}, "Tiền lương, phụ cấp, tiền công và các khoản đóng góp"),
        ({"category": "other", "name": "Tiền lương hợp đồng lao động"}, "Tiền lương, phụ cấp"),
        ({"name": "Nguồn cải cách tiền lương"}, "cải cách tiền lương"),
        ({"budget_code": "7151", "category": "social_payment"}, "đối tượng thụ hưởng"),
        ({"category": "connection"}, "Đường truyền"),
        ({"category": "software", "name": "Gia hạn phần mềm diệt virus"}, "Bản quyền"),
        ({"category": "maintenance"}, "Duy trì"),
        ({"category": "service", "name": "Giám sát an toàn thông tin"}, "an toàn thông tin theo cấp độ"),
        ({"name": "Vốn đối ứng dự án ODA"}, "Vốn đối ứng"),
        ({"priority": "1", "task": "NV01"}, "Ưu tiên 1, nhiệm vụ NV01 có hạn 31/12/2024"),
    ],
)
def test_what_is_protected_says_why(tmp_path: Path, line: dict[str, str], told: str) -> None:
    with coded_plan(tmp_path, [line]) as plan:
        (reason,) = reasons(plan)
    assert told in reason


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"budget_code": "7049", "category": "social_payment", "name": "Phí chi trả trợ giúp xã hội"},
        {"budget_code": "7164", "category": "social_payment", "name": "Chi cho công tác quản lý"},
        {"category": "maintenance", "budget_code": "6912", "name": "Sửa chữa máy tính"},
        {"category": "training", "name": "Tập huấn an toàn thông tin"},
        {"name": "Chuyển đổi ứng dụng"},
        {"category": "software", "name": "Phần mềm quản lý tiền lương"},
        {"priority": "2", "task": "NV01"},
        {"priority": "1", "task": "NV16"},
        {"priority": "1"},
    ],
)
def test_what_is_not_protected_may_be_cut(tmp_path: Path, line: dict[str, str]) -> None:
    with coded_plan(tmp_path, [line]) as plan:
        assert reasons(plan) == [""]


def test_recalled_law_says_that_it_is_to_be_checked(tmp_path: Path) -> None:
    with coded_plan(tmp_path, [{"category": "connection"}, {"budget_code": "6001"}]) as plan:
        assert all("cần kiểm tra" in reason for reason in reasons(plan))


def test_a_band_by_hand_lifts_conventions_but_no_lock_no_contract_and_no_money_owed(tmp_path: Path) -> None:
    lines = [{"category": "connection"}, {"priority": "1", "task": "NV01"}, {"locked": "có"}, {"contracted": "có"}, {"budget_code": "6001"}]
    with coded_plan(tmp_path, lines) as plan:
        assert "" not in reasons(plan)
        for number in range(1, 6):
            plan.necessity.band(plan.lines.find_id(str(number)), Band.GIVEN_ALREADY, "đã có nơi khác trả")
        assert [reason == "" for reason in reasons(plan)] == [True, True, False, False, False]
