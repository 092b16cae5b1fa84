"""Mức cần thiết in real Chromium: a weight tried, saved with a reason, undone; points by hand; reductions made a scenario."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import go_to
from tests.plans import close, make_plan

ROOT = Path(__file__).resolve().parents[2]
LONG = 60_000
LINES = [
    {"name": "Máy in kho", "priority": "2", "quantity": "1", "task": "NV16", "source": "DT-GIAO", "basis": "Báo giá"},
    {"name": "Máy quét kho", "priority": "2", "quantity": "1", "contracted": "không", "source": "DT-GIAO", "basis": "Báo giá"},
    {"name": "Máy chiếu", "quantity": "5", "entitled": "4", "usable": "1", "source": "DT-GIAO", "basis": "Báo giá"},
]


def test_weights_are_tried_saved_and_undone_a_line_is_scored_and_reductions_become_a_scenario(
    serve: Callable[..., str], chromium_page: Page, tmp_path: Path
) -> None:
    plan = make_plan(tmp_path, LINES)
    close(plan)
    page = chromium_page
    page.goto(serve(ROOT / "app.py", {"DUTOAN_PLAN": str(plan.path)}))
    page.get_by_label("Họ và tên").fill("Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("heading", name="Việc cần xử lý")).to_be_visible(timeout=LONG)

    go_to(page, "Mức cần thiết")
    expect(page.get_by_text("3 khoản mục, được xem xét cắt 3 khoản")).to_be_visible(timeout=LONG)
    deadline = page.get_by_label("Thời hạn trong năm")
    deadline.fill("90")
    deadline.press("Enter")
    expect(page.get_by_text("Đang thử, chưa lưu")).to_be_visible(timeout=LONG)
    reason = page.get_by_label("Lý do đổi trọng số")
    reason.fill("họp ngày 12/7")
    reason.press("Tab")
    page.get_by_role("button", name="Lưu trọng số").click()
    expect(page.get_by_text("Đang thử, chưa lưu")).to_have_count(0, timeout=LONG)
    expect(deadline).to_have_value("90")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_label("Thời hạn trong năm")).to_have_value("15", timeout=LONG)

    page.get_by_role("row", name="Máy quét kho").get_by_role("button").click()
    expect(page.get_by_text("Khoản mục số 2: Máy quét kho")).to_be_visible(timeout=LONG)
    page.get_by_label("Điểm (0-100)").fill("80")
    page.get_by_label("Lý do chấm điểm").fill("phục vụ 12.000 dân")
    page.get_by_role("button", name="Lưu điểm").click()
    expect(page.get_by_text("Chấm tay: phục vụ 12.000 dân")).to_be_visible(timeout=LONG)

    page.get_by_role("tab", name="Giảm trừ thẩm định").click()
    expect(page.get_by_text("đề xuất thêm 20.000.000 đồng")).to_be_visible(timeout=LONG)
    page.get_by_text("Cả khoản đề xuất").click()
    page.get_by_role("button", name="Lập phương án").click()
    expect(page.get_by_role("link", name="So với gốc -20.000.000")).to_be_visible(timeout=LONG)
