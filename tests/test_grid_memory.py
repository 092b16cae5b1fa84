"""One session's memory of a grid: each act is handled once, and every operation gets an answer whatever the handler does."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pages.parts.grid.memory import HANDLER_FAILED, NOTHING_SAVED, GridMemory
from pages.parts.grid.outbox import NOT_EDITABLE, GridAction, OperationAnswer
from pages.parts.grid.patches import HeldVersion

EDITABLE = frozenset({"price"})


def state(*operations: tuple[str, str], field: str = "price") -> dict[str, Any]:
    """A state with (operation, act) pairs, each following the operation before it."""
    entries = [
        {"op": op, "action": act, "kind": "set", "line": "line-1", "field": field, "text": op, "seen": 1, "follows": earlier}
        for (op, act), earlier in zip(operations, [None, *(op for op, _ in operations)], strict=False)
    ]
    return {"scope": "plan-1", "have": None, "operations": entries}


class Handler:
    """A page's handler that accepts everything and counts the journal."""

    def __init__(self) -> None:
        """Begin at seq 1."""
        self.seq = 1
        self.acts: list[GridAction] = []

    def __call__(self, action: GridAction) -> Sequence[OperationAnswer]:
        """One batch: every operation gets the same seq."""
        self.seq += 1
        self.acts.append(action)
        return [OperationAnswer(operation.op, accepted=True, seq=self.seq) for operation in action.operations]


@given(st.lists(st.integers(1, 8), min_size=1, max_size=8), st.integers(1, 4))
def test_an_operation_that_arrives_again_is_not_applied_again(sizes: list[int], repeats: int) -> None:
    memory, handler = GridMemory(), Handler()
    made: list[tuple[str, str]] = []
    for number, size in enumerate(sizes):
        made += [(f"op-{number}-{at}", f"act-{number}") for at in range(size)]
        assert memory.receive(state(*made), "plan-1", EDITABLE, handler)
        for _ in range(repeats):
            assert not memory.receive(state(*made), "plan-1", EDITABLE, handler)
    assert [operation.op for action in handler.acts for operation in action.operations] == [op for op, _ in made]
    assert len(handler.acts) == len(sizes)
    assert memory.acknowledgement() == {"through": made[-1][0], "answers": {}, "held": [], "settled": []}
    assert list(memory.take_handled()) == handler.acts
    assert memory.take_handled() == ()


def test_two_runs_at_once_do_not_take_the_same_operation_twice() -> None:
    memory = GridMemory()
    acts: list[str] = []
    both_started = threading.Barrier(2, timeout=10)

    def slow(action: GridAction) -> Sequence[OperationAnswer]:
        acts.append(action.action)
        time.sleep(0.01)
        return [OperationAnswer(operation.op, accepted=True) for operation in action.operations]

    def run() -> None:
        both_started.wait()
        memory.receive(state(*((f"op-{number}", f"act-{number}") for number in range(10))), "plan-1", EDITABLE, slow)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert acts == [f"act-{number}" for number in range(10)]


def test_a_quick_second_edit_has_seen_the_seq_of_the_first() -> None:
    memory, handler = GridMemory(), Handler()
    memory.receive(state(("op-1", "act-1"), ("op-2", "act-2")), "plan-1", EDITABLE, handler)
    assert [operation.seen for action in handler.acts for operation in action.operations] == [1, 2]


def test_a_handler_that_fails_leaves_no_operation_without_an_answer() -> None:
    def fail(action: GridAction) -> Sequence[OperationAnswer]:
        raise RuntimeError("disk full")

    memory = GridMemory()
    memory.receive(state(("op-1", "act-1")), "plan-1", EDITABLE, fail)
    assert memory.acknowledgement() == {"through": "op-1", "answers": {"op-1": [False, HANDLER_FAILED]}, "held": [], "settled": []}


def test_a_handler_that_forgets_an_operation_is_not_taken_for_consent() -> None:
    memory = GridMemory()
    memory.receive(state(("op-1", "act-1"), ("op-2", "act-1")), "plan-1", EDITABLE, lambda _: [OperationAnswer("op-1", accepted=True)])
    assert memory.acknowledgement()["answers"] == {"op-2": [False, HANDLER_FAILED]}


def test_an_operation_on_a_fixed_column_never_reaches_the_handler() -> None:
    memory, handler = GridMemory(), Handler()
    assert memory.receive(state(("op-1", "act-1"), field="amount"), "plan-1", EDITABLE, handler)
    assert handler.acts == []
    assert memory.acknowledgement()["answers"] == {"op-1": [False, NOT_EDITABLE]}


def test_an_old_state_does_not_undo_what_a_newer_one_said_about_the_rows_on_screen() -> None:
    memory = GridMemory()
    older, newer = {"dataset": "all#0", "version": 1}, {"dataset": "all#0", "version": 4}
    memory.notice_sighting("outbox", {"mark": "m-1", "have": older})
    memory.notice_sighting("selected", {"mark": "m-2", "have": newer})
    memory.notice_sighting("outbox", {"mark": "m-1", "have": older})
    assert memory.held == HeldVersion("all#0", 4)
    memory.notice_sighting("outbox", {"mark": "m-3", "have": None})
    assert memory.held is None


def test_what_is_held_stays_held_until_it_is_settled() -> None:
    memory = GridMemory()
    memory.receive(
        state(("op-1", "act-1")), "plan-1", EDITABLE, lambda _: [OperationAnswer("op-1", accepted=False, sentence="?", held=True)]
    )
    said = memory.acknowledgement()
    assert (said["held"], said["settled"], said["answers"]) == (["op-1"], [], {"op-1": [False, "?"]})
    memory.settle([OperationAnswer("op-1", accepted=True, seq=7)])
    said = memory.acknowledgement()
    assert (said["held"], said["settled"], said["answers"]) == ([], ["op-1"], {})
    memory.settle([OperationAnswer("op-1", accepted=False, sentence="nữa")])
    assert memory.acknowledgement()["answers"] == {}, "what is settled is not settled again"


def test_an_undo_asked_for_while_a_refused_edit_was_on_its_way_takes_nothing_back() -> None:
    memory, acts = GridMemory(), list[str]()

    def refuse(action: GridAction) -> Sequence[OperationAnswer]:
        acts.append(action.operations[0].kind)
        return [OperationAnswer(operation.op, accepted=False, sentence="sai") for operation in action.operations]

    sent = state(("op-1", "act-1"))
    sent["operations"].append({"op": "op-2", "action": "act-2", "kind": "undo", "follows": "op-1"})
    memory.receive(sent, "plan-1", EDITABLE, refuse)
    assert acts == ["set"]
    assert memory.answers["op-2"] == OperationAnswer("op-2", accepted=True, sentence=NOTHING_SAVED)
