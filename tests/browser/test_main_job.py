"""The main job by hand, in real Chromium on the sample plan: open, edit a price, cut, compare, take the workbook away, read it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from budget.plan.making import new_sample_plan
from budget.plan.shared import close_plan
from tests.browser.conftest import go_to

ROOT = Path(__file__).resolve().parents[2]
LONG = 60_000


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A fresh sample plan that nobody holds open."""
    path = tmp_path / "plans" / "quang-nam-2024.duckdb"
    path.parent.mkdir()
    new_sample_plan(path)
    close_plan(path)
    return path


def whole(text: str) -> int:
    """The number a text with Vietnamese dots says."""
    found = re.search(r"-?\d{1,3}(?:\.\d{3})*", text)
    assert found, text
    return int(found.group().replace(".", ""))


def begin(page: Page, url: str) -> None:
    """Open the program as a new person."""
    page.goto(url)
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("heading", name="Việc cần xử lý")).to_be_visible(timeout=LONG)


def need(page: Page) -> int:
    """The figure "Nhu cầu" of the top line, in đồng."""
    return whole(page.get_by_role("link", name=re.compile("^Nhu cầu")).inner_text())


def cell(page: Page, field: str, row: int = 0) -> str:
    """What stands in a cell of the grid."""
    return page.locator(f".tabulator-table .tabulator-cell[tabulator-field={field}]").nth(row).inner_text()


def test_edit_cut_compare_and_take_the_workbook(serve: Callable[..., str], chromium_page: Page, sample: Path, tmp_path: Path) -> None:
    page = chromium_page
    begin(page, serve(ROOT / "app.py", {"DUTOAN_PLAN": str(sample)}))
    before = need(page)

    go_to(page, "Dự toán chi tiết")
    price = page.locator(".tabulator-table .tabulator-cell[tabulator-field=unit_price]").first
    expect(price).to_be_visible(timeout=LONG)
    times, quantity = whole(cell(page, "times")), whole(cell(page, "quantity"))
    old_price = whole(cell(page, "unit_price"))
    price.click()
    page.keyboard.type("12.500.000")
    page.keyboard.press("Enter")
    expected = before + quantity * times * (12_500_000 - old_price)
    words = f"{expected:,}".replace(",", ".")
    expect(page.get_by_role("link", name=re.compile(f"^Nhu cầu.*{re.escape(words)}"))).to_be_visible(timeout=LONG)

    go_to(page, "Phương án cắt giảm")
    page.get_by_role("radio", name="Sửa tay").click()
    page.get_by_label("Tên phương án").fill("PA1")
    page.get_by_role("button", name="Tạo phương án").click()
    share = page.get_by_label("Tỷ lệ cắt (%)")
    share.fill("10")
    share.press("Tab")
    priorities = page.get_by_role("combobox", name=re.compile("Mức ưu tiên"))
    priorities.click()
    page.get_by_role("option", name=re.compile("^4 - ")).click()
    page.keyboard.press("Escape")
    reason = page.get_by_role("textbox", name="Lý do", exact=True)
    reason.fill("chưa thật sự cần thiết")
    reason.press("Tab")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Áp dụng vào phương án").click(timeout=LONG)
    expect(page.get_by_text("Cắt 10 % thành tiền")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("button", name="Áp dụng vào phương án")).to_have_count(0, timeout=LONG)
    cut = need(page)
    assert cut < expected

    go_to(page, "So sánh phương án")
    table = page.get_by_role("table", name="Các phương án so với nhau")
    expect(table).to_be_visible(timeout=LONG)
    expect(table).to_contain_text(words)
    expect(table).to_contain_text(f"{cut:,}".replace(",", "."))

    go_to(page, "Trình duyệt")
    page.get_by_role("button", name="Lập bảng trình duyệt").click()
    take = page.get_by_role("button", name="Tải tệp Excel")
    expect(take).to_be_visible(timeout=LONG)
    with page.expect_download() as download:
        take.click()
    out = tmp_path / "trinh-duyet.xlsx"
    download.value.save_as(out)
    workbook = CalamineWorkbook.from_path(str(out))
    figures = {value for name in workbook.sheet_names for row in workbook.get_sheet_by_name(name).to_python() for value in row}
    assert cut in figures

    go_to(page, "Nhật ký")
    expect(page.get_by_text("Nguyễn Thị Hoa").first).to_be_visible(timeout=LONG)
