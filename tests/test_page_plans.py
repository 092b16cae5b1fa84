"""Bộ dự toán: begin, choose and restore on screen; every refusal keeps what is there."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.plan.face import open_plan
from budget.plan.keeping import take_backup
from budget.plan.shared import close_plan, is_open
from tests.plans import a_plan
from tests.screens import open_screen


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [item for item in app.button if item.label.startswith(label)]
    return button.click().run()


def named(app: AppTest, label: str):  # noqa: ANN201  # AppTest's own element type
    (field,) = [item for item in app.text_input if item.label == label]
    return field


def upload(app: AppTest, label: str, name: str, data: bytes) -> None:
    (field,) = [item for item in app.file_uploader if item.label == label]
    field.set_value((name, data, "application/octet-stream"))


def opened(app: AppTest) -> str:
    return app.session_state["desk"].plan.path.stem


def test_a_blank_plan_is_made_and_worked_with_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        app = open_screen(monkeypatch, plan.path, "plans")
        named(app, "Tên bộ dự toán").input("Quảng Nam 2026")
        app.number_input[0].set_value(2026)
        press(app, "Tạo bộ dự toán trống")
        assert not app.exception
        assert opened(app) == "quang-nam-2026"
        made = app.session_state["desk"].plan
        assert (made.info().name, made.budget_year, made.totals().lines()) == ("Quảng Nam 2026", 2026, 0)
        close_plan(made.path)


@pytest.mark.parametrize(("name", "said"), [("", "chưa có tên"), ("Plan", "Đã có")])
def test_a_missing_or_taken_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        app = open_screen(monkeypatch, plan.path, "plans")
        named(app, "Tên bộ dự toán").input(name)
        press(app, "Tạo bộ dự toán trống")
        assert any(said in error.value for error in app.error)
        assert [path.name for path in tmp_path.glob("*.duckdb")] == ["plan.duckdb"]


def test_a_restored_backup_is_a_new_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        data = take_backup(plan)
        app = open_screen(monkeypatch, plan.path, "plans")
        upload(app, "Tệp sao lưu (.duckdb)", "cu.duckdb", data)
        named(app, "Tên bộ dự toán sau khi khôi phục").input("Khôi phục")
        press(app, "Khôi phục thành bộ dự toán mới")
        assert opened(app) == "khoi-phuc"
        assert app.session_state["desk"].plan.totals().amount() == 20_000_000
        close_plan(tmp_path / "khoi-phuc.duckdb")


def test_a_file_that_is_no_backup_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path) as plan:
        app = open_screen(monkeypatch, plan.path, "plans")
        upload(app, "Tệp sao lưu (.duckdb)", "la.duckdb", b"khong phai")
        named(app, "Tên bộ dự toán sau khi khôi phục").input("Khôi phục")
        press(app, "Khôi phục thành bộ dự toán mới")
        assert any("không phải là bộ dự toán" in error.value for error in app.error)
        assert opened(app) == "plan"


def test_the_page_works_when_no_plan_can_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "hong.duckdb"
    broken.write_bytes(b"hong")
    app = open_screen(monkeypatch, broken, "plans")
    assert any("không phải là bộ dự toán" in error.value for error in app.error)
    named(app, "Tên bộ dự toán").input("Bắt đầu lại")
    press(app, "Tạo bộ dự toán trống")
    assert opened(app) == "bat-dau-lai"
    assert broken.read_bytes() == b"hong"
    close_plan(tmp_path / "bat-dau-lai.duckdb")


def test_an_empty_folder_says_how_to_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_screen(monkeypatch, tmp_path / "chua-co.duckdb", "plans")
    assert any("Chưa có bộ dự toán nào" in item.value for item in app.info)


def test_another_plan_of_the_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        (tmp_path / "khac.duckdb").write_bytes(take_backup(plan))
        app = open_screen(monkeypatch, plan.path, "plans", tep="khac", nguon=("QD334",))
        assert opened(app) == "khac"
        assert app.session_state["view"].texts("nguon") == []
        assert is_open(tmp_path / "khac.duckdb")
        assert open_plan(tmp_path / "khac.duckdb").totals().amount() == 20_000_000
        close_plan(tmp_path / "khac.duckdb")
