"""Where freed money goes: what a cut of a source's money may pay for next, who decides, and by which article.

Most of it is recalled law, so the citation says "cần kiểm tra" until a person confirms it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from budget.funding.eligibility import LineFacts, RuleBook, Ruling, keep_apart
from budget.funding.rules import CitedDocument, cite, cited_document
from budget.model.states import Verdict
from budget.reference.law import Confidence
from budget.reference.load import load_reference
from budget.reference.money_sources import Destination, FreedMoney, Part


@dataclass(frozen=True, slots=True)
class Freed:
    """The answer for a source: where the money goes, a sentence, who decides, the citation and whether it was confirmed."""

    destination: Destination
    answer: str
    decider: str
    citation: str
    confirmed: bool


def where_freed(source: str, part: Part = Part.CUT) -> Freed | None:
    """Where money of a source goes once it is freed; None = chưa đủ căn cứ, nobody has told for this source."""
    rows, documents = _shipped()
    own = [row for row in rows if row.part is part and row.source == source]
    found = own or [row for row in rows if row.part is part and row.source is None]
    return _answer(found[0], documents) if found else None


def judge_move(source: str, nature: str, facts: LineFacts, book: RuleBook) -> Ruling:
    """Whether money freed from a source of a nature may go to a line: the rules, the wall between natures, and where such money goes."""
    ruling = keep_apart(book.judge(replace(facts, source=source)), nature, facts.nature)
    if ruling.verdict is not Verdict.ALLOW:
        return ruling
    freed = where_freed(source)
    if freed is None:
        return Ruling(Verdict.INSUFFICIENT, "Chưa có căn cứ nói tiền cắt ở nguồn này được chuyển đi đâu.", rule=ruling.rule)
    citation = "; ".join(dict.fromkeys(text for text in (ruling.citation, freed.citation) if text))
    return replace(ruling, reason=f"{ruling.reason} {freed.answer}", citation=citation, confirmed=ruling.confirmed and freed.confirmed)


@cache
def _shipped() -> tuple[Sequence[FreedMoney], Mapping[str, CitedDocument]]:
    reference = load_reference()
    return reference.freed_money, {document.code: cited_document(document) for document in reference.documents}


def _answer(row: FreedMoney, documents: Mapping[str, CitedDocument]) -> Freed:
    document = documents.get(row.document)
    confirmed = row.confidence is Confidence.CONFIRMED and document is not None and document.confirmed
    return Freed(row.destination, row.reason, row.decider, cite(document, row.document, row.article, confirmed=confirmed), confirmed)
