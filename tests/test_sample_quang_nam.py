"""The whole sample follows from its seed, and what a line requires stands beside it."""

from budget.reference.load import load_reference
from budget.sample.quang_nam import build_lines, draft_plan

REFERENCE = load_reference()


def test_the_plan_is_the_same_each_time_it_is_built() -> None:
    (lines, annex), (again, annex_again) = build_lines(REFERENCE), build_lines(REFERENCE)
    assert lines.equals(again)
    assert annex == annex_again


def test_every_requirement_names_a_draft_of_the_same_unit() -> None:
    drafts = draft_plan(REFERENCE)
    keys = {draft.key: draft.unit for draft in drafts if draft.key}
    assert len(keys) == sum(bool(draft.key) for draft in drafts)
    assert all(keys[draft.requires] == draft.unit for draft in drafts if draft.requires)
