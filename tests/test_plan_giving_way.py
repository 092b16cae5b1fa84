"""Work in pieces: free at first, still while people save, never still for longer than its share, gone when it is not wanted."""

import threading

import pytest

from budget.plan.giving_way import PATIENT, QUIET, SHARE, SHORT, People, Pieces, Stopped


class Clock:
    """A clock that only moves when somebody waits or works."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Waiting(threading.Event):
    """An event whose waiting moves a clock instead of taking time."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        self.clock.now += timeout
        return self.is_set()


def begin() -> tuple[Clock, People, Waiting, Pieces]:
    clock = Clock()
    people, stop = People(clock), Waiting(clock)
    return clock, people, stop, Pieces(people, stop)


def test_nobody_there_nothing_waits() -> None:
    clock, _, _, pieces = begin()
    clock.now += 10
    pieces.between()
    assert clock.now == 110


def test_short_work_waits_for_nobody() -> None:
    clock, people, _, pieces = begin()
    people.act()
    clock.now += SHORT / 2
    pieces.between()
    assert clock.now == 100 + SHORT / 2


def test_it_stands_still_until_people_are_quiet() -> None:
    clock, people, _, pieces = begin()
    clock.now += 10
    people.act()
    pieces.between()
    assert 110 + QUIET <= clock.now < 110 + QUIET + 0.1
    assert not people.busy()


def test_a_piece_is_put_off_no_longer_than_its_share() -> None:
    clock, people, _, pieces = begin()
    clock.now += 2 * SHORT
    people.act()
    pieces.between()
    until = 100 + 2 * SHORT + SHARE * 2 * SHORT
    assert until <= clock.now < until + 0.1


def test_work_nobody_waits_for_is_put_off_for_longer() -> None:
    clock = Clock()
    people, stop = People(clock), Waiting(clock)
    pieces = Pieces(people, stop, lambda: False)
    clock.now += 2 * SHORT
    people.busy = lambda quiet=QUIET: True  # type: ignore[method-assign]
    pieces.between()
    until = 100 + 2 * SHORT + PATIENT * 2 * SHORT
    assert until <= clock.now < until + 0.1


def test_who_begins_to_wait_meanwhile_shortens_it() -> None:
    clock = Clock()
    people, stop = People(clock), Waiting(clock)
    pieces = Pieces(people, stop, lambda: clock.now > 100 + 2 * SHORT + 1)
    clock.now += 2 * SHORT
    people.busy = lambda quiet=QUIET: True  # type: ignore[method-assign]
    pieces.between()
    until = 100 + 2 * SHORT + max(1, SHARE * 2 * SHORT)
    assert until <= clock.now < until + 0.1


def test_what_is_not_wanted_any_more_ends() -> None:
    _, _, stop, pieces = begin()
    stop.set()
    with pytest.raises(Stopped):
        pieces.between()
