"""The questions the grid asks, as the person meets them: nothing saved until answered, and then what they said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.plan.face import Plan, open_plan
from pages.parts.grid import GridAction, GridOperation
from pages.parts.grid_review import KEY
from pages.parts.grid_saving import answer_action
from pages.parts.held_acts import Held
from tests.plans import a_plan, edit
from tests.screens import english_in, open_screen, words_of


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{}, {"name": "Máy in"}]) as opened:
        yield opened


def ask(monkeypatch: pytest.MonkeyPatch, plan: Plan, action: GridAction) -> AppTest:
    """The estimate's page with an act that waits."""
    held: list[Held] = []
    answer_action(plan, action, "", held.append)
    app = open_screen(monkeypatch, plan.path, "estimate")
    app.session_state[KEY] = {f"{plan.info().id}|{plan.path.stem}": {action.action: held[0]}}
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception[0].message
    return app


def operation(plan: Plan, place: int, text: str, origin: str = "type") -> GridOperation:
    line = plan.lines.find_id(str(place + 1))
    return GridOperation(f"op-{place}", "act", "set", line, "unit_price", text, plan.head(), origin=origin, base="10.000.000")  # type: ignore[arg-type]


def test_a_paste_is_shown_as_it_was_read_and_saved_on_one_click(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    action = GridAction("act", (operation(plan, 0, "12.500.000", "paste"), operation(plan, 1, "1,234", "paste")))
    app = ask(monkeypatch, plan, action)
    said = words_of(app)
    assert "Trong **2** ô vừa dán, **1** ô đọc rõ, **0** ô cần xem lại, **1** ô không đọc được." in said
    assert "1,234" in said
    assert "không lưu" in said
    assert english_in(said) == []
    assert "Nhu cầu **40.000.000** đồng" in said
    said = words_of(press(app, "Lưu 1 ô đọc được"))
    assert "Nhu cầu **45.000.000** đồng" in said
    assert "vừa dán" not in said


def test_a_paste_dropped_leaves_everything_as_it_was(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    head = plan.head()
    app = ask(monkeypatch, plan, GridAction("act", (operation(plan, 0, "1.234.567,8", "paste"),)))
    said = words_of(press(app, "Bỏ"))
    assert "vừa dán" not in said
    assert plan.head() == head


@pytest.mark.parametrize(("button", "millions"), [("Giữ của họ", 14 + 20), ("Ghi số của tôi", 18 + 20)])
def test_mine_theirs_and_what_i_saw_stand_side_by_side(plan: Plan, monkeypatch: pytest.MonkeyPatch, button: str, millions: int) -> None:
    action = GridAction("act", (operation(plan, 0, "9.000.000"),))
    edit(open_plan(plan.path, "Bình"), plan.lines.find_id("1"), "unit_price", "7.000.000")
    app = ask(monkeypatch, plan, action)
    said = words_of(app)
    assert "Bạn đã thấy" in said
    assert "10.000.000" in said
    assert "Bình ghi lúc" in said
    assert "**7.000.000**" in said
    assert "**9.000.000**" in said
    assert english_in(said) == []
    assert f"Nhu cầu **{millions}.000.000** đồng" in words_of(press(app, button))


def test_of_several_figures_each_is_chosen_by_itself(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    action = GridAction("act", (operation(plan, 0, "9.000.000"), operation(plan, 1, "8.000.000")))
    for number in ("1", "2"):
        edit(open_plan(plan.path, "Bình"), plan.lines.find_id(number), "unit_price", "7.000.000")
    app = ask(monkeypatch, plan, action)
    app.radio[1].set_value("Ghi số của tôi").run()
    assert "Nhu cầu **30.000.000** đồng" in words_of(press(app, "Ghi theo từng lựa chọn"))
