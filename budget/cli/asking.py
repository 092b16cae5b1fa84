"""A plan another program holds: let that program answer, or wait a little until the file is free.

Law: a command runs once, here or there; a busy plan nobody answers for is said in a sentence.
"""

import time
from collections.abc import Callable, Sequence

from budget.cli.call import Answer, Call, Printer
from budget.model.problem import PlanError

DEFAULT_WAIT = 3
PAUSE = 0.2


def answer_or_ask(answer: Callable[[], Answer | None], call: Call, argv: Sequence[str], stderr: Printer) -> Answer | int | None:
    """The answer given here; while the plan is busy the exit code of the program that holds it; PlanError when neither comes in time."""
    wait = DEFAULT_WAIT if call.words.wait is None else int(call.words.wait)
    deadline = time.monotonic() + wait
    while True:
        try:
            return answer()
        except PlanError as error:
            if error.problem.code != "plan_busy":
                raise
            code = _ask_holder(call, argv, stderr)
            if code is not None:
                return code
            if time.monotonic() >= deadline:
                raise
        time.sleep(PAUSE)


def _ask_holder(call: Call, argv: Sequence[str], stderr: Printer) -> int | None:
    from budget.cli.control import ask

    return ask(call.path(call.words.plan), argv, call.actor, call.folder, call.stdout, stderr)
