"""What is wrong with the rules themselves: dead, contradicting or circular ones, unknown codes, sources and lines nothing can be done with.

A rule is dead when it decides for no combination of facts that can occur; the combinations are asked of the very engine that judges lines.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pyarrow as pa

from budget.funding.bearings import Bearings, read_bearings
from budget.funding.eligibility import CONDITIONS, LineFacts, RuleBook, is_met, precedence
from budget.funding.facts import FactTable
from budget.funding.possible import MOST, Place, combine_facts, read_places
from budget.funding.rules import cite, read_documents, read_rules
from budget.funding.verdicts import ALLOW, NONE, VerdictTable, judge_table, read_verdicts
from budget.model import labels
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.model.states import Severity, Verdict
from budget.money import format_money
from budget.reference.money_sources import Rule
from budget.store.database import Cursor

_FIRST, _LAST = date.min, date.max


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """Something wrong with rules: the problem in words, the ids of the rules it is about, the source, and how many lines it touches."""

    problem: Problem
    rules: tuple[str, ...] = ()
    source: str = ""
    lines: int = 0


@dataclass(frozen=True)
class Known:
    """The codes rules may name, by condition; and the names and natures of the sources."""

    codes: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    natures: Mapping[str, str]


def read_findings(cursor: Cursor, scenario: str = BASE) -> list[RuleFinding]:
    """Everything wrong with the plan's rules, errors first; lines nobody may fund are those of a scenario."""
    rules = read_rules(cursor)
    book, bearings, known = RuleBook(rules, read_documents(cursor)), read_bearings(cursor, rules), _read_known(cursor)
    found = [
        *find_unknown(rules, known),
        *find_circular(book),
        *find_empty_spans(book),
        *find_doubled(book),
        *_find_by_combining(book, known, read_places(cursor, bearings), bearings),
        *find_unfunded(read_verdicts(cursor, scenario)),
    ]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.problem.severity))


def find_unknown(rules: Iterable[Rule], known: Known) -> Iterator[RuleFinding]:
    """Rules that name a source, unit, task, group, budget code, document or rule that is not there, or replace another source's rule."""
    sources = {rule.id: rule.source for rule in rules}
    for rule in rules:
        for name, codes in known.codes.items():
            value = getattr(rule, name)
            if value and value not in codes:
                sentence = f"Quy tắc {rule.id} nêu {_NAMED[name]} “{value}” không có trong danh mục nên không bao giờ khớp."
                yield _finding("rule_unknown_code", sentence, "Chọn lại mã trong danh mục hoặc bỏ quy tắc.", rule)
        if rule.instead_of and sources.get(rule.instead_of) != rule.source:
            told = "không có" if rule.instead_of not in sources else f"thuộc nguồn {known.names.get(sources[rule.instead_of], '')}"
            sentence = f"Quy tắc {rule.id} thay cho quy tắc {rule.instead_of} {told}, nên không thay được gì."
            yield _finding("rule_unknown_code", sentence, "Chọn quy tắc khác của cùng nguồn ở ô “thay cho”, hoặc bỏ trống.", rule)


def find_circular(book: RuleBook) -> Iterator[RuleFinding]:
    """Circles in which rules replace one another, each told once."""
    by_id = {rule.id: rule for rule in book.rules}
    for circle in sorted(set(book.circles.values())):
        whom = f"Các quy tắc {', '.join(circle)} thay thế lẫn nhau" if len(circle) > 1 else f"Quy tắc {circle[0]} thay thế chính nó"
        fix = "Bỏ trống ô “thay cho” của một trong các quy tắc này."
        yield _finding("rule_circle", f"{whom} thành vòng nên không quy tắc nào có hiệu lực.", fix, *(by_id[rule] for rule in circle))


