"""Nhập tệp: a file understood on screen, corrected, accounted for, taken as one batch and taken back."""

import runpy
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from budget.exports.template_columns import COLUMNS, HEADING_ROW, SHEET
from budget.plan.face import Plan
from pages.parts.import_upload import template_bytes
from tests.plans import DEPARTMENT, a_plan, problems_of
from tests.readings import write_estimate
from tests.returned_files import export, type_cells
from tests.screens import english_in, open_screen, words_of

GOOD = {"unit": DEPARTMENT, "name": "Máy in", "measure": "chiếc", "quantity": 2, "unit_price": 4_500_000, "source": "QD334"}
FIELDS = [column.field for column in COLUMNS]
ROWS = (
    ("I", "Thiết bị", None, None, None, 74_500_000, None),
    (1, "Máy tính để bàn", "bộ", 4, 15_000_000, 60_000_000, None),
    (2, "Máy in", "chiếc", 2, 7_250_000, 14_500_000, "theo báo giá"),
    (None, "Tổng cộng", None, None, None, 74_600_000, None),
)


def filled(plan: Plan, *rows: dict[str, object]) -> bytes:
    book = load_workbook(BytesIO(template_bytes(plan)))
    for number, row in enumerate(rows, start=HEADING_ROW + 1):
        for field, value in row.items():
            book[SHEET].cell(number, FIELDS.index(field) + 1).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def bring(app: AppTest, name: str, data: bytes) -> AppTest:
    app.file_uploader[0].set_value((name, data, "application/octet-stream"))
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [item for item in app.button if item.label.startswith(label)]
    button.click().run()
    assert not app.exception, app.exception[0].message
    return app


def choose(app: AppTest, label: str, value: object) -> AppTest:
    (box,) = [item for item in app.selectbox if item.label.startswith(label)]
    box.set_value(value).run()
    assert not app.exception, app.exception[0].message
    return app


def button_of(app: AppTest, label: str):  # noqa: ANN201  # AppTest's own element type
    (button,) = [item for item in app.button if item.label.startswith(label)]
    return button


def test_without_a_file_the_page_teaches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path) as plan:
        said = words_of(open_screen(monkeypatch, plan.path, "import_workbook"))
        assert "Đưa tệp dự toán của đơn vị vào đây" in said
        assert english_in(said) == []


def test_a_strangers_estimate_comes_in_and_goes_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_estimate(tmp_path / "so-tai-chinh.xlsx", ROWS)
    with a_plan(tmp_path, [{}]) as plan:
        app = bring(open_screen(monkeypatch, plan.path, "import_workbook", don_vi_tien="dong"), file.name, file.read_bytes())
        said = words_of(app)
        assert "Chưa biết trang “Dự toán” là dự toán của đơn vị nào" in said
        assert "1 số cộng trong tệp không khớp khi tính lại" in said
        assert "74.600.000" in said
        assert "100.000" in said
        assert "dòng lệnh" not in said
        assert english_in(said) == []
        assert button_of(app, "Nhập 2 khoản mục, tổng 74.500.000 đ").disabled
        choose(app, "Đơn vị (cho dòng", "SBN-STC")
        press(app, "Nhập 2 khoản mục, tổng 74.500.000 đ")
        assert (plan.totals().lines(), plan.totals().amount()) == (3, 94_500_000)
        assert "Đã nhập **2** khoản mục từ so-tai-chinh.xlsx" in words_of(app)
        press(app, "Xem các khoản mục vừa nhập")
        said = words_of(app)
        assert "Lần nhập" in said
        assert "**2** khoản mục" in said
        app.switch_page("pages/import_workbook.py").run()
        press(app, "Hoàn tác lần nhập này")
        assert plan.totals().lines() == 1
        assert problems_of(plan, tmp_path) == []


def test_a_corrected_column_is_read_anew_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    headings = ("STT", "Nội dung", "Kinh phí", "Ghi chú", "Số đã làm tròn")
    rows = [(1, "Máy in", 1_000, "gấp", 2_000), (2, "Máy quét", 3_000, None, 4_000)]
    file = write_estimate(tmp_path / "a.xlsx", rows, headings=headings)
    with a_plan(tmp_path) as plan:
        app = bring(open_screen(monkeypatch, plan.path, "import_workbook"), file.name, file.read_bytes())
        choose(app, "Đơn vị (cho dòng", "SBN-STC")
        assert button_of(app, "Nhập 2 khoản mục, tổng 4.000 đ")
        choose(app, "C: Kinh phí", "ignored")
        choose(app, "E: Số đã làm tròn", "amount")
        press(app, "Nhập 2 khoản mục, tổng 6.000 đ")
        assert plan.totals().amount() == 6_000


