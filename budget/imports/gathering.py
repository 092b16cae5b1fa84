"""Hundreds of thousands of objects made in one go and kept.

Looking through them all for circles, again and again while they are made, would cost a third of the time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gathering() -> Iterator[None]:
    """Collection of circles waits until the block ends; what holds no circles is freed at once all the same."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()
