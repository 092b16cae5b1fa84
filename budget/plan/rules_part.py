"""plan.rules: the eligibility rules of an open plan, read, previewed against the plan's lines, and changed with a reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from budget.funding.eligibility import RuleBook
from budget.funding.fact_groups import Shift, compare_books, decided_by, read_grouped
from budget.funding.own_documents import DOCUMENT_FIELDS, DocumentField, plan_document, read_document, show_document
from budget.funding.rule_clashes import find_clashes
from budget.funding.rule_conditions import find_faults, read_context
from budget.funding.rule_editing import complete, next_id, plan_addition, plan_change, plan_deletion, plan_end
from budget.funding.rule_fields import CONFIDENCE, RULE_FIELDS, RuleField, read_texts, show_texts
from budget.funding.rule_words import Named, RuleText, describe_rule
from budget.funding.rules import read_documents, read_rules, rule_of
from budget.model.ids import BASE
from budget.model.problem import Problem, refuse
from budget.model.states import ScenarioState
from budget.reference.money_sources import Rule
from budget.scenarios.reading import read_scenarios
from budget.store.database import Cursor
from budget.store.kinds import KINDS
from budget.store.records import Batch, Change, Receipt, Value
from budget.store.stale import touches_of
from budget.store.store import Store

_COLUMNS = tuple(KINDS["rule"].columns)
_DOCUMENT_COLUMNS = tuple(KINDS["own_document"].columns)
Read = tuple[dict[str, Value] | None, Rule | None, list[Problem]]


@dataclass(frozen=True, slots=True)
class ListedRule:
    """A rule as stored and in words, with the lines of the base it decides for and their amount (đồng)."""

    rule: Rule
    text: RuleText
    lines: int
    amount: int


@dataclass(frozen=True, slots=True)
class RulePreview:
    """What saving would do: the rule in words (None when it cannot be read), what is wrong, and the verdicts that turn."""

    text: RuleText | None
    problems: tuple[Problem, ...]
    shifts: tuple[Shift, ...]


class Rules:
    """The rules of an open plan."""

    def __init__(self, store: Store, actor: str) -> None:
        """Stand on the store, write in the name of `actor`."""
        self._store = store
        self._actor = actor

    def listed(self) -> list[ListedRule]:
        """Every rule in id order, in words, with what it decides for in the base."""
        with self._store.read() as cursor:
            rules, documents = read_rules(cursor), read_documents(cursor)
            units, named = read_names(cursor)
            book = RuleBook(rules, documents)
            decided = decided_by(read_grouped(cursor, rules, listing=None), read_natures(cursor), book)
        return [ListedRule(rule, describe_rule(rule, documents, units, named), *decided.get(rule.id, (0, 0))) for rule in rules]

    def ids(self, source: str) -> list[str]:
        """The ids of the rules of a source."""
        with self._store.read() as cursor:
            return [rule.id for rule in read_rules(cursor) if rule.source == source]

    def texts(self, rule: str) -> tuple[dict[str, str], int]:
        """A rule as the texts a form begins with, and its version; PlanError when there is none."""
        with self._store.read() as cursor:
            return show_texts(_record(cursor, rule)), max(touches_of(cursor, "rule", rule), default=0)

    def preview(self, texts: Mapping[str, str], rule: str | None = None, scenario: str = BASE) -> RulePreview:
        """What saving these texts would turn, as a new rule or in place of `rule`; nothing is written."""
        with self._store.read() as cursor:
            _, made, problems = self._read(cursor, texts, rule)
            if made is None:
                return RulePreview(None, tuple(problems), ())
            units, named = read_names(cursor)
            return RulePreview(
                describe_rule(made, read_documents(cursor), units, named), tuple(problems), self._turned(cursor, rule, made, scenario)
            )

    def preview_without(self, rule: str, last: date | None = None, scenario: str = BASE) -> tuple[Shift, ...]:
        """The verdicts that turn when a rule ends after the day `last`, or is taken out (None)."""
        with self._store.read() as cursor:
            record = _record(cursor, rule)
            ended = None if last is None else rule_of({**record, "valid_to": last.isoformat()})
            return self._turned(cursor, rule, ended, scenario)

    def add(self, texts: Mapping[str, str], reason: str, operation_id: str | None = None) -> tuple[str | None, list[Problem]]:
        """Add a rule with a reason; its id, or what is wrong."""
        with self._store.database.lock:
            with self._store.read() as cursor:
                record, made, problems = self._read(cursor, texts, None)
            changes, missing = plan_addition(record, reason) if record is not None else ([], [])
            if problems or missing or made is None:
                return None, [*problems, *missing]
            self._commit("add_rule", reason, changes, operation_id)
            return made.id, []

    def change(
        self, rule: str, texts: Mapping[str, str], reason: str, seen: int | None = None, operation_id: str | None = None
    ) -> tuple[Receipt | None, list[Problem]]:
        """Make a rule read as these texts, with a reason; None and no problem = nothing differs. `seen` is the version it was read at."""
        with self._store.database.lock:
            with self._store.read() as cursor:
                current = _record(cursor, rule)
                record, _, problems = self._read(cursor, texts, rule)
            changes, missing = plan_change(current, record, reason, seen) if record is not None else ([], [])
            return self._finish("change_rule", reason, changes, [*problems, *missing], operation_id)

    def end(self, rule: str, last: date, reason: str, seen: int | None = None) -> tuple[Receipt | None, list[Problem]]:
        """Make a day the last one a rule is in force, with a reason."""
        with self._store.database.lock:
            with self._store.read() as cursor:
                current = _record(cursor, rule)
            return self._finish("end_rule", reason, *plan_end(current, last, reason, seen))

    def delete(self, rule: str, reason: str, seen: int | None = None) -> tuple[Receipt | None, list[Problem]]:
        """Take out a rule that decides for no line of the base or of an open scenario, with a reason; else it is to be ended."""
        with self._store.database.lock:
            with self._store.read() as cursor:
                current = _record(cursor, rule)
                deciding = self._deciding(cursor, rule_of(current))
                replacing = [other.id for other in read_rules(cursor) if other.instead_of == rule]
            return self._finish("delete_rule", reason, *plan_deletion(current, deciding, replacing, reason, seen))

    def own_documents(self) -> dict[str, tuple[dict[str, str], int]]:
        """The documents people added to this plan: code -> the texts a form begins with, and the version."""
        with self._store.read() as cursor:
            rows = cursor.rows(f"SELECT {', '.join(_DOCUMENT_COLUMNS)} FROM own_document ORDER BY code")
            records = [dict(zip(_DOCUMENT_COLUMNS, row, strict=True)) for row in rows]
            versions = {str(record["code"]): touches_of(cursor, "own_document", str(record["code"])) for record in records}
        return {code: (show_document(record), versions[code][-1]) for record in records if (code := str(record["code"]))}  # type: ignore[arg-type]  # the schema's types

    def save_document(
        self, texts: Mapping[str, str], reason: str, code: str | None = None, seen: int | None = None
    ) -> tuple[str | None, list[Problem]]:
        """Add a document rules can cite, or (with `code`) change one people added, with a reason; its code, or what is wrong.

        None and no problem = nothing differs. A document's rank and dates weigh at once in every rule that cites it.
        """
        record, problems = read_document(texts)
        if problems:
            return None, problems
        with self._store.database.lock:
            with self._store.read() as cursor:
                known = list(read_documents(cursor))
                current = _own_document(cursor, code) if code is not None else None
                citing = [rule for rule in read_rules(cursor) if rule.document == code and rule.rank != record["rank"]]
            named, changes, problems = plan_document(current, record, known, reason, seen)
            if problems or not changes:
                return None, problems
            if citing:
                sentence = f"Quy tắc {', '.join(rule.id for rule in citing)} đang dẫn văn bản này theo bậc cũ nên không đổi được bậc."
                return None, [Problem("document_cited", sentence, "Thêm văn bản đúng bậc rồi sửa các quy tắc đó sang văn bản mới.")]
            self._commit("add_document" if current is None else "change_document", reason, changes, None)
            return named, []

    def _read(self, cursor: Cursor, texts: Mapping[str, str], rule: str | None) -> Read:
        """The record and rule that texts mean, with everything that is wrong; no rule when they cannot be read at all."""
        record, problems = read_texts(texts)
        if problems:
            return None, None, problems
        known, documents, standing = read_context(cursor), read_documents(cursor), read_rules(cursor)
        identity = rule or next_id(str(record["source"]), [*_ids_ever(cursor), *(other.id for other in standing)])
        whole, made = complete(identity, record, known.documents)
        faults = find_faults(made, known)
        return whole, made, faults or find_clashes(made, standing, documents, known)

    def _turned(self, cursor: Cursor, rule: str | None, made: Rule | None, scenario: str) -> tuple[Shift, ...]:
        rules, documents, natures = read_rules(cursor), read_documents(cursor), read_natures(cursor)
        later = [other for other in rules if other.id != rule] + ([made] if made is not None else [])
        touched = {other.source for other in rules if other.id == rule} | ({made.source} if made is not None else set())
        sources = {source: nature for source, nature in natures.items() if source in touched}
        lines = read_grouped(cursor, [*rules, *later], scenario, listing=None)
        return tuple(compare_books(lines, sources, RuleBook(rules, documents), RuleBook(later, documents)))

    def _deciding(self, cursor: Cursor, rule: Rule) -> tuple[int, int]:
        """The lines a rule decides for and their amount, in the base or else in the first open scenario where it decides for some."""
        book = RuleBook(read_rules(cursor), read_documents(cursor))
        sources = {source: nature for source, nature in read_natures(cursor).items() if source == rule.source}
        open_ones = [scenario.id for scenario in read_scenarios(cursor) if scenario.state == ScenarioState.OPEN]
        for scenario in dict.fromkeys([BASE, *open_ones]):
            decided = decided_by(read_grouped(cursor, book.rules, scenario, listing=None), sources, book).get(rule.id)
            if decided is not None:
                return decided
        return 0, 0

    def _finish(
        self, action: str, reason: str, changes: Sequence[Change], problems: list[Problem], operation_id: str | None = None
    ) -> tuple[Receipt | None, list[Problem]]:
        if problems or not changes:
            return None, problems
        return self._commit(action, reason, changes, operation_id), []

    def _commit(self, action: str, reason: str, changes: Sequence[Change], operation_id: str | None) -> Receipt:
        return self._store.commit(Batch(self._actor, action, reason, tuple(changes), operation_id=operation_id))


def read_names(cursor: Cursor) -> tuple[dict[str, str], Named]:
    """The names of units by code, and of the other things rules speak of."""

    def names(sql: str) -> dict[str, str]:
        return {str(code): str(name or "") for code, name in cursor.rows(sql)}

    return names("SELECT code, name FROM unit"), Named(
        names("SELECT code, name FROM task"),
        names("SELECT code, COALESCE(short_name, name) FROM task_group"),
        names("SELECT code, any_value(name) FROM budget_code GROUP BY code"),
    )


def read_natures(cursor: Cursor) -> dict[str, str]:
    """Each source's nature, in the stated order of the sources."""
    return {str(code): str(nature) for code, nature in cursor.rows("SELECT code, nature FROM source ORDER BY position, code")}


