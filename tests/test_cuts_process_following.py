"""A search has one end, its progress never goes back, and what was found stays."""

from budget.cuts.process.following import Search, SearchState
from budget.cuts.process.wire import Asked, Found, Request
from budget.model.problem import Problem
from tests.cut_searches import an_answer, an_instance

REQUEST = Request(Asked.SOLVE, an_instance())
FOUND = Found(120, an_answer(REQUEST.instance))


def test_it_waits_runs_and_is_done() -> None:
    search = Search(REQUEST, 7)
    search.move_up(2)
    assert (search.base_seq, search.look().state, search.look().ahead) == (7, SearchState.WAITING, 2)
    assert search.begin(lambda: None)
    search.tell(0.5, "Đang tìm")
    search.tell(0.25, "Đang kiểm tra")
    assert (search.look().share, search.look().doing, search.look().ahead) == (0.5, "Đang kiểm tra", 0)
    search.add(FOUND)
    search.end(SearchState.DONE)
    assert (search.wait().state, search.wait().share, search.wait().found) == (SearchState.DONE, 1.0, (FOUND,))


def test_it_is_stopped_once_and_keeps_what_it_found() -> None:
    search, stopped = Search(REQUEST, 1), []
    search.begin(lambda: stopped.append(1))
    search.add(FOUND)
    search.cancel()
    search.cancel()
    search.add(FOUND)
    search.tell(0.9, "muộn")
    search.end(SearchState.FAILED, Problem("x", "muộn"))
    standing = search.look()
    assert (standing.state, standing.found, standing.problem, stopped) == (SearchState.CANCELLED, (FOUND,), None, [1])
    assert standing.is_over


def test_one_that_was_cancelled_while_it_waited_never_begins() -> None:
    search = Search(REQUEST, 1)
    search.cancel()
    assert not search.begin(lambda: None)


def test_looking_says_that_somebody_waits() -> None:
    search = Search(REQUEST, 1)
    search._looked -= 100
    assert search.unseen >= 100
    search.look()
    assert search.unseen < 100
