"""Lines gathered by the case of facts they come to, their unit and planned source: what is judged of a case holds for all of them."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from budget.funding.bearings import read_bearings
from budget.funding.eligibility import RuleBook
from budget.funding.facts import FactTable, read_fact_table
from budget.funding.verdicts import NONE, VERDICTS, judge_table
from budget.model.ids import BASE
from budget.model.states import Verdict
from budget.reference.money_sources import Rule
from budget.store.database import Cursor

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Lines of one unit, case and planned source: how many, their working amount (đồng)."""

    unit: str
    case: int
    planned: str
    lines: int
    amount: int


@dataclass(frozen=True)
class GroupedLines:
    """The cases of a scenario's lines, and the lines gathered."""

    facts: FactTable
    groups: tuple[FactGroup, ...]


@dataclass(slots=True)
class Gathered:
    """Lines of one case: how many, their amount (đồng), and the same two of each source they plan."""

    case: int
    lines: int = 0
    amount: int = 0
    planned: dict[str, tuple[int, int]] = field(default_factory=dict)


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


def read_grouped(
    cursor: Cursor,
    rules: Iterable[Rule],
    scenario: str = BASE,
    *,
    year: int | None = None,
    on: date | None = None,
    listing: str | None = "estimate",
) -> GroupedLines:
    """The standing lines of a scenario, gathered by what bears on `rules`; `on` as in `read_fact_table`, `year` None = all years."""
    bearings = read_bearings(cursor, rules)
    facts = read_fact_table(cursor, bearings, scenario, on, listing)
    sql = """SELECT r.id, r.unit, COALESCE(r.source, '') AS source, COALESCE(r.year, ?::BIGINT) AS year, r.amount
             FROM resolved(?) r WHERE NOT r.dropped AND (? IS NULL OR r.listing = ?) ORDER BY r.number"""
    table = cursor.table(sql, [bearings.budget_year, scenario, listing, listing])
    if not table.column("id").combine_chunks().equals(facts.lines):
        raise RuntimeError("the lines of the facts are not the lines that are gathered")
    table = table.append_column("case", pa.array(facts.class_of))
    if year is not None:
        table = table.filter(pc.equal(table.column("year"), year))
    sums = table.group_by(["case", "unit", "source"], use_threads=False).aggregate([("amount", "count"), ("amount", "sum")])
    columns = (sums.column(name).to_pylist() for name in ("unit", "case", "source", "amount_count", "amount_sum"))
    return GroupedLines(facts, tuple(FactGroup(*row) for row in zip(*columns, strict=True)))


def gather(groups: Iterable[FactGroup], key_of: Callable[[FactGroup], Key]) -> dict[Key, list[Gathered]]:
    """The lines of each key by their case, in the order they first come."""
    found: dict[Key, dict[int, Gathered]] = {}
    for group in groups:
        cases = found.setdefault(key_of(group), {})
        case = cases.get(group.case)
        if case is None:
            case = cases[group.case] = Gathered(group.case)
        case.lines += group.lines
        case.amount += group.amount
        lines, amount = case.planned.get(group.planned, (0, 0))
        case.planned[group.planned] = (lines + group.lines, amount + group.amount)
    return {key: list(cases.values()) for key, cases in found.items()}


def compare_books(lines: GroupedLines, sources: Mapping[str, str], before: RuleBook, after: RuleBook) -> list[Shift]:
    """Every turn of verdict between two sets of rules over some sources (code -> nature), the most money first.

    The lines must be gathered by what bears on both sets.
    """
    was, now = (judge_table(book, sources, lines.facts).verdict for book in (before, after))
    turned: dict[tuple[str, int, int], list[int]] = {}
    for case in _all_cases(lines):
        for column, source in enumerate(sources):
            first, second = int(was[case.case, column]), int(now[case.case, column])
            if first != second:
                sums = turned.setdefault((source, first, second), [0, 0, 0, 0])
                for place, value in enumerate((case.lines, case.amount, *case.planned.get(source, (0, 0)))):
                    sums[place] += value
    found = [Shift(source, VERDICTS[first], VERDICTS[second], *sums) for (source, first, second), sums in turned.items()]
    return sorted(found, key=lambda shift: (-shift.amount, shift.source, shift.before, shift.after))


def decided_by(lines: GroupedLines, sources: Mapping[str, str], book: RuleBook) -> dict[str, tuple[int, int]]:
    """Rule id -> how many lines it decides for and their amount (đồng), over some sources (code -> nature)."""
    deciding = judge_table(book, sources, lines.facts).rule
    found: dict[str, tuple[int, int]] = {}
    for case, places in _with_rules(lines, deciding.tolist()):
        for place in places:
            if place != NONE:
                identity = book.rules[place].id
                known, amount = found.get(identity, (0, 0))
                found[identity] = (known + case.lines, amount + case.amount)
    return found


def _with_rules(lines: GroupedLines, deciding: Sequence[Sequence[int]]) -> Iterator[tuple[Gathered, Sequence[int]]]:
    for case in _all_cases(lines):
        yield case, deciding[case.case]


def _all_cases(lines: GroupedLines) -> list[Gathered]:
    return gather(lines.groups, lambda _: "").get("", [])
