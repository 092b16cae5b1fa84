"""A decision's annex in real Chromium: pasted, matched, and a line that turns from unknown to granted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import open_tab
from tests.plans import close, make_plan

ROOT = Path(__file__).resolve().parents[2]
LONG = 60_000
PASTED = "Đơn vị\tThiết bị\tĐVT\tSố lượng\tĐơn giá\nSở Tài chính\tMáy tính để bàn\tbộ\t5\t10.000.000\nTổng cộng\t\t\t5\t"


def show_line(page: Page, url: str, line: str) -> None:
    """The line's panel, at its sources."""
    page.goto(f"{url}/du-toan-chi-tiet?khoan-muc={line}")
    page.get_by_role("radio", name="Nguồn", exact=True).click(timeout=LONG)
    expect(page.get_by_text("Phụ lục được cấp:").first).to_be_visible(timeout=LONG)


def test_an_annex_is_pasted_and_matched_and_the_line_is_in_it(serve: Callable[..., str], chromium_page: Page, tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{"name": "Máy tính để bàn (i5, 8 GB)"}])
    line = plan.lines.find_id("1")
    close(plan)
    url = serve(ROOT / "app.py", {"DUTOAN_PLAN": str(plan.path)})
    page = chromium_page
    page.goto(url)
    page.get_by_label("Họ và tên").fill("Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("heading", name="Việc cần xử lý")).to_be_visible(timeout=LONG)

    show_line(page, url, line)
    expect(page.get_by_text("? chưa nhập phụ lục")).to_be_visible(timeout=LONG)

    page.goto(f"{url}/nguon-kinh-phi?nguon-xem=QD334&phu-luc=dan")
    open_tab(page, "Phụ lục được cấp")
    field = page.get_by_placeholder("Sở Tư pháp")
    field.fill(PASTED)
    field.press("Control+Enter")
    expect(page.get_by_text("Bỏ qua: dòng cộng")).to_be_visible(timeout=LONG)
    page.get_by_label("Lý do").last.fill("QĐ 334, phụ lục")
    page.get_by_label("Lý do").last.press("Tab")
    page.get_by_role("button", name="Lưu 1 mục").click()
    expect(page.get_by_text("Đã lưu 1 mục")).to_be_visible(timeout=LONG)

    page.goto(f"{url}/nguon-kinh-phi?nguon-xem=QD334&phu-luc=ghep")
    open_tab(page, "Phụ lục được cấp")
    page.get_by_role("button", name="Ghép khoản mục số 1").click(timeout=LONG)
    expect(page.get_by_text("Không có khoản mục nào chờ ghép")).to_be_visible(timeout=LONG)
    show_line(page, url, line)
    expect(page.get_by_text("✓ có trong phụ lục")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("được cấp 5 bộ")).to_be_visible()
