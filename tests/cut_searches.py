"""Small questions of a cut for tests, and workers whose search is written where the test is read."""

import sys
import textwrap
from collections.abc import Sequence

import numpy as np

from budget.cuts.answer import KEPT, Answer, harm_of
from budget.cuts.instance import Instance, plain_instance

LINES = [
    ("b", "xã", 100, False, ["a"], [("percent", 50, 40), ("drop", 100, 90)]),
    ("a", "xã", 80, False, [], [("drop", 80, 10)]),
    ("c", "huyện", 60, True, [], [("defer", 60, 5), ("drop", 60, 50)]),
    ("d", "huyện", 60, False, [], [("defer", 60, 5)]),
]


def an_instance(target: int = 120) -> Instance:
    return plain_instance(LINES, target, {"xã": 150})


def an_answer(instance: Instance, options: Sequence[int] = (0,), status: str = "optimal") -> Answer:
    """The answer that takes these options; its price and bound are made up."""
    chosen = np.full(len(instance.lines), KEPT, np.int64)
    for option in options:
        chosen[instance.options.line[option]] = option
    harm = harm_of(instance, chosen)
    return Answer(
        chosen, harm, float(harm) - 0.1, status, tuple(1 / (place + 3) for place in range(len(instance.rows))), (), 0.25, {"x": 0.1}
    )


def a_worker(search: str, memory: int = 2 * 2**30) -> tuple[str, ...]:
    """The command of a worker whose search is the body of `def search(request, progress)`."""
    body = textwrap.indent(textwrap.dedent(search), "    ")
    program = f"""
import os, sys, time
from budget.cuts.search.solving import ContradictionError
from budget.cuts.process.wire import Found
from budget.cuts.process.worker import serve
from tests.cut_searches import an_answer

def search(request, progress):
{body}

sys.exit(serve(search, {memory}))
"""
    return (sys.executable, "-X", "utf8", "-c", program)
