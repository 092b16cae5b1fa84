"""A screen that fails says so in a sentence; a plan that refuses says why."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.screens import english_in


def broken_screen() -> None:
    """A screen with a mistake of ours in it."""
    from pages.parts.desk import explain_failures

    with explain_failures():
        raise ZeroDivisionError("division by zero")


def refused_screen() -> None:
    """A screen whose plan says no."""
    from budget.model.problem import refuse
    from pages.parts.desk import explain_failures

    with explain_failures():
        raise refuse("plan_busy", "Bộ dự toán đang bận.", "Thử lại sau.")


def test_our_mistake_becomes_a_sentence_without_its_workings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUTOAN_DEBUG", raising=False)
    app = AppTest.from_function(broken_screen).run()
    assert not app.exception
    assert "số liệu đã lưu vẫn nguyên" in app.error[0].value
    assert english_in(app.error[0].value) == []


def test_engineers_see_the_mistake_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTOAN_DEBUG", "1")
    app = AppTest.from_function(broken_screen).run()
    assert app.exception
    assert not app.error


def test_a_refusal_is_shown_as_it_is() -> None:
    app = AppTest.from_function(refused_screen).run()
    assert app.error[0].value == "**Bộ dự toán đang bận.**  \nThử lại sau."
