"""plan.eligibility: which source may pay for what and by which article, for the whole plan, a unit, a category or one line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial

from budget.funding.bearings import read_bearings
from budget.funding.eligibility import Documents, LineFacts, RuleBook, Ruling, decision_day, keep_apart
from budget.funding.fact_groups import FactGroup, read_grouped
from budget.funding.facts import read_facts
from budget.funding.matrix import Decision, MatrixCell, MatrixRow, RowKey, build_matrix, explain_cell
from budget.funding.rule_words import Named, RuleText, condition_words, describe_rule
from budget.funding.rules import read_documents, read_rules
from budget.funding.suppose import find_nearest
from budget.funding.verdicts import VerdictTable, judge_table
from budget.lines.query import LineFilter, read_line_rows
from budget.model import labels
from budget.model.ids import BASE
from budget.model.states import Verdict
from budget.plan.rules_part import read_names, read_natures
from budget.store.database import Cursor
from budget.store.store import Store


class RowsBy(StrEnum):
    """What the rows of a matrix are."""

    LEVEL = "level"
    UNIT = "unit"
    CATEGORY = "category"


@dataclass(frozen=True)
class Asked:
    """Which matrix: what its rows are, of which unit or category, of which nature and year.

    `on` is the day every line is judged by; None = each on the last day of its quarter.
    """

    rows: RowsBy
    nature: str
    unit: str = ""
    category: str = ""
    year: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionText:
    """Lines of a cell decided alike, in words: how many, their amount (đồng), why, by what.

    `rule` is the deciding one (None = no rule, or two of equal force), `outweighed` those that hold too but did not decide.
    """

    verdict: Verdict
    reason: str
    citation: str
    confirmed: bool
    lines: int
    amount: int
    rule: RuleText | None
    outweighed: tuple[RuleText, ...]


@dataclass(frozen=True)
class Matrix:
    """The sources in their stated order, and the rows, keyed (level, kind, category), (category,) of the unit, or (unit,) of the category.

    `explain(key, source)` says what decides in one cell, the decision over the most money first; empty when there is no such row.
    """

    sources: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    explain: Callable[[RowKey, str], list[DecisionText]]


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """One source for one line: verdict, why, by what; the most it may pay (đồng, None = no cap); what would have to be otherwise."""

    source: str
    name: str
    verdict: Verdict
    reason: str
    citation: str
    confirmed: bool
    planned: bool
    limit: int | None
    rule: str
    change: str


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """Every source for a line, those that may pay first; `on` is the day it was judged by."""

    line: str
    on: date
    amount: int
    sources: tuple[SourceAnswer, ...]

    @property
    def told(self) -> str:
        """How many sources may pay, as part of a sentence that says the day."""
        may = sum(source.verdict is Verdict.ALLOW for source in self.sources)
        what = f"{may} nguồn được chi" if may else "chưa nguồn nào được chi"
        return f"{what}, xét tại ngày {self.on:%d/%m/%Y}"


class Eligibility:
    """Who may pay for what in an open plan."""

    def __init__(self, store: Store) -> None:
        """Stand on the store."""
        self._store = store

    def matrix(self, asked: Asked, scenario: str = BASE) -> Matrix:
        """The matrix asked for, of one moment; its cells can be explained without reading the plan again."""
        with self._store.read() as cursor:
            table, groups, key_of = _lay_out(cursor, asked, scenario)
            units, named = read_names(cursor)
            order = {str(code): place for place, (code,) in enumerate(cursor.rows("SELECT code FROM unit ORDER BY position, code"))}
        rows = build_matrix(table, groups, key_of)
        ordered = tuple(rows[key] for key in sorted(rows, key=lambda key: _place(key, order)))
        return Matrix(table.sources, ordered, partial(_explain, table, groups, key_of, units, named))

    def of_line(self, line: str, scenario: str = BASE, on: date | None = None) -> LineAnswer | None:
        """Every source for a line as on a day, by default the last of its quarter; None when there is no such line."""
        with self._store.read() as cursor:
            book = RuleBook(read_rules(cursor), read_documents(cursor))
            facts = read_facts(cursor, read_bearings(cursor, book.rules), scenario, line, on)
            rows = read_line_rows(cursor, LineFilter(listing=None, lines=(line,)), scenario)
            if facts is None or not rows:
                return None
            units, named = read_names(cursor)
            sources = cursor.rows("SELECT code, COALESCE(short_name, name), nature FROM source ORDER BY position, code")
        amount = int(rows[0]["amount"] or 0)
        answers = [_answer(book, facts, (str(code), str(name), str(nature)), amount, (units, named)) for code, name, nature in sources]
        return LineAnswer(line, facts.on, amount, tuple(sorted(answers, key=lambda answer: _ORDER[answer.verdict])))


_ORDER = {Verdict.ALLOW: 0, Verdict.INSUFFICIENT: 1, Verdict.DENY: 2}


def _lay_out(cursor: Cursor, asked: Asked, scenario: str) -> tuple[VerdictTable, list[FactGroup], Callable[[FactGroup], RowKey]]:
    """The verdicts of the cases for the sources of the nature, the lines asked for, and what row each belongs to."""
    book = RuleBook(read_rules(cursor), read_documents(cursor))
    lines = read_grouped(cursor, book.rules, scenario, year=asked.year, on=asked.on)
    cases = lines.facts.classes
    keys: Mapping[RowsBy, Callable[[FactGroup], RowKey]] = {
        RowsBy.LEVEL: lambda group: (cases[group.case].unit_level, cases[group.case].unit_kind, cases[group.case].category),
        RowsBy.UNIT: lambda group: (cases[group.case].category,),
        RowsBy.CATEGORY: lambda group: (group.unit,),
    }
    groups = [
        group
        for group in lines.groups
        if cases[group.case].nature == asked.nature
        and (asked.rows is not RowsBy.UNIT or group.unit == asked.unit)
        and (asked.rows is not RowsBy.CATEGORY or cases[group.case].category == asked.category)
    ]
    columns = {code: nature for code, nature in read_natures(cursor).items() if nature == asked.nature}
    return judge_table(book, columns, lines.facts), groups, keys[asked.rows]


def _explain(
    table: VerdictTable,
    groups: Sequence[FactGroup],
    key_of: Callable[[FactGroup], RowKey],
    units: Mapping[str, str],
    named: Named,
    key: RowKey,
    source: str,
) -> list[DecisionText]:
    decisions = explain_cell(table, [group for group in groups if key_of(group) == key], source)
    return [_decision_text(decision, table.documents, units, named) for decision in decisions]


def _decision_text(decision: Decision, documents: Documents, units: Mapping[str, str], named: Named) -> DecisionText:
    ruling = decision.ruling
    return DecisionText(
        ruling.verdict,
        ruling.reason,
        ruling.citation,
        ruling.confirmed,
        decision.lines,
        decision.amount,
        describe_rule(ruling.rule, documents, units, named) if ruling.rule else None,
        tuple(describe_rule(rule, documents, units, named) for rule in decision.outweighed),
    )


def _place(key: RowKey, units: Mapping[str, int]) -> tuple[int, ...]:
    """Levels, kinds and categories in their stated order, units in theirs; what is in none comes last."""
    known = (*labels.UNIT_LEVEL, *labels.UNIT_KIND, *labels.CATEGORY)
    places = {str(value): place for place, value in enumerate(known)}
    return tuple(units.get(part, places.get(part, len(units) + len(places))) for part in key)


def _answer(
    book: RuleBook, facts: LineFacts, source: tuple[str, str, str], amount: int, names: tuple[Mapping[str, str], Named]
) -> SourceAnswer:
    code, name, nature = source

    def judge(supposed: LineFacts) -> Ruling:
        return keep_apart(book.judge(supposed), nature, supposed.nature)

    asked = replace(facts, source=code)
    ruling, change = judge(asked), ""
    if ruling.verdict is not Verdict.ALLOW:
        near = find_nearest(book.rules, asked, judge)
        if near is not None:
            words = condition_words(near.rule, *names)
            told = "; ".join(words[condition] for condition in near.unmet if condition in words)
            change = f"Được nếu: {told}" if near.reachable else f"Quy tắc gần nhất cho phép chỉ dành cho: {told}"
    return SourceAnswer(
        code,
        name,
        ruling.verdict,
        ruling.reason,
        ruling.citation,
        ruling.confirmed,
        code == facts.source,
        ruling.limit(amount) if ruling.verdict is Verdict.ALLOW else None,
        ruling.rule.id if ruling.rule else "",
        change,
    )


__all__ = [
    "Asked",
    "DecisionText",
    "Eligibility",
    "LineAnswer",
    "MatrixCell",
    "MatrixRow",
    "RowKey",
    "RowsBy",
    "SourceAnswer",
    "decision_day",
]
