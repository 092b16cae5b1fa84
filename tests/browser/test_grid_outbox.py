"""The grid in real Chromium: no edit is lost, none is applied twice, and what is typed or pasted arrives as raw text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from budget.money import LARGEST_AMOUNT, MoneyUnit, format_money, parse_money

APP = Path(__file__).parent / "apps" / "grid_app.py"
LONG = 20_000


class Bench:
    """The grid's page, the log of raw operations that its server keeps, and the file that holds the server back."""

    def __init__(self, page: Page, log: Path, hold: Path) -> None:
        """Keep the three."""
        self.page, self.log, self.hold = page, log, hold

    def operations(self) -> list[dict[str, Any]]:
        """Every operation that reached the page's handler, in order."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def cell(self, field: str, row: int) -> Locator:
        """The cell of a field in a visible row counted from 0."""
        return self.page.locator(f".tabulator-table .tabulator-cell[tabulator-field={field}]").nth(row)

    def wait_until_saved(self) -> None:
        """Return when the browser holds no unanswered operation."""
        self.page.wait_for_function("document.querySelector('.tabulator').__grid.outbox.size() === 0", timeout=LONG)

    def wait_until_ready(self) -> None:
        """Return when rows are on screen and the page has been drawn: what is drawn meanwhile brings the rows anew."""
        expect(self.cell("price", 0)).to_be_visible(timeout=60_000)
        expect(self.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)


@pytest.fixture(scope="module")
def served(serve_module: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The server of all benches, and the folder of their folders."""
    folder = tmp_path_factory.mktemp("benches")
    return serve_module(APP, {"GRID_FOLDER": str(folder)}), folder


@pytest.fixture
def bench(served: tuple[str, Path], chromium_page: Page, request: pytest.FixtureRequest) -> Bench:
    """Sixty lines of this test alone and a page that shows them."""
    url, folder = served
    own = folder / request.node.name
    own.mkdir()
    log = own / "operations.jsonl"
    log.touch()
    chromium_page.goto(f"{url}?bench={own.name}")
    made = Bench(chromium_page, log, own / "hold")
    made.wait_until_ready()
    return made


KEEP_SILENT = """() => {
  document.querySelector('.tabulator').__grid.component = { data: { scope: 'plan-1' }, setStateValue() {} };
}"""
ENQUEUE_FORTY = """async () => {
  const grid = document.querySelector('.tabulator').__grid;
  const column = grid.columnByField.get('price');
  for (let number = 0; number < 40; number += 1) {
    const line = `line-${String(number + 6).padStart(5, '0')}`;
    while (!grid.table.getRow(line)) await new Promise((resolve) => setTimeout(resolve, 10));  // the rows may be arriving anew
    const row = grid.table.getRow(line).getData();
    grid.submit([{ row, column, text: `${number + 1}.000.000` }], true);
    grid.outbox.resend();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}"""


def test_forty_edits_thirty_milliseconds_apart_all_arrive_once(bench: Bench) -> None:
    bench.page.evaluate(ENQUEUE_FORTY)
    bench.wait_until_saved()
    operations = bench.operations()
    assert [operation["text"] for operation in operations] == [f"{number + 1}.000.000" for number in range(40)]
    assert len({operation["op"] for operation in operations}) == 40
    assert len({operation["action"] for operation in operations}) == 40
    expect(bench.page.get_by_text("seq=41")).to_be_visible(timeout=LONG)
    expect(bench.cell("price", 6)).to_have_text("1.000.000")


def test_operations_that_arrive_again_are_applied_once(bench: Bench) -> None:
    resend = """() => {
      const grid = document.querySelector('.tabulator').__grid;
      const row = grid.table.getRow('line-00000').getData();
      grid.submit([{ row, column: grid.columnByField.get('note'), text: 'gửi ba lần' }], true);
      for (let at = 0; at < 3; at += 1) grid.outbox.resend();
    }"""
    bench.page.evaluate(resend)
    bench.wait_until_saved()
    expect(bench.page.get_by_text("seq=2")).to_be_visible(timeout=LONG)
    assert [operation["text"] for operation in bench.operations()] == ["gửi ba lần"]


