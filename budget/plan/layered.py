"""A large mapping of which each edit changes a little: what changed lies over what stood, so that nothing large is copied."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

MOST = 2_000
"""So many changes lie over the rest before both are made one."""
Value = TypeVar("Value")


class Layered(Mapping[str, Value]):
    """A mapping that never changes; None lies over what is gone."""

    def __init__(self, below: Mapping[str, Value], over: Mapping[str, Value | None] | None = None) -> None:
        """Lay changes over a mapping that nobody will change any more."""
        self._below = below
        self._over: Mapping[str, Value | None] = over or {}
        self._gone = sum(1 for key, value in self._over.items() if value is None and key in below)
        self._new = sum(1 for key, value in self._over.items() if value is not None and key not in below)

    def changed(self, changes: Mapping[str, Value | None]) -> "Layered[Value]":
        """The same with some values replaced, and those gone that are None."""
        over = {**self._over, **changes}
        if len(over) <= MOST:
            return Layered(self._below, over)
        whole = {key: value for key, value in {**self._below, **over}.items() if value is not None}
        return Layered(whole)

    def __getitem__(self, key: str) -> Value:
        """The value that stands."""
        if key not in self._over:
            return self._below[key]
        value = self._over[key]
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        """What stood and still stands, then what is new."""
        yield from (key for key in self._below if self._over.get(key, 0) is not None)
        yield from (key for key, value in self._over.items() if value is not None and key not in self._below)

    def __len__(self) -> int:
        """How many stand."""
        return len(self._below) - self._gone + self._new
