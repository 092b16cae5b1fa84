"""Columns of many lines: texts as places in a short list, so that what is said of kinds of lines is worked out once a kind."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from budget.cuts.instance import Flags, Ints

UNKNOWN = -1
"""What a column of whole numbers says where nobody has told."""


@dataclass(frozen=True)
class Texts:
    """A column of texts: the distinct ones, and the place of each line's own among them."""

    names: tuple[str, ...]
    codes: Ints

    def each(self) -> tuple[str, ...]:
        """The texts line by line."""
        return tuple(np.array(self.names, object)[self.codes].tolist()) if len(self.codes) else ()

    def are(self, wanted: Iterable[str]) -> Flags:
        """Which lines hold one of these."""
        held = set(wanted)
        return self.where(lambda name: name in held)

    def where(self, hold: Callable[[str], object]) -> Flags:
        """Which lines hold a text of which this is true."""
        truths: Flags = np.array([bool(hold(name)) for name in self.names], np.bool_)[self.codes]
        return truths

    def numbers(self, tell: Callable[[str], int]) -> Ints:
        """A whole number for each line, worked out once a text."""
        found: Ints = np.array([tell(name) for name in self.names], np.int64)[self.codes]
        return found


def texts_of(column: pa.ChunkedArray) -> Texts:
    """An Arrow column of texts; what is missing is ""."""
    coded = column.combine_chunks().dictionary_encode()
    names = tuple("" if name is None else str(name) for name in coded.dictionary.to_pylist())
    codes = coded.indices.fill_null(len(names)).to_numpy(zero_copy_only=False).astype(np.int64)
    return Texts((*names, ""), codes)


def whole_of(column: pa.ChunkedArray) -> Ints:
    """An Arrow column of whole numbers; what is missing is UNKNOWN."""
    found: Ints = column.fill_null(UNKNOWN).to_numpy().astype(np.int64)
    return found


def flags_of(column: pa.ChunkedArray) -> Flags:
    """An Arrow column of truths; what is missing is false."""
    found: Flags = column.fill_null(False).to_numpy().astype(np.bool_)
    return found


@dataclass(frozen=True)
class Kinds:
    """Lines that are alike in some columns: `of_line` the kind of each, `first` a line of each kind."""

    of_line: Ints
    first: Ints

    def tell(self, say: Callable[[int], str]) -> tuple[str, ...]:
        """A sentence for each line, said once a kind from a line of it."""
        said = np.array([say(place) for place in self.first.tolist()], object)
        return tuple(said[self.of_line].tolist()) if len(self.of_line) else ()

    def count(self, tell: Callable[[int], int]) -> Ints:
        """A whole number for each line, worked out once a kind."""
        found: Ints = np.array([tell(place) for place in self.first.tolist()], np.int64)[self.of_line]
        return found


def kinds_of(columns: Sequence[Ints]) -> Kinds:
    """The kinds of lines that are alike in every one of these columns."""
    whole = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        _, narrow = np.unique(column, return_inverse=True)
        _, whole = np.unique(whole * (int(narrow.max(initial=0)) + 1) + narrow, return_inverse=True)
    _, first = np.unique(whole, return_index=True)
    return Kinds(whole.astype(np.int64), first.astype(np.int64))


def say_each(lines: Flags, hangs_on: Sequence[Ints], say: Callable[[int], str]) -> tuple[Ints, tuple[str, ...]]:
    """The places of some lines and a sentence for each, said once for those alike in the columns it hangs on (none = one for all)."""
    places: Ints = np.flatnonzero(lines).astype(np.int64)
    if not len(places):
        return places, ()
    if not hangs_on:
        return places, (say(int(places[0])),) * len(places)
    return places, kinds_of([column[places] for column in hangs_on]).tell(lambda kind: say(int(places[kind])))
