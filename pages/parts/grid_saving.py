"""What the grid's acts come to: each one batch of the journal, and an answer for every operation of it."""

from collections.abc import Callable

from budget.model.problem import PlanError, Problem
from budget.plan.face import Plan
from budget.plan.terms import LineEdit
from pages.parts.grid import GridAction, OperationAnswer
from pages.parts.held_acts import Held, hold_all, review_paste, save_edits

Hold = Callable[[Held], None]


def answer_action(plan: Plan, action: GridAction, reason: str, hold: Hold | None = None) -> list[OperationAnswer]:
    """Save an act of the person as one batch, or refuse or hold all of it; an act that came before is answered again, not saved again.

    `hold` is told of an act that must wait for the person: nothing of it is saved.
    """
    try:
        if action.operations[0].kind != "set":
            return _take_back(plan, action)
        answers, waits = _save(plan, action, reason)
        if waits is not None and hold is not None:
            hold(waits)
        return answers
    except PlanError as error:
        return refuse_all(action, error.problem)


def _save(plan: Plan, action: GridAction, reason: str) -> tuple[list[OperationAnswer], Held | None]:
    if action.pasted:
        before = plan.lines.find_saved(action.action)
        if before is not None:  # sent again by a page that never got its answer
            return [OperationAnswer(operation.op, accepted=True, seq=before.seq) for operation in action.operations], None
        review = review_paste(plan, action)
        if review is not None:
            return hold_all(review), review
    edits = [LineEdit(operation.line, operation.field, operation.text, operation.seen) for operation in action.operations]
    return save_edits(plan, action, list(zip(action.operations, edits, strict=True)), reason)


def refuse_all(action: GridAction, problem: Problem) -> list[OperationAnswer]:
    """The same refusal for every operation."""
    sentence = _sentence(problem)
    return [OperationAnswer(operation.op, accepted=False, sentence=sentence) for operation in action.operations]


def _take_back(plan: Plan, action: GridAction) -> list[OperationAnswer]:
    operation = action.operations[0]
    undoing = operation.kind == "undo"
    receipt = plan.undo_last(action.action) if undoing else plan.redo_last(action.action)
    if receipt is None:
        sentence = "Bạn chưa có thao tác nào để hoàn tác." if undoing else "Không có thao tác nào vừa hoàn tác để làm lại."
        return [OperationAnswer(each.op, accepted=True, sentence=sentence) for each in action.operations]
    return [OperationAnswer(each.op, accepted=True, seq=receipt.seq) for each in action.operations]


def _sentence(problem: Problem) -> str:
    return f"{problem.sentence} {problem.fix}".strip()
