"""Leading a person to the lines or the source behind a figure: filters are set, then the screen changes."""

from collections.abc import Sequence
from typing import NoReturn

import streamlit as st

from pages.parts.estimate_filters import NAMES
from pages.parts.remembered import forget
from pages.parts.view import View

SOURCE = "nguon-xem"
"""The choice of the source whose pots are open."""
POLICE_LINE = "khoan-cong-an"
"""The choice of the line of the police request that is in hand."""

TASK = "viec-xem"
"""The choice of the task that is open."""
LINE_ASKED, RULE, PART = "khoan-muc-tra", "quy-tac", "phan"
"""The choices of the page of eligibility: the line asked about, the rule that is open, which part is shown."""
RULE_FILTERS = ("nguon-quy-tac", "van-ban-quy-tac", "ket-luan-quy-tac", "tim-quy-tac")
PARTS = {"bang": "Bảng tra", "khoan-muc": "Tra một khoản mục", "quy-tac": "Quy tắc"}
"""The parts of that page."""


def open_lines(view: View, line: str | None = None, **filters: str | Sequence[str]) -> NoReturn:
    """The estimate with exactly these filters ("_" for "-": tham_dinh_xong="khong"), at one line if given."""
    forget(view, *NAMES, "trang")
    for name, value in filters.items():
        view.choose(name.replace("_", "-"), value)
    if line:
        view.choose("khoan-muc", line)
    st.switch_page("pages/estimate.py")


def open_work(view: View, code: str) -> NoReturn:
    """The page that works through problems, at one kind of them."""
    forget(view, "viec-muc", "viec-don-vi")
    view.choose("viec-ma", code)
    st.switch_page("pages/work_list.py")


def open_source(view: View, source: str) -> NoReturn:
    """The page of sources at one source."""
    view.choose(SOURCE, source)
    st.switch_page("pages/sources.py")


def open_rule(view: View, rule: str) -> NoReturn:
    """The page of eligibility at one rule."""
    forget(view, *RULE_FILTERS)
    view.choose(RULE, rule)
    _open_eligibility(view, "quy-tac")


def open_rules_of(view: View, source: str) -> NoReturn:
    """The page of eligibility at the rules of one source."""
    forget(view, *RULE_FILTERS)
    view.choose("nguon-quy-tac", source)
    _open_eligibility(view, "quy-tac")


def open_line_answer(view: View, line: str) -> NoReturn:
    """The page of eligibility at one line."""
    forget(view, "tim-tra", "ngay-tra")
    view.choose(LINE_ASKED, line)
    _open_eligibility(view, "khoan-muc")


def _open_eligibility(view: View, part: str) -> NoReturn:
    view.choose(PART, part)
    st.session_state.pop(f"w-{PART}", None)
    st.switch_page("pages/eligibility.py")


def open_police(view: View, line: str) -> NoReturn:
    """The page of the police request at one line."""
    view.choose(POLICE_LINE, line)
    st.switch_page("pages/police.py")


def open_task(view: View, task: str) -> NoReturn:
    """The page of tasks at one task, whatever was filtered there."""
    forget(view, "chu-tri", "nhom-viec", "trang-thai", "han")
    view.choose(TASK, task)
    st.switch_page("pages/schedule.py")
