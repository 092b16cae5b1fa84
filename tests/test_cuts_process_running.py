"""Searches in real processes: one at a time, cancelled at once, ended when over time or forgotten, and nothing left behind."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from budget.cuts.process import running
from budget.cuts.process.following import Search, SearchState
from budget.cuts.process.running import ABANDONED, BROKEN, CLASHING, TOO_BIG, TOO_LONG, Running
from budget.cuts.process.wire import Asked, Request
from tests.cut_searches import a_worker, an_instance

REQUEST = Request(Asked.FRONTIER, an_instance(), time_limit=120)
FINDS = """
    for target in (40, 80, 120):
        progress(target / 120, f"Đang giải mức {target}")
        yield Found(target, an_answer(request.instance))
"""
WAITS = "progress(0.5, str(os.getpid())); time.sleep(600); yield"
PATIENCE = 60


@contextmanager
def a_slot(search: str, **settings: float) -> Iterator[Running]:
    slot = Running(a_worker(search), **settings)
    try:
        yield slot
    finally:
        slot.send_home()


def until_running(search: Search) -> int:
    """Wait until the worker of WAITS has spoken; its process id."""
    for _ in range(PATIENCE * 20):
        if search.look().doing.isdecimal():
            return int(search.look().doing)
        search.is_over(0.05)
    raise AssertionError(search.look())


def is_gone(process: int) -> bool:
    """Whether a process ends, and nothing of it is left."""
    for _ in range(PATIENCE * 20):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_answers_come_as_they_are_found_with_the_seq_they_saw() -> None:
    with a_slot(FINDS) as slot:
        search = slot.start(REQUEST, 41)
        standing = search.wait(PATIENCE)
    assert (standing.state, standing.doing, search.base_seq) == (SearchState.DONE, "Đang giải mức 120", 41)
    assert [found.target for found in standing.found] == [40, 80, 120]


def test_one_search_runs_and_the_others_wait_their_turn() -> None:
    with a_slot(WAITS) as slot:
        first, second, third = (slot.start(REQUEST) for _ in range(3))
        until_running(first)
        assert [item.look().state for item in (second, third)] == [SearchState.WAITING] * 2
        assert [item.look().ahead for item in (second, third)] == [1, 2]
        second.cancel()
        first.cancel()
        until_running(third)
        assert [item.look().state for item in (first, second)] == [SearchState.CANCELLED] * 2
        third.cancel()


def test_cancelling_ends_the_process() -> None:
    with a_slot(WAITS) as slot:
        search = slot.start(REQUEST)
        process = until_running(search)
        search.cancel()
        assert search.look().state is SearchState.CANCELLED
        assert is_gone(process)


def test_cancelling_in_the_middle_of_a_point_ends_it_there_and_keeps_the_points_before() -> None:
    body = """
    yield Found(40, an_answer(request.instance))
    progress(0.5, str(os.getpid()))
    while True:
        sum(range(10**6))
    """
    with a_slot(body) as slot:
        search = slot.start(REQUEST)
        process = until_running(search)
        search.cancel()
        standing = search.look()
        assert (standing.state, [found.target for found in standing.found]) == (SearchState.CANCELLED, [40])
        assert is_gone(process), "it was asked nothing and never looked up from its work"


def test_a_search_over_its_time_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_GRACE", 0.5)
    with a_slot(WAITS) as slot:
        standing = slot.start(replace(REQUEST, time_limit=0)).wait(PATIENCE)
    assert (standing.state, standing.problem) == (SearchState.FAILED, TOO_LONG)


def test_a_search_nobody_looks_at_is_given_up() -> None:
    with a_slot(WAITS, patience=0.5) as slot:
        search = slot.start(REQUEST)
        assert search.is_over(PATIENCE)
        assert (search.look().state, search.look().problem) == (SearchState.CANCELLED, ABANDONED)


@pytest.mark.parametrize(
    ("search", "problem"),
    [
        ("yield bytearray(8 * 2**30)", TOO_BIG),
        ("os._exit(9); yield", BROKEN),
        ("raise ContradictionError; yield", CLASHING),
        ("raise ValueError('a mistake of ours'); yield", BROKEN),
    ],
)
def test_what_goes_wrong_is_a_sentence(search: str, problem: object, capfd: pytest.CaptureFixture[str]) -> None:
    with a_slot(search) as slot:
        standing = slot.start(REQUEST).wait(PATIENCE)
    assert (standing.state, standing.problem, standing.found) == (SearchState.FAILED, problem, ())
    capfd.readouterr()


@pytest.mark.parametrize("command", [("/nowhere/python",), (sys.executable, "-c", "print('hello')")])
def test_a_worker_that_is_none_is_a_sentence_and_frees_the_slot(command: tuple[str, ...]) -> None:
    slot = Running(command)
    for _ in range(2):
        assert slot.start(REQUEST).wait(PATIENCE).problem == BROKEN


def test_a_spare_worker_takes_the_next_request_and_goes_home_when_told() -> None:
    with a_slot("progress(0, str(os.getpid())); yield from ()") as slot:
        slot.make_ready()
        slot.make_ready()
        assert slot._spare is not None
        process = slot._spare[0].process_id
        search = slot.start(REQUEST)
        assert search.wait(PATIENCE).doing == str(process)
        slot.make_ready()
        assert slot._spare is not None
        again = slot._spare[0].process_id
        slot.send_home()
        assert again != process
        assert is_gone(again)
