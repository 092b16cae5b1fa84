"""The estimate's grid as a spreadsheet, in real Chromium: real pastes, folding, sorting, undo, two people on one figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import at_rest
from tests.plans import DISTRICT, close, make_plan

ROOT = Path(__file__).resolve().parents[2]
LONG = 60_000
LINES = [
    {"name": "Đèn chiếu", "basis": "báo giá"},
    {"name": "Áo mưa", "unit": DISTRICT},
    {"name": "Ăng ten", "unit": DISTRICT},
    {"name": "Bàn làm việc"},
]
"""Four lines of 20 million đồng each, two of each unit, not in the order of their names."""


@pytest.fixture(scope="module")
def served(serve_module: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The program, and the folder of its plans."""
    folder = tmp_path_factory.mktemp("plans")
    return serve_module(ROOT / "app.py", {"DUTOAN_PLAN": str(folder / "bench.duckdb")}), folder


@pytest.fixture
def url(served: tuple[str, Path]) -> str:
    """The program's address with a plan of LINES chosen that no other test sees."""
    url, folder = served
    plan = make_plan(folder, LINES, name=f"plan-{len(list(folder.glob('*.duckdb')))}.duckdb")
    close(plan)
    return f"{url}?bo-du-toan={plan.path.stem}"


class Sheet:
    """One person's browser at the estimate."""

    def __init__(self, page: Page, url: str, name: str, choices: str = "") -> None:
        """Say who works, and open the estimate with further choices in its address."""
        self.page, self.keyboard = page, page.keyboard
        page.set_default_timeout(LONG)
        page.goto(url)
        page.get_by_label("Họ và tên").fill(name)
        page.get_by_role("button", name="Bắt đầu").click()
        page.wait_for_function("localStorage.getItem('du-toan-06') !== null", timeout=LONG)  # else the next screen asks for it again
        page.goto(url.replace("?", "/du-toan-chi-tiet?") + choices)
        expect(page.locator(".tabulator-table .tabulator-row").first).to_be_visible(timeout=LONG)

    def cell(self, field: str, row: int) -> Locator:
        """The cell of a field in a visible row counted from 0."""
        return self.page.locator(f".tabulator-table .tabulator-cell[tabulator-field={field}]").nth(row)

    def type(self, row: int, price: str) -> None:
        """Type a price over a row's and press Enter."""
        self.cell("unit_price", row).click()
        self.keyboard.type(price)
        self.keyboard.press("Enter")

    def paste(self, text: str, html: str | None = None) -> None:
        """Put a table on the clipboard, as another spreadsheet would, and press Ctrl+V."""
        write = """async ([text, html]) => {
          const kinds = { 'text/plain': new Blob([text], { type: 'text/plain' }) };
          if (html) kinds['text/html'] = new Blob([html], { type: 'text/html' });
          await navigator.clipboard.write([new ClipboardItem(kinds)]);
        }"""
        self.page.evaluate(write, [text, html])
        self.keyboard.press("Control+v")

    def settled(self) -> None:
        """Return when the browser holds nothing unanswered."""
        self.page.wait_for_function("document.querySelector('.tabulator').__grid.outbox.size() === 0", timeout=LONG)

    def expect_need(self, millions: str) -> None:
        """Wait for the figure above and the total below."""
        expect(self.page.get_by_role("link", name=re.compile(f"^Nhu cầu {re.escape(millions)} "))).to_be_visible(timeout=LONG)
        expect(self.page.locator(".tabulator-footer .tabulator-cell[tabulator-field=amount]")).to_have_text(millions, timeout=LONG)

    def names(self) -> list[str]:
        """The names of the rows, from the top."""
        return self.page.locator(".tabulator-table .tabulator-cell[tabulator-field=name]").all_inner_texts()

    def status(self) -> Locator:
        """The line of words under the grid."""
        return self.page.locator(".grid-words")


