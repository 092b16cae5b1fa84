"""The question of a cut as arrays: lines, what may be done to each, the rules that bind. Money in whole đồng (docs/cuts.md).

Lines stand in id order, so that no answer depends on the order of a table. A line without a chosen option is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from budget.model.states import CutAction

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
KINDS = tuple(CutAction)
"""The actions in the order of their codes in `Options.kind`."""
CODE_OF: Mapping[CutAction, int] = {kind: code for code, kind in enumerate(KINDS)}


class RowKind(StrEnum):
    """What sort of rule a row is; people read of it by this."""

    TARGET = "target"
    UNIT_CAP = "unit_cap"
    FLOOR = "floor"
    CEILING = "ceiling"
    AT_LEAST = "at_least"


class Relaxation(StrEnum):
    """Whether a rule may give way when no answer keeps all of them."""

    NEVER = "never"
    MAY = "may"


@dataclass(frozen=True)
class Lines:
    """The lines asked about, by place: `unit` indexes `units`; `locked` lines are kept; `forced` lines may not be kept as they are."""

    ids: tuple[str, ...]
    units: tuple[str, ...]
    unit: Ints
    amount: Ints
    locked: Flags
    forced: Flags

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self.ids)


@dataclass(frozen=True)
class Options:
    """What may be done, one row an option, sorted by `line` and then by the order given; `kind` is a place in KINDS.

    `value` is the action's setting (share in basis points, pieces kept in thousandths, period as year x 4 + quarter - 1, source by place);
    `saved` = đồng no longer asked for; `deferred` = đồng moved past the period; `harm` = đồng weighted by how needed they are.
    """

    line: Ints
    kind: Ints
    value: Ints
    saved: Ints
    deferred: Ints
    harm: Ints

    def __len__(self) -> int:
        """How many options there are."""
        return len(self.line)


@dataclass(frozen=True)
class Row:
    """A linear rule over options: sum of `weight` of the chosen among `option` is at least (or at most) `limit`.

    `at_least` True: >= limit, else <= limit. `subject` is what it is about (a unit, source, category; "" = the whole).
    """

    kind: RowKind
    subject: str
    at_least: bool
    limit: int
    option: Ints
    weight: Ints
    relaxation: Relaxation = Relaxation.MAY


@dataclass(frozen=True)
class Instance:
    """Lines, options and rules. `parent`, `child`: a child falls (is dropped) when its parent does, and waits when its parent waits.

    `bundles` are sets of lines that are dropped together or not at all. `sources` names the places of RE_SOURCE options.
    """

    lines: Lines
    options: Options
    rows: tuple[Row, ...]
    parent: Ints
    child: Ints
    bundles: tuple[tuple[int, ...], ...] = ()
    sources: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def idle(self) -> bool:
        """Whether nothing may be done to any line."""
        return bool(self.lines.locked[self.options.line].all())

    @property
    def targets(self) -> tuple[Row, ...]:
        """The rows that ask for a saving."""
        return tuple(row for row in self.rows if row.kind in (RowKind.TARGET, RowKind.CEILING))

    @property
    def unit_caps(self) -> dict[str, int]:
        """The most each capped unit may lose, in đồng."""
        return {row.subject: row.limit for row in self.rows if row.kind is RowKind.UNIT_CAP}

    @cached_property
    def first_options(self) -> Ints:
        """For each line the place of its first option, and one past the last: the options of line i are first[i] to first[i + 1] - 1."""
        found: Ints = np.searchsorted(self.options.line, np.arange(len(self.lines) + 1)).astype(np.int64)
        return found


def is_same_question(first: Instance, second: Instance) -> bool:
    """Whether two questions have the very same answers: the same lines, options and rules, whatever things are called."""
    if (first.lines.ids, first.lines.units, first.sources, first.bundles) != (
        second.lines.ids,
        second.lines.units,
        second.sources,
        second.bundles,
    ):
        return False
    if len(first.rows) != len(second.rows):
        return False
    alike = [(first, second, ("parent", "child")), (first.lines, second.lines, ("unit", "amount", "locked", "forced"))]
    alike.append((first.options, second.options, ("line", "kind", "value", "saved", "deferred", "harm")))
    alike += [(one, other, ("option", "weight")) for one, other in zip(first.rows, second.rows, strict=True)]
    told = [
        (one.kind, one.subject, one.at_least, one.limit, one.relaxation)
        == (other.kind, other.subject, other.at_least, other.limit, other.relaxation)
        for one, other in zip(first.rows, second.rows, strict=True)
    ]
    return all(told) and all(np.array_equal(getattr(one, name), getattr(other, name)) for one, other, names in alike for name in names)


def unit_cap_rows(lines: Lines, options: Options, most: Mapping[str, int]) -> list[Row]:
    """A rule for each unit of `most` (unit -> đồng): it loses no more than that; units without options need none."""
    order = np.argsort(lines.unit[options.line], kind="stable")
    owners = lines.unit[options.line][order]
    places = {unit: place for place, unit in enumerate(lines.units)}
    rows = []
    for unit in sorted(most):
        if unit in places:
            low, high = np.searchsorted(owners, [places[unit], places[unit] + 1])
            held = np.sort(order[low:high])
            if len(held):
                rows.append(Row(RowKind.UNIT_CAP, unit, False, most[unit], held, options.saved[held]))
    return rows


def target_row(options: Options, limit: int, *, deferral: bool = False, subject: str = "", held: Ints | None = None) -> Row:
    """The rule that the chosen options (all, or those at `held`) save at least `limit` đồng; `deferral`: what is put off counts too."""
    places = np.arange(len(options), dtype=np.int64) if held is None else held
    weight = options.saved[places] + (options.deferred[places] if deferral else 0)
    return Row(RowKind.TARGET, subject, True, limit, places, weight)


def _has_twice(places: Ints) -> bool:
    # by sorting, which on the long rows of a large plan takes a tenth of the time of np.unique
    ordered = np.sort(places)
    return bool((ordered[1:] == ordered[:-1]).any())


def checked(instance: Instance) -> Instance:
    """The same instance; ValueError naming what is not as the arrays promise (our own mistake, never a person's)."""
    lines, options = instance.lines, instance.options
    count = len(lines)
    wrong = {
        "lengths of lines": not all(len(part) == count for part in (lines.unit, lines.amount, lines.locked, lines.forced)),
        "order of lines": list(lines.ids) != sorted(set(lines.ids)),
        "lengths of options": len({len(part) for part in _columns(options)}) != 1,
        "order of options": bool((np.diff(options.line) < 0).any()),
        "places of options": bool(len(options)) and not (options.line.min() >= 0 and options.line.max() < count),
        "negative money": any(bool((part < 0).any()) for part in (lines.amount, options.saved, options.deferred, options.harm)),
        "keeping is no option": bool((options.kind == CODE_OF[CutAction.KEEP]).any()),
        "places of dependencies": not all(0 <= place < count for part in (instance.parent, instance.child) for place in part.tolist()),
        "places of rules": any(len(row.option) and not 0 <= row.option.min() <= row.option.max() < len(options) for row in instance.rows),
        "options twice in a rule": any(_has_twice(row.option) for row in instance.rows),
        "locked and forced": bool((lines.locked & lines.forced).any()),
    }
    if not wrong["places of options"]:
        wrong["more than the line"] = bool((options.saved + options.deferred > lines.amount[options.line]).any())
    named = [name for name, found in wrong.items() if found]
    if named:
        raise ValueError(f"not an instance of a cut: {', '.join(named)}")
    return instance


def plain_instance(
    lines: Sequence[tuple[str, str, int, bool, Sequence[str], Sequence[tuple[str, int, int]]]], target: int, caps: Mapping[str, int]
) -> Instance:
    """An instance from plain rows (id, unit, amount, locked, requires, actions as (kind, saved, harm)), a target and caps of units."""
    rows = sorted(lines)
    ids = tuple(row[0] for row in rows)
    units = tuple(sorted({row[1] for row in rows}))
    place, unit_of = {line: at for at, line in enumerate(ids)}, {unit: at for at, unit in enumerate(units)}
    flags = np.array([row[3] for row in rows], dtype=np.bool_)
    held = Lines(ids, units, _ints(unit_of[row[1]] for row in rows), _ints(row[2] for row in rows), flags, np.zeros(len(rows), np.bool_))
    told = [(at, CODE_OF[CutAction(kind)], saved, harm) for at, row in enumerate(rows) for kind, saved, harm in row[5]]
    columns = [_ints(item[column] for item in told) for column in range(4)]
    nothing = np.zeros(len(told), np.int64)
    deferring = columns[1] == CODE_OF[CutAction.DEFER]
    saved, deferred = np.where(deferring, 0, columns[2]), np.where(deferring, columns[2], 0)
    options = Options(columns[0], columns[1], nothing, saved, deferred, columns[3])
    edges = sorted((place[parent], at) for at, row in enumerate(rows) for parent in row[4] if parent in place)
    parents, children = (_ints(edge[side] for edge in edges) for side in (0, 1))
    return checked(Instance(held, options, (target_row(options, target), *unit_cap_rows(held, options, caps)), parents, children))


def _columns(options: Options) -> tuple[Ints, ...]:
    return (options.line, options.kind, options.value, options.saved, options.deferred, options.harm)


def _ints(values: object) -> Ints:
    return np.array(list(values), dtype=np.int64)  # type: ignore[call-overload]  # any iterable of whole numbers
