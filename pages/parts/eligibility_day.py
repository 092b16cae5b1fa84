"""The day a source is judged by: the end of each line's quarter, the end of a chosen quarter, or a day that is typed."""

from datetime import date

import streamlit as st

from budget.model.problem import PlanError
from budget.plan.eligibility_part import decision_day
from budget.typed_date import read_date
from pages.parts.desk import Desk, show_error
from pages.parts.remembered import choose_one, type_text

OWN, TYPED = "tung-khoan", "ngay"
_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def choose_day(desk: Desk) -> date | None:
    """The chosen day; None = each line on the last day of its own quarter. A day that cannot be read is refused beside its field."""
    year = desk.year or desk.plan.budget_year
    shown = {OWN: "Cuối quý từng khoản mục"}
    shown |= {f"{year}-{quarter}": f"Cuối quý {_ROMAN[quarter]}/{year}" for quarter in _ROMAN}
    shown[TYPED] = "Ngày khác"
    left, right = st.columns([1.7, 1], vertical_alignment="bottom")
    with left:
        chosen = choose_one(desk.view, "xet-tai", "Xét tại", list(shown), shown.__getitem__, default=OWN)
    if chosen == OWN:
        return None
    if chosen == TYPED:
        with right:
            return type_day(desk, "ngay-xet", "Ngày")
    return decision_day(year, int(chosen.rpartition("-")[2]))


def type_day(desk: Desk, name: str, label: str) -> date | None:
    """A day that is typed; None when nothing is, or when it cannot be read (then it is said)."""
    day, problems = read_date(type_text(desk.view, name, label, "Ví dụ 15/03/2024"))
    for problem in problems:
        show_error(PlanError(problem))
    return date.fromisoformat(day) if day else None
