"""What one session remembers of one grid: the answers given, the rows sent, the version the browser confirmed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from pages.parts.grid.columns import PreparedRows
from pages.parts.grid.outbox import GridAction, OperationAnswer, group_actions, raise_seen, read_outbox, read_sighting
from pages.parts.grid.patches import HeldVersion, SentRows

MOST_ANSWERS = 100_000
NOTHING_SAVED = "Lần sửa vừa rồi chưa được lưu nên không có gì để hoàn tác. Bấm Ctrl+Z lần nữa để hoàn tác lần sửa trước đó."
HANDLER_FAILED = "Chương trình gặp lỗi nên ô này chưa được lưu, giá trị cũ vẫn còn. Nhập lại; nếu vẫn lỗi, báo người quản trị."

ActionHandler = Callable[[GridAction], Sequence[OperationAnswer]]
_log = logging.getLogger(__name__)


@dataclass
class GridMemory:
    """The state kept between runs. `answers` holds every operation answered in this session, oldest first."""

    sent: SentRows | None = None
    revision: object = None
    order_mark: str | None = None
    held: HeldVersion | None = None
    marks: dict[str, str] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    answers: dict[str, OperationAnswer] = field(default_factory=dict)
    handled: list[GridAction] = field(default_factory=list)
    once_held: set[str] = field(default_factory=set)
    prepared: PreparedRows = field(default_factory=PreparedRows)
    # Streamlit may start a session's next run while the last one is still ending: seen with edits 30 ms apart, as the same
    # operation in two callbacks at once.
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def receive(self, raw: object, scope: str, editable: Collection[str], handler: ActionHandler) -> bool:
        """Answer what the browser's state brings and say whether anything new came.

        Each act goes to `handler` once. A handler that raises, or leaves an operation unanswered, is our mistake: it is logged,
        and the person is told that the cell was not saved.
        """
        with self._turn:
            return self._receive_alone(raw, scope, editable, handler)

    def _receive_alone(self, raw: object, scope: str, editable: Collection[str], handler: ActionHandler) -> bool:
        reading = read_outbox(raw, scope, self.answers, editable)
        self.present = reading.present
        for op, sentence in reading.refused:
            self.answers[op] = OperationAnswer(op, accepted=False, sentence=sentence)
        for action in group_actions(reading.operations):
            action = raise_seen(action, self.answers)
            self._keep(_follows_refusal(action, self.answers) or _answer_action(action, handler))
            self.handled.append(action)
        self._forget_oldest()
        return bool(reading.operations or reading.refused)

    def settle(self, answers: Sequence[OperationAnswer]) -> None:
        """Take over what the person decided about operations that were held."""
        with self._turn:
            self._keep({answer.op: answer for answer in answers if self.answers.get(answer.op, answer).held or answer.held})

    def _keep(self, answers: Mapping[str, OperationAnswer]) -> None:
        self.answers.update(answers)
        self.once_held.update(op for op, answer in answers.items() if answer.held)

    def notice_sighting(self, source: str, raw: object) -> None:
        """Take over which version the browser shows, from a state not seen before; `source` names the state.

        States stay as they are between messages, so an old one must not undo what a newer one of another source said.
        """
        sighting = read_sighting(raw)
        if sighting is not None and self.marks.get(source) != sighting.mark:
            self.marks[source] = sighting.mark
            self.held = sighting.held

    def acknowledgement(self) -> dict[str, object]:
        """The part of the message that lets the browser drop operations: the last one answered, those held, and the sentences.

        `settled` are operations that were held and are not any more.
        """
        known = {op: self.answers[op] for op in self.present if op in self.answers}
        return {
            "through": self.present[-1] if self.present else None,
            "answers": {op: [answer.accepted, answer.sentence] for op, answer in known.items() if answer.sentence or not answer.accepted},
            "held": [op for op, answer in known.items() if answer.held],
            "settled": [op for op, answer in known.items() if op in self.once_held and not answer.held],
        }

    def take_handled(self) -> tuple[GridAction, ...]:
        """The acts handled since the last call."""
        handled, self.handled = tuple(self.handled), []
        return handled

    def _forget_oldest(self) -> None:
        surplus = len(self.answers) - MOST_ANSWERS
        if surplus > 0:
            keep = set(self.present)
            for op in [op for op in islice(self.answers, surplus) if op not in keep]:
                del self.answers[op]


def _follows_refusal(action: GridAction, answers: Mapping[str, OperationAnswer]) -> dict[str, OperationAnswer]:
    """The answer to an undo asked for while an edit was on its way that was then not saved: the edit before it must stay."""
    first = action.operations[0]
    earlier = answers.get(first.follows) if first.kind == "undo" and first.follows else None
    if earlier is None or earlier.accepted:
        return {}
    return {operation.op: OperationAnswer(operation.op, accepted=True, sentence=NOTHING_SAVED) for operation in action.operations}


def _answer_action(action: GridAction, handler: ActionHandler) -> dict[str, OperationAnswer]:
    try:
        answers = {answer.op: answer for answer in handler(action)}
    except Exception:  # noqa: BLE001 - whatever the page's handler raises, the person must be told that the cell was not saved
        _log.exception("the grid's action handler failed for action %s", action.action)
        answers = {}
    missing = [operation.op for operation in action.operations if operation.op not in answers]
    if missing:
        _log.error("%d operations of action %s got no answer", len(missing), action.action)
    return {**answers, **{op: OperationAnswer(op, accepted=False, sentence=HANDLER_FAILED) for op in missing}}
