"""A click counts once: also when the run that brought it was cut short, and never a second time or later on."""

from streamlit.testing.v1 import AppTest

PATIENCE = 60


def page() -> None:
    import streamlit as st

    from pages.parts.clicks import clicked, forget_clicks, submitted

    if st.session_state.pop("cut", False):
        st.rerun()
    acts = st.session_state.setdefault("acts", [])
    if not st.session_state.get("gone") and clicked("Nhân bản", key="copy", type="primary"):
        acts.append("copy")
    with st.form("form"):
        text = st.text_input("Lý do")
        if submitted("Ghi", key="save"):
            acts.append(text)
    forget_clicks()


def opened(**state: bool) -> AppTest:
    app = AppTest.from_function(page, default_timeout=PATIENCE).run()
    for name, value in state.items():
        app.session_state[name] = value
    return app


def press(app: AppTest, label: str) -> list[str]:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    found: list[str] = app.session_state["acts"]
    return found


def test_a_click_counts_once() -> None:
    app = opened()
    assert press(app, "Nhân bản") == ["copy"]
    app.run()
    assert app.session_state["acts"] == ["copy"]
    assert press(app, "Nhân bản") == ["copy", "copy"]


def test_a_click_counts_in_the_run_after_the_one_that_was_cut_short() -> None:
    assert press(opened(cut=True), "Nhân bản") == ["copy"]


def test_a_form_counts_with_what_was_typed_in_it() -> None:
    app = opened(cut=True)
    app.text_input[0].input("theo báo giá")
    assert press(app, "Ghi") == ["theo báo giá"]


def test_a_click_on_what_is_gone_does_not_act_when_it_comes_back() -> None:
    app = opened(gone=True)
    assert press(app, "Nhân bản") == []
    app.session_state["gone"] = False
    app.run()
    assert app.session_state["acts"] == []
