"""Questions and answers pass the border exactly, and what cannot be one does not pass."""

import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.answer import Relaxed
from budget.cuts.instance import Instance, Relaxation, plain_instance
from budget.cuts.process.frames import BrokenMessage, Message, read_message, write_message
from budget.cuts.process.wire import (
    Asked,
    Found,
    Request,
    answer_message,
    instance_message,
    read_answer,
    read_instance,
    read_request,
    request_message,
)
from tests.cut_searches import an_answer, an_instance

actions = st.lists(st.tuples(st.sampled_from(["drop", "percent", "defer"]), st.integers(0, 10**15), st.integers(0, 2**62)), max_size=3)
lines = st.lists(st.tuples(st.text(max_size=3), st.booleans(), actions), max_size=6)


def carried(message: Message) -> Message:
    again = read_message(io.BytesIO(b"".join(write_message(message))))
    assert again is not None
    return again


def parts_of(instance: Instance) -> list[object]:
    """All an instance holds, arrays with their kind of numbers, ready to be held against another's."""
    held = [instance.lines, instance.options, *instance.rows]
    values = [value for part in held for value in vars(part).values()] + [instance.parent, instance.child]
    told = [(value.dtype, value.tolist()) if isinstance(value, np.ndarray) else value for value in values]
    return [*told, instance.bundles, instance.sources, dict(instance.titles)]


def same(one: Instance, other: Instance) -> bool:
    """Whether two instances hold the same in everything."""
    return parts_of(one) == parts_of(other)


@given(lines, st.integers(0, 10**15))
def test_an_instance_arrives_as_it_was(rows: list[tuple[str, bool, list[tuple[str, int, int]]]], target: int) -> None:
    plain = [(f"dòng {at}", unit, 10**15, locked, [f"dòng {at - 1}"], told) for at, (unit, locked, told) in enumerate(rows)]
    instance = plain_instance(plain, target, {unit: target // 2 for unit, _, _ in rows})
    assert same(instance, read_instance(carried(instance_message(instance))))


def test_bundles_sources_titles_and_hard_rules_arrive_too() -> None:
    plain = an_instance()
    hard = replace(plain.rows[0], relaxation=Relaxation.NEVER)
    whole = replace(plain, rows=(hard, *plain.rows[1:]), bundles=((0, 1), (2,)), sources=("QD334",), titles={"xã": "xã Trà Mai"})
    assert same(whole, read_instance(carried(instance_message(whole))))


def test_a_request_keeps_its_settings() -> None:
    request = Request(Asked.FRONTIER, an_instance(), 1e-4, 2.5, 7)
    again = read_request(carried(request_message(request)))
    assert (again.asked, again.gap, again.time_limit, again.points, again.level) == (Asked.FRONTIER, 1e-4, 2.5, 7, None)
    assert same(request.instance, again.instance)


def test_levels_go_along_one_for_each_line() -> None:
    request = Request(Asked.SOLVE, an_instance(), level=np.array([0, 6, 9, 2]))
    again = read_request(carried(request_message(request)))
    assert again.level is not None
    assert again.level.tolist() == [0, 6, 9, 2]
    with pytest.raises(BrokenMessage):
        read_request(carried(request_message(replace(request, level=np.array([1])))))


@pytest.mark.parametrize("bound", [0.1 + 0.2, -float("inf"), 1e300])
def test_an_answer_arrives_as_it_was(bound: float) -> None:
    instance = an_instance()
    answer = replace(an_answer(instance, (0, 2), "relaxed"), bound=bound, relaxed=(Relaxed(1, 30),))
    found = read_answer(carried(answer_message(Found(120, answer))), instance)
    told, was = vars(found.answer) | {"chosen": None}, vars(answer) | {"chosen": None}
    assert (found.target, told, found.answer.chosen.tolist()) == (120, was, answer.chosen.tolist())


def spoiled(message: Message, **changes: object) -> Message:
    """The message with some arrays or words replaced."""
    arrays = {name: changes.get(name, array) for name, array in message.arrays.items()}
    return Message(message.kind, {name: changes.get(name, value) for name, value in message.said.items()}, arrays)


@pytest.mark.parametrize(
    "changes",
    [
        {"chosen": np.array([0, -1, -1])},
        {"chosen": np.array([1, -1, -1, -1])},
        {"chosen": np.array([0.0, -1, -1, -1])},
        {"chosen": np.array([-2, -1, -1, -1])},
        {"chosen": np.array([99, -1, -1, -1])},
        {"price": np.array([1.0])},
        {"harm": 11},
        {"harm": "x"},
        {"status": "great"},
        {"relaxed": [[9, 1]]},
        {"relaxed": [1]},
        {"reals": np.array([1.0])},
        {"notes": ["a", "b"]},
    ],
)
def test_an_answer_that_cannot_be_one_does_not_pass(changes: dict[str, object]) -> None:
    instance = an_instance()
    message = answer_message(Found(120, an_answer(instance)))
    assert read_answer(message, instance)
    with pytest.raises(BrokenMessage):
        read_answer(spoiled(message, **changes), instance)


@pytest.mark.parametrize(
    "changes",
    [
        {"line_amount": np.array([80.0, 100, 60, 60])},
        {"line_locked": np.array([0, 0, 1, 0])},
        {"line_unit": np.array([0, 0, 1, 7])},
        {"option_line": np.array([0, 1, 1, 2, 2, 9])},
        {"row_option": np.array([0])},
        {"rows": [["target", "", True, 120, -1, "may"]]},
        {"rows": [["goal", "", True, 120, 0, "may"]]},
        {"rows": 3},
        {"ids": ["a", "b", "c", 4]},
        {"ids": ["a", "b", "d", "c"]},
        {"parent": np.array([0, 1])},
        {"titles": []},
        {"settings": {}},
    ],
)
def test_a_request_that_cannot_be_one_does_not_pass(changes: dict[str, object]) -> None:
    message = carried(request_message(Request(Asked.SOLVE, an_instance())))
    assert read_request(message)
    with pytest.raises(BrokenMessage):
        read_request(spoiled(message, **changes))
