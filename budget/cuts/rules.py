"""The rules of a cut as rows over options: targets, caps of units, floors of categories, ceilings of sources, at least one of.

What is measured by a year counts the money of that year, cut or put off; what is measured by all years counts what is cut. Another
source helps the ceiling of the source it leaves and burdens the one it comes to; it saves nothing.
"""

from collections.abc import Mapping
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
        return _are(figures, target.scope.value, target.subject)
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
    if settings.unit_cap_bp is None and settings.mountain_cap_bp is None and not settings.caps:
        return {}
    units, at = figures.codes("unit")
    _, first = np.unique(at, return_index=True)
    about = figures.rows.select(["level", "mountain"]).take(first).to_pylist()
    sums = _sums(figures, "unit", held)
    limits = {}
    for unit, told in zip(units, about, strict=True):
        low = settings.mountain_cap_bp if told["mountain"] and told["level"] == UnitLevel.COMMUNE else None
        share = settings.unit_cap_bp if low is None else low
        cap = settings.caps.get(unit) or (None if share is None else Quota(share_bp=share))
        if cap is not None:
            limits[unit] = cap.of(sums[unit])
    return limits


def _unit_caps(settings: CutSettings, ruled: Ruled, here: Counted) -> list[Row]:
    limits = unit_limits(settings, ruled.figures, here.held)
    return _rows_by(RowKind.UNIT_CAP, "unit", limits, ruled, here.saved)


def _floors(settings: CutSettings, ruled: Ruled, here: Counted) -> list[Row]:
    sums = _sums(ruled.figures, "category", here.held) if settings.floors else {}
    # a category that holds less than its floor already may lose nothing more
    limits = {name: max(0, sums[name] - floor.of(sums[name])) for name, floor in settings.floors.items() if name in sums}
    return _rows_by(RowKind.FLOOR, "category", limits, ruled, here.gone)


def _ceilings(settings: CutSettings, ruled: Ruled, here: Counted) -> list[Row]:
    rows = []
    options = ruled.choices.options
    moved = options.kind == CODE_OF[CutAction.RE_SOURCE]
    amount = here.held[options.line]
    for source, most in sorted(settings.ceilings.items()):
        own = _are(ruled.figures, "source", source)
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


def _rows_by(kind: RowKind, column: str, limits: Mapping[str, int], ruled: Ruled, weight: Ints) -> list[Row]:
    """A row for each value of a column with a limit: the options of its lines take no more than that."""
    if not limits:
        return []
    names = sorted(limits)
    known, at = ruled.figures.codes(column)
    place = {name: rank for rank, name in enumerate(names)}
    rank_of = np.array([place.get(name, -1) for name in known], np.int64)
    owner = rank_of[at][ruled.choices.options.line]
    order = np.argsort(owner, kind="stable")
    bounds = np.searchsorted(owner[order], np.arange(len(names) + 1))
    rows = []
    for rank, name in enumerate(names):
        held = order[bounds[rank] : bounds[rank + 1]]
        held = held[weight[held] != 0]
        if len(held):
            rows.append(Row(kind, name, False, limits[name], held, weight[held]))
    return rows


def _sums(figures: Figures, column: str, amount: Ints) -> dict[str, int]:
    """The đồng of each value of a column."""
    names, at = figures.codes(column)
    sums = np.zeros(len(names), np.int64)
    np.add.at(sums, at, amount)
    return dict(zip(names, sums.tolist(), strict=True))


def _are(figures: Figures, column: str, value: str) -> Flags:
    """The lines that have a value."""
    names, at = figures.codes(column)
    which: Flags = at == (names.index(value) if value in names else -1)
    return which