def test_a_way_of_reading_is_kept_and_offered_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_estimate(tmp_path / "a.xlsx", ROWS)
    with a_plan(tmp_path) as plan:
        app = bring(open_screen(monkeypatch, plan.path, "import_workbook"), file.name, file.read_bytes())
        choose(app, "Đơn vị (cho dòng", "SBN-STC")
        press(app, "Lưu cách đọc")
        press(app, "Nhập 2 khoản mục")
        bring(app, "b.xlsx", file.read_bytes())
        assert "giống cách đọc đã nhớ **a**" in words_of(app)
        assert button_of(app, "Nhập 2 khoản mục").disabled
        press(app, "Dùng cách đọc này")
        press(app, "Nhập 2 khoản mục")
        assert plan.totals().lines() == 4


def test_a_name_of_two_units_is_answered_on_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    headings = ("STT", "Đơn vị", "Nội dung", "Số lượng", "Đơn giá", "Thành tiền")
    file = write_estimate(tmp_path / "a.xlsx", [(1, "xã Trà Don", "Máy in", 1, 100_000, 100_000)], headings=headings)
    with a_plan(tmp_path) as plan:
        app = bring(open_screen(monkeypatch, plan.path, "import_workbook"), file.name, file.read_bytes())
        assert "**xã Trà Don** có thể là nhiều mã" in words_of(app)
        choose(app, "Là đơn vị nào", "20956")
        assert "UBND xã Trà Don" in " ".join(item.label for item in app.button)
        press(app, "Nhập 1 khoản mục")
        assert [row["unit"] for row in plan.lines.rows(wanted_all())] == ["20956"]


def test_rejected_rows_stop_the_import_until_they_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(1, "Máy in", "chiếc", 1, 100, 100, None), (2, "Máy quét", "chiếc", 1, "ba đồng", "hỏi lại", None)]
    file = write_estimate(tmp_path / "a.xlsx", rows)
    with a_plan(tmp_path) as plan:
        app = bring(open_screen(monkeypatch, plan.path, "import_workbook"), file.name, file.read_bytes())
        choose(app, "Đơn vị (cho dòng", "SBN-STC")
        assert "1 dòng bị từ chối" in words_of(app)
        assert button_of(app, "Nhập 1 khoản mục").disabled
        (skip,) = [item for item in app.checkbox if item.label.startswith("Bỏ 1 dòng bị từ chối")]
        skip.check().run()
        press(app, "Nhập 1 khoản mục, tổng 100 đ")
        assert plan.totals().amount() == 100


def test_a_file_that_is_no_workbook_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path) as plan:
        app = bring(open_screen(monkeypatch, plan.path, "import_workbook"), "a.xlsx", b"khong phai bang tinh")
        assert len(app.error) == 1
        assert english_in(words_of(app)) == []
        assert not [item for item in app.button if item.label.startswith("Nhập ")]


def test_our_own_workbook_is_handed_to_the_screen_that_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{"name": "Máy in"}]) as plan:
        file = type_cells(plan, export(plan, tmp_path), tmp_path / "ve.xlsx", {("pl2", 1, "quantity"): 4})
        app = open_screen(monkeypatch, plan.path, "import_workbook")
        # AppTest gives a session one page, so the screen it is handed to is drawn after it
        monkeypatch.setattr("streamlit.switch_page", lambda _page: runpy.run_path("pages/returned_workbook.py"))
        app = bring(app, file.name, file.read_bytes())
        assert "sẽ tính hai lần" in words_of(app)
        app = press(app, "Mở tệp này ở Nhận lại tệp đã xuất")
        assert "Sẽ ghi: 1 ô sửa" in words_of(app)
        assert plan.totals().lines() == 1


def test_a_filled_template_is_previewed_then_imported_as_one_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path) as plan:
        app = bring(open_screen(monkeypatch, plan.path, "import_workbook"), "dot-1.xlsx", filled(plan, GOOD, GOOD))
        head = plan.head()
        press(app, "Nhập 2 khoản mục, tổng 18.000.000 đ")
        assert (plan.head(), plan.totals().amount()) == (head + 1, 18_000_000)
        assert "dot-1.xlsx" in plan.entries(1)[0].reason


def test_a_wrong_row_of_the_template_stops_it_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path) as plan:
        app = open_screen(monkeypatch, plan.path, "import_workbook")
        bring(app, "dot-1.xlsx", filled(plan, GOOD, {**GOOD, "unit": "KHONG-CO"}))
        said = words_of(app)
        assert "1 dòng bị từ chối" in said
        assert "KHONG-CO" in said
        assert button_of(app, "Nhập 1 khoản mục").disabled
        assert plan.totals().lines() == 0


def wanted_all():  # noqa: ANN201  # a filter of every line
    from budget.plan.terms import LineFilter

    return LineFilter(listing=None)
