"""Lines gathered by what rules look at, so that a hundred thousand of them are judged as a few hundred cases."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from budget.funding.eligibility import LineFacts, RuleBook, Ruling, decision_day
from budget.model import labels
from budget.model.ids import BASE
from budget.model.states import Verdict
from budget.store.database import Cursor

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Lines of one unit with the same facts and planned source: how many, their working amount (đồng), the source they plan.

    Groups of the same facts share one object, so that it is judged once.
    """

    unit: str
    facts: LineFacts
    planned: str
    lines: int
    amount: int


@dataclass(slots=True)
class Gathered:
    """Lines with the same facts: how many, their amount (đồng), and of each source they plan the same two."""

    facts: LineFacts
    lines: int = 0
    amount: int = 0
    planned: dict[str, tuple[int, int]] = field(default_factory=dict)


def read_groups(
    cursor: Cursor,
    named_units: Iterable[str],
    scenario: str = BASE,
    *,
    year: int | None = None,
    on: date | None = None,
    listing: str | None = "estimate",
) -> list[FactGroup]:
    """The standing lines of a scenario, gathered; `on` is the day they are judged by, by default the last of each line's quarter.

    A unit is told to the rules only where one of them names it (`named_units`), so that far fewer cases differ.
    """
    named = frozenset(named_units)
    sql = """SELECT r.unit, COALESCE(p.level, ''), COALESCE(p.kind, ''), COALESCE(r.category, ''), COALESCE(r.nature, ''),
               COALESCE(r.form, ''), COALESCE(r.route, ''), COALESCE(r.year, b.budget_year), COALESCE(r.quarter, 4), COALESCE(r.source, ''),
               count(*), sum(r.amount)::BIGINT
             FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit CROSS JOIN (SELECT budget_year FROM plan LIMIT 1) b
             WHERE NOT r.dropped AND (? IS NULL OR r.listing = ?) AND (?::BIGINT IS NULL OR COALESCE(r.year, b.budget_year) = ?::BIGINT)
             GROUP BY ALL ORDER BY ALL"""
    known: dict[tuple[object, ...], LineFacts] = {}
    groups = []
    for row in cursor.rows(sql, [scenario, listing, listing, year, year]):
        unit, source, lines, amount = str(row[0]), str(row[9]), int(str(row[10])), int(str(row[11]))
        case = (unit if unit in named else "", *row[1:9])
        facts = known.get(case)
        if facts is None:
            facts = known[case] = _facts(case, on)
        groups.append(FactGroup(unit, facts, source, lines, amount))
    return groups


def gather(groups: Iterable[FactGroup], key_of: Callable[[FactGroup], Key]) -> dict[Key, list[Gathered]]:
    """The lines of each key by their facts, in the order they first come."""
    found: dict[Key, dict[int, Gathered]] = {}
    for group in groups:
        cases = found.setdefault(key_of(group), {})
        case = cases.get(id(group.facts))
        if case is None:
            case = cases[id(group.facts)] = Gathered(group.facts)
        case.lines += group.lines
        case.amount += group.amount
        lines, amount = case.planned.get(group.planned, (0, 0))
        case.planned[group.planned] = (lines + group.lines, amount + group.amount)
    return {key: list(cases.values()) for key, cases in found.items()}


def _facts(case: tuple[object, ...], on: date | None) -> LineFacts:
    unit, level, kind, category, nature, form, route = (str(text) for text in case[:7])
    when, quarter = int(str(case[7])), int(str(case[8]))
    return LineFacts("", unit, level, kind, category, nature, form, route, when, on or decision_day(when, quarter))


class Judge:
    """A rule book that remembers its rulings, and knows that recurrent and investment money never mix."""

    def __init__(self, book: RuleBook, natures: dict[str, str]) -> None:
        """Stand on the rules and each source's nature."""
        self._book = book
        self._natures = natures
        self._given: dict[tuple[str, LineFacts], Ruling] = {}

    def rule_on(self, facts: LineFacts, source: str) -> Ruling:
        """What is said of a source paying for these facts."""
        ruling = self._given.get((source, facts))
        if ruling is None:
            judged = self._book.judge(replace(facts, source=source))
            ruling = self._given[source, facts] = keep_apart(judged, self._natures.get(source, ""), facts.nature)
        return ruling


def keep_apart(ruling: Ruling, source_nature: str, nature: str) -> Ruling:
    """The ruling, made a denial where the source is of the other nature: whatever the rules leave out, the two never mix."""
    if source_nature == nature or ruling.verdict is Verdict.DENY:
        return ruling
    reason = f"Nguồn này là {labels.NATURE.get(source_nature, source_nature).lower()}, khác tính chất chi của khoản mục."
    return replace(ruling, verdict=Verdict.DENY, reason=reason, rule=None, conflict=None)


@dataclass(frozen=True, slots=True)
class Shift:
    """Lines whose verdict for a source a change of the rules turns: how many and their amount (đồng), and those that plan the source."""

    source: str
    before: Verdict
    after: Verdict
    lines: int
    amount: int
    planned_lines: int
    planned_amount: int


def compare_judges(groups: Iterable[FactGroup], sources: Iterable[str], before: Judge, after: Judge) -> list[Shift]:
    """Every turn of verdict between two sets of rules over some sources, the most money first; empty when nothing turns."""
    turned: dict[tuple[str, Verdict, Verdict], list[int]] = {}
    wanted = tuple(dict.fromkeys(sources))
    for case in _all_cases(groups):
        for source in wanted:
            was, now = before.rule_on(case.facts, source).verdict, after.rule_on(case.facts, source).verdict
            if was is not now:
                sums = turned.setdefault((source, was, now), [0, 0, 0, 0])
                for place, value in enumerate((case.lines, case.amount, *case.planned.get(source, (0, 0)))):
                    sums[place] += value
    found = [Shift(*key, *sums) for key, sums in turned.items()]
    return sorted(found, key=lambda shift: (-shift.amount, shift.source, shift.before, shift.after))


def decided_by(groups: Iterable[FactGroup], judge: Judge, rules: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Of rules given as (source, id): id -> the lines each decides for, and their amount (đồng); a tie counts for both rules."""
    wanted: dict[str, set[str]] = {}
    for source, identity in rules:
        wanted.setdefault(source, set()).add(identity)
    found: dict[str, tuple[int, int]] = {}
    for case in _all_cases(groups):
        for source, ids in wanted.items():
            for identity in _deciding(judge.rule_on(case.facts, source)):
                if identity in ids:
                    lines, amount = found.get(identity, (0, 0))
                    found[identity] = (lines + case.lines, amount + case.amount)
    return found


def _all_cases(groups: Iterable[FactGroup]) -> list[Gathered]:
    return gather(groups, lambda _: "").get("", [])


def _deciding(ruling: Ruling) -> Iterator[str]:
    if ruling.rule is not None:
        yield ruling.rule.id
    for rule in ruling.conflict or ():
        yield rule.id
