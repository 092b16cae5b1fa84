"""One command as it was called: its words, who calls, from where; and what it answers.

Law: an answer is one JSON object and its sentence or table for people; the caller chooses which is printed.
"""

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from budget.model.problem import PlanError, Problem
from budget.model.states import Severity

if TYPE_CHECKING:
    from budget.plan.face import Plan


class Printer(Protocol):
    """Where text goes: a terminal, a file, or a program that asked over the control route."""

    def write(self, text: str, /) -> object:
        """Take some text."""


@dataclass(frozen=True)
class Call:
    """The words of a command, where it prints, in whose name it acts and from which folder its paths are meant."""

    words: Namespace
    stdout: Printer
    actor: str
    folder: Path

    def path(self, text: str) -> Path:
        """A path as the caller meant it, from the caller's folder."""
        return self.folder / Path(text).expanduser()

    def target(self, text: str) -> Path:
        """A file to write, as the caller meant it; PlanError when it is the plan itself."""
        target = self.path(text)
        if target.resolve() == self.path(self.words.plan).resolve():
            fix = "Chọn tên tệp khác sau --out."
            raise PlanError(Problem("overwrites_plan", f"Tệp {target.name} chính là bộ dự toán nên không ghi đè lên.", fix))
        return target

    @property
    def json(self) -> bool:
        """Whether one JSON object is asked for."""
        return bool(self.words.json)


@dataclass(frozen=True)
class Answer:
    """What a command came to: the JSON object, the same for people, and the exit code (1 = the plan says no)."""

    data: Mapping[str, Any]
    text: str
    code: int = 0


class RefusedWithReport(PlanError):
    """A refusal that also tells, in JSON, what was found out before the plan said no."""

    def __init__(self, problem: Problem, report: Mapping[str, Any]) -> None:
        """Keep both."""
        super().__init__(problem)
        self.report = report


@contextmanager
def opened(call: Call) -> Iterator["Plan"]:
    """The plan a command names; let go at the end unless this process held it open before."""
    from budget.plan.face import open_plan
    from budget.plan.shared import close_plan, is_open

    path = call.path(call.words.plan)
    kept = is_open(path)
    plan = open_plan(path, call.actor)
    try:
        yield plan
    finally:
        if not kept:
            close_plan(path)


def refuse_errors(problems: Sequence[Problem]) -> None:
    """Raise the errors among some problems as one refusal; notes pass."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        sentence = " ".join(dict.fromkeys(problem.sentence for problem in errors))
        fix = " ".join(dict.fromkeys(problem.fix for problem in errors if problem.fix))
        raise PlanError(Problem(errors[0].code, sentence, fix, line=errors[0].line))


def notes_of(problems: Sequence[Problem]) -> list[str]:
    """The sentences of the notes among some problems."""
    return [f"{problem.sentence} {problem.fix}".strip() for problem in problems if problem.severity is not Severity.ERROR]
