"""By which marks lines are known that are protected or cut early: shipped conventions, dated, held against the lines' own columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from budget.cuts.instance import Flags
from budget.cuts.necessity.line_facts import LineFacts
from budget.funding.rules import CitedDocument, cite, cited_document
from budget.reference.cut_conventions import CutEffect, CutMark, parts
from budget.reference.law import Confidence
from budget.reference.load import Reference, load_reference

UNWRITTEN = "thông lệ thẩm định (cần kiểm tra)"
"""What is cited where no document was ever named."""


@dataclass(frozen=True)
class Marked:
    """The lines a mark holds for."""

    mark: CutMark
    lines: Flags


@cache
def shipped() -> Reference:
    """The conventions that come with the program, read once."""
    return load_reference()


@cache
def all_phrases() -> tuple[str, ...]:
    """Every phrase some mark looks for in names, in a stated order."""
    return tuple(sorted({phrase for mark in shipped().cut_marks for phrase in parts(mark.words)}))


def find_marked(facts: LineFacts, effect: CutEffect, day: date) -> Iterator[Marked]:
    """The marks of an effect in force on a day with the lines they hold for, in the order they are shipped."""
    for mark in shipped().cut_marks:
        if mark.effect is effect and _in_force(mark, day):
            yield Marked(mark, _held(mark, facts))


def cite_mark(mark: CutMark) -> str:
    """The document a mark rests on as it is cited; "cần kiểm tra" where nobody has confirmed it."""
    if not mark.document:
        return UNWRITTEN
    return cite(_documents().get(mark.document), mark.document, mark.article, confirmed=mark.confidence is Confidence.CONFIRMED)


def _held(mark: CutMark, facts: LineFacts) -> Flags:
    truths = np.ones(len(facts), np.bool_)
    for wanted, excluded in ((mark.budget_codes, False), (mark.unless_codes, True)):
        if wanted:
            codes = parts(wanted)
            truths &= (facts.text["budget_code"].are(codes) | facts.item.are(codes)) != excluded
    for wanted, excluded in ((mark.categories, False), (mark.unless_categories, True)):
        if wanted:
            truths &= facts.text["category"].are(parts(wanted)) != excluded
    if mark.words:
        truths &= np.logical_or.reduce([facts.spoken[phrase] for phrase in parts(mark.words)])
    if mark.least_priority is not None:
        truths &= facts.whole["priority"] >= mark.least_priority
    return truths


def _in_force(mark: CutMark, day: date) -> bool:
    return (mark.valid_from is None or mark.valid_from <= day) and (mark.valid_to is None or day <= mark.valid_to)


@cache
def _documents() -> dict[str, CitedDocument]:
    return {document.code: cited_document(document) for document in shipped().documents}
