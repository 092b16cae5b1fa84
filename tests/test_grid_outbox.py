"""The browser's outbox is cumulative and may hold anything: each operation is taken once, in order, or refused with a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.grid.outbox import (
    LONGEST_TEXT,
    MALFORMED,
    NOT_EDITABLE,
    TOO_LONG,
    GridAction,
    GridOperation,
    OperationAnswer,
    Sighting,
    group_actions,
    pending_operations,
    raise_seen,
    read_order,
    read_outbox,
    read_selected,
    read_sighting,
)
from pages.parts.grid.patches import HeldVersion

EDITABLE = frozenset({"price", "note"})


def entry(op: str, **changes: object) -> dict[str, Any]:
    """An operation as the browser sends it."""
    given_entry = {"op": op, "action": "act-1", "kind": "set", "line": "line-1", "field": "price", "text": "12.500.000", "seen": 7}
    return {**given_entry, "follows": None, **changes}


def state(*operations: object, scope: str = "plan-1", have: object = None) -> dict[str, Any]:
    """The component's state as the browser sends it."""
    return {"scope": scope, "have": have, "operations": list(operations)}


def test_an_edit_arrives_as_the_raw_text() -> None:
    assert pending_operations(state(entry("op-1", text=" 0,5 ")), "plan-1", (), EDITABLE) == [
        GridOperation("op-1", "act-1", "set", "line-1", "price", " 0,5 ", 7)
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
hostile_entries = st.fixed_dictionaries(
    {},
    optional={
        "op": json_values | st.sampled_from(["op-1", "op-2"]),
        "action": json_values | st.just("act-1"),
        "kind": json_values | st.sampled_from(["set", "undo", "redo"]),
        "line": json_values | st.just("line-1"),
        "field": json_values | st.sampled_from(["price", "id"]),
        "text": json_values,
        "seen": json_values,
        "follows": json_values,
    },
)


hostile_states = st.fixed_dictionaries(
    {"scope": st.just("plan-1"), "operations": st.lists(hostile_entries | json_values), "have": json_values}
)


@given(json_values | hostile_states)
def test_whatever_the_browser_sends_is_read_without_an_exception(raw: object) -> None:
    reading = read_outbox(raw, "plan-1", (), EDITABLE)
    assert all(operation.kind in ("undo", "redo") or operation.field in EDITABLE for operation in reading.operations)
    assert all(sentence in (MALFORMED, NOT_EDITABLE, TOO_LONG) for _, sentence in reading.refused)
    assert {operation.op for operation in reading.operations}.isdisjoint(op for op, _ in reading.refused)
    assert len(set(reading.present)) == len(reading.operations) + len(reading.refused)


@given(st.lists(st.integers(1, 60), max_size=40), st.lists(st.integers(0, 8), min_size=1, max_size=12))
def test_cumulative_states_give_each_operation_once_in_the_order_made(growths: list[int], drops: list[int]) -> None:
    made = [entry(f"op-{number}", text=str(number)) for number in range(sum(growths) % 200)]
    processed: dict[str, None] = {}
    taken: list[str] = []
    sent = answered = 0
    step = 0
    while sent < len(made):
        sent = min(len(made), sent + (growths[step % len(growths)] if growths else 1))
        # The browser drops only what was answered, and often later than it could: operations arrive again.
        start = max(0, answered - drops[step % len(drops)])
        for operation in pending_operations(state(*made[start:sent]), "plan-1", processed, EDITABLE):
            processed[operation.op] = None
            taken.append(operation.text)
        answered = sent
        step += 1
    assert taken == [str(number) for number in range(len(made))]


def test_operations_of_another_plan_are_left_alone() -> None:
    reading = read_outbox(state(entry("op-1"), scope="plan-2"), "plan-1", (), EDITABLE)
    assert reading.operations == ()
    assert reading.present == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"field": "amount"}, NOT_EDITABLE),
        ({"text": "x" * (LONGEST_TEXT + 1)}, TOO_LONG),
        ({"text": 12.5}, MALFORMED),
        ({"seen": True}, MALFORMED),
        ({"seen": -1}, MALFORMED),
        ({"kind": "drop table"}, MALFORMED),
        ({"line": ""}, MALFORMED),
        ({"action": None}, MALFORMED),
    ],
)
def test_what_may_not_be_saved_is_refused_with_a_sentence(change: dict[str, Any], sentence: str) -> None:
    reading = read_outbox(state(entry("op-1", **change), entry("op-2")), "plan-1", (), EDITABLE)
    assert reading.refused == (("op-1", sentence),)
    assert [operation.op for operation in reading.operations] == ["op-2"]
    assert reading.present == ("op-1", "op-2")


