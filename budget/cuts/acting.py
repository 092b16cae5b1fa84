"""What may be done to each line and what it takes, to the đồng, as the operations of a scenario will do it.

Harm of an option = đồng taken x weight / 100, half up. Conventions that may be changed here: putting off does half the harm of
cutting the same money, another source a fiftieth. Options that do the same as an earlier one of their line are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from budget.cuts.figures import Figures
from budget.cuts.instance import CODE_OF, Flags, Ints, Options
from budget.cuts.settings import Means, Pin
from budget.model.states import CutAction, OperationKind
from budget.scenarios.effects import read_effect
from budget.scenarios.operations import Settings
from budget.scenarios.replay import Step
from budget.store.database import Cursor

DEFER_DIVISOR, RE_SOURCE_DIVISOR = 2, 50
"""Putting off does 1/2, another source 1/50 of the harm of cutting the same money: conventions."""
ONE_OF_AT_MOST = 20
"""One piece less is a way only where there are so few; one sheet of paper of ten thousand is no decision."""
_KIND = {
    CutAction.TO_NORM: OperationKind.PRICE_TO_NORM,
    CutAction.FEWER: OperationKind.REDUCE_QUANTITY,
    CutAction.PERCENT: OperationKind.PERCENT,
    CutAction.DEFER: OperationKind.DEFER,
    CutAction.RE_SOURCE: OperationKind.RE_SOURCE,
    CutAction.DROP: OperationKind.DROP,
}
_PIECE = 1000
_BP = 10_000


@dataclass(frozen=True)
class Way:
    """One way of cutting that several lines share: what is done and the settings of the operation that does it."""

    action: CutAction
    settings: Settings = field(default_factory=dict)

    @property
    def kind(self) -> OperationKind:
        """The operation that does it."""
        return _KIND[self.action]

    @property
    def name(self) -> str:
        """A name that no other way of a line has: percent_25, fewer_1, defer_2025q1."""
        settings = self.settings
        if self.action is CutAction.DEFER:
            return f"{self.action}_{settings['year']}q{settings['quarter']}"
        if "share_bp" in settings:
            share = int(settings["share_bp"])
            return f"{self.action}_{share // 100}" + (f".{share % 100:02d}" if share % 100 else "")
        told = settings.get("source", settings.get("by_milli", settings.get("to_milli")))
        if isinstance(told, int):
            told = f"{'' if 'by_milli' in settings else 'to_'}{told // _PIECE}" + (f".{told % _PIECE:03d}" if told % _PIECE else "")
        return str(self.action) if told is None else f"{self.action}_{told}"


@dataclass(frozen=True)
class Choices:
    """The options of an instance and the way of each (its place in `ways`)."""

    options: Options
    ways: tuple[Way, ...]
    way: Ints
    sources: tuple[str, ...] = ()

    def kept(self, which: Flags) -> "Choices":
        """Only the options where `which` is true."""
        options = self.options
        columns = (options.line, options.kind, options.value, options.saved, options.deferred, options.harm)
        return Choices(Options(*(column[which] for column in columns)), self.ways, self.way[which], self.sources)


@dataclass(frozen=True)
class _Taken:
    """What one way takes of some lines."""

    way: int
    line: Ints
    value: Ints
    saved: Ints
    deferred: Ints


def ways_of(means: Means) -> list[Way]:
    """The ways that the means allow, in the order in which equals are preferred: whole things first, parts of money later."""
    ways = [Way(CutAction.TO_NORM)] if means.to_norm else []
    ways += [Way(CutAction.FEWER, {"share_bp": share}) for share in sorted(means.fewer_bp)]
    ways += [Way(CutAction.FEWER, {"by_milli": _PIECE})] if means.one_fewer else []
    ways += [Way(CutAction.PERCENT, {"share_bp": share}) for share in sorted(means.percent_bp)]
    if means.defer_to is not None:
        ways.append(Way(CutAction.DEFER, {"year": means.defer_to[0], "quarter": means.defer_to[1]}))
    ways += [Way(CutAction.RE_SOURCE, {"source": source}) for source in means.re_source_to]
    return [*ways, Way(CutAction.DROP)] if means.drop else ways


def read_choices(
    cursor: Cursor,
    figures: Figures,
    weight: Ints,
    free: Flags,
    means: Means,
    pins: Mapping[int, Pin],
    may_pay: Mapping[str, Flags],
) -> Choices:
    """The options of lines: by the means where `free`, and just what was decided where pinned (by place).

    `may_pay`: for each source that lines may be moved to, which lines it may lawfully pay.
    """
    usual = np.flatnonzero(free)
    staged = figures.staged.take(pa.array(usual))
    asked = [(way, usual) for way in ways_of(means)]
    for place in sorted(pins):
        asked += [(way, np.array([place], np.int64)) for way in _pinned_ways(pins[place], means)]
    ways: list[Way] = []
    sources = tuple(dict.fromkeys(str(way.settings["source"]) for way, _ in asked if way.action is CutAction.RE_SOURCE))
    found: list[_Taken] = []
    for way, places in asked:
        if way not in ways:
            ways.append(way)
        held = places is usual
        if way.action is CutAction.RE_SOURCE:
            places, held = places[may_pay[str(way.settings["source"])][places]], False
        rows = staged if held else figures.staged.take(pa.array(places))
        found += _take(cursor, figures, way, ways.index(way), (places, rows), sources)
    if means.drop:
        found += list(_unspent_parts(figures, free, ways))
    choices = _joined(found, tuple(ways), sources, figures.amount, weight)
    return choices.kept(_first_of_equals(choices.options))


def harm_of_taking(taken: Ints, weight: Ints, divisor: int = 1) -> Ints:
    """The harm of taking so many đồng of lines of these weights, half up; `divisor` softens it."""
    whole = 100 * divisor
    harm: Ints = (taken * weight + whole // 2) // whole
    return harm


def _pinned_ways(pin: Pin, means: Means) -> Sequence[Way]:
    """What a person's decision comes to: one way where a value was told, else every way of that action that is allowed or usual."""
    if pin.action is CutAction.KEEP:
        return []
    if pin.value is None:
        usual = means if pin.action in (CutAction.DEFER, CutAction.RE_SOURCE) else Means()
        return [way for way in ways_of(usual) if way.action is pin.action]
    value = pin.value
    if pin.action is CutAction.PERCENT:
        return [Way(pin.action, {"share_bp": int(value)})]
    if pin.action is CutAction.FEWER:
        return [Way(pin.action, {"to_milli": int(value)})]
    if pin.action is CutAction.DEFER:
        return [Way(pin.action, {"year": int(value) // 4, "quarter": int(value) % 4 + 1})]
    return [Way(pin.action, {"source": str(value)} if pin.action is CutAction.RE_SOURCE else {})]


def _take(cursor: Cursor, figures: Figures, way: Way, at: int, asked: tuple[Ints, pa.Table], sources: Sequence[str]) -> Iterator[_Taken]:
    """What a way takes of some lines (their places, and their figures as staged), as the operation would."""
    places, staged = asked
    if way.action is CutAction.DROP:
        whole = places[figures.spent[places] == 0]
        zero = np.zeros(len(whole), np.int64)
        yield _Taken(at, whole, zero, figures.amount[whole], zero)
        return
    if not len(places):
        return
    effect = read_effect(cursor, Step("", "", way.kind, way.settings), staged)
    line = np.asarray(effect.column("place").to_numpy(), dtype=np.int64)
    before, after = figures.amount[line], np.asarray(effect.column("amount").to_numpy(), dtype=np.int64)
    zero = np.zeros(len(line), np.int64)
    value, saved, deferred = zero, before - after, zero
    if way.action is CutAction.DEFER:
        deferred = before - figures.spent[line]
        value = zero + int(way.settings["year"]) * 4 + int(way.settings["quarter"]) - 1
        worth = deferred > 0
    elif way.action is CutAction.RE_SOURCE:
        value = zero + sources.index(str(way.settings["source"]))
        here = pc.equal(figures.rows.column("source").take(pa.array(line)), str(way.settings["source"]))
        # what is paid already was paid by the old source
        worth = ~here.fill_null(fill_value=False).to_numpy().astype(bool) & (before > 0) & (figures.spent[line] == 0)
    else:
        if way.action is CutAction.FEWER:
            value = np.asarray(effect.column("quantity_milli").to_numpy(), dtype=np.int64)
            pieces = figures.ints("quantity_milli")[line]
            whole_pieces = (pieces % _PIECE == 0) & (value > 0)
            if "by_milli" in way.settings:
                whole_pieces &= pieces <= ONE_OF_AT_MOST * _PIECE
        else:
            value = zero + int(way.settings.get("share_bp", 0))
            whole_pieces = np.ones(len(line), np.bool_)
        # a part that leaves nothing is the dropping of the line and must stand as such
        worth = whole_pieces & (saved > 0) & (after > 0) & (after >= figures.spent[line])
    yield _Taken(at, line[worth], value[worth], saved[worth], deferred[worth])


def _unspent_parts(figures: Figures, free: Flags, ways: list[Way]) -> Iterator[_Taken]:
    """For lines of which something is spent: all that is not, as the largest share in whole basis points."""
    for place in np.flatnonzero(free & (figures.spent > 0) & (figures.spent < figures.amount)).tolist():
        amount, spent = int(figures.amount[place]), int(figures.spent[place])
        share = _BP * (amount - spent) // amount
        if share:
            way = Way(CutAction.PERCENT, {"share_bp": share})
            if way not in ways:
                ways.append(way)
            saved = (amount * share + _BP // 2) // _BP
            columns = [np.array([value], np.int64) for value in (place, share, saved, 0)]
            yield _Taken(ways.index(way), *columns)


def _joined(found: Sequence[_Taken], ways: tuple[Way, ...], sources: tuple[str, ...], amount: Ints, weight: Ints) -> Choices:
    line, value, saved, deferred = (
        np.concatenate([np.zeros(0, np.int64), *(getattr(one, name) for one in found)]) for name in ("line", "value", "saved", "deferred")
    )
    way = np.repeat(np.array([one.way for one in found], np.int64), [len(one.line) for one in found])
    kind = np.array([CODE_OF[one.action] for one in ways] or [0], np.int64)[way]
    harm = harm_of_taking(saved, weight[line])
    late, moved = kind == CODE_OF[CutAction.DEFER], kind == CODE_OF[CutAction.RE_SOURCE]
    harm[late] = harm_of_taking(deferred[late], weight[line[late]], DEFER_DIVISOR)
    harm[moved] = harm_of_taking(amount[line[moved]], weight[line[moved]], RE_SOURCE_DIVISOR)
    order = np.lexsort((way, kind, line))
    options = Options(line[order], kind[order], value[order], saved[order], deferred[order], harm[order])
    return Choices(options, ways, way[order], sources)


def _first_of_equals(options: Options) -> Flags:
    """Which options do something that no earlier one of their line does: the same money saved and put off is the same option."""
    parts = np.isin(options.kind, [CODE_OF[CutAction.TO_NORM], CODE_OF[CutAction.FEWER], CODE_OF[CutAction.PERCENT]])
    keep = np.ones(len(options), np.bool_)
    where = np.flatnonzero(parts)
    keys = np.stack([options.line[where], options.saved[where]], axis=1)
    _, first = np.unique(keys, axis=0, return_index=True)
    keep[where] = False
    keep[where[first]] = True
    return keep
