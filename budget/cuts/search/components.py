"""Lines that can only be decided together: those joined by dependencies and bundles, and what may be done to each such group.

A group of a few lines is one class with every joint choice written out. A wide one (one server and the hundred programs that need it)
is split by its pivots, the lines that most others hang on: one case for each thing that may happen to the pivots, and in each case what
is left falls apart into small classes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from budget.cuts.answer import KEPT, ContradictionError
from budget.cuts.instance import CODE_OF, Instance
from budget.model.states import CutAction

MOST_CHOICES = 160
"""A group with more joint choices than this is split by a pivot."""
MOST_PIVOTS = 3
Choice = tuple[int, ...]
"""The options (places in the instance) of one joint choice; lines it does not name are kept."""
_DROP, _DEFER = CODE_OF[CutAction.DROP], CODE_OF[CutAction.DEFER]


class TooWideError(Exception):
    """A group that neither its choices nor its pivots make small: the whole question is left to a general solver."""


@dataclass(frozen=True)
class Group:
    """Lines decided together: `cases` exclude each other, each a list of classes (lists of choices) that are free of each other."""

    lines: tuple[int, ...]
    cases: tuple[tuple[tuple[Choice, ...], ...], ...]


@dataclass(frozen=True)
class Ties:
    """What binds lines to each other: `above` and `below` of dependencies, bundles by line, and what each line may choose."""

    above: Mapping[int, Sequence[int]]
    below: Mapping[int, Sequence[int]]
    bundles: Mapping[int, Sequence[tuple[int, ...]]]
    choices: Mapping[int, Sequence[int]]
    kind: Mapping[int, int]


def find_ties(instance: Instance) -> Ties:
    """The ties of an instance; a locked line has the one choice of being kept."""
    above: dict[int, list[int]] = {}
    below: dict[int, list[int]] = {}
    for parent, child in zip(instance.parent.tolist(), instance.child.tolist(), strict=True):
        above.setdefault(child, []).append(parent)
        below.setdefault(parent, []).append(child)
    bundles: dict[int, list[tuple[int, ...]]] = {}
    for bundle in instance.bundles:
        for line in bundle:
            bundles.setdefault(line, []).append(bundle)
    tied = sorted({*above, *below, *bundles})
    first = instance.first_options
    choices, kind = {}, {KEPT: CODE_OF[CutAction.KEEP]}
    for line in tied:
        options = range(int(first[line]), int(first[line + 1]))
        kind.update((option, int(instance.options.kind[option])) for option in options)
        locked, forced = bool(instance.lines.locked[line]), bool(instance.lines.forced[line])
        choices[line] = [KEPT] if locked else [*([] if forced else [KEPT]), *options]
    return Ties(above, below, bundles, choices, kind)


def find_groups(ties: Ties) -> list[Group]:
    """Every set of tied lines with its cases, in the order of their first lines.

    TooWideError when one cannot be made small, ContradictionError when one has no choice at all.
    """
    return [_split(lines, ties) for lines in connected(sorted(ties.choices), ties)]


def connected(lines: Sequence[int], ties: Ties) -> list[tuple[int, ...]]:
    """The lines in sets that hang together, each sorted.

    Ties to lines outside are not followed, nor is a bundle with a line outside: what happens to that one settles each of the others alone.
    """
    inside, seen, found = set(lines), set[int](), []
    for start in lines:
        if start in seen:
            continue
        seen.add(start)
        reached, waiting = [], [start]
        while waiting:
            line = waiting.pop()
            reached.append(line)
            fresh = {other for other in _beside(line, ties, inside) if other in inside} - seen
            seen |= fresh
            waiting.extend(fresh)
        found.append(tuple(sorted(reached)))
    return found


def _beside(line: int, ties: Ties, inside: set[int]) -> Iterator[int]:
    yield from ties.above.get(line, ())
    yield from ties.below.get(line, ())
    for bundle in ties.bundles.get(line, ()):
        if inside.issuperset(bundle):
            yield from bundle


def _split(lines: tuple[int, ...], ties: Ties) -> Group:
    pivots: list[int] = []
    while True:
        cases = _cases(lines, tuple(pivots), ties)
        if cases:
            return Group(lines, cases)
        if cases is not None:
            raise ContradictionError
        rest = [line for line in lines if line not in pivots]
        if len(pivots) == MOST_PIVOTS or not rest:
            raise TooWideError
        pivots.append(max(rest, key=lambda line: (_knots(line, ties), -line)))


def _knots(line: int, ties: Ties) -> int:
    """How many ties come undone when it is settled what happens to a line."""
    return len(ties.above.get(line, ())) + len(ties.below.get(line, ())) + sum(len(bundle) - 1 for bundle in ties.bundles.get(line, ()))


def _cases(lines: tuple[int, ...], pivots: tuple[int, ...], ties: Ties) -> tuple[tuple[tuple[Choice, ...], ...], ...] | None:
    """The cases of the pivots, each in small classes; None when some class would still be too wide."""
    settled = _joint(pivots, {}, ties)
    if settled is None:
        return None
    cases = []
    for decided in settled:
        case: list[tuple[Choice, ...]] = [(_told(decided),)] if pivots else []
        rest = [line for line in lines if line not in decided]
        for part in connected(rest, ties):
            found = _joint(part, decided, ties)
            if found is None:
                return None
            case.append(tuple(_told(one) for one in found))
        if all(case):
            cases.append(tuple(case))
    return tuple(cases)


def _joint(part: Sequence[int], decided: Mapping[int, int], ties: Ties) -> list[dict[int, int]] | None:
    """Every allowed joint choice of the lines of a part beside what is decided: line -> option; None when there are too many."""
    found: list[dict[int, int]] = [{}]
    for line in part:
        wider = [
            {**known, line: choice} for known in found for choice in ties.choices[line] if _allowed(line, choice, known, decided, ties)
        ]
        if len(wider) > MOST_CHOICES:
            return None
        found = wider
    return found


def _allowed(line: int, choice: int, known: Mapping[int, int], decided: Mapping[int, int], ties: Ties) -> bool:
    def kind(other: int) -> int | None:
        option = known.get(other, decided.get(other))
        return None if option is None else ties.kind[option]

    mine = ties.kind[choice]
    return (
        all(_follows(kind(parent), mine) for parent in ties.above.get(line, ()))
        and all(_follows(mine, kind(child)) for child in ties.below.get(line, ()))
        and all(
            (mine == _DROP) == (theirs == _DROP)
            for bundle in ties.bundles.get(line, ())
            for theirs in (kind(other) for other in bundle if other != line)
            if theirs is not None
        )
    )


def _follows(parent: int | None, child: int | None) -> bool:
    """Whether a child's action goes with its parent's; what is not yet known goes with all."""
    if parent is None or child is None:
        return True
    return (parent != _DROP or child == _DROP) and (parent != _DEFER or child in (_DROP, _DEFER))


def _told(decided: Mapping[int, int]) -> Choice:
    return tuple(option for _, option in sorted(decided.items()) if option != KEPT)
