"""The question in the form it is solved in: classes of which one choice each is taken, in blocks that share a cap.

A single line is a class of its choices; lines decided together are one class, or several in exclusive cases (components.py). A block is a
unit with its cap; the rows that are no cap of one block couple the blocks and are priced (sweep.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from budget.cuts.answer import KEPT, ContradictionError
from budget.cuts.instance import Flags, Instance, Ints, RowKind
from budget.cuts.search.components import Choice, Group, find_groups, find_ties

Floats = NDArray[np.float64]
UNCAPPED = -1
NO_FORK = -1


@dataclass(frozen=True)
class Table:
    """Every choice of every class, one row each, sorted by block, case and class. Money in đồng.

    Of a row: `klass` (classes are numbered from 0; `start` is the first row of each), `harm`, `weight` (towards the cap of its block),
    `amount` (rows x coupling rows, towards each), and the instance's options it takes: options[first[row]:first[row + 1]].
    Of a class: `block`, a place in `caps` or UNCAPPED; `case`, numbered from 0 within forks, NO_FORK for the others. `fork_of_case` tells
    which fork a case belongs to. `cap_rows` and `coupling` are the rows of the instance that caps and coupling rows stand for; every
    coupling row asks for at least its `limit` (one that allows at most so much stands with its signs turned).
    """

    klass: Ints
    start: Ints
    block: Ints
    case: Ints
    fork_of_case: Ints
    harm: Ints
    weight: Ints
    amount: Ints
    first: Ints
    options: Ints
    caps: Ints
    cap_rows: Ints
    coupling: Ints
    limit: Ints

    @property
    def rows(self) -> int:
        """How many choices there are in all."""
        return len(self.klass)

    @cached_property
    def block_of_row(self) -> Ints:
        """The block of each row's class."""
        return self.block[self.klass]

    @cached_property
    def end(self) -> Ints:
        """One past the last row of each class."""
        return np.append(self.start[1:], self.rows)

    def restricted(self, wanted: Flags) -> "Table":
        """The table of the wanted rows alone, which must be whole classes; blocks and cases keep their numbers."""
        kept = np.flatnonzero(wanted)
        old = self.klass[kept]
        new = np.append(True, np.diff(old) != 0)
        sizes = np.diff(self.first)[kept]
        first = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
        places = np.repeat(self.first[kept] - first[:-1], sizes) + np.arange(int(first[-1]))
        classes = old[new]
        return replace(
            self,
            klass=np.cumsum(new) - 1,
            start=np.flatnonzero(new),
            block=self.block[classes],
            case=self.case[classes],
            harm=self.harm[kept],
            weight=self.weight[kept],
            amount=self.amount[kept],
            first=first,
            options=self.options[places],
        )

    def spans(self) -> dict[int, tuple[int, int]]:
        """Each block's classes as a range of class numbers, the uncapped ones first."""
        changes = np.flatnonzero(np.diff(self.block)) + 1
        edges = [0, *changes.tolist(), len(self.block)]
        return {int(self.block[low]): (low, high) for low, high in pairwise(edges) if high > low}

    def chosen_options(self, instance: Instance, rows: Ints) -> Ints:
        """The answer (an option or KEPT for each line) that the chosen rows make."""
        chosen = np.full(len(instance.lines), KEPT, np.int64)
        for row in rows.tolist():
            taken = self.options[self.first[row] : self.first[row + 1]]
            chosen[instance.options.line[taken]] = taken
        return chosen


def lay_out(instance: Instance) -> Table:
    """The classes of an instance.

    TooWideError when lines hang together in a way that cannot be written out, ContradictionError when some of them have no choice.
    """
    groups = find_groups(find_ties(instance))
    single = np.ones(len(instance.lines), np.bool_)
    for group in groups:
        single[list(group.lines)] = False
    cap_rows, coupling, block_of_line = _blocks(instance, groups)
    joined, fork_of_case = _joined(groups, block_of_line)
    drawn = _drawn_together(_singles(instance, single, block_of_line), joined)
    return _summed(instance, _in_order(drawn), fork_of_case, (cap_rows, coupling))


@dataclass(frozen=True)
class _Drawn:
    """Rows as they are drawn up: the class of each (`block`, `case`, then the first `line` and the `place` among its classes), its options.

    Row i has `size[i]` options; those of all rows stand one after the other in `options`.
    """

    block: Ints
    case: Ints
    line: Ints
    place: Ints
    size: Ints
    options: Ints


def _blocks(instance: Instance, groups: list[Group]) -> tuple[Ints, Ints, Ints]:
    """The rows that cap one block each, the rows that couple, and the block of each line.

    A cap is the block of its lines when no line has two caps and no group of tied lines reaches into another's; one below nothing is none.
    """
    of_option = instance.options.line
    owner = np.full(len(instance.lines), UNCAPPED, np.int64)
    caps = [place for place, row in enumerate(instance.rows) if row.kind is RowKind.UNIT_CAP and not row.at_least]
    clashing = {cap for cap in caps if instance.rows[cap].limit < 0}
    for cap in caps:
        held = np.unique(of_option[instance.rows[cap].option])
        clashing.update(int(other) for other in np.unique(owner[held]) if other != UNCAPPED)
        if (owner[held] != UNCAPPED).any():
            clashing.add(cap)
        owner[held] = cap
    for group in groups:
        owners = {int(owner[line]) for line in group.lines} - {UNCAPPED}
        if len(owners) > 1:
            clashing |= owners
    sound = [cap for cap in caps if cap not in clashing]
    place = {cap: at for at, cap in enumerate(sound)}
    block = np.array([place.get(int(cap), UNCAPPED) for cap in owner.tolist()], dtype=np.int64).reshape(-1)
    for group in groups:
        held_by = max(int(block[line]) for line in group.lines)
        block[list(group.lines)] = held_by
    rest = [at for at in range(len(instance.rows)) if at not in place]
    return np.array(sound, np.int64), np.array(rest, np.int64), block