def test_a_typed_price_arrives_as_typed_and_the_total_follows(bench: Bench) -> None:
    bench.cell("price", 1).click()
    bench.page.keyboard.type("12.500.000")
    bench.page.keyboard.press("Enter")
    expect(bench.cell("amount", 1)).to_have_text("150.000.000", timeout=LONG)
    bench.wait_until_saved()
    assert [(operation["line"], operation["field"], operation["text"]) for operation in bench.operations()] == [
        ("line-00001", "price", "12.500.000")
    ]
    total = bench.page.locator(".tabulator-footer .tabulator-cell[tabulator-field=amount]")
    expect(total).to_have_text("7.334.673.000")
    expect(bench.page.locator(".grid-status")).to_contain_text("Đã lưu")


def test_a_cell_says_that_it_is_being_saved_before_the_server_answers(bench: Bench) -> None:
    bench.hold.touch()
    bench.cell("note", 0).click()
    bench.page.keyboard.type("chờ thẩm định")
    bench.page.keyboard.press("Enter")
    # The server cannot finish a run while held: what is seen now was painted by the browser alone.
    expect(bench.cell("note", 0)).to_have_class(re.compile("cell-pending"))
    expect(bench.cell("note", 0)).to_have_text("chờ thẩm định")
    bench.hold.unlink()
    expect(bench.cell("note", 0)).not_to_have_class(re.compile("cell-pending"), timeout=LONG)
    expect(bench.cell("note", 0)).to_have_text("chờ thẩm định")


def test_a_pasted_range_arrives_as_raw_texts_in_one_act(bench: Bench) -> None:
    pasted = "0,5\n7.000.000 đ\n4 000 000\n12.345.678"
    bench.page.evaluate("text => navigator.clipboard.writeText(text)", pasted)
    bench.cell("price", 0).click()
    bench.page.keyboard.press("Control+v")
    expect(bench.page.get_by_text("seq=2")).to_be_visible(timeout=LONG)
    bench.wait_until_saved()
    operations = bench.operations()
    assert [operation["text"] for operation in operations] == pasted.split("\n")
    assert [operation["line"] for operation in operations] == [f"line-{number:05d}" for number in range(4)]
    assert len({operation["action"] for operation in operations}) == 1


def test_a_paste_beyond_the_table_or_on_fixed_cells_is_said_aloud(bench: Bench) -> None:
    bench.page.evaluate("text => navigator.clipboard.writeText(text)", "1\t2\n3\t4")
    bench.cell("price", 4).click()
    bench.page.keyboard.press("Control+v")
    expect(bench.page.locator(".grid-words")).to_have_text("Đã dán 1 ô; 3 ô chỉ để xem hoặc đã khóa nên giữ nguyên.", timeout=LONG)
    bench.wait_until_saved()
    assert [(operation["line"], operation["text"]) for operation in bench.operations()] == [("line-00004", "1")]


def test_edits_without_an_answer_survive_a_refresh(bench: Bench) -> None:
    bench.page.on("dialog", lambda dialog: dialog.accept())
    bench.page.evaluate(KEEP_SILENT)
    bench.cell("price", 1).click()
    bench.page.keyboard.type("9.000.000")
    bench.page.keyboard.press("Enter")
    assert bench.page.evaluate("document.querySelector('.tabulator').__grid.outbox.size()") == 1
    bench.page.reload()
    bench.wait_until_ready()
    expect(bench.page.get_by_text("seq=2")).to_be_visible(timeout=LONG)
    bench.wait_until_saved()
    assert [(operation["line"], operation["text"]) for operation in bench.operations()] == [("line-00001", "9.000.000")]
    expect(bench.cell("price", 1)).to_have_text("9.000.000")


def test_a_refused_edit_keeps_the_old_value_and_says_why(bench: Bench) -> None:
    bench.cell("price", 1).click()
    bench.page.keyboard.type("sai rồi")
    bench.page.keyboard.press("Enter")
    expect(bench.cell("price", 1)).to_have_class(re.compile("cell-rejected"), timeout=LONG)
    expect(bench.cell("price", 1)).to_have_text("15.001.000")
    expect(bench.cell("price", 1)).to_have_attribute("title", "“sai rồi” chưa được lưu. Đơn giá phải là số. Gõ lại, ví dụ 12.500.000.")
    expect(bench.page.locator(".grid-words")).to_contain_text("“sai rồi” chưa được lưu.")


