"""The worker answers one request, keeps to its memory, and never outlives whoever asked."""

import subprocess

from budget.cuts.process.child import Child
from budget.cuts.process.frames import Message
from budget.cuts.process.wire import ANSWER, END, FAILED, PROGRESS, Asked, Request, read_answer, request_message
from budget.cuts.process.worker import NO_MEMORY, NOT_ASKED
from tests.cut_searches import a_worker, an_instance

REQUEST = Request(Asked.SOLVE, an_instance())
FINDS = """
    progress(0.5, "Đang tìm")
    print("a library says something")
    os.write(1, b"and so does one written in C\\n")
    yield Found(120, an_answer(request.instance))
"""


def said_by(command: tuple[str, ...], message: Message | None = None) -> list[Message]:
    child = Child(command)
    child.ask(request_message(REQUEST) if message is None else message)
    heard = []
    while (word := child.hear()) is not None:
        heard.append(word)
    child.close()
    return heard


def test_it_says_how_far_it_is_what_it_found_and_that_this_is_all() -> None:
    progress, answer, end = said_by(a_worker(FINDS))
    assert (progress.kind, progress.said) == (PROGRESS, {"share": 0.5, "doing": "Đang tìm"})
    assert (answer.kind, read_answer(answer, REQUEST.instance).target) == (ANSWER, 120)
    assert end.kind == END


def test_words_about_progress_are_few() -> None:
    command = a_worker("""
        for place in range(10_000):
            progress(place / 10_000, "Đang tìm")
        yield from ()
    """)
    assert len([word for word in said_by(command) if word.kind == PROGRESS]) < 1_000


def test_more_memory_than_it_may_take_is_a_failure_with_its_reason() -> None:
    command = a_worker("yield bytearray(4 * 2**30)", memory=2**30)
    assert [(word.kind, word.said) for word in said_by(command)] == [(FAILED, {"why": NO_MEMORY})]


def test_a_request_that_is_none_is_refused() -> None:
    heard = said_by(a_worker(FINDS), Message("guess", {"settings": {}}))
    assert [(word.kind, word.said) for word in heard] == [(FAILED, {"why": NOT_ASKED})]


def test_it_ends_when_nobody_asks() -> None:
    done = subprocess.run(a_worker(FINDS), input=b"", capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_it_ends_in_the_middle_of_its_work_when_whoever_asked_is_gone() -> None:
    with subprocess.Popen(a_worker("progress(0, 'x'); time.sleep(600); yield"), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        child = Child.__new__(Child)
        child._process = worker
        child.ask(request_message(REQUEST))
        heard = child.hear()
        assert heard is not None
        worker.stdin.close()
        assert worker.wait(timeout=60) == 1