@pytest.fixture(params=["vi-VN", "en-US"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in either language, allowed to use the clipboard."""
    context = browser.new_context(locale=request.param, viewport={"width": 1366, "height": 768})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def test_pastes_are_read_by_one_parser_whatever_the_browser_speaks(url: str, page: Page) -> None:
    sheet = Sheet(page, url, "Nguyễn Thị Hoa")
    sheet.cell("unit_price", 0).click()
    sheet.paste("12.500.000\r\n7.000.000 đ\r\n4\u00a0000\u00a0000\r\n")
    sheet.expect_need("67.000.000")  # 2 x (12,5 + 7 + 4 + 10)
    sheet.settled()

    # doubtful: nothing is saved, it is shown as it was read, and it survives a refresh until it is decided
    sheet.paste("1,234\n6.000.000")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 ô không đọc được", timeout=LONG)
    expect(dialog).to_contain_text("1,234")
    page.on("dialog", lambda asked: asked.accept())
    page.reload()
    expect(dialog).to_contain_text("1 ô không đọc được", timeout=LONG)
    sheet.expect_need("67.000.000")
    dialog.get_by_role("button", name="Bỏ", exact=True).click()
    expect(dialog).to_have_count(0, timeout=LONG)
    expect(sheet.cell("unit_price", 0)).to_have_text("12.500.000")

    # LibreOffice shows triệu and keeps đồng: the number behind is offered
    sheet.cell("unit_price", 0).click()
    sheet.paste("9,5", '<table><tr><td sdval="9500000" sdnum="1066;">9,5</td></tr></table>')
    expect(dialog).to_contain_text("số thật trong tệp là 9.500.000", timeout=LONG)
    dialog.get_by_role("button", name="Lưu", exact=True).click()
    sheet.expect_need("61.000.000")

    # one value fills the range; what does not fit is said
    sheet.cell("quantity", 0).click()
    sheet.keyboard.press("Shift+ArrowDown")
    sheet.paste("3")
    sheet.expect_need("77.500.000")  # 3 x (9,5 + 7) + 2 x (4 + 10)
    sheet.cell("quantity", 3).click()
    sheet.paste("2\n5\n6")
    expect(sheet.status()).to_contain_text("2 dòng cuối chưa dán")


def test_rows_fold_sort_and_go_back_by_keyboard(url: str, chromium_page: Page) -> None:
    sheet = Sheet(chromium_page, url, "Nguyễn Thị Hoa", "&gop=don-vi")
    page, keyboard = chromium_page, sheet.keyboard
    headings = page.locator(".tabulator-group")
    expect(headings).to_have_count(2)
    expect(headings.nth(0)).to_contain_text("2 khoản mục")
    sheet.cell("unit_price", 0).click()
    keyboard.type("11.000.000")
    keyboard.press("Enter")
    sheet.expect_need("82.000.000")
    expect(headings.nth(0)).to_contain_text("42.000.000")
    keyboard.press("Control+z")
    sheet.expect_need("80.000.000")
    expect(headings.nth(0)).to_contain_text("40.000.000")
    keyboard.press("Control+y")
    sheet.expect_need("82.000.000")

    # an edit that was refused: Ctrl+Z takes the red away, not the good edit before it
    keyboard.type("abc")
    keyboard.press("Enter")
    expect(page.locator(".cell-rejected")).to_have_count(1, timeout=LONG)
    keyboard.press("Control+z")
    expect(page.locator(".cell-rejected")).to_have_count(0)
    sheet.settled()
    sheet.expect_need("82.000.000")

    # closed by keyboard, opened again after a refresh
    sheet.cell("unit_price", 0).click()
    keyboard.press("Alt+Shift+ArrowLeft")
    expect(page.locator(".tabulator-group:focus")).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".tabulator-table .tabulator-row:not(.tabulator-group)")).to_have_count(2)
    page.reload()
    expect(headings.first).to_be_visible(timeout=LONG)
    expect(page.locator(".tabulator-table .tabulator-row:not(.tabulator-group)")).to_have_count(2)
    headings.first.focus()
    keyboard.press("ArrowRight")
    expect(page.locator(".tabulator-table .tabulator-row:not(.tabulator-group)")).to_have_count(4)
    keyboard.press("ArrowDown")
    keyboard.press("End")
    keyboard.press("Home")
    expect(page.locator(".tabulator-range-only-cell-selected")).to_have_attribute("tabulator-field", "number")

    # a click on a heading sorts in Vietnamese order inside the groups, keeps the chosen line, and stands in the address
    sheet.cell("name", 0).click()
    chosen = sheet.names()[0]
    page.locator(".tabulator-col[tabulator-field=name] .tabulator-col-title").click()
    expect(page.locator(".tabulator-col[tabulator-field=name]")).to_have_attribute("aria-sort", "ascending")
    page.wait_for_url("**xep=name*")
    assert sheet.names() == ["Bàn làm việc", "Đèn chiếu", "Áo mưa", "Ăng ten"]
    expect(page.locator(".tabulator-range-only-cell-selected")).to_have_text(chosen)


def test_cells_are_filled_by_dragging_and_marks_are_read_aloud(url: str, chromium_page: Page) -> None:
    sheet = Sheet(chromium_page, url, "Nguyễn Thị Hoa", "&cot=phan-loai")
    page = chromium_page
    marked = page.locator(".tabulator-cell.cell-failed[tabulator-field=basis]").first
    expect(marked).to_have_attribute("aria-invalid", "true", timeout=LONG)
    expect(marked).to_have_attribute("aria-description", re.compile("căn cứ", re.IGNORECASE))
    expect(sheet.cell("unit_name", 0)).to_have_attribute("aria-readonly", "true")
    sheet.cell("basis", 0).click()
    handle = page.locator(".fill-handle")
    expect(handle).to_be_visible()
    target = sheet.cell("basis", 2)
    handle.hover()
    page.mouse.down()
    target.hover()
    page.mouse.up()
    expect(target).to_have_text("báo giá", timeout=LONG)
    expect(sheet.cell("basis", 3)).not_to_have_text("báo giá")
    sheet.settled()
    expect(sheet.cell("basis", 2)).not_to_have_attribute("aria-description", re.compile("chưa có căn cứ giá"), timeout=LONG)
    active = page.locator(".tabulator-tableholder").get_attribute("aria-activedescendant")
    assert active
    expect(page.locator(f"#{active}")).to_have_attribute("tabulator-field", "basis")


def test_two_people_on_one_figure_see_mine_theirs_and_what_i_saw(url: str, chromium_page: Page, browser: Browser) -> None:
    mine = Sheet(chromium_page, url, "Nguyễn Thị Hoa")
    other = browser.new_context(locale="vi-VN", viewport={"width": 1366, "height": 768})
    theirs = Sheet(other.new_page(), url, "Trần Văn Bình")
    theirs.type(0, "7.000.000")
    theirs.expect_need("74.000.000")
    theirs.settled()

    mine.type(0, "9.000.000")
    dialog = mine.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Trần Văn Bình ghi lúc", timeout=LONG)
    for figure in ("10.000.000", "7.000.000", "9.000.000"):
        expect(dialog).to_contain_text(figure)
    # the grid, which still waits for its answer, asks again in the moment of the click: the click counts all the same
    dialog.get_by_role("button", name="Ghi số của tôi").evaluate(
        "button => { document.querySelector('.tabulator').__grid.outbox.resend(); button.click(); }"
    )
    mine.expect_need("78.000.000")
    expect(mine.cell("unit_price", 0)).to_have_text("9.000.000")
    mine.settled()

    # somebody saves while I look at a line: what I click beside the grid counts although the screen is drawn anew first
    mine.cell("unit_price", 1).click()
    copy = mine.page.get_by_role("button", name="Nhân bản", exact=True)
    expect(mine.page.get_by_text("4. Bàn làm việc")).to_be_visible(timeout=LONG)
    at_rest(mine.page)
    theirs.type(3, "6.000.000")
    theirs.expect_need("70.000.000")
    copy.click()
    mine.expect_need("90.000.000")
    at_rest(mine.page)
    theirs.type(3, "5.000.000")
    theirs.settled()
    mine.page.get_by_role("button", name="Tách", exact=True).click()
    expect(dialog).to_contain_text("Phần 1 là chính khoản mục này", timeout=LONG)
    other.close()
