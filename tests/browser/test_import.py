"""A stranger's workbook by hand, in real Chromium: drop it, answer a name, take it, see its lines, take it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import go_to
from tests.plans import close, make_plan
from tests.readings import write_estimate

ROOT = Path(__file__).resolve().parents[2]
LONG = 60_000
ROWS = (
    ("I", "Huyện Nam Trà My", None, None, None, None, None),
    (1, "Máy in", "chiếc", 2, 4_500_000, 9_000_000, None),
    ("I.1", "xã Trà Don", None, None, None, None, None),
    (1, "Máy quét tài liệu", "chiếc", 1, 9_500_000, 9_500_000, None),
    (None, "Tổng cộng", None, None, None, 18_500_000, None),
)


def test_a_workbook_is_dropped_answered_taken_and_taken_back(serve: Callable[..., str], chromium_page: Page, tmp_path: Path) -> None:
    page = chromium_page
    plan = make_plan(tmp_path, [{}])
    close(plan)
    file = write_estimate(tmp_path / "huyen.xlsx", ROWS)
    page.goto(serve(ROOT / "app.py", {"DUTOAN_PLAN": str(plan.path)}))
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    go_to(page, "Nhập tệp")
    expect(page.get_by_text("Đưa tệp dự toán của đơn vị vào đây")).to_be_visible(timeout=LONG)

    page.locator("input[type=file]").first.set_input_files(file)
    taken = page.get_by_role("button", name="Nhập 2 khoản mục, tổng 18.500.000 đ")
    expect(taken).to_be_disabled(timeout=LONG)
    page.get_by_label("Là đơn vị nào").click()
    page.get_by_role("option", name="UBND xã Trà Don (20956)").click()
    expect(taken).to_be_enabled(timeout=LONG)
    taken.click()

    expect(page.get_by_text("Đã nhập 2 khoản mục từ huyen.xlsx")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("link", name=re.compile(r"^Nhu cầu.*38\.500\.000"))).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Xem các khoản mục vừa nhập").click()
    names = page.locator(".tabulator-table .tabulator-cell[tabulator-field=name]")
    expect(names).to_have_text(["Máy in", "Máy quét tài liệu"], timeout=LONG)

    go_to(page, "Nhập tệp")
    page.get_by_role("button", name="Hoàn tác lần nhập này").click(timeout=LONG)
    expect(page.get_by_role("link", name=re.compile(r"^Nhu cầu.*20\.000\.000"))).to_be_visible(timeout=LONG)
