"""Who may pay for what, for every line of a scenario and every source at once: each rule a column of truths over the cases of facts.

Law: the answer for a line and a source is the very one `RuleBook.judge` gives for them, with the two natures kept apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from budget.funding.bearings import read_bearings
from budget.funding.eligibility import CONDITIONS, SAME, Documents, LineFacts, RuleBook, Ruling, keep_apart, precedence
from budget.funding.facts import FactTable, read_fact_table
from budget.funding.rules import read_documents, read_rules
from budget.model.states import Verdict
from budget.reference.money_sources import Rule
from budget.store.database import Cursor

VERDICTS: tuple[Verdict, ...] = (Verdict.ALLOW, Verdict.INSUFFICIENT, Verdict.DENY)
"""The verdict a code stands for."""
ALLOW, INSUFFICIENT, DENY = range(3)
NONE = -1

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class VerdictTable:
    """The verdicts of cases and sources, and the case of each line.

    `lines`: ids in order of number; `class_of`: case of each line; `verdict` (codes of VERDICTS) and `rule` (place in `rules`, -1 = none
    decided) by [case, source]; `cap_share_bp` and `cap_amount` (đồng) of the deciding rule, -1 = no cap; `facts`: the cases themselves;
    `numbers` and `amounts` (đồng) of the lines.
    """

    lines: pa.Array
    class_of: npt.NDArray[np.int32]
    sources: tuple[str, ...]
    natures: tuple[str, ...]
    verdict: npt.NDArray[np.uint8]
    rule: npt.NDArray[np.int32]
    rules: tuple[Rule, ...]
    documents: Documents
    facts: tuple[LineFacts, ...]
    book: RuleBook
    cap_share_bp: npt.NDArray[np.int64]
    cap_amount: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.int64]
    amounts: npt.NDArray[np.int64]

    def ruling(self, line_index: int, source: str) -> Ruling:
        """The whole answer for one line (by its place in `lines`) and source, with reason and citation."""
        return self.class_ruling(int(self.class_of[line_index]), self.sources.index(source))

    def class_ruling(self, case: int, source: int) -> Ruling:
        """The whole answer for a case and a source, by their places."""
        facts = replace(self.facts[case], source=self.sources[source])
        return keep_apart(self.book.judge(facts), self.natures[source], facts.nature)

    def allowed(self) -> Truths:
        """Which source (column) may pay for which line (row)."""
        may: Truths = (self.verdict == ALLOW)[self.class_of]
        return may


def read_verdicts(cursor: Cursor, scenario: str, on: date | None = None, listing: str | None = "estimate") -> VerdictTable:
    """The verdicts of every living line of a scenario's list (None = both lists) and every source of the plan in display order.

    `on`: the day of the decision, by default the last day of each line's quarter.
    """
    rules = read_rules(cursor)
    sources = {str(code): str(nature) for code, nature in cursor.rows("SELECT code, nature FROM source ORDER BY position, code")}
    facts = read_fact_table(cursor, read_bearings(cursor, rules), scenario, on, listing)
    return judge_table(RuleBook(rules, read_documents(cursor)), sources, facts)


def judge_table(book: RuleBook, sources: Mapping[str, str], facts: FactTable) -> VerdictTable:
    """The verdicts of a table of facts for sources (code -> nature)."""
    cases = _Cases(facts.classes)
    places = {rule.id: place for place, rule in enumerate(book.rules)}
    verdict = np.full((len(facts.classes), len(sources)), INSUFFICIENT, np.uint8)
    deciding = np.full((len(facts.classes), len(sources)), NONE, np.int32)
    for column, (source, nature) in enumerate(sources.items()):
        rules = [rule for rule in book.rules if rule.source == source]
        verdict[:, column], deciding[:, column] = _judge_source(rules, book, cases, places)
        apart = cases.differ("nature", nature) & (verdict[:, column] != DENY)
        verdict[apart, column], deciding[apart, column] = DENY, NONE
    share, amount = (_caps(book.rules, name, deciding) for name in ("cap_share_bp", "cap_amount"))
    return VerdictTable(
        facts.lines,
        facts.class_of,
        tuple(sources),
        tuple(sources.values()),
        verdict,
        deciding,
        book.rules,
        book.documents,
        facts.classes,
        book,
        share,
        amount,
        facts.numbers,
        facts.amounts,
    )


class _Cases:
    """The facts of the cases as columns of numbers, so that a rule is asked of all of them in a few comparisons."""

    def __init__(self, classes: Sequence[LineFacts]) -> None:
        self.size = len(classes)
        self._columns: dict[str, tuple[dict[str, int], npt.NDArray[np.int32]]] = {}
        for name in (*SAME, "budget_code", "budget_item", "listed_by"):
            if name != "listed":
                self._columns[name] = _number([str(getattr(facts, name)) for facts in classes])
        self.year = np.array([facts.year for facts in classes], np.int32)
        self.on = np.array([facts.on.toordinal() for facts in classes], np.int32)
        self._lists = [frozenset(facts.lists) for facts in classes]
        self._listed: dict[str, tuple[Truths, Truths]] = {}

    def equal(self, name: str, value: str) -> Truths:
        """The cases whose fact is this."""
        codes, column = self._columns[name]
        truths: Truths = column == codes.get(value, NONE)
        return truths

    def differ(self, name: str, value: str) -> Truths:
        """The cases whose fact is another."""
        return ~self.equal(name, value)

    def listed(self, source: str, value: str) -> Truths:
        """The cases that stand so to the list of a source."""
        if source not in self._listed:
            on_list = self.equal("listed_by", source)
            entered = np.array([source in lists for lists in self._lists], np.bool_)
            self._listed[source] = (on_list, entered & ~on_list)
        on_list, beyond = self._listed[source]
        return {"listed": on_list, "beyond": beyond}.get(value, ~(on_list | beyond))

    def in_force(self, start: date | None, end: date | None) -> Truths:
        """The cases judged on a day of a span; an open end is None."""
        truths = np.ones(self.size, np.bool_)
        if start is not None:
            truths &= self.on >= start.toordinal()
        if end is not None:
            truths &= self.on <= end.toordinal()
        return truths

    def met(self, rule: Rule) -> Truths:
        """The cases in which every condition of a rule holds."""
        truths = self.in_force(rule.valid_from, rule.valid_to)
        for name in CONDITIONS:
            value = getattr(rule, name)
            if value is None or name in ("valid_from", "valid_to"):
                continue
            if name == "listed":
                truths &= self.listed(rule.source, value)
            elif name == "budget_code":
                truths &= self.equal("budget_code", value) | self.equal("budget_item", value)
            elif name == "year_from":
                truths &= self.year >= value
            elif name == "year_to":
                truths &= self.year <= value
            else:
                truths &= self.equal(name, value)
        return truths


def _number(values: Sequence[str]) -> tuple[dict[str, int], npt.NDArray[np.int32]]:
    codes: dict[str, int] = {}
    return codes, np.array([codes.setdefault(value, len(codes)) for value in values], np.int32)


def _judge_source(
    rules: Sequence[Rule], book: RuleBook, cases: _Cases, places: Mapping[str, int]
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int32]]:
    """Verdict and deciding rule of one source for every case, the strongest rules asked first."""
    speaking = _speaking(rules, book, cases)
    verdict = np.full(cases.size, INSUFFICIENT, np.uint8)
    deciding = np.full(cases.size, NONE, np.int32)
    open_cases = np.ones(cases.size, np.bool_)
    strengths = sorted({precedence(rule, book.documents) for rule in rules}, reverse=True)
    for strength in strengths:
        equals = [(place, rule) for place, rule in enumerate(rules) if precedence(rule, book.documents) == strength]
        heard = open_cases & np.logical_or.reduce([speaking[place] for place, _ in equals])
        if not heard.any():
            continue
        by_verdict = {
            wanted: [(rule, speaking[place] & heard) for place, rule in equals if rule.verdict is wanted and rule.id not in book.circles]
            for wanted in Verdict
        }
        undecided = _undecided(equals, speaking, by_verdict, book, heard)
        left = heard & ~undecided
        for wanted in (Verdict.DENY, Verdict.INSUFFICIENT, Verdict.ALLOW):
            for rule, truths in by_verdict[wanted]:
                here = left & truths
                deciding[here] = places[rule.id]
                verdict[here] = _code(rule, cases, book.documents)[here]
                left &= ~truths
        open_cases &= ~heard
    return verdict, deciding


def _speaking(rules: Sequence[Rule], book: RuleBook, cases: _Cases) -> list[Truths]:
    """Where each rule matches and no rule that stands instead of it silences it."""
    met = [cases.met(rule) for rule in rules]
    place = {rule.id: number for number, rule in enumerate(rules)}
    spoken = list(met)
    for rule, truths in zip(rules, met, strict=True):
        document = book.documents.get(rule.document)
        silenced = place.get(rule.instead_of or "")
        if silenced is not None and document is not None and rule.id not in book.circles:
            spoken[silenced] = spoken[silenced] & ~(truths & cases.in_force(document.valid_from, document.valid_to))
    return spoken


def _undecided(
    equals: Sequence[tuple[int, Rule]],
    speaking: Sequence[Truths],
    by_verdict: Mapping[Verdict, Sequence[tuple[Rule, Truths]]],
    book: RuleBook,
    heard: Truths,
) -> Truths:
    """Where rules of equal strength contradict each other or stand in a circle."""
    nowhere = np.zeros(len(heard), np.bool_)
    circled = np.logical_or.reduce([nowhere, *(speaking[place] for place, rule in equals if rule.id in book.circles)])
    allowing, denying = (
        np.logical_or.reduce([nowhere, *(truths for _, truths in by_verdict[verdict])]) for verdict in (Verdict.ALLOW, Verdict.DENY)
    )
    undecided: Truths = heard & (circled | (allowing & denying))
    return undecided


def _code(rule: Rule, cases: _Cases, documents: Documents) -> npt.NDArray[np.uint8]:
    """The verdict of a rule in every case: an allowing rule whose document is not in force allows nothing."""
    document = documents.get(rule.document)
    code = np.full(cases.size, VERDICTS.index(rule.verdict), np.uint8)
    if rule.verdict is Verdict.ALLOW and document is not None:
        code[~cases.in_force(document.valid_from, document.valid_to)] = INSUFFICIENT
    return code


def _caps(rules: Sequence[Rule], name: str, deciding: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    values = (getattr(rule, name) for rule in rules)
    caps = np.array([*(NONE if value is None else value for value in values), NONE], np.int64)
    found: npt.NDArray[np.int64] = caps[deciding]
    return found
