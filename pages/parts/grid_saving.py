"""What the grid's acts come to: each one batch of the journal, and an answer for every operation of it."""

from collections.abc import Sequence

from budget.model.problem import PlanError, Problem
from budget.plan.face import Plan
from budget.plan.terms import CellProblem, LineEdit
from pages.parts.grid import GridAction, OperationAnswer


def answer_action(plan: Plan, action: GridAction, reason: str) -> list[OperationAnswer]:
    """Save an act of the person as one batch, or refuse all of it; an act that came before is answered again, not saved again."""
    try:
        if action.operations[0].kind != "set":
            return _take_back(plan, action)
        return _save(plan, action, reason)
    except PlanError as error:
        return refuse_all(action, error.problem)


def refuse_all(action: GridAction, problem: Problem) -> list[OperationAnswer]:
    """The same refusal for every operation."""
    sentence = _sentence(problem)
    return [OperationAnswer(operation.op, accepted=False, sentence=sentence) for operation in action.operations]


def _save(plan: Plan, action: GridAction, reason: str) -> list[OperationAnswer]:
    edits = [LineEdit(operation.line, operation.field, operation.text, operation.seen) for operation in action.operations]
    saved = plan.lines.edit(edits, reason, operation_id=action.action)
    by_position = _by_position(saved.problems)
    seq = saved.receipt.seq if saved.receipt else None
    if not saved.refused:
        return [
            OperationAnswer(operation.op, accepted=True, sentence=by_position.get(position, ""), seq=seq)
            for position, operation in enumerate(action.operations)
        ]
    others = "Ô khác trong cùng lần dán bị sai nên cả lần dán chưa được lưu. Sửa ô sai rồi dán lại."
    return [
        OperationAnswer(operation.op, accepted=False, sentence=by_position.get(position, others))
        for position, operation in enumerate(action.operations)
    ]


def _take_back(plan: Plan, action: GridAction) -> list[OperationAnswer]:
    operation = action.operations[0]
    undoing = operation.kind == "undo"
    receipt = plan.undo_last(action.action) if undoing else plan.redo_last(action.action)
    if receipt is None:
        sentence = "Bạn chưa có thao tác nào để hoàn tác." if undoing else "Không có thao tác nào vừa hoàn tác để làm lại."
        return [OperationAnswer(each.op, accepted=True, sentence=sentence) for each in action.operations]
    return [OperationAnswer(each.op, accepted=True, seq=receipt.seq) for each in action.operations]


def _by_position(problems: Sequence[CellProblem]) -> dict[int, str]:
    found: dict[int, str] = {}
    for item in problems:
        found[item.position] = f"{found[item.position]} {_sentence(item.problem)}" if item.position in found else _sentence(item.problem)
    return found


def _sentence(problem: Problem) -> str:
    return f"{problem.sentence} {problem.fix}".strip()
