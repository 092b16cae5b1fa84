"""What an act of the grid draws again: the named parts, or everything where the act may change which lines are shown."""

import pytest
import streamlit as st
from streamlit.errors import StreamlitAPIException

from pages.parts.redraw import PARTS, redraw_parts
from pages.parts.view import View


class Ended(BaseException):
    """How Streamlit ends a callback that asks for a run."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was asked of Streamlit."""
    scopes: list[object] = []

    def rerun(scope: object = "app") -> None:
        scopes.append(scope)
        raise Ended

    monkeypatch.setattr(st, "rerun", rerun)
    return scopes


@pytest.mark.parametrize(
    ("choices", "waiting", "expected"),
    [
        ({}, False, list(PARTS)),
        ({"nguon": ("NQ36-T",)}, False, list(PARTS)),
        ({}, True, "app"),
        ({"van-de": "missing_basis"}, False, "app"),
    ],
)
def test_only_the_parts_unless_the_choice_of_lines_may_move(
    asked: list[object], choices: dict[str, str | tuple[str, ...]], waiting: bool, expected: object
) -> None:
    with pytest.raises(Ended):
        redraw_parts(View(choices), waiting, ("van-de", "lan-nhap"))
    assert asked == [expected]


def test_an_act_that_comes_late_to_another_screen_draws_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    scopes: list[object] = []

    def rerun(scope: object = "app") -> None:
        scopes.append(scope)
        if scope != "app":
            raise StreamlitAPIException("no such fragment")
        raise Ended

    monkeypatch.setattr(st, "rerun", rerun)
    with pytest.raises(Ended):
        redraw_parts(View({}), False, ())
    assert scopes == [list(PARTS), "app"]
