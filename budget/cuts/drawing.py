"""From the plan to the question: lines after the reductions of the appraisal, what may be done to each, the rules, all as one instance.

Lines that a person said to keep are locked like those the law protects; what a person said to cut is forced. Both carry their reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from budget.cuts.acting import Choices, read_choices
from budget.cuts.deciding import Ties, keep_possible, settle_pins
from budget.cuts.figures import Figures, read_figures
from budget.cuts.instance import CODE_OF, Flags, Instance, Ints, Lines, Row, checked
from budget.cuts.narrowing import narrowed
from budget.cuts.necessity.needed import NeededTable, read_needed
from budget.cuts.necessity.reductions import find_reductions
from budget.cuts.reducing import Reduced, reduce_figures
from budget.cuts.rules import Ruled, rows_of, years_asked
from budget.cuts.settings import CutSettings
from budget.cuts.years import Counted, count_in
from budget.funding.verdicts import read_verdicts
from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import CutAction
from budget.scenarios.reading import read_source_names
from budget.store.database import Cursor
from budget.store.journal import head


@dataclass(frozen=True)
class Drawn:
    """A question of a cut with what its numbers mean; everything by the places of `instance.lines`.

    `figures`: the lines after reductions, `reduced` what those took; `need`: how necessary each is; `locked`: why a line is kept
    ("" = it may be cut); `choices`: the options with the way of each; `counted`: what counts in each year asked for; `names`: what units
    and sources are called by their codes.
    """

    scenario: str
    seq: int
    day: date
    settings: CutSettings
    instance: Instance
    figures: Figures
    reduced: tuple[Reduced, ...]
    need: NeededTable
    locked: tuple[str, ...]
    choices: Choices
    counted: Mapping[int | None, Counted]
    names: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    @property
    def here(self) -> Counted:
        """What counts in the year of the question."""
        return self.counted[self.settings.year]

    @property
    def target(self) -> int:
        """What the targets ask for together, in đồng."""
        return sum(row.limit for row in self.instance.targets)


def draw(cursor: Cursor, scenario: str, settings: CutSettings, day: date, found: Sequence[Problem] | None = None) -> Drawn:
    """The question that settings ask of a scenario's lines; `problems` tell what of the settings cannot be, and why.

    `found`: what the checks of the scenario found that stands; reductions come from these, and without them none are taken.
    """
    whole = read_figures(cursor, scenario, settings.mode.listing)
    reductions = find_reductions(cursor, scenario, found, frozenset(whole.ids)) if found and settings.reductions else []
    figures, reduced = reduce_figures(cursor, whole, reductions, settings.reductions, proposed=settings.proposed)
    need = align(read_needed(cursor, scenario, None, day, found=found), figures.ids)
    pins, locked, problems = settle_pins(settings.pins, figures, need)
    free = np.array([not reason for reason in locked], np.bool_)
    forced = np.zeros(len(figures), np.bool_)
    forced[list(pins)] = True
    means = settings.means
    asked = {*means.re_source_to, *(str(pin.value) for pin in pins.values() if pin.action is CutAction.RE_SOURCE and pin.value)}
    may_pay = _may_pay(cursor, scenario, settings.mode.listing, figures, sorted(asked))
    choices = read_choices(cursor, figures, need.weight, free & ~forced, means, pins, may_pay)
    parent, child = _edges(figures)
    bundles = _bundles(settings, figures)
    forced, refused = keep_possible(forced, choices.options, Ties(parent, child, bundles), need)
    counted = {year: count_in(figures, choices, year) for year in sorted(years_asked(settings), key=lambda one: one or 0)}
    rows = rows_of(settings, Ruled(figures, choices, counted))
    useful = _useful(choices, rows, forced, child, bundles)
    choices, counted = choices.kept(useful), {year: one.kept(useful) for year, one in counted.items()}
    rows = narrowed(rows, useful)
    units = _unit_names(figures)
    names = {**read_source_names(cursor), **units, **{one.unit: one.unit_name for one in reduced}}
    titles = _titles(figures, rows, names)
    instance = checked(Instance(_lines(figures, locked, forced), choices.options, rows, parent, child, bundles, choices.sources, titles))
    about = (scenario, head(cursor)[0], day, settings, instance)
    return Drawn(*about, figures, reduced, need, locked, choices, counted, names, (*problems, *refused))


def align(need: NeededTable, ids: Sequence[str]) -> NeededTable:
    """How necessary just these lines are, in their order; KeyError when one of them was not judged."""
    if need.ids == tuple(ids):
        return need
    picks = pc.index_in(pa.array(ids, pa.string()), pa.array(need.ids, pa.string()))
    if picks.null_count:
        raise KeyError(f"{picks.null_count} lines were not judged")
    at = picks.to_numpy()
    columns: dict[str, Any] = {
        name: column[at] if isinstance(column, np.ndarray) else tuple(np.array(column, dtype=object)[at].tolist())
        for name, column in vars(need).items()
    }
    return replace(need, **columns)


def _lines(figures: Figures, locked: Sequence[str], forced: Flags) -> Lines:
    units, at = figures.codes("unit")
    names = tuple(sorted(units))
    rank = {name: place for place, name in enumerate(names)}
    held = np.array([bool(reason) for reason in locked], np.bool_)
    return Lines(figures.ids, names, np.array([rank[unit] for unit in units], np.int64)[at], figures.amount, held, forced)


def _unit_names(figures: Figures) -> dict[str, str]:
    units, at = figures.codes("unit")
    _, first = np.unique(at, return_index=True)
    return dict(zip(units, figures.rows.column("unit_name").take(pa.array(first)).to_pylist(), strict=True))


def _may_pay(cursor: Cursor, scenario: str, listing: str, figures: Figures, sources: Sequence[str]) -> dict[str, Flags]:
    """For each source, the lines it may lawfully pay."""
    if not sources:
        return {}
    table = read_verdicts(cursor, scenario, listing=listing)
    allowed, place = table.allowed(), {str(line): at for at, line in enumerate(table.lines.to_pylist())}
    rows = np.array([place.get(line, -1) for line in figures.ids], np.int64)
    found = {}
    for source in sources:
        may = np.zeros(len(figures), np.bool_)
        if source in table.sources:
            may = np.where(rows >= 0, allowed[rows, table.sources.index(source)], False)
        found[source] = may
    return found


def _edges(figures: Figures) -> tuple[Ints, Ints]:
    """Which lines fall with which; a line that costs nothing needs no dropping."""
    required = figures.rows.column("requires").to_pylist()
    if not any(required):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    place = {line: at for at, line in enumerate(figures.ids)}
    pairs = sorted((place[parent], child) for child, parent in enumerate(required) if parent and parent in place)
    edges = np.array([pair for pair in pairs if pair[0] != pair[1]], np.int64).reshape(-1, 2)
    return edges[:, 0].copy(), edges[:, 1].copy()


def _bundles(settings: CutSettings, figures: Figures) -> tuple[tuple[int, ...], ...]:
    """Lines that go together, by place; those told by a project's code are all its lines."""
    if not settings.bundles and not settings.projects:
        return ()
    place = {line: at for at, line in enumerate(figures.ids)}
    groups = [sorted({place[line] for line in bundle if line in place}) for bundle in settings.bundles]
    codes = figures.texts("project_code")
    groups += [[at for at, code in enumerate(codes) if code == project] for project in settings.projects]
    return tuple(tuple(group) for group in groups if len(group) > 1)


def _useful(choices: Choices, rows: Sequence[Row], forced: Flags, child: Ints, bundles: Sequence[Sequence[int]]) -> Flags:
    """The options that help some rule, those a person decided, and the dropping of lines that may have to fall with others."""
    options = choices.options
    useful = forced[options.line]
    for row in rows:
        if row.at_least:
            useful[row.option[row.weight > 0]] = True
    dragged = np.zeros(len(forced), np.bool_)
    dragged[child] = True
    dragged[[at for bundle in bundles for at in bundle]] = True
    useful |= dragged[options.line] & (options.kind == CODE_OF[CutAction.DROP])
    return useful


def _titles(figures: Figures, rows: Sequence[Row], names: Mapping[str, str]) -> dict[str, str]:
    """What the subjects of rules are called."""
    known = {**labels.CATEGORY, **labels.NATURE, **names}
    subjects = {row.subject for row in rows}
    found = {subject: str(known[subject]) for subject in subjects if subject in known}
    places = {line: at for at, line in enumerate(figures.ids)} if subjects - found.keys() else {}
    titles = figures.rows.column("name")
    return found | {subject: str(titles[places[subject]].as_py()) for subject in subjects if subject in places}
