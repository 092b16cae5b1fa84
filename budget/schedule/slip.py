"""What slipping would do before it is done: money by year and source, what lapses at the end of the year, which deadlines it passes."""

from dataclasses import dataclass
from datetime import date

from budget.funding.rules import CitedDocument, cite, read_documents
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.phases import from_period
from budget.scenarios.operations import Draft, describe_slip
from budget.scenarios.planning import Skipped, plan_operations
from budget.schedule.lapse import Lapse, LapseSum, judge_lines, read_crossing, sum_lapses
from budget.store.database import Cursor
from budget.store.kinds import ALL, KINDS
from budget.store.projection import apply_batch
from budget.store.records import Batch, Change

_WHAT_IF = "what-if"
_LAST_DAYS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


@dataclass(frozen=True, slots=True)
class SlipRow:
    """The money of a source in a year before and after, in đồng."""

    year: int
    source: str
    before: int
    after: int


@dataclass(frozen=True)
class SlipPreview:
    """What a slip would do: lines moved and passed over, money by year and source, what passes 31/12 of `year`, legal warnings."""

    sentence: str
    quarters: int
    year: int
    selected: int
    changed: int
    skipped: Skipped
    rows: tuple[SlipRow, ...]
    lapses: tuple[Lapse, ...]
    lapse_sums: tuple[LapseSum, ...]
    warnings: tuple[Problem, ...]


def preview_slip(cursor: Cursor, scenario: str, draft: Draft, year: int) -> SlipPreview:
    """Try a slip inside a transaction that the caller rolls back; of the base too, as a what-if beside it."""
    staged = _what_if(cursor) if scenario == BASE else scenario
    before, crossing = _by_year_and_source(cursor, staged), read_crossing(cursor, staged, year)
    (planned,) = plan_operations(cursor, staged, [draft], 0).operations
    after, crossing_after = _by_year_and_source(cursor, staged), read_crossing(cursor, staged, year)
    grown = {line: amount - crossing.get(line, 0) for line, amount in crossing_after.items()}
    lapses = judge_lines(cursor, {line: amount for line, amount in grown.items() if amount > 0}, year)
    quarters = int(draft.settings["quarters"])
    keys = sorted(before.keys() | after.keys())
    return SlipPreview(
        sentence=describe_slip(quarters),
        quarters=quarters,
        year=year,
        selected=planned.selected,
        changed=planned.changed,
        skipped=planned.skipped,
        rows=tuple(SlipRow(*key, before.get(key, 0), after.get(key, 0)) for key in keys),
        lapses=tuple(lapses),
        lapse_sums=tuple(sum_lapses(lapses)),
        warnings=tuple(_deadlines(cursor, staged, planned.id) if quarters > 0 else ()),
    )


def _what_if(cursor: Cursor) -> str:
    record = {**dict.fromkeys(KINDS["scenario"].columns), "id": _WHAT_IF, "name": _WHAT_IF, "state": "open"}
    apply_batch(cursor, -1, Batch("", "trial", changes=[Change("scenario", _WHAT_IF, ALL, None, record)]))
    return _WHAT_IF


def _by_year_and_source(cursor: Cursor, scenario: str) -> dict[tuple[int, str], int]:
    sql = """SELECT year, COALESCE(source, ''), sum(amount)::BIGINT FROM dated(?)
             WHERE listing = 'estimate' AND year IS NOT NULL GROUP BY ALL HAVING sum(amount) > 0"""
    return {(int(str(year)), str(source)): int(str(amount)) for year, source, amount in cursor.rows(sql, [scenario])}


def _deadlines(cursor: Cursor, scenario: str, operation: str) -> list[Problem]:
    """The tasks whose money would be spent after their deadline, each with what it takes to move it."""
    sql = """SELECT t.code, t.name, t.deadline, COALESCE(t.amended_deadline, ''), COALESCE(t.amending_document, ''),
               COALESCE(t.document, ''), COALESCE(t.confidence, ''), max(p.year * 4 + p.quarter - 1)::BIGINT
             FROM member m JOIN line l ON l.id = m.line JOIN task t ON t.code = l.task
             JOIN phased(?) p ON p.line = l.id AND NOT p.spent AND p.amount > 0 AND NOT COALESCE(l.contracted, FALSE)
             WHERE m.operation = ? AND COALESCE(t.deadline, '') <> '' GROUP BY ALL ORDER BY t.code"""
    documents = read_documents(cursor)
    found = []
    for code, name, deadline, amended, amending, document, confidence, last in cursor.rows(sql, [scenario, operation]):
        year, quarter = from_period(int(str(last)))
        ends = date(year, *_LAST_DAYS[quarter])
        due = date.fromisoformat(str(amended if amending and amended else deadline))
        if ends > due:
            texts = (str(code), str(name), str(amending), str(document))
            found.append(_late(texts, due, (year, quarter), documents, sure=confidence == "confirmed"))
    return found


def _late(
    texts: tuple[str, str, str, str], due: date, until: tuple[int, int], documents: dict[str, CitedDocument], *, sure: bool
) -> Problem:
    code, name, amending, document = texts
    checked = "" if sure else " (thời hạn cần kiểm tra)"
    what = f"Nhiệm vụ {code} “{name}” có thời hạn {due:%d/%m/%Y}{checked}, mà tiền còn chi đến quý {until[1]}/{until[0]}."
    citation = cite(documents.get(document), document, "", confirmed=sure) if document else ""
    if amending:
        fix = f"Văn bản sửa đổi {amending} cũng không cho thời hạn này: lùi ít hơn, hoặc trình sửa tiếp."
        return Problem("slip_past_amended", what, fix, Severity.WARNING, citation)
    fix = "Thời hạn chỉ đổi khi văn bản sửa đổi có số: trình sửa Kế hoạch trước, rồi ghi số văn bản vào nhiệm vụ."
    return Problem("slip_without_amendment", f"{what} Chưa có văn bản sửa đổi.", fix, Severity.WARNING, citation)
