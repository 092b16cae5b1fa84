"""What a person decided for single lines: kept in the address with its reason, taken back by the same click or by undo."""

from streamlit.testing.v1 import AppTest

PATIENCE = 60


def pins_app() -> None:
    """Two lines to pin, and the pins as they stand."""
    from types import SimpleNamespace

    import streamlit as st

    from budget.model.states import CutAction
    from pages.parts.cut_pins import draw_pins, pin, pins_of
    from pages.parts.view import View

    view = st.session_state.setdefault("view", View())
    desk = SimpleNamespace(view=view)
    for line in ("a-1", "b-2"):
        for action in (CutAction.KEEP, CutAction.DROP):
            st.button(f"{line} {action.value}", on_click=pin, args=(view, line, action))
    draw_pins(desk)
    st.session_state["found"] = {line: (pin.action.value, pin.reason) for line, pin in pins_of(desk).items()}


def start() -> AppTest:
    return AppTest.from_function(pins_app, default_timeout=PATIENCE).run()


def press(app: AppTest, label: str) -> dict[str, tuple[str, str]]:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    found: dict[str, tuple[str, str]] = app.session_state["found"]
    return found


def test_a_pin_carries_the_reason_that_stands_and_stands_in_the_address() -> None:
    app = start()
    assert press(app, "a-1 keep") == {"a-1": ("keep", "theo ý kiến chỉ đạo")}
    app.text_input[0].input("cần cho  một cửa").run()
    assert press(app, "b-2 drop") == {"a-1": ("keep", "theo ý kiến chỉ đạo"), "b-2": ("drop", "cần cho một cửa")}
    assert app.session_state["view"].texts("tim-ghim") == ["giu a-1 theo ý kiến chỉ đạo", "cat b-2 cần cho một cửa"]
    assert any("giữ **1**, cắt **1**" in item.value for item in app.markdown)


def test_the_other_decision_takes_its_place_and_the_same_again_takes_it_back() -> None:
    app = start()
    press(app, "a-1 keep")
    assert press(app, "a-1 drop") == {"a-1": ("drop", "theo ý kiến chỉ đạo")}
    assert press(app, "a-1 drop") == {}


def test_every_step_can_be_undone() -> None:
    app = start()
    one = dict(press(app, "a-1 keep"))
    two = dict(press(app, "b-2 drop"))
    assert press(app, "Bỏ hết ghim") == {}
    assert press(app, "Hoàn tác ghim") == two
    assert press(app, "Hoàn tác ghim") == one
    assert press(app, "Hoàn tác ghim") == {}
    assert next(button for button in app.button if button.label == "Hoàn tác ghim").disabled


def test_what_an_address_says_wrongly_is_passed_over() -> None:
    app = start()
    app.session_state["view"].choose("tim-ghim", ["giu", "bay a-1 lý do", "giu b-2"])
    app.run()
    assert app.session_state["found"] == {"b-2": ("keep", "theo ý kiến chỉ đạo")}
