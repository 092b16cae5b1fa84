"""Acts of the grid that wait for the person: a paste that was not read beyond doubt, figures somebody else has changed meanwhile.

Law: of a held act nothing is saved until the person says so, and then it is one batch under the act's own id.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from budget.model.problem import PlanError, Problem
from budget.model.states import Severity
from budget.plan.face import Plan
from budget.plan.terms import LineEdit, Overtaken, Understood
from pages.parts.grid import GridAction, GridOperation, OperationAnswer

STALE = "stale_version"
DROPPED = "Đã bỏ lần dán, không có gì thay đổi."
OTHERS_WRONG = "Một ô nhập cùng lúc chưa đúng nên chưa lưu ô nào."
HELD = "Chưa lưu: xem bảng vừa hiện rồi chọn Lưu hoặc Bỏ."


@dataclass(frozen=True)
class HeldPaste:
    """A paste as it was read, cell by cell in the order of the act's operations."""

    action: GridAction
    read: tuple[Understood, ...]

    @property
    def readable(self) -> int:
        """How many cells can be saved."""
        return sum(not cell.refused for cell in self.read)


@dataclass(frozen=True)
class HeldConflict:
    """An act that met figures changed by somebody else since: those, by operation id."""

    action: GridAction
    overtaken: Mapping[str, Overtaken]


Held = HeldPaste | HeldConflict


def review_paste(plan: Plan, action: GridAction) -> HeldPaste | None:
    """The paste as it was read, when anything in it is doubtful or refused; None when it may be saved at once."""
    if not action.pasted:
        return None
    shown = plan.lines.understand([_edit_of(operation) for operation in action.operations])
    exact = [_edit_of(operation, spell_exact(operation.exact)) for operation in action.operations if operation.exact]
    behind = iter(plan.lines.understand(exact))
    read = tuple(
        compare_with_exact(cell, next(behind)) if operation.exact else cell
        for operation, cell in zip(action.operations, shown, strict=True)
    )
    return HeldPaste(action, read) if any(cell.problems for cell in read) else None


def compare_with_exact(shown: Understood, behind: Understood) -> Understood:
    """What a pasted cell says, and what its file holds behind it: where they differ the exact number is offered, and it is said."""
    if behind.refused or behind.after == shown.after or shown.label == shown.edit.field:
        return shown
    note = Problem(
        "shown_differs",
        f"Ô hiện “{shown.edit.text}” nhưng số thật trong tệp là {behind.after}.",
        "Bấm Lưu để lấy số thật; nếu muốn số đang hiện thì bấm Bỏ rồi gõ lại.",
        Severity.NOTE,
    )
    return replace(behind, problems=(note, *behind.problems))


def spell_exact(exact: str | None) -> str:
    """A number as another spreadsheet keeps it ("69661830000.00003") the Vietnamese way, without its dust: at most three decimals."""
    whole, _, decimals = (exact or "").partition(".")
    kept = decimals[:3].rstrip("0") if not _is_dust(decimals) else ""
    return f"{whole},{kept}" if kept else whole


def _is_dust(decimals: str) -> bool:
    return not decimals[:3].strip("0")


def find_conflict(plan: Plan, action: GridAction) -> HeldConflict | None:
    """The figures of an act that somebody else has changed since; None when there are none."""
    edits = {_edit_of(operation): operation.op for operation in action.operations}
    found = {edits[item.edit]: item for item in plan.lines.overtaken(list(edits))}
    return HeldConflict(action, found) if found else None


def hold_all(held: Held) -> list[OperationAnswer]:
    """The answers that keep an act waiting, each with the sentence of its own cell."""
    if isinstance(held, HeldPaste):
        return [OperationAnswer(operation.op, accepted=False, sentence=HELD, held=True) for operation in held.action.operations]
    names = sorted({item.actor for item in held.overtaken.values()})
    sentence = f"{', '.join(names)} vừa sửa số liệu này nên chưa ghi số của bạn. Chọn giữ số của họ hay ghi số của bạn."
    return [OperationAnswer(operation.op, accepted=False, sentence=sentence, held=True) for operation in held.action.operations]