def test_typing_in_one_cell_is_not_torn_down_by_an_answer_for_another(bench: Bench) -> None:
    bench.hold.touch()
    bench.cell("price", 0).click()
    bench.page.keyboard.type("8.000.000")
    bench.page.keyboard.press("Enter")
    bench.page.keyboard.type("9.00")
    bench.hold.unlink()
    bench.wait_until_saved()
    bench.page.keyboard.type("0.000")
    bench.page.keyboard.press("Enter")
    expect(bench.page.get_by_text("seq=3")).to_be_visible(timeout=LONG)
    bench.wait_until_saved()
    assert [operation["text"] for operation in bench.operations()] == ["8.000.000", "9.000.000"]
    expect(bench.cell("amount", 0)).to_have_text("4.000.000")


def test_undo_fill_down_clear_and_the_chosen_line_reach_python(bench: Bench) -> None:
    keyboard = bench.page.keyboard
    bench.cell("note", 0).click()
    keyboard.press("F2")
    keyboard.type("đợt 1")
    keyboard.press("Enter")
    bench.wait_until_saved()
    keyboard.press("ArrowUp")
    keyboard.press("Shift+ArrowDown")
    keyboard.press("Shift+ArrowDown")
    keyboard.press("Control+d")
    bench.wait_until_saved()
    expect(bench.cell("note", 2)).to_have_text("đợt 1", timeout=LONG)
    keyboard.press("Delete")
    bench.wait_until_saved()
    keyboard.press("Control+z")
    expect(bench.page.locator(".grid-words")).to_have_text("Đã hoàn tác lần sửa vừa rồi.", timeout=LONG)
    acts = [[operation[name] for name in ("kind", "line", "text")] for operation in bench.operations()]
    assert acts == [
        ["set", "line-00000", "đợt 1"],
        ["set", "line-00001", "đợt 1"],
        ["set", "line-00002", "đợt 1"],
        ["set", "line-00000", ""],
        ["set", "line-00001", ""],
        ["set", "line-00002", ""],
        ["undo", "", ""],
    ]
    expect(bench.page.get_by_text("selected=line-00000")).to_be_visible(timeout=LONG)


def test_a_copied_range_is_exact_whatever_the_money_unit(bench: Bench) -> None:
    bench.page.get_by_text("triệu đồng", exact=True).click()
    expect(bench.cell("price", 0)).to_have_text("15,000", timeout=LONG)
    expect(bench.cell("price", 1)).to_have_text("15,001")
    bench.cell("quantity", 0).click()
    bench.page.keyboard.press("Shift+ArrowRight")
    bench.page.keyboard.press("Shift+ArrowDown")
    bench.page.keyboard.press("Control+c")
    assert bench.page.evaluate("navigator.clipboard.readText()") == "0,5\t15000000\n12\t15001000"
    bench.cell("price", 1).dblclick()
    expect(bench.page.locator(".cell-editor")).to_have_value("15.001.000")


AMOUNTS = [0, 1, 499, 500, 999, 1_000, 1_500, 12_345_678, 499_999, 500_000, 999_999_500, 2_500_000_000_000_000, 2**53 + 1, 10**18 + 7]


def test_the_browser_prints_money_as_python_does(bench: Bench) -> None:
    signed = AMOUNTS + [-amount for amount in AMOUNTS]
    wanted = [(str(amount), unit, decimals) for amount in signed for unit in MoneyUnit for decimals in (0, 1, 3, 6)]
    shown = bench.page.evaluate(
        "cases => cases.map(([amount, unit, decimals]) => duToanGrid.shownText({ kind: 'money' }, amount, unit, decimals))",
        [(amount, unit.value, decimals) for amount, unit, decimals in wanted],
    )
    assert shown == [format_money(int(amount), unit, decimals) for amount, unit, decimals in wanted]


def test_what_an_editor_opens_with_and_what_is_copied_are_read_back_as_the_same_money(bench: Bench) -> None:
    texts = bench.page.evaluate(
        "all => all.map((amount) => [duToanGrid.exactText({ kind: 'money' }, amount), duToanGrid.copiedText({ kind: 'money' }, amount)])",
        [str(amount) for amount in AMOUNTS if amount <= LARGEST_AMOUNT],
    )
    for amount, pair in zip([amount for amount in AMOUNTS if amount <= LARGEST_AMOUNT], texts, strict=True):
        assert [parse_money(text)[0] for text in pair] == [amount, amount]


