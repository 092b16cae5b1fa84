"""The pictures of docs/images, made from today's screens on a fresh sample plan: `make screenshots`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.chromium import serve_plan
from budget.model.states import OperationKind
from budget.plan.face import Plan, open_plan
from budget.plan.making import new_sample_plan
from budget.plan.shared import close_plan
from budget.plan.terms import Draft, LineFilter
from tests.browser.conftest import CHROMIUM_ARGUMENTS, find_chromium
from tests.plans import edit
from tests.readings import write_estimate
from tests.returned_files import export, type_cells

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
PERSON = "Nguyễn Thị Hoa"
SCREENS = (
    "tong-quan",
    "nguon-kinh-phi",
    "du-toan-chi-tiet",
    "nhap-tep",
    "viec-can-xu-ly",
    "muc-can-thiet",
    "phuong-an-cat-giam",
    "so-sanh-phuong-an",
    "trinh-duyet",
    "nhat-ky",
    "bo-du-toan",
    "nhan-lai-tep",
    "nguon-nao-duoc-chi",
    "bo-tri-nguon",
    "de-nghi-cong-an",
    "tien-do",
)
RETURNED = "du-toan-da-sua.xlsx"
NEEDS_VIEW = "?ngay-xet=15/07/2024"
CUTS_VIEW = "?ngay-xet=15/07/2024"
TASKS_VIEW = "?ngay-xet=15/02/2025&viec-xem=NV14&nhom-viec=TI4&nam=tat-ca"


def prepare_plan(path: Path) -> None:
    """A sample plan with two scenarios, so that every screen has something to show."""
    new_sample_plan(path, actor=PERSON)
    plan = open_plan(path, PERSON)
    first, _ = plan.scenarios.new("PA1 - cắt 10 % ưu tiên 4")
    second, _ = plan.scenarios.new("PA2 - về định mức, giãn ưu tiên 3")
    if first is None or second is None:
        raise RuntimeError("the sample's scenarios could not be made")
    plan.scenarios.apply(
        first.id, [Draft(OperationKind.PERCENT, LineFilter(priorities=(4,)), "chưa thật sự cần thiết", {"share_bp": 1000})]
    )
    to_norm = Draft(OperationKind.PRICE_TO_NORM, LineFilter(), "đưa đơn giá về định mức")
    later = Draft(
        OperationKind.DEFER, LineFilter(priorities=(3,), natures=("recurrent",)), "giãn sang quý I/2025", {"year": 2025, "quarter": 1}
    )
    plan.scenarios.apply(second.id, [to_norm, later])
    send_out_and_edit(plan, path.parent)
    close_plan(path)


def send_out_and_edit(plan: Plan, folder: Path) -> None:
    """A workbook as it comes back from an office, after the plan has moved on in two of its lines."""
    source = export(plan, folder)
    edit(plan, plan.lines.find_id("1"), "requested_quantity", "9")
    edit(plan, plan.lines.find_id("2"), "requested_unit_price", "175.000.000")
    wanted = {("pl3", 1, "requested_quantity"): 10, ("pl3", 2, "requested_quantity"): 2, ("pl3", 7, "finance_unit_price"): "180.000"}
    wanted |= {("pl3", 6, "finance_quantity"): 90_000, ("pl2", 9, "name"): "Dự án máy chủ, máy trạm cấp xã"}
    type_cells(plan, source, folder / RETURNED, wanted)


def show_returned(page: Page, file: Path) -> None:
    """The screen of returned workbooks with the file laid beside the plan."""
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("Cần quyết định").wait_for(timeout=60_000)
    page.wait_for_timeout(2_000)


def show_cuts(page: Page) -> None:
    """The search for cuts when it is over: the frontier drawn, the lines below it."""
    page.get_by_role("button", name="Lưu thành phương án").wait_for(timeout=180_000)
    page.get_by_role("button", name="Dừng", exact=True).wait_for(state="hidden", timeout=240_000)
    page.wait_for_timeout(2_000)


def open_as_person(browser: Browser, url: str, scheme: str) -> Page:
    """A page of a person who has given a name."""
    context = browser.new_context(
        locale="vi-VN", viewport={"width": 1366, "height": 768}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(url)
    page.get_by_label("Họ và tên").fill(PERSON)
    page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_role("heading", name="Việc cần xử lý").wait_for(timeout=60_000)
    return page


def bring_workbook(page: Page) -> None:
    """A department's estimate on the import screen, with a name to answer and a total that does not add up."""
    rows = [
        ("I", "Sở Thông tin và Truyền thông", None, None, None, None, None),
        (1, "Máy tính để bàn", "bộ", 12, 14_900_000, 178_800_000, "theo báo giá"),
        (2, "Thuê đường truyền số liệu chuyên dùng", "tháng", 12, 2_800_000, 33_600_000, None),
        ("II", "UBND huyện Nam Trà My", None, None, None, None, None),
        (1, "Đầu đọc thẻ căn cước", "chiếc", 4, 4_500_000, 18_000_000, None),
        ("II.1", "xã Trà Don", None, None, None, None, None),
        (1, "Máy quét tài liệu", "chiếc", 1, 9_500_000, 9_500_000, None),
        (None, "Tổng cộng", None, None, None, 239_990_000, None),
    ]
    with tempfile.TemporaryDirectory(prefix="du-toan-06-") as folder:
        page.locator("input[type=file]").first.set_input_files(write_estimate(Path(folder) / "du-toan-de-an-06.xlsx", rows))
        page.get_by_text("Được lấy").wait_for(timeout=60_000)
    page.wait_for_timeout(1_000)


def take(page: Page, url: str, folder: Path, suffix: str = "") -> None:
    """One picture of each screen."""
    for screen in SCREENS:
        chosen = {"phuong-an-cat-giam": CUTS_VIEW, "viec-can-xu-ly": "?viec-ma=norm_exceeded", "tien-do": TASKS_VIEW}
        chosen = {**chosen, "muc-can-thiet": NEEDS_VIEW}.get(screen, "")
        page.goto(f"{url}/{screen}{chosen}")
        page.get_by_text("Đã lưu").first.wait_for(timeout=60_000)
        page.wait_for_timeout(2_500)
        if screen == "du-toan-chi-tiet":
            page.locator(".tabulator-table .tabulator-cell[tabulator-field=name]").nth(4).click()
            page.wait_for_timeout(2_000)
        if screen == "phuong-an-cat-giam":
            show_cuts(page)
        if screen == "nhap-tep":
            bring_workbook(page)
        if screen == "nhan-lai-tep":
            show_returned(page, folder / RETURNED)
        page.screenshot(path=IMAGES / f"{screen}{suffix}.png")
        sys.stdout.write(f"docs/images/{screen}{suffix}.png\n")


def main() -> None:
    """Serve a fresh sample plan and take every picture, light, and the overview in dark too."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quang-nam-2024.duckdb"
        prepare_plan(path)
        with serve_plan(path, Path(folder) / "home") as (url, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(args=list(CHROMIUM_ARGUMENTS), executable_path=find_chromium())
            take(open_as_person(browser, url, "light"), url, path.parent)
            dark = open_as_person(browser, url, "dark")
            dark.wait_for_timeout(2_000)
            dark.screenshot(path=IMAGES / "tong-quan-toi.png")
            browser.close()


if __name__ == "__main__":
    main()
