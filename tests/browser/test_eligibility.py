"""Why a line cannot be paid, by which article, and a rule changed with its reason and taken back, in real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from budget.plan.making import new_sample_plan
from budget.plan.shared import close_plan

ROOT = Path(__file__).resolve().parents[2]
LONG = 60_000
CELL = "province~department~publicity~QD334"


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
    expect(page.get_by_text(re.compile("^Đã lưu")).first).to_be_visible(timeout=LONG)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=LONG)


def test_a_refusal_is_traced_to_its_article_and_the_rule_changed_and_undone(
    serve: Callable[..., str], chromium_page: Page, sample: Path
) -> None:
    page = chromium_page
    url = serve(ROOT / "app.py", {"DUTOAN_PLAN": str(sample)})
    page.goto(url)
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("heading", name="Việc cần xử lý")).to_be_visible(timeout=LONG)

    page.goto(f"{url}/nguon-nao-duoc-chi?o-ma-tran={CELL.replace('QD334', 'BSCDS')}")
    settle(page)
    beside, cell = (page.locator(f'td[data-id="{name}"] button') for name in (CELL.replace("QD334", "BSCDS"), CELL))
    beside.focus()
    page.keyboard.press("ArrowLeft")
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("cho Tuyên truyền, Sở, ban, ngành: ✗.Không"))).to_be_visible(timeout=LONG)
    expect(cell).to_be_focused()
    expect(page.get_by_text("QĐ 334/QĐ-UBND ngày 07/02/2024, Tên Đề án").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.get_by_role("button", name="Mở quy tắc QD334-02").click()
    expect(page.get_by_text("Sửa quy tắc đang chọn")).to_be_visible(timeout=LONG)
    settle(page)
    page.get_by_role("combobox", name="Kết luận").nth(1).click()
    page.get_by_role("option", name="Chưa đủ căn cứ").click()
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_label("Kết luận trước và sau khi lưu").get_by_text(re.compile("✗.Không"))).to_be_visible(timeout=LONG)
    page.get_by_label("Lý do (bắt buộc, ghi vào nhật ký)").fill("Chờ ý kiến của UBND tỉnh")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("button", name="Lưu quy tắc").click()
    expect(page.get_by_text("lần ghi 2")).to_be_visible(timeout=LONG)

    page.get_by_text("Bảng tra").click()
    expect(cell).to_have_text(re.compile("Chưa đủ căn cứ"), timeout=LONG)
    page.get_by_role("button", name="Hoàn tác", exact=True).click()
    expect(cell).to_have_text(re.compile("Không"), timeout=LONG)
