"""Trình duyệt: the workbook states the plan's figure at one moment of the journal, and says so when that moment has passed."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from budget.model.states import OperationKind
from budget.plan.face import Plan
from pages.parts.export_forms import MADE, Made
from tests.plans import a_plan, branch, close, edit, make_plan, operate
from tests.screens import english_in, open_screen, words_of

LINES = [{"name": "Máy tính"}, {"name": "Máy in", "quantity": "3"}, {"name": "Máy quét", "year": "2025"}]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, LINES) as opened:
        yield opened


def make(app: AppTest) -> Made:
    next(item for item in app.button if item.label.startswith("Lập bảng")).click().run()
    assert not app.exception, app.exception[0].message
    made = app.session_state[MADE]
    assert isinstance(made, Made)
    return made


def figures(made: Made) -> set[object]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(made.data))
    return {value for name in workbook.sheet_names for row in workbook.get_sheet_by_name(name).to_python() for value in row}


def old(app: AppTest) -> bool:
    return any("Tệp này đã cũ" in warning.value for warning in app.warning)


def test_the_workbook_states_the_amount_of_the_year_in_figures_and_words(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_screen(monkeypatch, plan.path, "approval")
    made = make(app)
    assert (made.amount, made.seq, made.year) == (50_000_000, plan.head(), 2024)
    assert 50_000_000 in figures(made)
    said = words_of(app)
    assert "Tổng cộng năm 2024: **50.000.000 đồng**" in said
    assert "Năm mươi triệu đồng" in said
    assert made.sha256 in said
    assert "Tải tệp Excel" in said
    assert not old(app)


def test_of_a_scenario_it_states_the_scenarios_amount(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = branch(plan, "PA1")
    operate(plan, scenario, OperationKind.DROP, text="may in")
    made = make(open_screen(monkeypatch, plan.path, "approval", phuong_an=scenario, nam="tat-ca"))
    assert (made.amount, made.year) == (40_000_000, None)
    assert "phuong-an" in made.name


def test_an_edit_makes_it_old(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_screen(monkeypatch, plan.path, "approval")
    made = make(app)
    edit(plan, plan.lines.find_id("1"), "quantity", "9")
    app.run()
    assert old(app)
    assert f"số liệu tại lần ghi {made.seq}" in words_of(app)
    assert make(app).amount == 120_000_000
    assert not old(app)


@pytest.mark.parametrize(
    ("label", "value"), [("Đơn vị tiền", "trieu"), ("Năm ngân sách", "2025"), ("Dòng tổng cộng", "cuoi"), ("Cách đọc số tiền", "ngàn-lẻ")]
)
def test_another_choice_makes_it_old(plan: Plan, monkeypatch: pytest.MonkeyPatch, label: str, value: str) -> None:
    app = open_screen(monkeypatch, plan.path, "approval")
    make(app)
    next(item for item in app.selectbox if item.label == label).select(value).run()
    assert old(app)


def test_another_plan_does_not_show_this_plans_workbook(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    other = make_plan(plan.path.parent, LINES, name="khac.duckdb")
    app = open_screen(monkeypatch, plan.path, "approval")
    make(app)
    next(item for item in app.selectbox if item.label == "Bộ dự toán").select("khac").run()
    assert app.session_state["desk"].plan.path == other.path
    assert "Tải tệp Excel" not in words_of(app)
    close(other)


def test_what_blocks_comes_first_and_leads_to_its_lines(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_screen(monkeypatch, plan.path, "approval")
    found = plan.checks.most_pressing(n=40)
    shown = [button.key.removeprefix("viec-") for button in app.button if (button.key or "").startswith("viec-")]
    assert shown == [item.code for severity in ("error", "warning") for item in found if item.severity == severity]
    assert "Khoản mục chưa thẩm định tài chính" in words_of(app)


def test_nothing_on_the_screen_is_english(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_screen(monkeypatch, plan.path, "approval")
    make(app)
    assert english_in(words_of(app)) == []


def test_lines_that_wait_for_appraisal_are_counted_in_the_year_shown(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    assert plan.totals().not_appraised() == 3
    said = words_of(open_screen(monkeypatch, plan.path, "approval"))
    assert re.search(r"Khoản mục chưa thẩm định tài chính<[^0-9]*>2<", said)