def _record(cursor: Cursor, rule: str) -> dict[str, Value]:
    rows = cursor.rows(f"SELECT {', '.join(_COLUMNS)} FROM rule WHERE id = ?", [rule])
    if not rows:
        raise refuse("rule_missing", f"Bộ dự toán không có quy tắc “{rule}”.", "Tải lại danh sách quy tắc rồi chọn lại.")
    return dict(zip(_COLUMNS, rows[0], strict=True))  # type: ignore[arg-type]  # the schema's types


def _own_document(cursor: Cursor, code: str) -> dict[str, Value]:
    rows = cursor.rows(f"SELECT {', '.join(_DOCUMENT_COLUMNS)} FROM own_document WHERE code = ?", [code])
    if not rows:
        sentence = f"Bộ dự toán không có văn bản “{code}” do người dùng thêm."
        raise refuse("document_missing", sentence, "Chỉ sửa được văn bản đã thêm vào bộ dự toán này.")
    return dict(zip(_DOCUMENT_COLUMNS, rows[0], strict=True))  # type: ignore[arg-type]  # the schema's types


def _ids_ever(cursor: Cursor) -> Iterable[str]:
    """The ids of rules the journal has ever touched, so that a deleted one's is never given again."""
    return [str(row[0]).partition(":")[2] for row in cursor.rows("SELECT DISTINCT entity FROM touch WHERE starts_with(entity, 'rule:')")]


__all__ = [
    "CONFIDENCE",
    "DOCUMENT_FIELDS",
    "RULE_FIELDS",
    "DocumentField",
    "ListedRule",
    "RuleField",
    "RulePreview",
    "RuleText",
    "Rules",
    "Shift",
]
