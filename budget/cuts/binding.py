"""Which rule decides for a line: why it is cut, or why it is kept although it could be.

A kept line that the prices of what must be saved would have cut is held by a rule that does not let go (a cap, a floor, a line that
needs it); one they would not have cut is kept because less needed lines suffice. Prices are local: true around this answer.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property

import numpy as np

from budget.cuts.answer import KEPT
from budget.cuts.instance import CODE_OF, Ints, RowKind
from budget.cuts.outcome import Outcome
from budget.model.states import CutAction

EVEN = -1e-9


class Binding(StrEnum):
    """What decided."""

    TARGET = "target"
    CEILING = "ceiling"
    PINNED = "pinned"
    PARENT = "parent"
    BUNDLE = "bundle"
    LOCKED = "locked"
    NOTHING_TO_TAKE = "nothing_to_take"
    UNIT_CAP = "unit_cap"
    FLOOR = "floor"
    AT_LEAST = "at_least"
    NEEDED_BY_CHILD = "needed_by_child"
    ENOUGH = "enough"


_HOLDS = {RowKind.UNIT_CAP: Binding.UNIT_CAP, RowKind.FLOOR: Binding.FLOOR, RowKind.AT_LEAST: Binding.AT_LEAST}


class Bindings:
    """What decided for each line of an outcome; worked out once, set-wise."""

    def __init__(self, outcome: Outcome) -> None:
        """Of this outcome."""
        self._outcome = outcome
        self._instance, self._answer = outcome.drawn.instance, outcome.answer

    @cached_property
    def worth(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """For each option its harm less what the rules that ask for savings pay for it: below nought it would pay to take it."""
        return self._less(self._instance.options.harm.astype(np.float64), asking=True)

    @cached_property
    def reduced_cost(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """The same with every rule's price, those that hold back too."""
        return self._less(self.worth.copy(), asking=False)

    @cached_property
    def slack(self) -> list[int]:
        """For each row how much may still be taken (or is saved beyond what was asked), in its own measure."""
        taken = np.zeros(len(self._instance.options), np.bool_)
        taken[self._answer.options()] = True
        sums = [int(row.weight[taken[row.option]].sum()) for row in self._instance.rows]
        return [total - row.limit if row.at_least else row.limit - total for row, total in zip(self._instance.rows, sums, strict=True)]

    def of(self, line: int) -> tuple[Binding, int]:
        """What decided for a line, and the row it is (or the other line, for PARENT and NEEDED_BY_CHILD); -1 where it is none."""
        return self._of_kept(line) if self._answer.chosen[line] == KEPT else self._of_cut(line)

    def _of_cut(self, line: int) -> tuple[Binding, int]:
        option = int(self._answer.chosen[line])
        if self._instance.lines.forced[line]:
            return Binding.PINNED, -1
        asking = self._rows_with(option, (RowKind.TARGET, RowKind.CEILING))
        priced = [at for at in asking if self._answer.price[at]] or asking
        dropped = self._outcome.kind == CODE_OF[CutAction.DROP]
        above = self._instance.parent[self._instance.child == line]
        fallen = above[dropped[above]] if dropped[line] else above[:0]
        if len(fallen) and (not priced or self.worth[option] > 0):
            return Binding.PARENT, int(fallen[0])
        if dropped[line] and any(line in bundle for bundle in self._instance.bundles) and self.worth[option] > 0:
            return Binding.BUNDLE, -1
        if not priced:
            return (Binding.PARENT, int(fallen[0])) if len(fallen) else (Binding.BUNDLE, -1)
        row = priced[0]
        return (Binding.TARGET if self._instance.rows[row].kind is RowKind.TARGET else Binding.CEILING), row

    def _of_kept(self, line: int) -> tuple[Binding, int]:
        if self._instance.lines.locked[line]:
            return Binding.LOCKED, -1
        first, last = np.searchsorted(self._instance.options.line, [line, line + 1])
        if first == last:
            return Binding.NOTHING_TO_TAKE, -1
        wanted = [option for option in range(int(first), int(last)) if self.worth[option] < EVEN]
        for option in sorted(wanted, key=lambda one: float(self.worth[one])):
            for at in self._rows_with(option, tuple(_HOLDS)):
                row = self._instance.rows[at]
                if int(row.weight[row.option == option].sum()) > self.slack[at]:
                    return _HOLDS[row.kind], at
        if wanted:
            child = self._held_child(line)
            if child >= 0:
                return Binding.NEEDED_BY_CHILD, child
            if any(line in bundle for bundle in self._instance.bundles):
                return Binding.BUNDLE, -1
        return Binding.ENOUGH, -1

    def _held_child(self, line: int) -> int:
        """A line that needs this one and is not dropped, looked for downwards; -1 when there is none."""
        waiting, seen = [line], {line}
        while waiting:
            for child in self._instance.child[self._instance.parent == waiting.pop()].tolist():
                if self._outcome.kind[child] != CODE_OF[CutAction.DROP]:
                    return int(child)
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return -1

    def _rows_with(self, option: int, kinds: Sequence[RowKind]) -> list[int]:
        """The rows of some kinds in which an option counts, in order."""
        return [at for at in self._rows_of_option(option) if self._instance.rows[at].kind in kinds]

    def _rows_of_option(self, option: int) -> list[int]:
        low, high = np.searchsorted(self._spread[0], [option, option + 1])
        return [int(at) for at in self._spread[1][low:high]]

    @cached_property
    def _spread(self) -> tuple[Ints, Ints]:
        """Options and the rows they count in, sorted by option."""
        rows = self._instance.rows
        option = np.concatenate([np.zeros(0, np.int64), *(row.option for row in rows)])
        row_of = np.repeat(np.arange(len(rows), dtype=np.int64), [len(row.option) for row in rows])
        order = np.argsort(option, kind="stable")
        return option[order], row_of[order]

    def _less(self, value: np.ndarray[tuple[int], np.dtype[np.float64]], *, asking: bool) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        for row, price in zip(self._instance.rows, self._answer.price, strict=True):
            if price and row.at_least is asking:
                # what helps a rule that asks is paid for, what burdens one that holds back is charged
                np.add.at(value, row.option, (-abs(price) if asking else abs(price)) * row.weight)
        return value
