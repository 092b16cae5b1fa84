"""A workbook edited in an office comes back by hand, in real Chromium: a conflict is decided, everything is taken, and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import go_to
from tests.plans import close, edit, make_plan
from tests.returned_files import export, type_cells

ROOT = Path(__file__).resolve().parents[2]
LONG = 60_000


def shows_need(page: Page, amount: str) -> None:
    """Wait until the top line says this need."""
    expect(page.get_by_role("link", name=re.compile(f"^Nhu cầu.*{re.escape(amount)}"))).to_be_visible(timeout=LONG)


def test_a_conflict_is_decided_and_the_file_taken_and_taken_back(serve: Callable[..., str], chromium_page: Page, tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{"name": "Máy in"}, {"name": "Máy quét", "quantity": "3"}])
    source = export(plan, tmp_path)
    edit(plan, plan.lines.find_id("1"), "quantity", "4")
    wanted = {("pl2", 1, "quantity"): 5, ("pl3", 2, "finance_unit_price"): "9.000.000"}
    file = type_cells(plan, source, tmp_path / "ve.xlsx", wanted)
    close(plan)

    page = chromium_page
    page.goto(serve(ROOT / "app.py", {"DUTOAN_PLAN": str(plan.path)}))
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    shows_need(page, "70.000.000")
    go_to(page, "Trình duyệt")
    page.get_by_role("link", name="Nhận lại tệp đã xuất").click()
    page.locator("input[type=file]").set_input_files(file)
    button = page.get_by_role("button", name="Nhận vào bộ dự toán")
    expect(button).to_be_disabled(timeout=LONG)
    page.get_by_role("radiogroup", name=re.compile("Máy in")).get_by_text("Lấy số trong tệp").click()
    expect(page.get_by_text("70.000.000 → 77.000.000")).to_be_visible(timeout=LONG)
    page.get_by_label("Lý do (ghi vào nhật ký").fill("Thẩm định đợt 2")
    page.keyboard.press("Tab")
    expect(button).to_be_enabled(timeout=LONG)
    button.click()
    shows_need(page, "77.000.000")
    page.get_by_role("button", name="Hoàn tác").click()
    shows_need(page, "70.000.000")
