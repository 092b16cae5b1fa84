"""Failed checks on the cells of the grid: those of the rows shown, once the whole plan has been checked."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from budget.model.problem import Problem
from budget.model.states import Severity
from budget.plan.face import Plan
from budget.plan.terms import REGISTRY

KEY = "grid-messages"
_FIELDS = {
    "sources": "source",
    "police": "source",
    "prices": "unit_price",
    "norms": "unit_price",
    "codes": "budget_code",
    "quantities": "quantity",
    "stock": "quantity",
    "given": "quantity",
    "pricing": "basis",
}
_BY_CODE = {
    "amount_slip": "quantity",
    "missing_measure": "measure",
    "missing_amount": "amount",
    "missing_basis": "basis",
    "missing_code": "budget_code",
}

Messages = dict[tuple[str, str], str]


@dataclass
class Kept:
    """What this session knows of the rows shown: which rows, at which seq, the sentence of each marked cell."""

    dataset: str = ""
    seq: int = 0
    messages: Messages = field(default_factory=dict)


def known_messages(dataset: str) -> Messages:
    """What is known of the rows shown without checking anything: what the grid is drawn with before the fresh marks follow."""
    kept: Kept = st.session_state.get(KEY, Kept())
    return kept.messages if kept.dataset == dataset else {}


def marks_due(plan: Plan, dataset: str) -> bool:
    """Whether anything of the rows shown is still to be checked."""
    kept: Kept = st.session_state.get(KEY, Kept())
    return kept.dataset != dataset or kept.seq != plan.head()


def changed_marks(before: Messages, after: Messages) -> dict[str, dict[str, str] | None]:
    """The marks of every line whose marks differ, whole; None for a line that has none any more."""
    moved: dict[str, dict[str, str] | None] = {line: None for (line, _), _ in before.items() ^ after.items()}
    for (line, column), sentence in after.items():
        if line in moved:
            held = moved[line] or {}
            held[column] = sentence
            moved[line] = held
    return moved


def read_messages(plan: Plan, scenario: str, dataset: str, lines: Sequence[str]) -> Messages:
    """(line id, field) -> the sentence of its failed checks, for the lines shown; notes are left to the panel.

    All of them anew after every change: another line's edit may mark or clear one of these. While a large plan is being checked for
    the first time, what was known stays and `marks_due` says that there is more to ask for.
    """
    kept: Kept = st.session_state.get(KEY, Kept())
    head = plan.head()
    if (kept.dataset, kept.seq) == (dataset, head):
        return kept.messages
    found = plan.checks.of_lines_if_known(lines, scenario)
    if found is None:
        return known_messages(dataset)
    shown = set(lines)
    messages = mark_cells([problem for problem in found if problem.line in shown])
    st.session_state[KEY] = Kept(dataset, head, messages)
    return messages


def mark_cells(problems: Sequence[Problem]) -> Messages:
    """Which cell each problem belongs to, with its sentence and cure; several on one cell stand one after the other."""
    marks: Messages = {}
    for problem in problems:
        if problem.line is None or problem.severity is Severity.NOTE:
            continue
        cell = (problem.line, field_of(problem.code))
        sentence = f"{problem.sentence} {problem.fix}".strip()
        marks[cell] = f"{marks[cell]} {sentence}" if cell in marks else sentence
    return marks


def field_of(code: str) -> str:
    """The grid's column a check speaks of; the name when it speaks of the whole line."""
    return _BY_CODE.get(code) or _FIELDS.get(_family_of(code), "name")


def _family_of(code: str) -> str:
    return REGISTRY[code].family if code in REGISTRY else ""
