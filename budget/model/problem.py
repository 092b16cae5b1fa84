"""What is wrong, why, and what to do: the answer to what people type and to what checks find."""

from dataclasses import dataclass

from budget.model.states import Severity


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: a Vietnamese sentence, its cure, and the article it rests on.

    `code` is stable and documented; `line` is a line id or None when it concerns the whole plan; `pot` is a pot's id, or
    `SOURCE|YEAR` for all pots of a source, when it concerns money rather than a line. `others` are the lines it was held
    against; `confidence` (0-100) says how sure a likeness is, None where nothing was guessed; `cure` is the one edit that
    would do, as a field's name and the text to give it; `task` is the code of the task it concerns.
    """

    code: str
    sentence: str
    fix: str = ""
    severity: Severity = Severity.ERROR
    citation: str = ""
    line: str | None = None
    pot: str | None = None
    others: tuple[str, ...] = ()
    confidence: int | None = None
    cure: tuple[str, str] | None = None
    task: str | None = None


class PlanError(Exception):
    """The plan or its data says no; carries the Problem a person is shown."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem; its sentence is the message."""
        super().__init__(problem.sentence)
        self.problem = problem


def refuse(code: str, sentence: str, fix: str = "", citation: str = "") -> PlanError:
    """A PlanError to raise, from its code, sentence and cure."""
    return PlanError(Problem(code, sentence, fix, Severity.ERROR, citation))
