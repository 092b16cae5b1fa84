"""Funding a line in real Chromium: why it has no money, the ceiling entered, placed, saved, and read in the table of the flow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import go_to, open_tab
from tests.plans import DISTRICT, close, make_plan

ROOT = Path(__file__).resolve().parents[2]
LONG = 60_000


def test_a_line_without_money_is_understood_funded_and_seen_in_the_flow(
    serve: Callable[..., str], chromium_page: Page, tmp_path: Path
) -> None:
    plan = make_plan(tmp_path, [{"unit": DISTRICT, "source": "NQ36-H", "quarter": "2"}])
    place = plan.funding.place_of("NQ36-H", DISTRICT)
    plan.funding.set_ceiling(place, {"granted": None, "spent": 0, "committed": 0}, "chờ nghị quyết")
    close(plan)
    url = serve(ROOT / "app.py", {"DUTOAN_PLAN": str(plan.path)})
    page = chromium_page
    page.goto(url)
    page.get_by_label("Họ và tên").fill("Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("heading", name="Việc cần xử lý")).to_be_visible(timeout=LONG)

    go_to(page, "Bố trí nguồn")
    open_tab(page, "Chưa đủ tiền")
    expect(page.get_by_text("chưa nhập hạn mức").last).to_be_visible(timeout=LONG)

    page.goto(f"{url}/nguon-kinh-phi?nguon-xem=NQ36-H&don-vi-han-muc={DISTRICT}")
    open_tab(page, "Nhập hạn mức")
    page.get_by_label("Đã giao (đồng)").fill("25.000.000")
    page.get_by_label("Lý do (bắt buộc").fill("NQ 36, phần của thành phố")
    page.get_by_role("button", name="Lưu hạn mức").click()
    expect(page.get_by_role("link", name="Hạn mức còn lại 25.000.000")).to_be_visible(timeout=LONG)

    go_to(page, "Bố trí nguồn")
    expect(page.get_by_role("heading", name="Đủ nguồn cho 20 triệu nhu cầu").first).to_be_visible(timeout=LONG)
    reason = page.get_by_label("Lý do bố trí")
    reason.fill("họp ngày 5/3")
    reason.press("Tab")
    page.get_by_role("button", name="Lưu bố trí nguồn").click()
    expect(page.get_by_text("Còn đúng với số liệu hiện nay.")).to_be_visible(timeout=LONG)
    open_tab(page, "Bảng số liệu")
    row = page.get_by_role("row", name="NQ 36 huyện UBND cấp huyện Thiết bị CNTT 20.000.000")
    expect(row).to_be_visible(timeout=LONG)
