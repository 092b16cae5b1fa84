"""Comments and files on the panel: counted in the heading, written once, refused in sentences, taken back by their author."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.plan.face import Plan, open_plan
from pages.parts.line_notes import escape, moment_text, size_text
from pages.parts.line_panel import SECTION
from tests.plans import a_plan
from tests.screens import english_in, open_screen, words_of

PDF = b"%PDF-1.7 bao gia"


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{}]) as opened:
        yield opened


def open_section(plan: Plan, monkeypatch: pytest.MonkeyPatch, section: str) -> AppTest:
    app = open_screen(monkeypatch, plan.path, "estimate", khoan_muc=plan.lines.find_id("1"))
    app.session_state[SECTION] = section
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception[0].message
    return app


def sections(app: AppTest) -> list[str]:
    found = next(group for group in app.get("button_group") if any(option.content == "Số liệu" for option in group.proto.options))
    return [option.content for option in found.proto.options]


def test_a_comment_is_counted_shown_and_taken_back(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    open_plan(plan.path, "Bình").notes.comment(plan.lines.find_id("1"), "Chờ báo giá")
    app = open_section(plan, monkeypatch, "y-kien")
    assert "Ý kiến (1)" in sections(app)
    app.text_area[0].input("Đã có *ba* báo giá")
    press(app, "Gửi ý kiến")
    assert "Ý kiến (2)" in sections(app)
    assert [text.value for text in app.text] == ["Đã có *ba* báo giá", "Chờ báo giá"]
    assert "**Bình**" in words_of(app)
    assert [button.label for button in app.button].count("Rút ý kiến") == 1
    press(app, "Rút ý kiến")
    assert "Ý kiến (1)" in sections(app)
    assert english_in(words_of(app)) == []


def test_an_empty_comment_is_refused_beside_the_button(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app, head = open_section(plan, monkeypatch, "y-kien"), plan.head()
    press(app, "Gửi ý kiến")
    assert any("chưa có nội dung" in error.value for error in app.error)
    assert plan.head() == head


def test_a_file_is_attached_counted_and_taken_off(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_section(plan, monkeypatch, "tep")
    app.file_uploader[0].upload("Báo giá_1.pdf", PDF, "application/pdf").run()
    assert not app.exception, app.exception[0].message
    (held,) = plan.notes.attachments(plan.lines.find_id("1"))
    assert (held.name, held.author, plan.notes.read(held.id)[1]) == ("Báo giá_1.pdf", "An", PDF)
    assert "Tệp (1)" in sections(app)
    assert f"SHA-256 {held.digest[:16]}" in words_of(app)
    press(app, "Bỏ")
    assert plan.notes.attachments(plan.lines.find_id("1")) == []
    assert "Tệp (0)" in sections(app)


def test_a_file_that_is_not_taken_is_said(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app, head = open_section(plan, monkeypatch, "tep"), plan.head()
    app.file_uploader[0].upload("a.pdf", b"MZ\x90", "application/pdf").run()
    assert any("không thuộc loại" in error.value for error in app.error)
    assert plan.head() == head


def test_altered_bytes_are_said_in_place_of_the_download(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    plan.notes.attach(plan.lines.find_id("1"), "a.pdf", PDF)
    with plan.store.database.write() as cursor:
        cursor.run("UPDATE file SET data = 'x'::BLOB")
    app = open_section(plan, monkeypatch, "tep")
    assert any("mã kiểm tra không khớp" in error.value for error in app.error)
    assert not app.get("download_button")


def test_texts_are_for_people() -> None:
    assert moment_text("2024-06-01T08:05:09.000+07:00") == "08:05 01/06/2024"
    assert (size_text(950), size_text(1_234_567)) == ("950 byte", "1.234 kB")
    assert escape("báo_giá*[1].pdf") == "báo\\_giá\\*\\[1\\]\\.pdf"
