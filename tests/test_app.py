"""The start: who works, which plan, and what a wrong link, a broken plan or a plan that is gone come to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.model.ids import BASE
from budget.plan.face import Plan
from tests.plans import a_plan, branch, close, make_plan
from tests.screens import PATIENCE, ROOT, english_in, open_screen, words_of


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{}]) as opened:
        yield opened


@pytest.fixture
def other(plan: Plan) -> Iterator[Plan]:
    """A second plan in the same folder, of 40 million đồng."""
    opened = make_plan(plan.path.parent, [{}, {}], name="khac.duckdb")
    yield opened
    close(opened)


def begin(monkeypatch: pytest.MonkeyPatch, path: Path, **session: object) -> AppTest:
    monkeypatch.setenv("DUTOAN_PLAN", str(path))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    for name, value in session.items():
        app.session_state[name.replace("_", "-") if name != "actor" else name] = value
    return app.run()


def choose(app: AppTest, label: str, value: str) -> AppTest:
    next(item for item in app.selectbox if item.label == label).select(value).run()
    assert not app.exception, app.exception[0].message
    return app


def chosen(app: AppTest, label: str) -> str:
    return str(next(item for item in app.selectbox if item.label == label).value)


def test_nothing_is_shown_before_the_browser_has_said_who_it_is(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = begin(monkeypatch, plan.path)
    assert "Nhu cầu" not in words_of(app)
    assert not app.text_input


def test_a_new_browser_is_asked_for_a_name_once(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = begin(monkeypatch, plan.path, identity_loaded="{}")
    assert "Ai đang làm việc?" in words_of(app)
    assert "Nhu cầu" not in words_of(app)
    app.text_input[0].input("   ")
    app.button[0].click().run()
    assert any("Chưa có tên" in error.value for error in app.error)
    app.text_input[0].input("  Nguyễn  Thị Hoa ")
    app.button[0].click().run()
    assert app.session_state["desk"].plan.actor == "Nguyễn Thị Hoa"
    assert "Nhu cầu **20.000.000** đồng" in words_of(app)
    assert english_in(words_of(app)) == []


def test_a_name_can_be_changed_and_stands_on_what_follows(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_screen(monkeypatch, plan.path, "overview")
    app.text_input(key="change-name").input("Bình")
    next(item for item in app.button if item.label == "Đổi tên").click().run()
    assert app.session_state["desk"].plan.actor == "Bình"


def test_a_path_without_a_plan_is_told_with_the_way_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = begin(monkeypatch, tmp_path / "khong-co.duckdb", actor="An")
    assert not app.exception
    (error,) = app.error
    assert "khong-co" in error.value
    assert "Chọn hoặc tạo bộ dự toán" in words_of(app)
    assert english_in(words_of(app)) == []


def test_another_plan_chosen_on_top_is_opened_and_stays(plan: Plan, other: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = branch(plan, "PA1")
    app = choose(open_screen(monkeypatch, plan.path, "estimate", phuong_an=scenario, tim="may"), "Bộ dự toán", "khac")
    for _ in range(3):
        assert app.session_state["desk"].plan.path == other.path
        assert (chosen(app, "Bộ dự toán"), chosen(app, "Phương án")) == ("khac", BASE)
        assert "Nhu cầu **40.000.000** đồng" in words_of(app)
        assert app.query_params == {"bo-du-toan": "khac"}, "filters of the first plan stay behind"
        app.run()
    choose(app, "Bộ dự toán", plan.path.stem)
    assert "Nhu cầu **20.000.000** đồng" in words_of(app)


def test_the_chosen_plan_does_not_jump_when_plan_files_come_and_go(plan: Plan, other: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = choose(open_screen(monkeypatch, plan.path, "overview"), "Bộ dự toán", "khac")
    for name in ("a.duckdb", "lan.duckdb", "z.duckdb"):
        (plan.path.parent / name).touch()
        app.run()
        assert (chosen(app, "Bộ dự toán"), app.session_state["desk"].plan.path) == ("khac", other.path)
    for name in ("a.duckdb", "lan.duckdb", "z.duckdb"):
        (plan.path.parent / name).unlink()
    app.run()
    assert chosen(app, "Bộ dự toán") == "khac"


def test_a_broken_plan_is_refused_and_the_open_one_stays(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    (plan.path.parent / "hong.duckdb").write_bytes(b"khong phai bo du toan" * 500)
    app = choose(open_screen(monkeypatch, plan.path, "estimate", tim="may"), "Bộ dự toán", "hong")
    assert len(app.error) == 1
    assert english_in(app.error[0].value) == []
    assert (chosen(app, "Bộ dự toán"), app.session_state["desk"].plan.path) == (plan.path.stem, plan.path)
    assert "Nhu cầu **20.000.000** đồng" in words_of(app)
    assert app.query_params == {"tim": "may"}, "what was filtered stays"
    assert not app.run().error


def test_a_link_opens_the_plan_scenario_year_and_unit_it_names(plan: Plan, other: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = branch(other, "PA1")
    app = open_screen(
        monkeypatch, plan.path, "estimate", bo_du_toan="khac", phuong_an=scenario, nam="tat-ca", don_vi_tien="trieu", tim="may"
    )
    desk = app.session_state["desk"]
    assert (desk.plan.path, desk.scenario, desk.year, desk.unit.value) == (other.path, scenario, None, "trieu")
    assert "Nhu cầu **40** triệu đồng" in words_of(app)
    assert dict(app.query_params) == {"bo-du-toan": "khac", "phuong-an": scenario, "nam": "tat-ca", "don-vi-tien": "trieu", "tim": "may"}


def test_a_link_to_what_is_gone_says_so_and_shows_what_there_is(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_screen(monkeypatch, plan.path, "overview", bo_du_toan="da-xoa")
    assert any("“da-xoa”" in warning.value for warning in app.warning)
    assert app.session_state["desk"].plan.path == plan.path
    app = open_screen(monkeypatch, plan.path, "overview", phuong_an="da-xoa")
    assert any("phương án gốc" in warning.value for warning in app.warning)
    assert app.session_state["desk"].scenario == BASE
    assert not app.run().warning, "it is said once"


@pytest.mark.parametrize("path", ["../khac", "/etc/passwd", "..", "khac/../../x"])
def test_a_link_cannot_name_a_file_elsewhere(plan: Plan, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    app = open_screen(monkeypatch, plan.path, "overview", bo_du_toan=path)
    assert app.session_state["desk"].plan.path == plan.path


def test_nonsense_in_a_link_falls_back_to_what_is_usual(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_screen(monkeypatch, plan.path, "overview", nam="1789", don_vi_tien="xu")
    desk = app.session_state["desk"]
    assert (desk.year, desk.unit.value) == (plan.budget_year, "dong")
    assert dict(app.query_params) == {}