def test_undo_and_redo_come_through_the_same_outbox() -> None:
    raw = state(entry("op-1"), entry("op-2", kind="undo", action="act-2", line="", field="", text=""))
    assert [(operation.op, operation.kind) for operation in pending_operations(raw, "plan-1", {"op-1"}, EDITABLE)] == [("op-2", "undo")]


def test_the_version_that_the_browser_shows_is_read() -> None:
    assert read_sighting({"mark": "m-1", "have": {"dataset": "all#1", "version": 3}}) == Sighting("m-1", HeldVersion("all#1", 3))
    assert read_sighting({"mark": "m-1", "have": {"dataset": "all#1", "version": True}}) == Sighting("m-1", None)
    assert read_sighting({"have": None}) is None


@given(json_values)
def test_whatever_the_browser_says_it_shows_is_read_without_an_exception(raw: object) -> None:
    sighting, selected = read_sighting(raw), read_selected(raw)
    assert sighting is None or isinstance(sighting.mark, str)
    assert selected is None or selected


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=30))
def test_grouping_keeps_every_operation_and_the_order_of_acts(acts: list[str]) -> None:
    operations = [GridOperation(f"op-{at}", act, "set", "line-1", "price", "", 0) for at, act in enumerate(acts)]
    groups = group_actions(operations)
    assert [group.action for group in groups] == list(dict.fromkeys(acts))
    assert sorted(operation.op for group in groups for operation in group.operations) == sorted(operation.op for operation in operations)
    assert all(operation.action == group.action for group in groups for operation in group.operations)


def test_a_second_quick_edit_of_a_line_has_seen_the_first() -> None:
    second = GridAction("act-2", (GridOperation("op-2", "act-2", "set", "line-1", "note", "gấp", 7, follows="op-1"),))
    raised = raise_seen(second, {"op-1": OperationAnswer("op-1", accepted=True, seq=9)})
    assert raised.operations[0].seen == 9
    assert raise_seen(second, {}).operations[0].seen == 7
    assert raise_seen(second, {"op-1": OperationAnswer("op-1", accepted=False, sentence="Sai.")}).operations[0].seen == 7


@pytest.mark.parametrize(
    ("given", "origin", "base", "exact"),
    [
        ({}, "type", "", None),
        ({"origin": "paste", "base": "15.000.000", "exact": "-12.5"}, "paste", "15.000.000", "-12.5"),
        ({"origin": "hack", "base": 7, "exact": "1e9"}, "type", "", None),
        ({"exact": "9" * 30}, "type", "", None),
    ],
)
def test_what_an_edit_says_of_its_origin_is_taken_only_when_it_can_be_read(
    given: dict[str, Any], origin: str, base: str, exact: str | None
) -> None:
    entry = {"op": "a", "action": "b", "kind": "set", "line": "l", "field": "price", "text": "1", "seen": 1, **given}
    (operation,) = read_outbox({"scope": "p", "operations": [entry]}, "p", (), ("price",)).operations
    assert (operation.origin, operation.base, operation.exact) == (origin, base, exact)


@pytest.mark.parametrize("raw", [None, {}, {"mark": "m"}, {"field": "name"}, {"mark": "", "field": "name"}, {"mark": "m", "field": 3}])
def test_an_order_that_cannot_be_read_is_none(raw: object) -> None:
    assert read_order(raw) is None


def test_an_order_is_a_column_a_direction_and_its_mark() -> None:
    assert read_order({"mark": "m", "field": "name", "descending": True}) == ("name", True, "m")
    assert read_order({"mark": "m", "field": "name", "descending": "yes"}) == ("name", False, "m")
