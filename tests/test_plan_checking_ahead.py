"""Checking ahead: once however many ask, ended when the plan is closed, and Python's collections are back afterwards."""

import gc
import itertools
import threading
import weakref
from collections.abc import Callable

import pytest

import budget.plan.checking_ahead
from budget.plan.checking_ahead import ATTENTION, CheckingAhead, uncollected
from budget.plan.giving_way import People, Pieces


def test_who_asks_while_it_is_going_on_waits_for_it() -> None:
    ahead, begun, go, done = CheckingAhead(People()), threading.Event(), threading.Event(), []

    def work(between: Callable[[], None]) -> int:
        between()
        begun.set()
        assert go.wait(10)
        done.append(1)
        return 0

    ahead.begin("base", work)
    assert begun.wait(10)
    ahead.begin("base", work)
    threading.Timer(0.05, go.set).start()
    ahead.finish("base", work)
    assert done == [1]
    ahead.finish("base", work)
    assert done == [1, 1], "what has ended is done again for who asks then"


def test_who_holds_the_writer_lock_does_not_wait_for_a_check_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget.plan.checking_ahead, "PATIENCE", 0.05)
    ahead, lock, done = CheckingAhead(People()), threading.RLock(), []

    def work(between: Callable[[], None]) -> int:
        with lock:
            between()
        done.append(threading.current_thread().name)
        return 0

    with lock:
        ahead.begin("base", work)
        ahead.finish("base", work)
        assert done == [threading.current_thread().name]
    ahead.finish("base", work)
    ahead.stop()
    assert "checking-ahead" in done


def test_scenarios_do_not_wait_for_each_other() -> None:
    ahead, go, done = CheckingAhead(People()), threading.Event(), []

    def wait(_: Callable[[], None]) -> int:
        assert go.wait(10)
        return 0

    ahead.begin("base", wait)
    ahead.finish("other", lambda _: len(done.append("other") or ""))
    go.set()
    assert done == ["other"]
    ahead.stop()


def test_closing_ends_it_at_the_next_piece_and_nothing_begins_after() -> None:
    ahead, begun, ended = CheckingAhead(People()), threading.Event(), []

    def work(between: Callable[[], None]) -> int:
        begun.set()
        try:
            while True:
                between()
        finally:
            ended.append(1)

    ahead.begin("base", work)
    assert begun.wait(10)
    ahead.stop()
    assert ended == [1]
    ahead.begin("base", work)
    assert ended == [1]


def test_collections_come_back_also_after_a_failure() -> None:
    try:
        with uncollected():
            assert not gc.isenabled()
            raise RuntimeError
    except RuntimeError:
        pass
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_many_problems_are_made_of_is_laid_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget.plan.checking_ahead, "MANY", 5)
    ahead = CheckingAhead(People())
    try:
        ahead.finish("base", lambda _: 5)
        assert gc.get_freeze_count() == 0
        ahead.finish("base", lambda _: 6)
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_it_knows_whether_somebody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now, waited, go = [100.0], [], threading.Event()
    ahead = CheckingAhead(People(lambda: now[0]))

    class Recorded(Pieces):
        def __init__(self, people: People, stop: threading.Event, is_waited_for: Callable[[], bool]) -> None:
            super().__init__(people, stop, is_waited_for)
            waited.append(is_waited_for)

    monkeypatch.setattr(budget.plan.checking_ahead, "Pieces", Recorded)

    def work(between: Callable[[], None]) -> int:
        between()
        assert go.wait(10)
        return 0

    ahead.begin("base", work)
    while not waited:
        threading.Event().wait(0.001)
    assert not waited[0]()
    ahead.begin("base", work, waited=True)
    assert waited[0]()
    now[0] += ATTENTION
    assert not waited[0](), "who has not asked again has gone elsewhere"
    finishing = threading.Thread(target=ahead.finish, args=("base", work))
    finishing.start()
    while not waited[0]():
        threading.Event().wait(0.001)
    go.set()
    finishing.join()
    ahead.stop()


def test_what_is_laid_aside_in_portions_is_kept_and_its_garbage_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget.plan.checking_ahead, "PORTION", 50)
    ahead, kept, gone, counts = CheckingAhead(People()), [], [], []

    class Circle:
        def __init__(self) -> None:
            self.itself = self

    def work(between: Callable[[], None]) -> int:
        for number in range(3):
            circle = Circle()
            gone.append(weakref.ref(circle))
            del circle
            kept.extend([number] for _ in range(100))
            between()
            counts.append(gc.get_freeze_count())
        return 0

    try:
        ahead.finish("base", work)
        assert [reference() for reference in gone] == [None] * 3
        assert counts[0] > 0
        assert [later - earlier >= 100 for earlier, later in itertools.pairwise(counts)] == [True, True]
        assert len(kept) == 300
    finally:
        gc.unfreeze()