def find_empty_spans(book: RuleBook) -> Iterator[RuleFinding]:
    """Rules whose days and budget years never meet, or that allow only while their document is not in force."""
    for rule in book.rules:
        start, end = rule.valid_from or _FIRST, rule.valid_to or _LAST
        if start > end or (rule.year_from or start.year) > (rule.year_to or end.year) or _apart(rule, start, end):
            sentence = f"Quy tắc {rule.id} có thời gian hiệu lực và năm ngân sách không gặp nhau nên không bao giờ áp dụng."
            yield _finding("rule_dead", sentence, "Sửa ngày hiệu lực hoặc năm ngân sách của quy tắc.", rule)
            continue
        document = book.documents.get(rule.document)
        if rule.verdict is Verdict.ALLOW and document is not None:
            since, until = document.valid_from or _FIRST, document.valid_to or _LAST
            if max(start, since) > min(end, until):
                sentence = f"Quy tắc {rule.id} chỉ áp dụng khi {document.name} không có hiệu lực nên không bao giờ cho phép được gì."
                yield _finding("rule_dead", sentence, "Sửa ngày hiệu lực của quy tắc hoặc chọn văn bản đang có hiệu lực.", rule)


def find_doubled(book: RuleBook) -> Iterator[RuleFinding]:
    """Rules with the same conditions and strength: of opposite verdicts they contradict each other, else one of them is idle."""
    seen: dict[tuple[object, ...], Rule] = {}
    for rule in book.rules:
        key = (rule.source, precedence(rule, book.documents)[:2], *_conditions(rule))
        first = seen.setdefault(key, rule)
        if first is not rule and first.verdict is rule.verdict:
            sentence = f"Quy tắc {first.id} và {rule.id} có cùng điều kiện và cùng kết luận; quy tắc sau không thêm gì."
            yield _finding("rule_doubled", sentence, "Bỏ một trong hai quy tắc.", first, rule, severity=Severity.WARNING)


def find_dead(book: RuleBook, source: str, table: VerdictTable, skip: Iterable[str] = ()) -> Iterator[RuleFinding]:
    """Rules of a source that decide in no case of a table of everything that can occur."""
    deciding = {book.rules[place].id for place in np.unique(table.rule) if place != NONE}
    left = {*deciding, *skip, *book.circles}
    for rule in book.rules:
        if rule.source == source and rule.id not in left:
            over = _outdone_by(rule, book, table)
            told = f"; {over} luôn được áp dụng trước" if over else ""
            sentence = f"Quy tắc {rule.id} không quyết định trường hợp nào có thể xảy ra{told}."
            named = [other for other in book.rules if other.id == over]
            fix = "Bỏ quy tắc này hoặc thêm điều kiện cho đúng."
            yield _finding("rule_dead", sentence, fix, rule, *named, severity=Severity.WARNING)


def find_contradictions(book: RuleBook, table: VerdictTable) -> Iterator[RuleFinding]:
    """Pairs of rules of equal strength of which one allows and one denies the same thing, each pair told once."""
    seen = set()
    for case, source in np.argwhere(table.rule == NONE):
        conflict = table.class_ruling(int(case), int(source)).conflict
        if conflict is not None and conflict not in seen:
            seen.add(conflict)
            allowing, denying = conflict
            sentence = f"Quy tắc {allowing.id} cho phép còn {denying.id} không cho phép cùng một trường hợp nên không kết luận được."
            where = "; ".join(dict.fromkeys(cite(book.documents.get(rule.document), rule.document, rule.article) for rule in conflict))
            fix = "Sửa hoặc bỏ một trong hai quy tắc theo đúng văn bản."
            yield _finding("rule_conflict", sentence, fix, allowing, denying, citation=where)


def find_unfunded(table: VerdictTable) -> Iterator[RuleFinding]:
    """Kinds of lines of the plan that no source may fund, with how many lines each kind has."""
    counts = Counter(table.class_of.tolist())
    idle = ~(table.verdict == ALLOW).any(axis=1)
    kinds: Counter[tuple[str, str, str]] = Counter()
    for case in np.flatnonzero(idle).tolist():
        facts = table.facts[case]
        kinds[facts.unit_kind, facts.category, facts.nature] += counts[case]
    for (kind, category, nature), lines in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
        if lines:
            what = f"{labels.CATEGORY.get(category, category)} ({labels.NATURE.get(nature, nature).lower()})"
            sentence = f"{format_money(lines)} khoản mục {what} của {labels.UNIT_KIND.get(kind, kind)} chưa có nguồn nào được phép chi."
            fix = "Xem lý do của từng nguồn, bổ sung căn cứ còn thiếu, hoặc đưa ra khỏi phần bố trí."
            yield RuleFinding(Problem("lines_unfundable", sentence, fix, Severity.WARNING), lines=lines)


