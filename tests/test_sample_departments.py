"""Departments ask for equipment under QĐ 334, other bodies from their own money."""

from collections import Counter
from random import Random

from budget.model.states import UnitKind
from budget.reference.load import load_reference
from budget.sample.departments import draft_departments

REFERENCE = load_reference()
KINDS = {unit.code: unit.kind for unit in REFERENCE.units}


def test_every_department_asks_for_equipment_under_decision_334() -> None:
    drafts = draft_departments(Random(1), REFERENCE)
    asked = Counter(draft.unit for draft in drafts if draft.source == "QD334")
    departments = {code for code, kind in KINDS.items() if kind is UnitKind.DEPARTMENT}
    assert set(asked) == departments
    assert min(asked.values()) >= 10
    assert {draft.unit for draft in drafts} - departments == {code for code, kind in KINDS.items() if kind is UnitKind.BODY}
