"""Rows that are read while they are gone through, so that they can be gone through once only."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Once(Generic[Item]):
    """An iterable that raises RuntimeError the second time: a spent iterator would say, in silence, that there is nothing."""

    def __init__(self, items: Iterable[Item]) -> None:
        """Go through these, when asked to."""
        self._items = items
        self._spent = False

    def __iter__(self) -> Iterator[Item]:
        """The items, in their order."""
        if self._spent:
            raise RuntimeError("these rows were gone through already; make a list of them first")
        self._spent = True
        return iter(self._items)
