"""Every combination of facts that can occur for a source, as far as its rules tell facts apart: what a linter asks the rules about.

One stand-in is taken for all values no rule names, and one day for every span between two days on which something changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from math import prod

from budget.funding.bearings import Bearings
from budget.funding.eligibility import Documents, LineFacts
from budget.model.states import Category, ContentVerdict, Form, Listed, Nature, Route
from budget.reference.money_sources import Rule
from budget.store.database import Cursor

MOST = 60_000
"""More combinations than this are not asked about."""


@dataclass(frozen=True)
class Place:
    """A kind of unit there is: its level and kind, and its code where a rule names it."""

    unit: str
    level: str
    kind: str


def read_places(cursor: Cursor, bearings: Bearings) -> list[Place]:
    """The kinds of units of a plan."""
    rows = cursor.rows("SELECT code, level, kind FROM unit")
    found = {Place(str(code) if code in bearings.units else "", str(level or ""), str(kind or "")) for code, level, kind in rows}
    return sorted(found, key=lambda place: (place.level, place.kind, place.unit))


def combine_facts(
    source: str, rules: Sequence[Rule], places: Sequence[Place], bearings: Bearings, documents: Documents
) -> list[LineFacts] | None:
    """The combinations for a source with these rules; None when there are too many."""
    asks = _asked(rules)
    day = date(bearings.budget_year, 12, 31)
    forms = _named("form", rules, Form)
    first = (places or [Place("", "", "")], _named("category", rules, Category), list(Nature), forms, _named("route", rules, ["", *Route]))
    second = (_tasks(rules, bearings), _codes(rules, bearings, day))
    third = (
        list(ContentVerdict) if "appraisal" in asks else [ContentVerdict.PENDING],
        list(Listed) if "listed" in asks else [Listed.UNKNOWN],
        [(), ("policy",)] if "gate" in asks else [()],
        _days(rules, documents, day),
        _years(rules, bearings.budget_year),
    )
    if prod(len(values) for values in (*first, *second, *third)) > MOST:
        return None
    return [
        LineFacts(
            source="",
            unit=place.unit,
            unit_level=place.level,
            unit_kind=place.kind,
            category=category,
            nature=nature,
            form=form,
            route=route,
            year=year,
            on=on,
            task=task,
            task_group=group,
            budget_code=code,
            budget_item=item,
            appraisal=appraisal,
            listed_by=source if listed is Listed.LISTED else "",
            lists=(source,) if listed is not Listed.UNKNOWN else (),
            missing=missing,
        )
        for (place, category, nature, form, route), ((task, group), (code, item)), (appraisal, listed, missing, on, year) in product(
            product(*first), product(*second), product(*third)
        )
        if not missing or nature is Nature.INVESTMENT  # only investment has gates
    ]


def _asked(rules: Iterable[Rule]) -> set[str]:
    return {name for rule in rules for name in ("appraisal", "listed", "gate") if getattr(rule, name) is not None}


def _named(name: str, rules: Sequence[Rule], values: Iterable[str]) -> list[str]:
    """The values rules name, and the first of the others."""
    named = {str(getattr(rule, name)) for rule in rules if getattr(rule, name) is not None}
    other = next((value for value in map(str, values) if value not in named), None)
    return [*sorted(named), *([] if other is None else [other])]


def _tasks(rules: Sequence[Rule], bearings: Bearings) -> list[tuple[str, str]]:
    named = {rule.task for rule in rules if rule.task}
    groups = {rule.task_group for rule in rules if rule.task_group}
    members = {next((task for task, of in sorted(bearings.groups.items()) if of == group and task not in named), "") for group in groups}
    return [(task, bearings.group_of(task)) for task in ["", *sorted((named | members) - {""})]]


def _codes(rules: Sequence[Rule], bearings: Bearings, on: date) -> list[tuple[str, str]]:
    named = sorted({rule.budget_code for rule in rules if rule.budget_code})
    under = {next((code for code in sorted(bearings.codes) if bearings.item_of(code, on) == item), "") for item in named}
    return [(code, bearings.item_of(code, on)) for code in ["", *named, *sorted(under - {""} - set(named))]]


def _days(rules: Sequence[Rule], documents: Mapping[str, object], day: date) -> list[date]:
    """One day of every span in which the same rules and documents are in force."""
    spans: list[tuple[date | None, date | None]] = [(rule.valid_from, rule.valid_to) for rule in rules]
    for code in {rule.document for rule in rules}:
        document = documents.get(code)
        if document is not None:
            spans.append((getattr(document, "valid_from", None), getattr(document, "valid_to", None)))
    changes = {start for start, _ in spans if start} | {end + timedelta(days=1) for _, end in spans if end}
    return [min(changes) - timedelta(days=1), *sorted(changes)] if changes else [day]


def _years(rules: Sequence[Rule], year: int) -> list[int]:
    changes = {rule.year_from for rule in rules if rule.year_from} | {rule.year_to + 1 for rule in rules if rule.year_to}
    return [min(changes) - 1, *sorted(changes)] if changes else [year]
