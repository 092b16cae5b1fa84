"""How ready the sample is, illustrated: land data waits for the ministry (as the province said), most lines are untold."""

from dataclasses import replace

from budget.model.states import Category, Step
from budget.sample.draft import Draft

LAND_TASKS = frozenset({"NV14", "NV16"})
"""Digitising land data and completing its database: no guidance had been issued."""
NOTE = "Số liệu minh họa"


def tell_readiness(drafts: list[Draft]) -> list[Draft]:
    """The drafts with what is known of their steps; nothing else of them changes."""
    return [_told(draft) for draft in drafts]


def _told(draft: Draft) -> Draft:
    if draft.task in LAND_TASKS and draft.category is Category.DIGITISATION:
        return replace(draft, guidance=Step.MISSING, design=Step.MISSING, procurement=Step.MISSING)
    if draft.contracted:
        return replace(draft, guidance=Step.NOT_NEEDED, design=Step.DONE, procurement=Step.DONE)
    if draft.category is Category.CONNECTION:
        return replace(draft, guidance=Step.NOT_NEEDED, design=Step.NOT_NEEDED, procurement=Step.UNDER_WAY, readiness_note=NOTE)
    return draft
