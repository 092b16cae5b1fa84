"""Small questions of a cut drawn at random, and their answers by trying every choice there is."""

from itertools import pairwise, product

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from budget.cuts.instance import CODE_OF, Instance, Lines, Options, Relaxation, Row, RowKind, checked, target_row, unit_cap_rows
from budget.model.states import CutAction

TRIED_AT_MOST = 6_000
TAKING = (CutAction.DROP, CutAction.PERCENT, CutAction.FEWER, CutAction.DEFER, CutAction.TO_NORM)


@st.composite
def questions(draw: st.DrawFn, most_lines: int = 8, *, gives_way: bool = False) -> Instance:
    """A question of few lines and small amounts, so that ties and impossible targets are frequent; `gives_way`: no rule is sacred."""
    options_of = draw(st.lists(st.lists(st.sampled_from(TAKING), max_size=3, unique=True), min_size=1, max_size=most_lines))
    while np.prod([len(kinds) + 1 for kinds in options_of]) > TRIED_AT_MOST:
        options_of.pop()
    count = len(options_of)
    unit_count = draw(st.integers(1, 3))
    each_line = st.lists(st.integers(0, unit_count - 1), min_size=count, max_size=count)
    flags = st.lists(st.sampled_from([False, False, False, True]), min_size=count, max_size=count)
    amount = np.array(draw(st.lists(st.integers(1, 60), min_size=count, max_size=count)), dtype=np.int64)
    locked = np.array(draw(flags))
    forced = np.array(draw(flags)) & ~locked & np.array([len(kinds) > 0 for kinds in options_of])
    if draw(st.booleans()):
        forced[:] = False
    ids = tuple(f"k{place:02d}" for place in range(count))
    units = tuple(f"xã {place}" for place in range(unit_count))
    lines = Lines(ids, units, np.array(draw(each_line), dtype=np.int64), amount, locked, forced)
    options = draw(_options(options_of, amount))
    parent, child = draw(_dependencies(count))
    bundle = st.lists(st.integers(0, count - 1), min_size=min(2, count), max_size=3, unique=True).map(tuple)
    bundles = draw(st.lists(bundle, max_size=1))
    rows = draw(_rows(lines, options, gives_way=gives_way))
    return checked(Instance(lines, options, rows, parent, child, tuple(bundles)))


def every_choice(instance: Instance) -> NDArray[np.int64]:
    """Each way to choose, one row each, that keeps what never gives way: locks, pins, dependencies, bundles."""
    first = instance.first_options.tolist()
    spans = [range(low, high) for low, high in pairwise(first)]
    lines = instance.lines
    own = [
        (-1,) if locked else (*(() if forced else (-1,)), *span)
        for span, locked, forced in zip(spans, lines.locked.tolist(), lines.forced.tolist(), strict=True)
    ]
    tried = np.array(list(product(*own)), dtype=np.int64).reshape(-1, len(lines))
    kind = np.where(tried < 0, CODE_OF[CutAction.KEEP], np.append(instance.options.kind, -1)[tried])
    falls, waits = kind == CODE_OF[CutAction.DROP], kind == CODE_OF[CutAction.DEFER]
    kept = np.ones(len(tried), np.bool_)
    for above, below in zip(instance.parent.tolist(), instance.child.tolist(), strict=True):
        kept &= ~falls[:, above] | falls[:, below]
        kept &= ~waits[:, above] | falls[:, below] | waits[:, below]
    for bundle in instance.bundles:
        together = falls[:, list(bundle)]
        kept &= together.all(axis=1) | ~together.any(axis=1)
    return tried[kept]


def misses(instance: Instance, tried: NDArray[np.int64]) -> NDArray[np.int64]:
    """By how much each choice misses each row (0 = keeps it): one row a choice, one column a rule."""
    found = np.zeros((len(tried), len(instance.rows)), np.int64)
    for place, row in enumerate(instance.rows):
        weight = np.zeros(len(instance.options) + 1, np.int64)
        weight[row.option] = row.weight
        total = weight[tried].sum(axis=1)
        found[:, place] = np.maximum(0, row.limit - total if row.at_least else total - row.limit)
    return found


def harms(instance: Instance, tried: NDArray[np.int64]) -> NDArray[np.int64]:
    """The harm of each choice."""
    return np.append(instance.options.harm, 0)[tried].sum(axis=1)


def least_harm_of_all(instance: Instance) -> int | None:
    """The least harm of any choice that keeps every rule; None when there is none."""
    tried = every_choice(instance)
    lawful = tried[~misses(instance, tried).any(axis=1)]
    return int(harms(instance, lawful).min()) if len(lawful) else None


@st.composite
def _options(draw: st.DrawFn, options_of: list[list[CutAction]], amount: NDArray[np.int64]) -> Options:
    told = []
    for line, kinds in enumerate(options_of):
        whole = int(amount[line])
        for kind in kinds:
            moved = whole if kind in (CutAction.DROP, CutAction.DEFER) else draw(st.integers(0, whole))
            waits = kind is CutAction.DEFER
            told.append((line, CODE_OF[kind], 0, 0 if waits else moved, moved if waits else 0, draw(st.integers(0, 40))))
    columns = np.array(told, dtype=np.int64).reshape(-1, 6)
    return Options(*(columns[:, place].copy() for place in range(6)))


@st.composite
def _dependencies(draw: st.DrawFn, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Chains, stars and loose pairs, within units and across them; never a circle."""
    pairs = draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=count))
    order = draw(st.permutations(range(count)))
    edges = sorted({(order[min(pair)], order[max(pair)]) for pair in pairs if pair[0] != pair[1]})
    return np.array([edge[0] for edge in edges], dtype=np.int64), np.array([edge[1] for edge in edges], dtype=np.int64)


@st.composite
def _rows(draw: st.DrawFn, lines: Lines, options: Options, *, gives_way: bool) -> tuple[Row, ...]:
    """A target; perhaps caps of units, a second target over some options, a floor, at least one of some, not more than some."""
    total = int(lines.amount.sum())
    rows = [target_row(options, draw(st.integers(0, total)), deferral=draw(st.booleans()))]
    if draw(st.booleans()):
        rows += unit_cap_rows(lines, options, {unit: draw(st.integers(0, 80)) for unit in lines.units})
    some = st.lists(st.integers(0, len(options) - 1), min_size=1, max_size=6, unique=True).map(sorted) if len(options) else st.nothing()
    for kind in draw(st.lists(st.sampled_from([RowKind.TARGET, RowKind.CEILING, RowKind.FLOOR, RowKind.AT_LEAST]), max_size=2)):
        if not len(options):
            break
        held = np.array(draw(some), dtype=np.int64)
        if kind is RowKind.AT_LEAST:
            rows.append(Row(kind, "chọn", draw(st.booleans()), 1, held, np.ones(len(held), np.int64)))
        else:
            rows.append(Row(kind, "nhóm", kind is not RowKind.FLOOR, draw(st.integers(0, 60)), held, options.saved[held]))
    if gives_way:
        return tuple(rows)
    sacred = draw(st.lists(st.sampled_from(Relaxation), min_size=len(rows), max_size=len(rows)))
    return tuple(
        Row(row.kind, row.subject, row.at_least, row.limit, row.option, row.weight, may) for row, may in zip(rows, sacred, strict=True)
    )
