"""Tiến độ in real Chromium on the sample plan: find the overdue land-data task, slip it in a scenario, read before and after."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from budget.plan.making import new_sample_plan
from budget.plan.shared import close_plan
from tests.browser.conftest import open_tab

ROOT = Path(__file__).resolve().parents[2]
LONG = 90_000


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A fresh sample plan that nobody holds open."""
    path = tmp_path / "plans" / "quang-nam-2024.duckdb"
    path.parent.mkdir()
    new_sample_plan(path)
    close_plan(path)
    return path


def settle(page: Page) -> None:
    """Wait until the program has nothing more to say."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=LONG)


def test_an_overdue_task_is_found_slipped_and_kept_as_a_scenario(serve: Callable[..., str], chromium_page: Page, sample: Path) -> None:
    page = chromium_page
    url = serve(ROOT / "app.py", {"DUTOAN_PLAN": str(sample)})
    page.goto(url)
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_role("link", name=re.compile("^Tiến độ")).click(timeout=LONG)

    day = page.get_by_label("Ngày xét")
    expect(day).to_be_visible(timeout=LONG)
    day.fill("15/02/2025")
    day.press("Enter")
    expect(page.get_by_text(re.compile(r"^27 nhiệm vụ quá hạn tính đến 15/02/2025"))).to_be_visible(timeout=LONG)
    settle(page)
    page.get_by_role("button", name="NV14", exact=True).click()
    expect(page.get_by_role("heading", name="NV14 Số hóa dữ liệu đất đai")).to_be_visible(timeout=LONG)
    expect(page.get_by_text(re.compile("chưa có hướng dẫn của bộ, ngành")).first).to_be_visible(timeout=LONG)

    open_tab(page, "Thử lùi hạn")
    expect(page.get_by_text(re.compile(r"^5 khoản mục: năm 2024 giảm 3,6 tỷ; năm 2025 tăng 3,6 tỷ"))).to_be_visible(timeout=LONG)
    land = page.get_by_role("row").filter(has_text="SN địa chính").filter(has_text="2024").first
    expect(land).to_contain_text("13.556.770.000")
    expect(land).to_contain_text("9.992.770.000")
    expect(land).to_contain_text("-3.564.000.000")
    expect(page.get_by_text(re.compile("Thời hạn chỉ đổi khi văn bản sửa đổi có số"))).to_be_visible()
    settle(page)
    page.get_by_label("Lý do *").fill("chưa có hướng dẫn, chờ sửa Kế hoạch 1080")
    page.get_by_role("button", name="Lập phương án từ lần thử này").click()
    expect(page.get_by_text("PA1 - lùi NV14 2 quý").first).to_be_visible(timeout=LONG)
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    open_tab(page, "Kinh phí theo quý")
    expect(page.get_by_role("row").filter(has_text="quý 2/2025")).to_contain_text("3.564.000.000", timeout=LONG)
