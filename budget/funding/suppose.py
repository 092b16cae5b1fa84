"""What would have to be otherwise: facts made to meet a rule, and the allowing rule that is nearest to being met."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from budget.funding.eligibility import SAME, LineFacts, Ruling
from budget.funding.gates import GATES
from budget.model.states import Gate, Listed, Verdict
from budget.reference.money_sources import Rule

CAN_COME_ABOUT = frozenset({"form", "route", "appraisal", "listed", "gate", "valid_from"})
"""Conditions that people bring about by their work or by waiting; the others are what a line is."""
_PLAIN = frozenset(SAME) - {"listed", "gate"}
Number = TypeVar("Number", int, date)


@dataclass(frozen=True, slots=True)
class Nearest:
    """An allowing rule that would decide if the conditions `unmet` held; `reachable` = people can bring all of them about."""

    rule: Rule
    unmet: tuple[str, ...]
    reachable: bool


def unmet(rule: Rule, facts: LineFacts) -> tuple[str, ...]:
    """The conditions of a rule these facts do not meet; a period under its first field (`year_from`, `valid_from`)."""
    found = [name for name in SAME if getattr(rule, name) is not None and getattr(rule, name) != getattr(facts, name)]
    if rule.budget_code is not None and rule.budget_code not in (facts.budget_code, facts.budget_item):
        found.append("budget_code")
    if _within(facts.year, rule.year_from, rule.year_to) != facts.year:
        found.append("year_from")
    if _within(facts.on, rule.valid_from, rule.valid_to) != facts.on:
        found.append("valid_from")
    return tuple(found)


def suppose(facts: LineFacts, rule: Rule) -> LineFacts:
    """The facts made to meet every condition of a rule, for its source; what it does not state stays."""
    facts = replace(facts, source=rule.source)
    stated: dict[str, object] = {name: str(getattr(rule, name)) for name in unmet(rule, facts) if name in _PLAIN}
    if rule.budget_code is not None and rule.budget_code not in (facts.budget_code, facts.budget_item):
        stated.update(budget_code=rule.budget_code, budget_item="")
    if rule.listed is not None and rule.listed is not facts.listed:
        others = tuple(source for source in facts.lists if source != rule.source)
        entered = rule.listed is not Listed.UNKNOWN
        stated.update(listed_by=rule.source if rule.listed is Listed.LISTED else "", lists=(*others, rule.source) if entered else others)
    if rule.gate is not None and rule.gate is not facts.gate:
        stated["missing"] = tuple(GATES) if rule.gate is Gate.CLOSED else ()
    year, on = _within(facts.year, rule.year_from, rule.year_to), _within(facts.on, rule.valid_from, rule.valid_to)
    return replace(facts, year=year, on=on, **stated)  # type: ignore[arg-type]  # facts by their names


def find_nearest(rules: Iterable[Rule], facts: LineFacts, judge: Callable[[LineFacts], Ruling]) -> Nearest | None:
    """The allowing rule that takes the least to decide for these facts; what can come about counts less than what a line is.

    A rule counts only when `judge` allows the facts that would meet it; money of the other nature is never near.
    """
    near = []
    for rule in rules:
        if rule.verdict is Verdict.ALLOW and rule.source == facts.source:
            lacking = unmet(rule, facts)
            fixed = [name for name in lacking if name not in CAN_COME_ABOUT]
            if "nature" not in lacking:
                near.append((len(fixed), len(lacking), -rule.rank, rule.id, Nearest(rule, lacking, not fixed)))
    ordered = [found[-1] for found in sorted(near, key=lambda item: item[:-1])]
    return next((one for one in ordered if judge(suppose(facts, one.rule)).verdict is Verdict.ALLOW), None)


def _within(value: Number, low: Number | None, high: Number | None) -> Number:
    """The value inside a period that is nearest to `value`; null ends are open."""
    at = value if low is None else max(value, low)
    return at if high is None else min(at, high)
