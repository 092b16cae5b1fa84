"""Đề nghị ngành công an: totals, three ways with suggestions, appraisal for one and for many, two dossiers and what keeps them back."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.model.states import Route
from budget.plan.face import Plan
from tests.checked import POLICE
from tests.plans import a_plan, edit
from tests.screens import english_in, open_screen, words_of

WAITING = {**POLICE, "route": "", "content_quantity": "", "content_verdict": ""}
COMPUTERS = {**WAITING, "name": "Máy tính để bàn", "measure": "bộ", "category": "equipment", "budget_code": "6956"}
LINES = [WAITING, {**WAITING, "name": "Tuyên truyền", "category": "publicity"}, COMPUTERS, {}]


def open_police(monkeypatch: pytest.MonkeyPatch, plan: Plan, line: int | None = None, **choices: str) -> AppTest:
    chosen = {} if line is None else {"khoan_cong_an": plan.lines.find_id(str(line))}
    return open_screen(monkeypatch, plan.path, "police", don_vi_tien="dong", **chosen, **choices)


def press(app: AppTest, label: str) -> AppTest:
    button = next(item for item in app.button if item.label.startswith(label))
    return button.click().run()


def field(app: AppTest, label: str):  # noqa: ANN201  # AppTest's own element type
    return next(item for item in app.text_input if item.label.startswith(label))


def test_the_request_is_told_apart_and_speaks_vietnamese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_police(monkeypatch, plan)
    said = words_of(app)
    assert [metric.value for metric in app.metric] == ["60.000.000", "0", "0", "0", "60.000.000", "3"]
    assert "đề nghị 60.000.000 = hồ sơ đầu tư công 0 + hồ sơ kinh phí hoạt động 0 + chưa phân loại 60.000.000" in said
    assert "Chưa trình được: 3 việc còn vướng" in said
    assert english_in(said) == []


def test_all_suggestions_are_confirmed_at_once_and_equipment_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = press(open_police(monkeypatch, plan), "Xác nhận 2 gợi ý")
        assert not app.error
        assert [line.route for line in plan.police.request().lines] == [Route.OPERATING, Route.OPERATING, ""]
        assert plan.entries(1)[0].reason == "Xác nhận 2 khoản mục theo gợi ý"


def test_a_way_that_does_not_fit_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        head = plan.head()
        app = press(open_police(monkeypatch, plan, 3), "Kinh phí hoạt động")
        assert "Thiết bị ngoài dự án" in app.error[0].value
        app = press(app, "Không thuộc NSĐP")
        assert "Chưa ghi lý do" in app.error[0].value
        assert plan.head() == head
        field(app, "Lý do (khi khác").input("Bộ Công an cấp")
        press(app, "Không thuộc NSĐP")
        assert plan.police.request().lines[2].route == Route.NOT_LOCAL


def test_a_line_passes_with_the_requested_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_police(monkeypatch, plan, 1)
        field(app, "Số văn bản").input("12/STTTT")
        press(app, "Lưu thẩm định")
        assert "Chưa ghi lý do" in app.error[0].value
        field(app, "Lý do (ghi").input("theo văn bản thẩm định")
        app = press(app, "Lưu thẩm định")
        assert not app.error
        line = plan.police.request().lines[0]
    assert (line.verdict, line.content_amount, line.document, line.finance_amount) == ("passed", 20_000_000, "12/STTTT", None)


def test_what_must_be_amended_says_what_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_police(monkeypatch, plan, 1, cong_an_ket_luan="amend")
        field(app, "Lý do (ghi").input("họp")
        press(app, "Lưu thẩm định")
        assert "cần sửa" in app.error[0].value.lower()
        field(app, "Số lượng chấp nhận").input("1,5")
        app = press(app, "Lưu thẩm định")
        assert plan.police.request().lines[0].content_amount == 15_000_000
        field(app, "Ý kiến").input("giảm một lớp")
        press(app, "Lưu thẩm định")
        line = plan.police.request().lines[0]
    assert (line.content_amount, line.opinion) == (15_000_000, "giảm một lớp")


def test_many_are_previewed_before_they_are_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        head = plan.head()
        app = open_police(monkeypatch, plan, 1, cong_an_pham_vi="nhieu")
        field(app, "Lý do (ghi").input("văn bản chung")
        app = press(app, "Xem trước")
        assert "cho 3 khoản mục; số thẩm định nội dung từ 0 thành **60.000.000** đồng" in words_of(app)
        assert plan.head() == head
        press(app, "Ghi cho 3 khoản mục")
        assert [line.content_amount for line in plan.police.request().lines] == [20_000_000] * 3


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_police(monkeypatch, plan, 1)
        edit(plan, plan.lines.find_id("1"), "content_opinion", "đang xem lại")
        field(app, "Lý do (ghi").input("văn bản")
        app = press(app, "Lưu thẩm định")
        assert "sau khi bạn mở" in app.error[0].value
        assert plan.police.request().lines[0].verdict == ""


def test_a_dossier_that_may_go_up_says_so_and_content_reaches_finance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{**POLICE, "quantity": "3", "content_verdict": "amend"}]) as plan:
        app = open_police(monkeypatch, plan)
        said = words_of(app)
        assert "Đủ điều kiện trình" in said
        assert "Hai mươi triệu đồng chẵn" in said
        assert "từ 30.000.000 thành **20.000.000**" in said
        field(app, "Lý do (bắt buộc").input("thống nhất")
        press(app, "Lấy số cho 1 khoản mục")
        assert plan.totals().amount() == 20_000_000


def test_without_a_request_the_screen_teaches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        app = open_police(monkeypatch, plan)
    assert "Chưa có khoản mục nào của ngành công an" in app.info[0].value


def test_lines_picked_one_by_one_are_judged_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        picked = (plan.lines.find_id("1"), plan.lines.find_id("3"))
        choices = {"cong_an_pham_vi": "chon", "cong_an_ket_luan": "failed", "cong_an_nhieu_khoan": picked}
        app = open_screen(monkeypatch, plan.path, "police", don_vi_tien="dong", **choices)
        field(app, "Ý kiến").input("chưa rõ nhiệm vụ")
        field(app, "Lý do (ghi").input("văn bản chung")
        press(press(app, "Xem trước"), "Ghi cho 2 khoản mục")
        assert [line.verdict for line in plan.police.request().lines] == ["failed", "", "failed"]