def _singles(instance: Instance, single: Flags, block: Ints) -> _Drawn:
    """Rows of lines that stand alone: one for keeping, without options, and one an option."""
    lines, options = instance.lines, instance.options
    usable = np.flatnonzero((single & ~lines.locked)[options.line])
    busy = np.zeros(len(lines), np.bool_)
    busy[options.line[usable]] = True
    if (single & lines.forced & ~busy).any():
        raise ContradictionError
    may_keep = np.flatnonzero(busy & ~lines.forced)
    line = np.concatenate([may_keep, options.line[usable]])
    size = np.repeat(np.array([0, 1]), [len(may_keep), len(usable)])
    return _Drawn(block[line], np.full(len(line), NO_FORK), line, np.zeros_like(line), size, usable)


def _joined(groups: list[Group], block: Ints) -> tuple[_Drawn, Ints]:
    """Rows of tied lines, and the fork of each case; a group of one case is no fork."""
    keys, choices, fork_of_case = list[tuple[int, int, int, int]](), list[Choice](), list[int]()
    forks = 0
    for group in groups:
        forked = len(group.cases) > 1
        for case in group.cases:
            number = len(fork_of_case) if forked else NO_FORK
            for place, klass in enumerate(case):
                keys += [(int(block[group.lines[0]]), number, group.lines[0], place)] * len(klass)
                choices += klass
            fork_of_case += [forks] * forked
        forks += forked
    of_block, case_of, line, place_of = np.array(keys, np.int64).reshape(-1, 4).T
    size = np.array([len(choice) for choice in choices], np.int64)
    options = np.array([option for choice in choices for option in choice], np.int64)
    return _Drawn(of_block, case_of, line, place_of, size, options), np.array(fork_of_case, np.int64)


def _drawn_together(one: _Drawn, other: _Drawn) -> _Drawn:
    return _Drawn(*(np.concatenate([getattr(one, part.name), getattr(other, part.name)]) for part in fields(_Drawn)))


def _in_order(drawn: _Drawn) -> _Drawn:
    """The rows by block, case and class; those of a class as they were drawn."""
    order = np.lexsort((drawn.place, drawn.line, drawn.case, drawn.block))
    begin, size = np.cumsum(drawn.size) - drawn.size, drawn.size[order]
    first = np.cumsum(size) - size
    places = np.repeat(begin[order] - first, size) + np.arange(int(size.sum()))
    return _Drawn(drawn.block[order], drawn.case[order], drawn.line[order], drawn.place[order], size, drawn.options[places])


def _summed(instance: Instance, drawn: _Drawn, fork_of_case: Ints, rows: tuple[Ints, Ints]) -> Table:
    """The table of rows in order, with what each comes to in harm and in the capping and coupling rows of the instance."""
    keys = np.stack([drawn.block, drawn.case, drawn.line, drawn.place])
    new = np.append(True, (np.diff(keys) != 0).any(axis=0))[: keys.shape[1]]
    start = np.flatnonzero(new)
    first = np.concatenate([np.zeros(1, np.int64), np.cumsum(drawn.size)])
    cap_rows, coupling = rows
    add = _Adder(first, drawn.options)
    sign = np.array([1 if instance.rows[at].at_least else -1 for at in coupling.tolist()], np.int64)
    amount = np.array([add.up(_spread(instance, [at])) for at in coupling.tolist()], np.int64).reshape(len(coupling), len(new))
    return Table(
        klass=np.cumsum(new) - 1,
        start=start,
        block=drawn.block[start],
        case=drawn.case[start],
        fork_of_case=fork_of_case,
        harm=add.up(instance.options.harm),
        weight=add.up(_spread(instance, cap_rows.tolist())),
        amount=(sign[:, None] * amount).T.copy(),
        first=first,
        options=drawn.options,
        caps=_limits(instance, cap_rows),
        cap_rows=cap_rows,
        coupling=coupling,
        limit=sign * _limits(instance, coupling),
    )


def _limits(instance: Instance, rows: Ints) -> Ints:
    return np.array([instance.rows[at].limit for at in rows.tolist()], np.int64)


@dataclass(frozen=True)
class _Adder:
    """Sums of a figure of options over the options of each row."""

    first: Ints
    options: Ints

    def up(self, figure: Ints) -> Ints:
        running = np.concatenate([np.zeros(1, np.int64), np.cumsum(figure[self.options])])
        found: Ints = running[self.first[1:]] - running[self.first[:-1]]
        return found


def _spread(instance: Instance, rows: Sequence[int]) -> Ints:
    """What each option weighs in the given rows, of which it stands in one at most."""
    weights = np.zeros(len(instance.options), np.int64)
    for at in rows:
        weights[instance.rows[at].option] = instance.rows[at].weight
    return weights