def _find_by_combining(book: RuleBook, known: Known, places: Sequence[Place], bearings: Bearings) -> Iterator[RuleFinding]:
    told = {rule for finding in (*find_empty_spans(book), *find_unknown(book.rules, known)) for rule in finding.rules}
    for source, nature in known.natures.items():
        rules = [rule for rule in book.rules if rule.source == source]
        facts = combine_facts(source, rules, places, bearings, book.documents)
        name = known.names[source]
        if facts is None:
            sentence = f"Các quy tắc của nguồn {name} có hơn {format_money(MOST)} tổ hợp điều kiện nên chưa dò hết."
            yield RuleFinding(
                Problem("rules_too_many", sentence, "Bớt điều kiện khác nhau trong các quy tắc.", Severity.NOTE), source=source
            )
            continue
        table = _judge(book, source, nature, facts)
        yield from find_contradictions(book, table)
        yield from find_dead(book, source, table, told)
        if not (table.verdict == ALLOW).any():
            sentence = f"Nguồn {name} chưa có quy tắc nào cho phép chi khoản nào, nên không bố trí được."
            fix = "Bổ sung quy tắc có căn cứ, hoặc để nguồn này ngoài phần bố trí."
            yield RuleFinding(Problem("source_unusable", sentence, fix, Severity.WARNING), source=source)


def _judge(book: RuleBook, source: str, nature: str, facts: Sequence[LineFacts]) -> VerdictTable:
    no_lines = np.empty(0, np.int64)
    table = FactTable(pa.array([], pa.string()), no_lines.astype(np.int32), tuple(facts), no_lines, no_lines)
    return judge_table(book, {source: nature}, table)


def _outdone_by(rule: Rule, book: RuleBook, table: VerdictTable) -> str:
    """The rule that decides most often where a dead rule would match; empty when it matches nothing that can occur."""
    deciding: Counter[int] = Counter()
    for case, facts in enumerate(table.facts):
        if table.rule[case, 0] != NONE and is_met(rule, replace(facts, source=rule.source)):
            deciding[int(table.rule[case, 0])] += 1
    return book.rules[deciding.most_common(1)[0][0]].id if deciding else ""


def _apart(rule: Rule, start: date, end: date) -> bool:
    return (rule.year_to is not None and rule.year_to < start.year) or (rule.year_from is not None and rule.year_from > end.year)


def _conditions(rule: Rule) -> tuple[object, ...]:
    return tuple(getattr(rule, name) for name in CONDITIONS)


def _finding(code: str, sentence: str, fix: str, *rules: Rule, severity: Severity = Severity.ERROR, citation: str = "") -> RuleFinding:
    problem = Problem(code, sentence, fix, severity, citation)
    return RuleFinding(problem, tuple(rule.id for rule in rules), rules[0].source)


_NAMED = {
    "source": "nguồn",
    "unit": "đơn vị",
    "task": "nhiệm vụ",
    "task_group": "nhóm nhiệm vụ",
    "budget_code": "mục, tiểu mục",
    "document": "văn bản",
}
"""A condition, which is also the name of the table its codes stand in -> how it is called."""


def _read_known(cursor: Cursor) -> Known:
    codes = {name: frozenset(str(row[0]) for row in cursor.rows(f"SELECT code FROM {name}")) for name in _NAMED}
    rows = cursor.rows("SELECT code, COALESCE(short_name, name), nature FROM source ORDER BY position, code")
    return Known(codes, {str(row[0]): str(row[1]) for row in rows}, {str(row[0]): str(row[2]) for row in rows})
