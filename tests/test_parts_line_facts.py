"""The form of what an appraiser asks first: it shows what is told, reads what is typed, and writes only what changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.lines.editing import LineEdit
from budget.lines.fields import FIELDS
from budget.lines.query import LineFilter
from budget.plan.face import Plan, open_plan
from pages.parts.line_facts import SECTIONS, SHORT, fact_texts
from pages.parts.line_panel import SECTION
from tests.plans import a_plan, edit
from tests.screens import english_in, open_screen, words_of

TOLD = {
    "price_kind": "quotation",
    "price_document": "Báo giá minh họa 01",
    "price_date": "05/03/2024",
    "vat": "8",
    "vat_included": "có",
    "last_year_outturn": "12.500.000",
    "entitled": "14",
    "usable": "12,5",
    "norm": "MT_CBCC",
}


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{"quantity": "2", **TOLD}, {}]) as opened:
        yield opened


def open_facts(plan: Plan, monkeypatch: pytest.MonkeyPatch, number: int = 1) -> AppTest:
    app = open_screen(monkeypatch, plan.path, "estimate", khoan_muc=plan.lines.find_id(str(number)))
    app.session_state[SECTION] = "gia"
    return app.run()


def field(app: AppTest, label: str, place: int = 0):  # noqa: ANN201  # AppTest's own element type
    return [item for item in [*app.text_input, *app.selectbox] if item.label == label][place]


def save(app: AppTest) -> AppTest:
    next(button for button in app.button if button.label == "Lưu").click().run()
    assert not app.exception, app.exception[0].message
    return app


def test_what_is_told_is_shown_as_people_write_it(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_facts(plan, monkeypatch)
    assert field(app, "Loại căn cứ giá").value == "Báo giá"
    assert field(app, "Ngày").value == "05/03/2024"
    assert field(app, "Thuế GTGT (%)").value == "8%"
    assert field(app, "Thực hiện năm trước").value == "12.500.000"
    assert "Được mua thêm tối đa 1,5 bộ, đang tính 2 bộ: vượt 0,5 bộ." in words_of(app)
    assert english_in(words_of(app)) == []


def test_what_the_form_shows_reads_back_as_no_change(plan: Plan) -> None:
    for row in plan.lines.rows(LineFilter()):
        saved = plan.lines.edit([LineEdit(str(row["id"]), name, text) for name, text in fact_texts(row).items()])
        assert (saved.receipt, saved.problems) == (None, ())


def test_what_is_typed_is_one_batch_of_what_changed(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app, head = open_facts(plan, monkeypatch, 2), plan.head()
    field(app, "Loại căn cứ giá").select("Thẩm định giá")
    field(app, "Số văn bản").input("Chứng thư minh họa 02")
    field(app, "Ngày").input("1-2-2024")
    field(app, "Giá gồm thuế").select("không")
    field(app, "Năm nay đã giao").input("3 triệu")
    field(app, "Lý do sửa").input("theo hồ sơ")
    save(app)
    assert plan.head() == head + 1
    record = plan.lines.record(plan.lines.find_id("2")) or {}
    names = ("price_kind", "price_document", "price_date", "vat_included", "this_year_allotted", "vat_bp")
    assert [record[name] for name in names] == ["valuation", "Chứng thư minh họa 02", "2024-02-01", False, 3_000_000, None]


def test_a_day_nobody_can_read_is_said_and_nothing_is_written(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app, head = open_facts(plan, monkeypatch), plan.head()
    field(app, "Ngày").input("31/02/2024")
    save(app)
    assert any("“31/02/2024”" in error.value for error in app.error)
    assert plan.head() == head


def test_somebody_faster_is_not_overwritten(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_facts(plan, monkeypatch)
    edit(open_plan(plan.path, "Bình"), plan.lines.find_id("1"), "vat", "10")
    field(app, "Nhà cung cấp").input("Nhà cung cấp minh họa A")
    save(app)
    assert any("Bình" in error.value for error in app.error)
    assert any("nhà cung cấp" in info.value for info in app.info)
    assert (plan.lines.record(plan.lines.find_id("1")) or {})["price_supplier"] is None


def test_where_an_imported_line_stood_is_said(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(plan, plan.lines.find_id("2"), "origin", "tệp du-toan.xlsx, trang PL1, dòng 27")
    edit(plan, plan.lines.find_id("2"), "heading", "A > I > Thiết bị")
    said = words_of(open_facts(plan, monkeypatch, 2))
    assert "Lấy từ tệp du-toan.xlsx, trang PL1, dòng 27 · Nhóm: A > I > Thiết bị" in said
    edit(plan, plan.lines.find_id("1"), "origin", "PL1.xls, dòng 3")
    assert "Lấy từ tệp PL1.xls, dòng 3" in words_of(open_facts(plan, monkeypatch, 1))


def test_every_field_of_the_form_is_one_the_editor_knows() -> None:
    names = [name for _, rows in SECTIONS for names in rows for name in names]
    assert len(set(names)) == len(names)
    assert set(names) | set(SHORT) <= set(FIELDS)
