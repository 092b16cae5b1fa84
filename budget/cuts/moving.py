"""Making room (điều chuyển): where the money cut from other spending may go, who decides, and what of the estimate it may pay.

Law: A goes down and B goes up by the same, within one nature; the rules say which lines of the estimate a source may pay at all
(domain rules 7.1, 7.4, 7.19). Much of that law is recalled, so citations say "cần kiểm tra".
"""

from dataclasses import dataclass

import numpy as np

from budget.cuts.instance import CODE_OF
from budget.cuts.outcome import Outcome
from budget.funding.freed import where_freed
from budget.funding.verdicts import ALLOW, read_verdicts
from budget.model import labels
from budget.model.states import CutAction, Listing
from budget.store.database import Cursor


@dataclass(frozen=True, slots=True)
class Move:
    """Money freed from a source of one nature, in đồng; each source by itself, so two may look at the same lines.

    `freed` goes down there; `may_take` is what the lines of the estimate that this source may lawfully pay ask for, `lines` how many they
    are; `moved` what can be moved, the lesser of both. `answer`, `decider`, `citation`: where such money goes and who decides; "" where
    nobody has told.
    """

    source: str
    source_name: str
    nature: str
    nature_name: str
    freed: int
    may_take: int
    lines: int
    moved: int
    answer: str
    decider: str
    citation: str


UNKNOWN = "Chưa đủ căn cứ nói tiền cắt ở nguồn này được chuyển đi đâu."


def tell_moves(cursor: Cursor, outcome: Outcome) -> list[Move]:
    """What an answer on other spending frees, by source and nature, the largest first."""
    drawn = outcome.drawn
    taken = outcome.kind != CODE_OF[CutAction.RE_SOURCE]
    sources, natures = drawn.figures.texts("source"), drawn.figures.texts("nature")
    freed: dict[tuple[str, str], int] = {}
    for at in np.flatnonzero(taken & (outcome.saved > 0)).tolist():
        key = (sources[at], natures[at])
        freed[key] = freed.get(key, 0) + int(outcome.saved[at])
    if not freed:
        return []
    verdicts = read_verdicts(cursor, drawn.scenario, listing=Listing.ESTIMATE)
    nature_of = np.array([facts.nature for facts in verdicts.facts] or [""], dtype=object)[verdicts.class_of]
    found = []
    for (source, nature), amount in freed.items():
        may = np.zeros(len(verdicts.class_of), np.bool_)
        if source in verdicts.sources:
            column = verdicts.verdict[:, verdicts.sources.index(source)] == ALLOW
            may = column[verdicts.class_of] & (nature_of == nature)
        asked = int(verdicts.amounts[may].sum())
        told = where_freed(source) if source else None
        answer = (UNKNOWN, "", "") if told is None else (told.answer, told.decider, told.citation)
        names = (source, drawn.names.get(source, source or "Chưa có nguồn"), nature, labels.NATURE.get(nature, nature))
        found.append(Move(*names, amount, asked, int(may.sum()), min(amount, asked), *answer))
    return sorted(found, key=lambda move: (-move.freed, move.source, move.nature))
