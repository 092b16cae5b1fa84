"""The police request by hand, in real Chromium: from lines nobody has classified to two dossiers that may go up."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from python_calamine import CalamineWorkbook

from budget.exports import dossier, police
from tests.browser.conftest import go_to
from tests.checked import POLICE, PROJECT
from tests.plans import close, make_plan

ROOT = Path(__file__).resolve().parents[2]
LONG = 60_000
WAITING = {**POLICE, "route": "", "content_quantity": "", "content_verdict": ""}
LINES = [
    {**WAITING, "name": "Tập huấn công an xã"},
    {**WAITING, "name": "Tuyên truyền lưu động", "category": "publicity", "budget_code": "6606"},
    {**WAITING, **PROJECT, "unit": "CA-TINH", "name": "Dự án máy chủ"},
    {**WAITING, "name": "Máy tính để bàn", "measure": "bộ", "category": "equipment", "budget_code": "6956"},
]


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """A plan with a request of four lines that nobody holds open."""
    folder = tmp_path / "plans"
    folder.mkdir()
    plan = make_plan(folder, LINES)
    close(plan)
    return plan.path


def settle(page: Page) -> None:
    """Wait until the program has nothing more to say, once what was done has reached it."""
    page.wait_for_timeout(500)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=LONG)


def choose(page: Page, label: str, option: str | re.Pattern[str]) -> None:
    """Pick an option of a select box."""
    offered = page.get_by_role("option", name=option)
    for _ in range(4):
        page.get_by_role("combobox", name=label).click()
        try:
            offered.click(timeout=5_000)
            break
        except PlaywrightTimeout:
            # the list closes when the screen is drawn anew under it
            settle(page)
    settle(page)


def give_reason(page: Page, label: str, text: str) -> None:
    """Type into a field that stands once on the screen and leave it."""
    field = page.get_by_label(label)
    field.fill(text)
    field.press("Tab")
    settle(page)


def accepted_of(file: Path) -> float:
    """The total a dossier's workbook asks for, in đồng."""
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_name(dossier.SHEET).to_python(skip_empty_area=False)
    return next(row for row in rows if "TỔNG CỘNG" in row)[police.ACCEPTED]  # type: ignore[return-value]  # a number's cell


def test_from_unclassified_to_two_dossiers(serve: Callable[..., str], chromium_page: Page, asked: Path, tmp_path: Path) -> None:
    page = chromium_page
    url = serve(ROOT / "app.py", {"DUTOAN_PLAN": str(asked)})
    page.goto(url)
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("heading", name="Việc cần xử lý")).to_be_visible(timeout=LONG)
    go_to(page, "Đề nghị ngành công an")

    page.get_by_role("button", name="Xác nhận 3 gợi ý").click(timeout=LONG)
    expect(page.get_by_role("table", name=re.compile("^Đầu tư công"))).to_contain_text("Dự án máy chủ", timeout=LONG)
    expect(page.get_by_role("table", name=re.compile("^Kinh phí hoạt động"))).to_contain_text("Tuyên truyền lưu động")

    page.get_by_role("button", name="4. Máy tính để bàn").click()
    settle(page)
    page.get_by_role("button", name="Kinh phí hoạt động").click()
    settle(page)
    expect(page.get_by_text("Thiết bị ngoài dự án không thuộc đầu tư công")).to_be_visible(timeout=LONG)
    give_reason(page, "Lý do (khi khác gợi ý hoặc đổi hướng)", "Bộ Công an cấp theo tiêu chuẩn riêng")
    page.get_by_role("button", name="Không thuộc NSĐP").click()
    expect(page.get_by_text("Không còn khoản mục nào chưa phân loại.")).to_be_visible(timeout=LONG)
    settle(page)

    page.get_by_role("button", name="1. Tập huấn công an xã").click()
    settle(page)
    choose(page, "Thẩm định cho", "2 khoản chưa thẩm định cùng hướng")
    give_reason(page, "Lý do (ghi vào nhật ký)", "Theo văn bản thẩm định")
    page.get_by_role("button", name="Xem trước").click()
    settle(page)
    page.get_by_role("button", name="Ghi cho 2 khoản mục").click(timeout=LONG)
    settle(page)
    expect(page.get_by_text("Đủ điều kiện trình")).to_have_count(1, timeout=LONG)

    page.get_by_role("button", name="3. Dự án máy chủ").click()
    settle(page)
    choose(page, "Kết luận", "Cần sửa")
    give_reason(page, "Số lượng chấp nhận", "1")
    page.get_by_role("button", name="Lưu thẩm định").click()
    expect(page.get_by_text("Đủ điều kiện trình")).to_have_count(2, timeout=LONG)

    for place, amount in enumerate((10_000_000, 40_000_000)):
        with page.expect_download() as download:
            page.get_by_role("button", name="Tải hồ sơ (Excel)").nth(place).click()
        out = tmp_path / f"ho-so-{place}.xlsx"
        download.value.save_as(out)
        assert accepted_of(out) == amount
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