def test_the_cell_reached_by_key_is_not_hidden_under_the_frozen_columns(bench: Bench) -> None:
    bench.page.set_viewport_size({"width": 700, "height": 768})
    bench.page.evaluate("document.querySelector('.tabulator-tableholder').scrollLeft = 10000")
    bench.cell("note", 0).click()
    for _ in range(3):
        bench.page.keyboard.press("ArrowLeft")
    chosen = bench.cell("quantity", 0)
    expect(chosen).to_have_class(re.compile("tabulator-range-selected"))
    frozen, cell = bench.cell("name", 0).bounding_box(), chosen.bounding_box()
    assert frozen is not None
    assert cell is not None
    assert cell["x"] >= frozen["x"] + frozen["width"] - 1


def test_grouped_rows_fold_with_their_subtotals_and_edit_the_line_shown(bench: Bench) -> None:
    bench.page.get_by_text("Nhóm theo đơn vị").click()
    first = bench.page.locator(".tabulator-group").first
    expect(first).to_contain_text("Sở Thông tin và Truyền thông", timeout=LONG)
    expect(first).to_contain_text("12 khoản mục")
    expect(first).to_contain_text("1.472.925.000")
    first.click()
    expect(bench.cell("number", 0)).to_have_text("2")
    bench.cell("note", 2).click()
    bench.page.keyboard.type("trong nhóm".replace("ó", "o"))
    bench.page.keyboard.press("Enter")
    bench.wait_until_saved()
    assert [(operation["line"], operation["text"]) for operation in bench.operations()] == [("line-00011", "trong nhom")]


def test_a_filter_sends_the_new_rows_and_keeps_editing_right(bench: Bench) -> None:
    bench.page.get_by_text("Chỉ Công an tỉnh").click()
    expect(bench.cell("number", 1)).to_have_text("7", timeout=LONG)
    bench.cell("price", 1).click()
    bench.page.keyboard.type("3.000.000")
    bench.page.keyboard.press("Enter")
    bench.wait_until_saved()
    expect(bench.cell("price", 1)).to_have_text("3.000.000", timeout=LONG)
    bench.page.get_by_text("Chỉ Công an tỉnh").click()
    expect(bench.cell("price", 6)).to_have_text("3.000.000", timeout=LONG)
    assert [operation["line"] for operation in bench.operations()] == ["line-00006"]


def test_leaving_the_page_and_coming_back_shows_what_was_saved(bench: Bench) -> None:
    bench.cell("price", 1).click()
    bench.page.keyboard.type("4.000.000")
    bench.page.keyboard.press("Enter")
    bench.wait_until_saved()
    hide = bench.page.get_by_text("Ẩn bảng")
    hide.click()
    expect(bench.page.locator(".tabulator")).to_have_count(0, timeout=LONG)
    hide.click()
    expect(bench.cell("price", 1)).to_have_text("4.000.000", timeout=LONG)
    bench.cell("price", 2).click()
    bench.page.keyboard.type("5.000.000")
    bench.page.keyboard.press("Enter")
    expect(bench.cell("price", 2)).to_have_text("5.000.000", timeout=LONG)
    bench.wait_until_saved()
    assert [operation["text"] for operation in bench.operations()] == ["4.000.000", "5.000.000"]


def test_once_a_line_was_chosen_an_edit_brings_back_patches_only(bench: Bench) -> None:
    rows_sent = "document.querySelector('.tabulator').__grid.component.data.rows"
    assert bench.page.evaluate(f"{rows_sent}.full.length") == 60
    bench.cell("price", 2).click()
    expect(bench.page.get_by_text("selected=line-00002")).to_be_visible(timeout=LONG)
    bench.page.keyboard.type("6.000.000")
    bench.page.keyboard.press("Enter")
    bench.wait_until_saved()
    expect(bench.cell("price", 2)).to_contain_text("6.000.000")
    assert bench.page.evaluate(f"{rows_sent}.full") is None
    assert bench.page.evaluate(f"{rows_sent}.patches.map((patch) => patch.id)") == ["line-00002"]
