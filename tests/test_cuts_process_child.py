"""The process of a worker is started, asked, heard and ended, and is not left behind."""

import sys

import pytest

from budget.cuts.process.child import Child
from budget.cuts.process.frames import BrokenMessage, Message

ECHO = (sys.executable, "-c", "import sys; sys.stdout.buffer.write(sys.stdin.buffer.readline()); sys.stdout.flush(); sys.stdin.read()")


def test_it_hears_what_it_was_told_until_it_is_ended() -> None:
    child = Child(ECHO)
    child.ask(Message("chào", {"a": 1}))
    assert child.hear() == Message("chào", {"a": 1})
    assert child.is_alive()
    child.kill()
    assert child.hear() is None
    child.close()
    assert not child.is_alive()


def test_one_thread_for_the_arithmetic_of_libraries() -> None:
    child = Child((sys.executable, "-c", "import os; print(os.environ['OPENBLAS_NUM_THREADS'])"))
    assert child._process.stdout is not None
    assert child._process.stdout.read() == b"1\n"
    child.close()


def test_asking_a_process_that_has_ended_is_an_error_of_the_system() -> None:
    child = Child((sys.executable, "-c", ""))
    child._process.wait(60)
    with pytest.raises(OSError, match="pipe"):
        child.ask(Message("x", {"a": "b" * 2**21}))
    child.close()


def test_words_of_something_else_are_broken() -> None:
    child = Child((sys.executable, "-c", "print('hello')"))
    with pytest.raises(BrokenMessage):
        child.hear()
    child.close()
