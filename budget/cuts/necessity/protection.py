"""What is never cut, each line with its reason: locked by a person, under contract, protected by law or custom, bound by a deadline.

Law: a person who put a line into a band by hand, with a reason, lifts a protection that only a convention gives; a lock, a signed
contract and money owed to people are never lifted.
"""

from collections.abc import Callable

import numpy as np

from budget.cuts.columns import say_each
from budget.cuts.instance import Flags, Ints
from budget.cuts.marks import cite_mark, find_marked
from budget.cuts.necessity.bands import Banded
from budget.cuts.necessity.criteria import Ground
from budget.model.states import Priority
from budget.reference.cut_conventions import CutEffect

OWED = frozenset({"salary", "reform", "beneficiary", "counterpart"})
"""Protections no person lifts: money owed to people and to those who pay the other part."""
CONTRACTED = "Đã ký hợp đồng, khối lượng đã cam kết không cắt."
LOCKED = "Đã khóa, không được cắt."


def find_protected(ground: Ground, banded: Banded) -> tuple[str, ...]:
    """Why each line may not be cut, with its basis; "" = it may."""
    facts = ground.facts
    reason = np.full(len(facts), "", object)

    def protect(lines: Flags, say: Callable[[int], str], *hangs_on: Ints) -> None:
        places, said = say_each(lines & (reason == ""), hangs_on, say)
        reason[places] = said

    told, tasks = facts.text["lock_reason"], facts.text["task"]
    protect(facts.locked, lambda place: _locked(told.names[told.codes[place]]), told.codes)
    protect(facts.whole["contract"] == 1, lambda _: CONTRACTED)
    for found in find_marked(facts, CutEffect.PROTECT, ground.day):
        lifted = facts.none() if found.mark.place in OWED else banded.by_hand
        sentence = f"{found.mark.reason}. Căn cứ: {cite_mark(found.mark)}."
        protect(found.lines & ~lifted, lambda _, said=sentence: said)  # type: ignore[misc]  # bound to this turn
    protect(_bound(ground) & ~banded.by_hand, lambda place: _deadline(ground, place), tasks.codes, facts.whole["year"])
    return tuple(reason.tolist())


def _locked(told: str) -> str:
    return f"Đã khóa: {told.rstrip('.')}." if told else LOCKED


def _bound(ground: Ground) -> Flags:
    """Lines of priority 1 whose task has a lawful deadline in their year that nothing has moved."""
    tasks, years = ground.facts.text["task"], ground.facts.whole["year"]
    bound = ground.facts.none()
    for year in np.unique(years).tolist():
        binding = [code for code, duty in ground.duties.items() if duty.binds(year)]
        bound |= tasks.are(binding) & (years == year)
    bound &= ground.facts.whole["priority"] == Priority.MANDATORY
    return bound


def _deadline(ground: Ground, place: int) -> str:
    tasks = ground.facts.text["task"]
    duty = ground.duties[tasks.names[tasks.codes[place]]]
    told = duty.tell_deadline(int(ground.facts.whole["year"][place]))
    return f"Ưu tiên 1, {told[0].lower()}{told[1:]} Căn cứ: {duty.citation}."
