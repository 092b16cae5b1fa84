"""From a target to a saved scenario in real Chromium: the search in its own process, a pin, a point of the frontier, the comparison."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import go_to
from tests.plans import COMMUNE, DISTRICT, close, make_plan

ROOT = Path(__file__).resolve().parents[2]
LONG = 90_000
LINES = [
    {"name": "Máy tính", "priority": "4", "quantity": "10"},
    {"name": "Máy in", "priority": "4", "quantity": "10", "locked": "có"},
    {"name": "Máy quét", "priority": "2", "quantity": "20"},
    {"name": "Máy chủ", "priority": "3", "quantity": "10", "unit": DISTRICT, "source": "NQ36-H"},
    {"name": "Đầu đọc thẻ", "priority": "3", "quantity": "10", "unit": COMMUNE, "source": "NQ36-X"},
]
"""100, 100 (not to be cut), 200, 100 and 100 million đồng."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small plan that nobody holds open."""
    folder = tmp_path / "plans"
    folder.mkdir()
    plan = make_plan(folder, LINES)
    close(plan)
    return plan.path


def begin(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("heading", name="Việc cần xử lý")).to_be_visible(timeout=LONG)


def type_into(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")


def answered(page: Page, words: str) -> None:
    """Wait until the answer says so, and the search of the frontier is over too."""
    expect(page.get_by_text(re.compile(words))).to_be_visible(timeout=LONG)
    expect(page.get_by_role("button", name="Dừng", exact=True)).to_have_count(0, timeout=LONG)


def test_from_a_target_to_a_saved_scenario(serve: Callable[..., str], chromium_page: Page, path: Path) -> None:
    page = chromium_page
    begin(page, serve(ROOT / "app.py", {"DUTOAN_PLAN": str(path)}))
    go_to(page, "Phương án cắt giảm")
    type_into(page, "Không đơn vị nào mất quá", "")
    type_into(page, "Xã miền núi không quá", "")
    for allowed in ("Cắt theo tỷ lệ", "Giảm số lượng", "Đưa về định mức"):
        page.get_by_text(allowed, exact=True).click()
    answered(page, r"Cắt 100\.000\.000 đồng ở 1 khoản mục")
    expect(page.get_by_text("Đã chứng minh: không có cách nào ít thiệt hại hơn")).to_be_visible()
    table = page.get_by_role("table", name="Các khoản mục và cách xử lý")
    first = table.locator("tbody tr td:nth-child(4)").first.inner_text()

    page.locator('button[aria-label^="Ghim giữ khoản mục"]').first.click()
    expect(page.get_by_text("Đang ghim: giữ 1, cắt 0")).to_be_visible(timeout=LONG)
    answered(page, r"Cắt 100\.000\.000 đồng ở 1 khoản mục")
    expect(table.locator("tbody tr td:nth-child(4)").first).not_to_have_text(first, timeout=LONG)
    page.get_by_role("button", name="Hoàn tác ghim").click()
    expect(table.locator("tbody tr td:nth-child(4)").first).to_have_text(first, timeout=LONG)

    type_into(page, "Cắt bao nhiêu", "200 triệu")
    answered(page, r"Cắt 200\.000\.000 đồng ở 2 khoản mục")
    chart = page.get_by_test_id("stVegaLiteChart")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    chart.click(position={"x": box["width"] - 20, "y": 40})
    expect(page.get_by_label("Cắt bao nhiêu", exact=True)).to_have_value("500.000.000 đồng", timeout=LONG)
    answered(page, r"Cắt 500\.000\.000 đồng ở 4 khoản mục")
    page.reload()
    answered(page, r"Cắt 500\.000\.000 đồng ở 4 khoản mục")
    expect(page.get_by_label("Không đơn vị nào mất quá", exact=True)).to_have_value("")
    page.get_by_role("button", name="10 %", exact=True).click()
    answered(page, r"Cắt 100\.000\.000 đồng ở 1 khoản mục")

    type_into(page, "Tên phương án", "Cắt mười phần trăm")
    type_into(page, "Lý do (in trong phụ lục)", "theo văn bản của Bộ Kế hoạch và Đầu tư")
    page.get_by_role("button", name="Lưu thành phương án").click()
    page.get_by_role("button", name="So sánh với phương án gốc").click(timeout=LONG)
    compared = page.get_by_role("table", name="Các phương án so với nhau")
    expect(compared).to_contain_text("Cắt mười phần trăm", timeout=LONG)
    expect(compared).to_contain_text("500.000.000")
