"""The queue of things to see to: which problems are in it, which one is in hand, how far a person has come."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from budget.model.problem import Problem
from budget.model.states import Severity
from budget.plan.checks_part import Review
from budget.plan.terms import LineFilter
from pages.parts.desk import Desk
from pages.parts.remembered import choose_many, choose_one
from pages.parts.view import View

SEVERITY, UNIT, CODE = "viec-muc", "viec-don-vi", "viec-ma"
IN_HAND, BEGUN = "viec-hien-tai", "viec-ban-dau"
ANY = "tat-ca"
LEVELS = {ANY: "Mọi mức", "error": "Sai quy định", "warning": "Cần xem", "note": "Lưu ý"}
Key = tuple[str, str | None, str | None, tuple[str, ...]]


@dataclass(frozen=True)
class Queue:
    """The problems in question, the most pressing first, and the place of the one in hand (0 in an empty queue)."""

    problems: Sequence[Problem]
    place: int
    begun_with: int

    @property
    def current(self) -> Problem | None:
        """The problem in hand; None when nothing is left."""
        return self.problems[self.place] if self.problems else None

    @property
    def done(self) -> int:
        """How many are gone since the person began with this choice."""
        return max(self.begun_with - len(self.problems), 0)


def key_of(problem: Problem) -> Key:
    """What tells one problem from another across edits."""
    return problem.code, problem.line, problem.pot or problem.task, problem.others


def draw_choices(desk: Desk) -> None:
    """Severity and unit; the code is chosen in the list of groups."""
    left, right = st.columns([1, 1.4])
    with left:
        choose_one(desk.view, SEVERITY, "Mức độ", list(LEVELS), LEVELS.__getitem__, default=ANY, hidden=True)
    with right:
        catalogue = desk.plan.catalogue()
        choose_many(desk.view, UNIT, "Đơn vị", list(catalogue.units), catalogue.unit_name, hidden=True)


def choose_problems(desk: Desk, review: Review) -> list[Problem]:
    """The problems of the chosen severity and units, whatever their code."""
    wanted, units = desk.view.text(SEVERITY, ANY), desk.view.texts(UNIT)
    problems = [problem for problem in review.problems if wanted in (ANY, problem.severity.value)]
    if units:
        lines = set(desk.plan.lines.select(LineFilter(listing=None, units=tuple(units)), desk.scenario))
        problems = [problem for problem in problems if problem.line in lines]
    return problems


def line_up(view: View, problems: Sequence[Problem], scenario: str) -> Queue:
    """The queue of the chosen code with what was in hand, or what has taken its place since."""
    code = view.text(CODE)
    chosen = [problem for problem in problems if problem.code == code] if code else list(problems)
    about = (scenario, view.text(SEVERITY), tuple(view.texts(UNIT)), code)
    begun = st.session_state.get(BEGUN, ((), 0))
    most = max(begun[1], len(chosen)) if begun[0] == about else len(chosen)
    st.session_state[BEGUN] = (about, most)
    queue = Queue(chosen, find_place(chosen, st.session_state.get(IN_HAND)), most)
    keep_in_hand(queue)
    return queue


def find_place(problems: Sequence[Problem], held: tuple[Key, int] | None) -> int:
    """Where the held problem stands; where it stood, when it is gone, so that the next one comes at once."""
    if held is None or not problems:
        return 0
    key, place = held
    found = next((position for position, problem in enumerate(problems) if key_of(problem) == key), None)
    return min(place, len(problems) - 1) if found is None else found


def keep_in_hand(queue: Queue) -> None:
    """Remember which problem is in hand."""
    if queue.current is None:
        st.session_state.pop(IN_HAND, None)
    else:
        st.session_state[IN_HAND] = (key_of(queue.current), queue.place)


def step(queue: Queue, by: int) -> None:
    """Take the next problem (or the one before) in hand; called by a button before the run."""
    if queue.problems:
        place = (queue.place + by) % len(queue.problems)
        st.session_state[IN_HAND] = (key_of(queue.problems[place]), place)


def choose_code(view: View, code: str) -> None:
    """Work through one kind of problem only ("" = all), from its first."""
    view.choose(CODE, code)
    st.session_state.pop(IN_HAND, None)


SIGNS = {Severity.ERROR: ":red[✗ Sai quy định]", Severity.WARNING: ":orange[! Cần xem]", Severity.NOTE: "i Lưu ý"}
"""A severity as sign and word, never colour alone."""
