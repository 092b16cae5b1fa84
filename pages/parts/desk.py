"""The desk of one run: the open plan, what is chosen, who works. Pages take it from here and never open a plan themselves."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from budget.cli.control import serve_control
from budget.model.ids import BASE
from budget.model.problem import PlanError
from budget.money import MoneyUnit, format_money
from budget.plan.face import Plan, open_plan
from pages.parts.view import View

KEY = "desk"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Desk:
    """What a page works with: the plan, the view, and the choices everything on screen follows."""

    plan: Plan
    view: View
    scenario: str
    year: int | None
    unit: MoneyUnit

    def money(self, amount: int | None) -> str:
        """An amount of đồng as text in the chosen unit."""
        return format_money(amount, self.unit)

    @property
    def year_label(self) -> str:
        """The chosen year in words."""
        return "các năm" if self.year is None else f"năm {self.year}"


def current_desk() -> Desk:
    """The desk app.py laid out for this run."""
    desk: Desk = st.session_state[KEY]
    return desk


def lay_desk(view: View, actor: str) -> Desk:
    """Open the chosen plan and settle the choices; PlanError when the plan cannot be opened."""
    plan = open_plan(chosen_path(view), actor)
    serve_control(plan.path)  # while this program holds the plan, the command line is answered from here
    scenarios = {scenario.id for scenario in plan.scenarios.listed()}
    if view.scenario not in scenarios:
        view.choose("phuong-an", None)
    desk = Desk(plan, view, view.scenario if view.scenario in scenarios else BASE, view.year(plan.budget_year), view.unit)
    st.session_state[KEY] = desk
    return desk


def default_path() -> Path:
    """The plan the program was started with, or the sample plan's usual place."""
    return Path(os.environ.get("DUTOAN_PLAN", "plans/quang-nam-2024.duckdb"))


def plans_folder() -> Path:
    """The folder plans are kept in."""
    return default_path().resolve().parent


def chosen_path(view: View) -> Path:
    """The path of the chosen plan: a file of the plans folder, else the default. An address cannot name a file elsewhere."""
    name = view.text("bo-du-toan")
    if name and Path(name).name == name and (plans_folder() / f"{name}.duckdb").exists():
        return plans_folder() / f"{name}.duckdb"
    return default_path()


def list_plans() -> list[str]:
    """The names of the plans in the folder, without their ending."""
    folder = plans_folder()
    return sorted(path.stem for path in folder.glob("*.duckdb")) if folder.exists() else []


@contextmanager
def explain_failures() -> Iterator[None]:
    """Turn what goes wrong inside into a sentence: the plan's own refusals as they are, our mistakes without their workings.

    With DUTOAN_DEBUG=1 our mistakes are raised, so that tests and engineers see them.
    """
    try:
        yield
    except PlanError as error:
        show_error(error)
    except Exception:  # whatever a screen does wrong, a person must not meet a traceback or English
        if os.environ.get("DUTOAN_DEBUG") == "1":
            raise
        _log.exception("a screen failed")
        st.error(
            "**Trang này gặp lỗi nên chưa hiện đủ; số liệu đã lưu vẫn nguyên.**  \n"
            "Tải lại trang (F5). Nếu vẫn lỗi, báo người quản trị giờ xảy ra và việc đang làm.",
            icon=":material/error:",
        )


def show_error(error: PlanError) -> None:
    """A refusal as people read it: what happened, and what to do."""
    problem = error.problem
    st.error(f"**{problem.sentence}**  \n{problem.fix}" if problem.fix else problem.sentence, icon=":material/block:")
