"""Nguồn nào được chi: the matrix and what is behind a cell, one line on any day, rules changed after a preview."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.plans import DISTRICT, a_plan
from tests.rule_texts import TEXTS
from tests.screens import english_in, open_screen, words_of

LINES = [{"source": "PHI"}, {"unit": DISTRICT, "source": "NQ36-H", "category": "training", "quantity": "3"}, {"category": "publicity"}]
CELL = "province~department~publicity~QD334"


def field(app: AppTest, label: str):  # noqa: ANN201  # AppTest's own element type
    return next(item for item in [*app.text_input, *app.selectbox] if item.label.startswith(label))


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label.startswith(label)).click().run()


def test_the_matrix_counts_every_line_and_says_verdicts_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_screen(monkeypatch, plan.path, "eligibility", don_vi_tien="dong", o_ma_tran=CELL)
        said = words_of(app)
    assert "cho **Tuyên truyền, Sở, ban, ngành**: ✗\N{NO-BREAK SPACE}Không, xét tại cuối quý của từng khoản mục" in said
    assert "Quyết định 334 chỉ chi hạ tầng, thiết bị CNTT" in said
    assert "QĐ 334/QĐ-UBND ngày 07/02/2024, Tên Đề án" in said
    assert "Mở quy tắc QD334-02" in said
    assert english_in(said) == []


def test_a_row_leads_to_its_lines_and_a_rule_to_its_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_screen(monkeypatch, plan.path, "eligibility", o_ma_tran=CELL)
        press(app, "Mở quy tắc QD334-02")
        view = app.session_state["view"]
        assert (view.text("phan"), view.text("quy-tac")) == ("quy-tac", "QD334-02")
        assert field(app, "Vì sao").value.startswith("Quyết định 334 chỉ chi hạ tầng")
        app = open_screen(monkeypatch, plan.path, "eligibility", o_ma_tran=CELL)
        press(app, "Xem 1 khoản mục")
        view = app.session_state["view"]
        assert (view.texts("nhom-chi"), view.texts("khoi"), view.texts("tinh-chat")) == (["publicity"], ["province"], ["recurrent"])
        assert "SBN-STC" in view.texts("don-vi")


def test_another_day_gives_another_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cell = "province~department~equipment~PHI"
    with a_plan(tmp_path, LINES) as plan:
        plan.rules.add({**TEXTS, "valid_from": "01/03/2024"}, "thử")
        choices = {"o_ma_tran": cell, "xet_tai": "ngay"}
        app = open_screen(monkeypatch, plan.path, "eligibility", **choices, ngay_xet="01/02/2024")
        assert "Chưa đủ căn cứ, xét tại ngày 01/02/2024" in words_of(app)
        field(app, "Ngày").input("15/03/2024").run()
        assert "Được, xét tại ngày 15/03/2024" in words_of(app)
        field(app, "Ngày").input("hôm qua").run()
        assert any("không phải là ngày đọc được" in error.value for error in app.error)


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"hang": "unit", "don_vi_tra": DISTRICT}, "**Tập huấn, đào tạo, UBND thành phố Tam Kỳ**"),
        ({"hang": "category", "nhom_chi_tra": "training"}, "**Tập huấn, đào tạo, UBND thành phố Tam Kỳ**"),
        ({"tinh_chat_tra": "investment"}, "Không có khoản mục chi đầu tư nào của năm 2024"),
    ],
)
def test_rows_may_be_a_units_or_a_categorys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, choices: dict[str, str], said: str) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_screen(monkeypatch, plan.path, "eligibility", **choices)
        assert said in words_of(app)


def test_a_line_is_found_without_accents_and_told_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [*LINES, {"name": "Tờ rơi", "category": "publicity"}]) as plan:
        app = open_screen(monkeypatch, plan.path, "eligibility", phan="khoan-muc")
        field(app, "Tìm khoản mục").input("to roi").run()
        said = words_of(app)
        assert "**4. Tờ rơi**, Sở Tài chính" in said
        assert "chưa nguồn nào được chi" in said
        field(app, "Tìm khoản mục").input("khong co gi").run()
        assert "Không có khoản mục nào của năm 2024 khớp" in words_of(app)


def test_a_line_on_an_early_day_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        plan.rules.add({**TEXTS, "valid_from": "01/03/2024"}, "thử")
        app = open_screen(monkeypatch, plan.path, "eligibility", phan="khoan-muc", ngay_tra="01/02/2024")
        assert "Được nếu: từ ngày 01/03/2024" in words_of(app)


def test_a_rule_is_saved_only_after_its_preview_and_with_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        rule, _ = plan.rules.add(TEXTS, "thử")
        head = plan.head()
        app = open_screen(monkeypatch, plan.path, "eligibility", phan="quy-tac", quy_tac=str(rule))
        assert not [button for button in app.button if button.label == "Lưu quy tắc"]
        (verdict,) = [item for item in app.selectbox if item.label == "Kết luận" and item.value == "Được"]
        verdict.select("Không")
        press(app, "Xem trước")
        said = words_of(app)
        assert "Kết luận trước và sau khi lưu" in said
        assert plan.head() == head
        press(app, "Lưu quy tắc")
        assert any("Chưa ghi lý do" in error.value for error in app.error)
        field(app, "Lý do").input("đã chi hết").run()
        press(app, "Lưu quy tắc")
        assert not app.error
        assert plan.head() == head + 1
        assert plan.rules.texts(str(rule))[0]["verdict"] == "Không"


def test_a_new_rule_is_added_from_an_empty_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_screen(monkeypatch, plan.path, "eligibility", phan="quy-tac", nguon_quy_tac="PHI")
        app.session_state["rule-act"] = "them"
        app.run()
        press(app, "Xem trước")
        assert any("Quy tắc chưa ghi" in error.value for error in app.error)
        next(item for item in app.selectbox if item.label == "Kết luận" and "Chọn" in item.options).select("Được")
        next(item for item in app.selectbox if item.label == "Văn bản" and "Chọn" in item.options).select("LNSNN2015")
        field(app, "Loại đơn vị").select("Sở, ban, ngành")
        field(app, "Nhóm chi").select("Thiết bị CNTT")
        field(app, "Vì sao").input("Đơn vị đã kê khai.")
        press(app, "Xem trước")
        assert not app.error
        field(app, "Lý do").input("kê khai của đơn vị").run()
        press(app, "Lưu quy tắc")
        added = app.session_state["view"].text("quy-tac")
        assert plan.rules.texts(added)[0]["reason"] == "Đơn vị đã kê khai."


def test_a_rule_that_contradicts_another_cannot_be_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_screen(monkeypatch, plan.path, "eligibility", phan="quy-tac", quy_tac="PHI-02")
        field(app, "Loại đơn vị").select("UBND cấp xã")
        field(app, "Khối").select("Cấp huyện")
        press(app, "Xem trước")
        assert any("Không đơn vị nào vừa thuộc khối Cấp huyện vừa thuộc loại UBND cấp xã" in error.value for error in app.error)
        assert not [button for button in app.button if button.label == "Lưu quy tắc"]


def test_a_rule_changed_by_somebody_else_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_screen(monkeypatch, plan.path, "eligibility", phan="quy-tac", quy_tac="PHI-02")
        field(app, "Điều, khoản").input("Điều 2")
        press(app, "Xem trước")
        plan.rules.change("PHI-02", {**plan.rules.texts("PHI-02")[0], "article": "Điều 1"}, "của người khác")
        field(app, "Lý do").input("của tôi").run()
        press(app, "Lưu quy tắc")
        assert any("đã được An sửa" in error.value for error in app.error)
        assert plan.rules.texts("PHI-02")[0]["article"] == "Điều 1"


def test_a_document_is_added_for_rules_to_cite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_screen(monkeypatch, plan.path, "eligibility", phan="quy-tac")
        app.session_state["rule-act"] = "van-ban"
        app.run()
        for label, text in (("Số, ký hiệu", "12/QĐ-UBND"), ("Loại văn bản", "Quyết định"), ("Trích yếu", "Giao bổ sung")):
            field(app, label).input(text)
        field(app, "Lý do thêm").input("mới đến")
        press(app, "Lưu văn bản")
        assert any("chưa ghi bậc của văn bản" in error.value for error in app.error)
        field(app, "Bậc của văn bản").select("UBND tỉnh")
        press(app, "Lưu văn bản")
        assert not app.error
        assert list(plan.rules.own_documents()) == ["12-QD-UBND"]


def test_what_is_wrong_with_the_rules_leads_to_the_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        never, _ = plan.rules.add(
            {**TEXTS, "source": "QD334", "document": "YK-STC", "verdict": "Chưa đủ căn cứ"}, "lấn át bởi văn bản mạnh hơn"
        )
        app = open_screen(monkeypatch, plan.path, "eligibility", phan="quy-tac", nguon_quy_tac="PHI")
        app.session_state["rule-act"] = "ra-soat"
        app.run()
        place = next(number for number, found in enumerate(plan.funding.lint()) if never in found.rules)
        app.session_state["view"].choose("loi-quy-tac", str(place))
        app.run()
        press(app, f"Mở quy tắc {never}")
        assert app.session_state["view"].text("quy-tac") == never
        assert field(app, "Vì sao").value == TEXTS["reason"]


def test_rules_are_filtered_and_one_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        rule, _ = plan.rules.add(TEXTS, "thử")
        app = open_screen(monkeypatch, plan.path, "eligibility", phan="quy-tac", nguon_quy_tac="PHI", tim_quy_tac="thiet bi")
        assert re.search(r"\b1 trong \d+ quy tắc", words_of(app))
        app.session_state["rule-act"] = "ket-thuc"
        app.run()
        press(app, f"Xóa quy tắc {rule}")
        assert any("đang quyết định cho 1 khoản mục" in error.value for error in app.error)
        field(app, "Ngày cuối").input("29/02/2024").run()
        field(app, "Lý do").input("hết đợt").run()
        press(app, f"Kết thúc quy tắc {rule}")
        assert not app.error
        assert plan.rules.texts(str(rule))[0]["valid_to"] == "29/02/2024"


def test_the_sources_page_leads_to_the_rules_of_a_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_screen(monkeypatch, plan.path, "sources", nguon_xem="PHI")
        app.session_state["source-tabs"] = "Quy định sử dụng"
        app.run()
        press(app, "Sửa, thêm quy tắc")
        assert (app.session_state["view"].text("phan"), app.session_state["view"].text("nguon-quy-tac")) == ("quy-tac", "PHI")
        assert re.search(r"\b[1-9] trong \d+ quy tắc", words_of(app))
