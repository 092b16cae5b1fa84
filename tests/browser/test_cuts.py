"""From a target to a saved scenario in real Chromium: the search in its own process, a pin, a point of the frontier, the comparison."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import at_rest, go_to
from tests.cut_searches import a_worker
from tests.plans import COMMUNE, DISTRICT, close, make_plan

ROOT = Path(__file__).resolve().parents[2]
LONG = 90_000
LINES = [
    {"name": "Máy tính", "priority": "4", "quantity": "10"},
    {"name": "Máy in", "priority": "4", "quantity": "10", "locked": "có"},
    {"name": "Máy quét", "priority": "2", "quantity": "20"},
    {"name": "Máy chủ", "priority": "3", "quantity": "10", "unit": DISTRICT, "source": "NQ36-H"},
    {"name": "Đầu đọc thẻ", "priority": "3", "quantity": "10", "unit": COMMUNE, "source": "NQ36-X"},
]
"""100, 100 (not to be cut), 200, 100 and 100 million đồng."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small plan that nobody holds open."""
    folder = tmp_path / "plans"
    folder.mkdir()
    plan = make_plan(folder, LINES)
    close(plan)
    return plan.path


def begin(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("heading", name="Việc cần xử lý")).to_be_visible(timeout=LONG)


def type_into(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")


def answered(page: Page, words: str) -> None:
    """Wait until the answer says so, and the search of the frontier is over too."""
    expect(page.get_by_text(re.compile(words))).to_be_visible(timeout=LONG)
    expect(page.get_by_role("button", name="Dừng", exact=True)).to_have_count(0, timeout=LONG)


def searched_endlessly(folder: Path) -> dict[str, str]:
    """What makes the program search with a worker that answers the target, finds two points, and never comes out of the third."""
    worker = a_worker("""
    from budget.cuts.process.wire import Asked
    from budget.cuts.process.worker import search as find
    for place, found in enumerate(find(request, progress)):
        yield found
        if request.asked is Asked.FRONTIER and place == 1:
            progress(0.3, "Đang giải một điểm khó")
            while True:
                sum(range(10**5))
    """)
    patch = f"from budget.cuts.process import child\nchild.WORKER = {worker!r}\n"
    (folder / "sitecustomize.py").write_text(patch, "utf-8")
    return {"PYTHONPATH": os.pathsep.join((str(folder), str(ROOT)))}


def cap_slider(page: Page) -> Locator:
    return page.get_by_role("slider", name="Kéo để đổi: không đơn vị nào mất quá")


def test_a_cap_is_dragged_the_answer_follows_and_there_is_a_way_back(serve: Callable[..., str], chromium_page: Page, path: Path) -> None:
    page = chromium_page
    begin(page, serve(ROOT / "app.py", {"DUTOAN_PLAN": str(path)}))
    go_to(page, "Phương án cắt giảm")
    answered(page, r"Cắt [\d.]+ đồng")
    at_rest(page)
    type_into(page, "Không đơn vị nào mất quá", "")
    expect(page).to_have_url(re.compile("tim-tran="), timeout=LONG)
    type_into(page, "Cắt bao nhiêu", "40 %")
    answered(page, r"Cắt 240\.000\.000 đồng")
    page.get_by_test_id("stVegaLiteChart").hover()
    expect(page.get_by_test_id("stElementToolbarButton").filter(visible=True)).to_have_count(0)
    track = cap_slider(page).locator("xpath=ancestor::*[@data-testid='stSlider']").bounding_box()
    thumb = cap_slider(page).locator("xpath=../..").bounding_box()
    assert track is not None
    assert thumb is not None
    page.mouse.move(thumb["x"] + thumb["width"] / 2, thumb["y"] + thumb["height"] / 2)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"] * 0.62, thumb["y"], steps=5)
    field = page.get_by_label("Không đơn vị nào mất quá", exact=True)
    expect(field).to_have_value("")
    page.mouse.up()
    expect(field).to_have_value(re.compile(r"6\d %"), timeout=LONG)
    answered(page, r"mức trần mỗi đơn vị không giới hạn → 6\d %")
    at_rest(page)
    dragged = field.input_value()
    cap_slider(page).focus()
    page.keyboard.press("ArrowLeft")
    expect(field).not_to_have_value(dragged, timeout=LONG)
    answered(page, rf"mức trần mỗi đơn vị {re.escape(dragged)} → ")
    page.get_by_role("button", name="Về quy định trước").click()
    expect(field).to_have_value(dragged, timeout=LONG)


def test_a_search_blocks_nobody_and_is_stopped_in_the_middle_of_a_point(
    serve: Callable[..., str], chromium_page: Page, browser: Browser, path: Path, tmp_path: Path
) -> None:
    page = chromium_page
    url = serve(ROOT / "app.py", {"DUTOAN_PLAN": str(path), **searched_endlessly(tmp_path)})
    begin(page, url)
    go_to(page, "Phương án cắt giảm")
    working = page.get_by_text("Vẽ đường giới hạn: đang giải một điểm khó")
    expect(working).to_be_visible(timeout=LONG)

    other = browser.new_context(locale="vi-VN", viewport={"width": 1366, "height": 768}).new_page()
    begin(other, url)
    go_to(other, "Dự toán chi tiết")
    price = other.locator(".tabulator-table .tabulator-cell[tabulator-field=unit_price]").first
    expect(price).to_be_visible(timeout=LONG)
    price.click()
    other.keyboard.type("12.500.000")
    other.keyboard.press("Enter")
    expect(other.get_by_role("link", name=re.compile(r"^Nhu cầu.*625\.000\.000"))).to_be_visible(timeout=LONG)
    other.context.close()

    expect(working).to_be_visible()
    page.get_by_role("button", name="Dừng", exact=True).click()
    expect(page.get_by_text("Đã dừng tìm theo yêu cầu; những gì đã tìm được vẫn giữ lại.")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("Số liệu đã được sửa sau lần tìm này")).to_be_visible(timeout=LONG)
    expect(page.get_by_test_id("stVegaLiteChart")).to_be_visible()
    page.get_by_role("button", name="Tìm lại").click()
    expect(working).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Dừng", exact=True).click()
    expect(page.get_by_role("button", name="Tìm lại")).to_be_visible(timeout=LONG)


def test_from_a_target_to_a_saved_scenario(serve: Callable[..., str], chromium_page: Page, path: Path) -> None:
    page = chromium_page
    begin(page, serve(ROOT / "app.py", {"DUTOAN_PLAN": str(path)}))
    go_to(page, "Phương án cắt giảm")
    type_into(page, "Không đơn vị nào mất quá", "")
    type_into(page, "Xã miền núi không quá", "")
    for allowed in ("Cắt theo tỷ lệ", "Giảm số lượng", "Đưa về định mức"):
        page.get_by_text(allowed, exact=True).click()
    answered(page, r"Cắt 100\.000\.000 đồng ở 1 khoản mục")
    expect(page.get_by_text("Đã chứng minh: không có cách nào ít thiệt hại hơn")).to_be_visible()
    table = page.get_by_role("table", name="Các khoản mục và cách xử lý")
    first = table.locator("tbody tr td:nth-child(4)").first.inner_text()

    page.locator('button[aria-label^="Ghim giữ khoản mục"]').first.click()
    expect(page.get_by_text("Đang ghim: giữ 1, cắt 0")).to_be_visible(timeout=LONG)
    answered(page, r"Cắt 100\.000\.000 đồng ở 1 khoản mục")
    expect(table.locator("tbody tr td:nth-child(4)").first).not_to_have_text(first, timeout=LONG)
    page.get_by_role("button", name="Hoàn tác ghim").click()
    expect(table.locator("tbody tr td:nth-child(4)").first).to_have_text(first, timeout=LONG)

    type_into(page, "Cắt bao nhiêu", "200 triệu")
    answered(page, r"Cắt 200\.000\.000 đồng ở 2 khoản mục")
    chart = page.get_by_test_id("stVegaLiteChart")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    chart.click(position={"x": box["width"] - 20, "y": 40})
    expect(page.get_by_label("Cắt bao nhiêu", exact=True)).to_have_value("500.000.000 đồng", timeout=LONG)
    answered(page, r"Cắt 500\.000\.000 đồng ở 4 khoản mục")
    page.reload()
    answered(page, r"Cắt 500\.000\.000 đồng ở 4 khoản mục")
    expect(page.get_by_label("Không đơn vị nào mất quá", exact=True)).to_have_value("")
    page.get_by_role("button", name="10 %", exact=True).click()
    answered(page, r"Cắt 100\.000\.000 đồng ở 1 khoản mục")

    type_into(page, "Tên phương án", "Cắt mười phần trăm")
    type_into(page, "Lý do (in trong phụ lục)", "theo văn bản của Bộ Kế hoạch và Đầu tư")
    page.get_by_role("button", name="Lưu thành phương án").click()
    page.get_by_role("button", name="So sánh với phương án gốc").click(timeout=LONG)
    compared = page.get_by_role("table", name="Các phương án so với nhau")
    expect(compared).to_contain_text("Cắt mười phần trăm", timeout=LONG)
    expect(compared).to_contain_text("500.000.000")
