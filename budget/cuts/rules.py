"""The rules of a cut as rows over options: targets, caps of units, floors of categories, ceilings of sources, at least one of.

What is measured by a year counts the money of that year, cut or put off; what is measured by all years counts what is cut. Another
source helps the ceiling of the source it leaves and burdens the one it comes to; it saves nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from budget.cuts.acting import Choices
from budget.cuts.figures import Figures
from budget.cuts.instance import CODE_OF, Flags, Ints, Row, RowKind
from budget.cuts.settings import CutSettings, Quota, Scope, Target
from budget.cuts.years import Counted
from budget.model.states import CutAction, UnitLevel


@dataclass(frozen=True)
class Ruled:
    """What rows are made from: lines, their options, and what counts in each year asked for (None = all years)."""

    figures: Figures
    choices: Choices
    counted: Mapping[int | None, Counted]


def rows_of(settings: CutSettings, ruled: Ruled) -> tuple[Row, ...]:
    """Every rule of the settings, in a fixed order; at-least-one groups and bundles of lines that are gone leave no row."""
    here = ruled.counted[settings.year]
    return (
        *(target_of(target, settings.year, ruled) for target in settings.targets),
        *_unit_caps(settings, ruled, here),
        *_floors(settings, ruled, here),
        *_ceilings(settings, ruled, here),
        *_at_least_one(settings, ruled),
    )


def year_of(target: Target, year: int | None) -> int | None:
    """The budget year whose money a target is about: its own, else that of the whole question."""
    return int(target.subject) if target.scope is Scope.YEAR else year


def years_asked(settings: CutSettings) -> set[int | None]:
    """The years anything is measured in; None = all."""
    return {settings.year, *(year_of(target, settings.year) for target in settings.targets)}


def scope_of(target: Target, figures: Figures) -> Flags:
    """The lines a target is about."""
    if target.scope in (Scope.SOURCE, Scope.NATURE):
        return np.array([text == target.subject for text in figures.texts(target.scope.value)], np.bool_)
    return np.ones(len(figures), np.bool_)


def target_of(target: Target, year: int | None, ruled: Ruled) -> Row:
    """The row of a target; its limit is in đồng, a share of what the scope comes to after reductions."""
    counted = ruled.counted[year_of(target, year)]
    inside = scope_of(target, ruled.figures)
    limit = target.quota.of(int(counted.held[inside].sum()))
    held = np.flatnonzero(inside[ruled.choices.options.line] & (counted.gone != 0))
    return Row(RowKind.TARGET, target.subject, True, limit, held, counted.gone[held])


def unit_limits(settings: CutSettings, figures: Figures, held: Ints) -> dict[str, int]:
    """The most each unit may lose (đồng): its own cap, else that of mountain communes, else that of all; units without a cap are absent."""
    units = figures.texts("unit")
    tried = zip(units, figures.texts("level"), figures.rows.column("mountain").to_pylist(), strict=True)
    high = {unit for unit, level, mountain in tried if mountain and level == UnitLevel.COMMUNE}
    limits = {}
    for unit, amount in _sums(units, held).items():
        low = settings.mountain_cap_bp if unit in high else None
        share = settings.unit_cap_bp if low is None else low
        cap = settings.caps.get(unit) or (None if share is None else Quota(share_bp=share))
        if cap is not None:
            limits[unit] = cap.of(amount)
    return limits


def _unit_caps(settings: CutSettings, ruled: Ruled, here: Counted) -> list[Row]:
    limits = unit_limits(settings, ruled.figures, here.held)
    return _rows_by(RowKind.UNIT_CAP, ruled.figures.texts("unit"), limits, ruled.choices, here.saved)


def _floors(settings: CutSettings, ruled: Ruled, here: Counted) -> list[Row]:
    categories = ruled.figures.texts("category")
    sums = _sums(categories, here.held)
    # a category that holds less than its floor already may lose nothing more
    limits = {name: max(0, sums[name] - floor.of(sums[name])) for name, floor in settings.floors.items() if name in sums}
    return _rows_by(RowKind.FLOOR, categories, limits, ruled.choices, here.gone)


def _ceilings(settings: CutSettings, ruled: Ruled, here: Counted) -> list[Row]:
    rows = []
    sources, options = np.array(ruled.figures.texts("source"), dtype=object), ruled.choices.options
    moved = options.kind == CODE_OF[CutAction.RE_SOURCE]
    amount = here.held[options.line]
    for source, most in sorted(settings.ceilings.items()):
        own = sources == source
        lacking = int(here.held[own].sum()) - most
        if lacking <= 0 and source not in ruled.choices.sources:
            continue
        weight = np.where(own[options.line], np.where(moved, amount, here.gone), 0)
        if source in ruled.choices.sources:
            weight = weight - np.where(moved & (options.value == ruled.choices.sources.index(source)), amount, 0)
        held = np.flatnonzero(weight)
        rows.append(Row(RowKind.CEILING, source, True, lacking, held, weight[held]))
    return rows


def _at_least_one(settings: CutSettings, ruled: Ruled) -> list[Row]:
    place = {line: at for at, line in enumerate(ruled.figures.ids)} if settings.at_least_one else {}
    options, rows = ruled.choices.options, []
    for group in settings.at_least_one:
        lines = sorted(place[line] for line in set(group) if line in place)
        held = np.flatnonzero(np.isin(options.line, lines) & (options.kind == CODE_OF[CutAction.DROP]))
        # where somebody of the group cannot be dropped, one stays anyhow
        if lines and len(held) == len(lines):
            rows.append(Row(RowKind.AT_LEAST, ruled.figures.ids[lines[0]], False, len(lines) - 1, held, np.ones(len(held), np.int64)))
    return rows


def _rows_by(kind: RowKind, keys: Sequence[str], limits: Mapping[str, int], choices: Choices, weight: Ints) -> list[Row]:
    """A row for each key with a limit: the options of its lines take no more than that."""
    if not limits:
        return []
    names = sorted(limits)
    code = {name: at for at, name in enumerate(names)}
    owner = np.array([code.get(key, -1) for key in keys], np.int64)[choices.options.line]
    order = np.argsort(owner, kind="stable")
    bounds = np.searchsorted(owner[order], np.arange(len(names) + 1))
    rows = []
    for at, name in enumerate(names):
        held = order[bounds[at] : bounds[at + 1]]
        held = held[weight[held] != 0]
        if len(held):
            rows.append(Row(kind, name, False, limits[name], held, weight[held]))
    return rows


def _sums(keys: Sequence[str], amount: Ints) -> dict[str, int]:
    """The đồng of each key, keys in the order they first appear."""
    places: dict[str, int] = {}
    codes = np.array([places.setdefault(key, len(places)) for key in keys], np.int64)
    sums = np.zeros(len(places), np.int64)
    np.add.at(sums, codes, amount)
    return dict(zip(places, sums.tolist(), strict=True))