def decide_paste(plan: Plan, held: HeldPaste, save: bool, reason: str) -> tuple[list[OperationAnswer], Held | None]:
    """Save what could be read of a paste, or drop all of it; the final answers, or what the act must wait for next."""
    pairs = list(zip(held.action.operations, held.read, strict=True))
    if not save:
        return [OperationAnswer(operation.op, accepted=True, sentence=DROPPED) for operation, _ in pairs], None
    refused = [OperationAnswer(operation.op, accepted=False, sentence=words_of(cell.problems)) for operation, cell in pairs if cell.refused]
    good = [(operation, cell.edit) for operation, cell in pairs if not cell.refused]
    answers, waits = save_edits(plan, held.action, good, reason)
    return [*answers, *refused], waits


def decide_conflict(plan: Plan, held: HeldConflict, mine: Collection[str], reason: str) -> tuple[list[OperationAnswer], Held | None]:
    """Write mine over theirs for the operations named, keep theirs for the others; the final answers, or what to wait for next."""
    kept = [
        OperationAnswer(op, accepted=True, sentence=f"Giữ số của {item.actor}.") for op, item in held.overtaken.items() if op not in mine
    ]
    written = [
        (operation, _edit_of(operation, seen=held.overtaken[operation.op].seq) if operation.op in held.overtaken else _edit_of(operation))
        for operation in held.action.operations
        if operation.op in mine or operation.op not in held.overtaken
    ]
    answers, waits = save_edits(plan, held.action, written, reason)
    return [*answers, *kept], waits


def save_edits(
    plan: Plan, action: GridAction, edits: Sequence[tuple[GridOperation, LineEdit]], reason: str
) -> tuple[list[OperationAnswer], Held | None]:
    """Save edits of an act as one batch; their answers, or (answers that hold, the conflict) when somebody was quicker."""
    if not edits:
        return [], None
    try:
        saved = plan.lines.edit([edit for _, edit in edits], reason, operation_id=action.action)
    except PlanError as error:
        conflict = find_conflict(plan, replace(action, operations=tuple(_as_edited(*pair) for pair in edits)))
        if error.problem.code != STALE or conflict is None:
            sentence = f"{error.problem.sentence} {error.problem.fix}".strip()
            return [OperationAnswer(operation.op, accepted=False, sentence=sentence) for operation, _ in edits], None
        return hold_all(conflict), conflict
    told: dict[int, list[Problem]] = {}
    for item in saved.problems:
        told.setdefault(item.position, []).append(item.problem)
    sentences = [words_of(told.get(place, ())) for place in range(len(edits))]
    if saved.refused:
        why = next(filter(None, sentences), "")  # the last cell is the one whose words stay under the grid: it must say what to mend
        others = f"{OTHERS_WRONG} {why}".strip()
        return [OperationAnswer(each.op, False, sentence or others) for (each, _), sentence in zip(edits, sentences, strict=True)], None
    seq = saved.receipt.seq if saved.receipt else None
    return [OperationAnswer(each.op, True, sentence, seq) for (each, _), sentence in zip(edits, sentences, strict=True)], None


def _as_edited(operation: GridOperation, edit: LineEdit) -> GridOperation:
    """The operation with what the person has decided of it by now, so that they are not asked the same again."""
    return replace(operation, text=edit.text, seen=operation.seen if edit.seen is None else edit.seen)


def words_of(problems: Sequence[Problem]) -> str:
    """The sentences and cures of problems as one text."""
    return " ".join(f"{problem.sentence} {problem.fix}".strip() for problem in problems)


def _edit_of(operation: GridOperation, text: str | None = None, seen: int | None = None) -> LineEdit:
    given = operation.text if text is None else text
    return LineEdit(operation.line, operation.field, given, operation.seen if seen is None else seen)
