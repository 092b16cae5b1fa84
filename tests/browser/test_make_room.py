"""Making room in real Chromium: from what lacks money to who gives to whom, saved as a scenario, and into Phụ lục VII."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.conftest import go_to
from tests.plans import close, make_plan
from tests.room import COMPUTERS, MEETING, PROJECT, ROAD

ROOT = Path(__file__).resolve().parents[2]
LONG = 90_000


def test_room_is_made_saved_and_printed(serve: Callable[..., str], chromium_page: Page, tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [ROAD, MEETING, PROJECT, COMPUTERS])
    close(plan)
    url = serve(ROOT / "app.py", {"DUTOAN_PLAN": str(plan.path)})
    page = chromium_page
    page.goto(url)
    page.get_by_label("Họ và tên").fill("Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("heading", name="Việc cần xử lý")).to_be_visible(timeout=LONG)

    page.goto(f"{url}/phuong-an-cat-giam?tim-kieu=make_room")
    expect(page.get_by_text("Điều chuyển 1,1 tỷ cho Đề án 06")).to_be_visible(timeout=LONG)
    table = page.get_by_role("table", name="Điều chuyển: giảm ở đâu, tăng cho đâu")
    expect(table.get_by_text("1. Cổng chào")).to_be_visible()
    expect(table.get_by_text("1.000.000.000")).to_be_visible()
    sums = page.get_by_role("table", name="Hai danh mục trước và sau điều chuyển")
    expect(sums.get_by_text("Tổng cộng, không đổi")).to_be_visible()

    page.get_by_label("Tên phương án").fill("Dành nguồn")
    page.get_by_label("Tên phương án").press("Tab")
    page.get_by_label("Lý do (in trong phụ lục)").fill("họp ngày 5/3")
    page.get_by_label("Lý do (in trong phụ lục)").press("Tab")
    page.get_by_role("button", name="Lưu thành phương án").click()
    expect(page.get_by_text("Đã lưu phương án “Dành nguồn”")).to_be_visible(timeout=LONG)

    offered = page.get_by_role("option").filter(has_text="Dành nguồn")
    for _ in range(4):
        page.get_by_role("combobox", name="Phương án", exact=True).first.click()
        try:
            offered.click(timeout=8_000)
            break
        except PlaywrightTimeout:
            # the list closes when the screen is drawn anew under it
            page.wait_for_timeout(1_000)
    expect(page.get_by_text("Điều chuyển đã lưu")).to_be_visible(timeout=LONG)
    go_to(page, "Trình duyệt")
    page.get_by_role("button", name="Lập bảng trình duyệt").click(timeout=LONG)
    with page.expect_download(timeout=LONG) as download:
        page.get_by_role("button", name="Tải").first.click(timeout=LONG)
    saved = tmp_path / "pa.xlsx"
    download.value.save_as(saved)
    assert "PL VII Điều chuyển" in load_workbook(saved, read_only=True).sheetnames
