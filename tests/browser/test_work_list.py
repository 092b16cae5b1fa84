"""Việc cần xử lý without a mouse, in real Chromium on the sample plan: cure, next, set aside, back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from budget.plan.making import new_sample_plan
from budget.plan.shared import close_plan

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


def place(page: Page) -> tuple[int, int]:
    """Which problem is in hand, of how many."""
    found = re.search(r"việc ([\d.]+)/([\d.]+)", page.get_by_text(re.compile(r"việc [\d.]+/")).first.inner_text())
    assert found
    first, of = (int(text.replace(".", "")) for text in found.groups())
    return first, of


def settle(page: Page) -> None:
    """Wait until the program has nothing more to say."""
    expect(page.get_by_text("Phím tắt:")).to_be_visible(timeout=LONG)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=LONG)


def press_until_focused(page: Page, key: str, field: Locator) -> None:
    """Press a key as a person does: again when the screen was not yet listening."""
    for _ in range(10):
        page.keyboard.press(key)
        try:
            expect(field).to_be_focused(timeout=3_000)
        except AssertionError:
            continue
        return
    expect(field).to_be_focused()


def expect_place(page: Page, first: int, of: int) -> None:
    """Wait until this problem is in hand."""
    expect(page.get_by_text(re.compile(rf"việc {first}/{of}\b")).first).to_be_visible(timeout=LONG)


def test_problems_are_worked_through_by_keyboard(serve: Callable[..., str], chromium_page: Page, sample: Path) -> None:
    page = chromium_page
    url = serve(ROOT / "app.py", {"DUTOAN_PLAN": str(sample)})
    page.goto(url)
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("heading", name="Việc cần xử lý")).to_be_visible(timeout=LONG)

    page.goto(f"{url}/viec-can-xu-ly?viec-ma=norm_exceeded")
    expect(page.get_by_role("button", name=re.compile("^Đặt đơn giá về định mức"))).to_be_visible(timeout=LONG)
    settle(page)
    _, count = place(page)
    page.keyboard.press("1")
    expect_place(page, 1, count - 1)
    page.keyboard.press("ArrowRight")
    expect_place(page, 2, count - 1)
    page.keyboard.press("ArrowLeft")
    expect_place(page, 1, count - 1)

    page.goto(f"{url}/viec-can-xu-ly?viec-ma=duplicate_across_sources")
    expect(page.get_by_role("button", name="Không phải trùng")).to_be_visible(timeout=LONG)
    settle(page)
    _, count = place(page)
    why = page.get_by_label("Lý do bỏ qua")
    press_until_focused(page, "b", why)
    page.keyboard.type("Hai phòng làm việc")
    expect(why).to_have_value("Hai phòng làm việc")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã xem và bỏ qua: 1")).to_be_visible(timeout=LONG)
    expect_place(page, 1, count - 1)
    settle(page)
    page.keyboard.press("Escape")
    press_until_focused(page, "s", page.get_by_label("Nội dung chi"))
