"""Widgets that remember: what is gone is dropped, what is there stays, and forgetting really clears."""

from streamlit.testing.v1 import AppTest

PATIENCE = 60


def choices_app() -> None:
    """A page whose options come from outside, with one widget of each sort."""
    import streamlit as st

    from pages.parts.remembered import choose_many, choose_one, forget, type_text
    from pages.parts.view import View

    view = st.session_state.setdefault("view", View())
    options = st.session_state.get("options", ["a", "b", "c"])
    if st.session_state.get("shown", True):
        st.session_state["many"] = choose_many(view, "nhieu", "Nhiều", options)
        st.session_state["one"] = choose_one(view, "mot", "Một", options, default="b")
        st.session_state["typed"] = type_text(view, "chu", "Chữ")
    st.button("Bỏ", on_click=forget, args=(view, "nhieu", "mot", "chu"))


def start() -> AppTest:
    return AppTest.from_function(choices_app, default_timeout=PATIENCE).run()


def state(app: AppTest) -> tuple[list[str], str, str]:
    assert not app.exception
    return app.session_state["many"], app.session_state["one"], app.session_state["typed"]


def choose_all(app: AppTest) -> AppTest:
    app.multiselect[0].set_value(["c", "a"])
    app.selectbox[0].set_value("c")
    app.text_input[0].set_value("in")
    return app.run()


def test_what_is_chosen_stands_in_the_view_and_a_default_does_not() -> None:
    app = start()
    assert state(app) == ([], "b", "")
    assert app.session_state["view"].choices == {}
    assert state(choose_all(app)) == (["c", "a"], "c", "in")
    assert app.session_state["view"].choices == {"nhieu": ("c", "a"), "mot": "c", "chu": "in"}
    app.selectbox[0].set_value("b").run()
    assert "mot" not in app.session_state["view"].choices


def test_choices_outlive_the_widgets() -> None:
    app = choose_all(start())
    app.session_state["shown"] = False
    app.run().run()
    app.session_state["shown"] = True
    assert state(app.run()) == (["c", "a"], "c", "in")


def test_new_options_do_not_move_what_is_still_there() -> None:
    app = choose_all(start())
    app.session_state["options"] = ["0", "a", "b", "c", "d"]
    assert state(app.run()) == (["c", "a"], "c", "in")
    assert (app.multiselect[0].value, app.selectbox[0].value) == (["c", "a"], "c")


def test_what_is_gone_is_dropped_and_the_default_takes_its_place() -> None:
    app = choose_all(start())
    app.session_state["options"] = ["a", "b"]
    assert state(app.run()) == (["a"], "b", "in")
    app.session_state["options"] = ["x", "y"]
    assert state(app.run()) == ([], "x", "in")


def test_forgetting_clears_every_widget_and_the_view() -> None:
    app = choose_all(start())
    app.button[0].click().run()
    assert state(app) == ([], "b", "")
    assert (app.multiselect[0].value, app.selectbox[0].value, app.text_input[0].value) == ([], "b", "")
    assert app.session_state["view"].choices == {}


def defaults_app() -> None:
    """A field and two ticks that begin with something set."""
    import streamlit as st

    from pages.parts.remembered import tick, type_text
    from pages.parts.view import View

    view = st.session_state.setdefault("view", View())
    if st.session_state.get("shown", True):
        typed = type_text(view, "muc", "Mức", default="10 %")
        st.session_state["found"] = (typed, tick(view, "bo", "Bỏ", default=True), tick(view, "gian", "Giãn"))


def test_what_was_set_at_first_can_be_emptied_and_stays_so() -> None:
    app = AppTest.from_function(defaults_app, default_timeout=PATIENCE).run()
    assert app.session_state["found"] == ("10 %", True, False)
    assert app.session_state["view"].choices == {}
    app.text_input[0].set_value("")
    app.checkbox[0].set_value(False)
    app.checkbox[1].set_value(True)
    app.run()
    assert app.session_state["view"].choices == {"muc": "khong", "bo": "khong", "gian": "co"}
    app.session_state["shown"] = False
    app.run().run()
    app.session_state["shown"] = True
    app.run()
    assert app.session_state["found"] == ("", False, True)
    app.text_input[0].set_value("5 %")
    app.checkbox[0].set_value(True)
    app.run()
    assert app.session_state["view"].choices == {"muc": "5 %", "gian": "co"}
