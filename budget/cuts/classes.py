"""The question in the form it is solved in: classes of which one choice each is taken, in blocks that share a cap.

A single line is a class of its choices; lines decided together are one class, or several in exclusive cases (components.py). A block is a
unit with its cap; the rows that are no cap of one block couple the blocks and are priced (multipliers.py).
"""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from budget.cuts.answer import KEPT
from budget.cuts.components import Group, find_groups, find_ties
from budget.cuts.instance import Flags, Instance, Ints, RowKind

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
    """The classes of an instance; TooWideError when lines hang together in a way that cannot be written out."""
    groups = find_groups(find_ties(instance))
    tied = np.zeros(len(instance.lines), np.bool_)
    for group in groups:
        tied[list(group.lines)] = True
    cap_rows, coupling, block_of_line = _blocks(instance, groups)
    singles = _singles(instance, ~tied, block_of_line)
    joined = _joined(groups, block_of_line)
    return _assemble(instance, singles, joined, (cap_rows, coupling))


def _blocks(instance: Instance, groups: list[Group]) -> tuple[Ints, Ints, Ints]:
    """The rows that cap one block each, the rows that couple, and the block of each line.

    A cap is the block of its lines when no line has two caps and no group of tied lines reaches past it.
    """
    of_option = instance.options.line
    owner = np.full(len(instance.lines), UNCAPPED, np.int64)
    caps = [place for place, row in enumerate(instance.rows) if row.kind is RowKind.UNIT_CAP and not row.at_least]
    clashing: set[int] = set()
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


def _singles(instance: Instance, single: Flags, block: Ints) -> tuple[Ints, Ints, Ints]:
    """Rows of lines that stand alone: block, line and option (KEPT for keeping), in no order yet."""
    lines, options = instance.lines, instance.options
    may_keep = np.flatnonzero(single & ~lines.forced)
    usable = np.flatnonzero(single[options.line] & ~lines.locked[options.line])
    busy = np.zeros(len(lines), np.bool_)
    busy[options.line[usable]] = True
    may_keep = may_keep[busy[may_keep]]
    line = np.concatenate([may_keep, options.line[usable]])
    option = np.concatenate([np.full(len(may_keep), KEPT, np.int64), usable])
    return block[line], line, option


def _joined(groups: list[Group], block: Ints) -> list[tuple[int, int, int, int, tuple[int, ...]]]:
    """Rows of tied lines: (block, fork, case, class within the case, options); fork NO_FORK for a group of one case."""
    found = []
    case_number = fork_number = 0
    for group in groups:
        where = int(block[group.lines[0]])
        forked = len(group.cases) > 1
        for case in group.cases:
            for place, klass in enumerate(case):
                key = (where, fork_number if forked else NO_FORK, case_number if forked else NO_FORK)
                found += [(*key, group.lines[0] * 4096 + place, choice) for choice in klass]
            case_number += forked
        fork_number += forked
    return found


def _assemble(
    instance: Instance,
    singles: tuple[Ints, Ints, Ints],
    joined: list[tuple[int, int, int, int, tuple[int, ...]]],
    rows: tuple[Ints, Ints],
) -> Table:
    count = len(singles[0])
    key_block = np.concatenate([singles[0], np.array([row[0] for row in joined], np.int64)])
    key_case = np.concatenate([np.full(count, NO_FORK, np.int64), np.array([row[2] for row in joined], np.int64)])
    key_class = np.concatenate([singles[1] * 4096, np.array([row[3] for row in joined], np.int64)])
    sizes = np.concatenate([(singles[2] != KEPT).astype(np.int64), np.array([len(row[4]) for row in joined], np.int64)])
    flat = np.array([option for row in joined for option in row[4]], np.int64)
    order = np.lexsort((np.arange(len(key_block)), key_class, key_case, key_block))
    begin = np.concatenate([[0], np.cumsum(sizes)])
    source = np.concatenate([singles[2][singles[2] != KEPT], flat])
    first = np.concatenate([[0], np.cumsum(sizes[order])]).astype(np.int64)
    places = np.repeat(begin[:-1][order] - first[:-1], sizes[order]) + np.arange(int(first[-1]))
    options = source[places]
    new = np.ones(len(order), np.bool_)
    new[1:] = (np.diff(key_block[order]) != 0) | (np.diff(key_case[order]) != 0) | (np.diff(key_class[order]) != 0)
    start = np.flatnonzero(new)
    forks = {row[2]: row[1] for row in joined if row[2] != NO_FORK}
    add = _Adder(first, options, len(order))
    cap_rows, coupling = rows
    weight = add.up(_spread(instance, cap_rows))
    sign = [1 if instance.rows[at].at_least else -1 for at in coupling.tolist()]
    amount = [sign[at] * add.up(_spread(instance, coupling[at : at + 1])) for at in range(len(coupling))]
    return Table(
        klass=np.cumsum(new) - 1,
        start=start,
        block=key_block[order][start],
        case=key_case[order][start],
        fork_of_case=np.array([forks[case] for case in sorted(forks)], np.int64),
        harm=add.up(instance.options.harm),
        weight=weight,
        amount=np.array(amount, np.int64).reshape(len(amount), len(order)).T.copy(),
        first=first,
        options=options,
        caps=np.array([instance.rows[at].limit for at in cap_rows.tolist()], np.int64),
        cap_rows=cap_rows,
        coupling=coupling,
        limit=np.array([sign[at] * instance.rows[row].limit for at, row in enumerate(coupling.tolist())], np.int64),
    )


@dataclass(frozen=True)
class _Adder:
    """Sums of a figure of options over the options of each row."""

    first: Ints
    options: Ints
    rows: int

    def up(self, figure: Ints) -> Ints:
        running = np.concatenate([np.zeros(1, np.int64), np.cumsum(figure[self.options])])
        found: Ints = running[self.first[1:]] - running[self.first[:-1]]
        return found


def _spread(instance: Instance, rows: Ints) -> Ints:
    """What each option weighs in the given rows, of which it stands in one at most."""
    weights = np.zeros(len(instance.options), np.int64)
    for at in rows.tolist():
        weights[instance.rows[at].option] = instance.rows[at].weight
    return weights
