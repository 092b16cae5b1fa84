"""A comment and a file by hand, in real Chromium: said, attached, taken back to the very byte, undone and redone."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from budget.plan.face import open_plan
from budget.plan.shared import close_plan
from tests.browser.conftest import go_to
from tests.plans import close, make_plan

ROOT = Path(__file__).resolve().parents[2]
LONG = 60_000
PDF = b"%PDF-1.7\n% b\xc3\xa1o gi\xc3\xa1 minh h\xe1\xbb\x8da\n" + bytes(range(256))


@pytest.fixture
def plan_path(tmp_path: Path) -> Path:
    """A small plan that nobody holds open."""
    folder = tmp_path / "plans"
    folder.mkdir()
    plan = make_plan(folder, [{"name": "Máy tính để bàn"}, {"name": "Máy in"}])
    close(plan)
    return plan.path


def settle(page: Page) -> None:
    """Wait until the screen is drawn: what is still being replaced stands twice, or is replaced under the hand that presses it."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=LONG)


def section(page: Page, name: str) -> None:
    page.get_by_role("radio", name=re.compile(name)).or_(page.get_by_role("button", name=re.compile(name))).first.click()


def test_say_something_and_attach_a_file(serve: Callable[..., str], chromium_page: Page, plan_path: Path, tmp_path: Path) -> None:
    page = chromium_page
    page.goto(serve(ROOT / "app.py", {"DUTOAN_PLAN": str(plan_path)}))
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    go_to(page, "Dự toán chi tiết")
    page.locator(".tabulator-table .tabulator-cell[tabulator-field=name]").first.click(timeout=LONG)

    section(page, r"^Ý kiến \(0\)")
    page.get_by_placeholder("Ví dụ: đề nghị bổ sung 02 báo giá").fill("Đề nghị bổ sung báo giá thứ ba\ntrước ngày 15/06")
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_text(re.compile(r"Ý kiến \(1\)"))).to_be_visible(timeout=LONG)
    settle(page)
    expect(page.get_by_test_id("stText").filter(has_text="Đề nghị bổ sung báo giá thứ ba")).to_be_visible()
    expect(page.get_by_placeholder("Ví dụ: đề nghị bổ sung 02 báo giá")).to_have_value("")
    expect(page.get_by_text("Nguyễn Thị Hoa ·").first).to_be_visible()

    source = tmp_path / "Báo giá số 01.pdf"
    source.write_bytes(PDF)
    section(page, r"^Tệp \(0\)")
    page.locator("input[type=file]").set_input_files(source)
    expect(page.get_by_text(re.compile(r"Tệp \(1\)"))).to_be_visible(timeout=LONG)
    settle(page)
    expect(page.get_by_text("Báo giá số 01.pdf")).to_be_visible(timeout=LONG)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải về").click()
    assert download.value.suggested_filename == "Báo giá số 01.pdf"
    download.value.save_as(tmp_path / "ve.pdf")
    assert (tmp_path / "ve.pdf").read_bytes() == PDF

    wrong = tmp_path / "gia.pdf"
    wrong.write_bytes(b"MZ\x90\x00")
    page.locator("input[type=file]").set_input_files(wrong)
    expect(page.get_by_text("không thuộc loại được đính kèm")).to_be_visible(timeout=LONG)

    settle(page)
    removed = page.get_by_text(re.compile(r"Tệp \(0\)"))
    for _ in range(3):
        # the run that refused the file may draw the button anew under a click: whoever clicked just then clicks again
        with suppress(AssertionError, Error):
            page.get_by_role("button", name="Bỏ", exact=False).filter(has_text=re.compile("^.*Bỏ$")).last.click(timeout=10_000)
            expect(removed).to_be_visible(timeout=20_000)
            break
    expect(removed).to_be_visible(timeout=LONG)
    settle(page)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text(re.compile(r"Tệp \(1\)"))).to_be_visible(timeout=LONG)
    go_to(page, "Nhật ký")
    expect(page.get_by_text("Đính kèm tệp").first).to_be_visible(timeout=LONG)


def test_the_file_is_in_the_plan_after_the_program_is_closed(plan_path: Path) -> None:
    plan = open_plan(plan_path, "An")
    line = plan.lines.find_id("1")
    held, problems = plan.notes.attach(line, "a.pdf", PDF)
    assert held is not None, problems
    close_plan(plan_path)
    again = open_plan(plan_path, "An")
    assert again.notes.read(held.id)[1] == PDF
    close_plan(plan_path)
