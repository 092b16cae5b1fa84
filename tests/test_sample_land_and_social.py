"""Land data and social payments have purses of their own."""

from random import Random

from budget.model.states import UnitKind
from budget.reference.load import load_reference
from budget.sample.land_and_social import LAND_OFFICE, draft_land, draft_social

REFERENCE = load_reference()
KINDS = {unit.code: unit.kind for unit in REFERENCE.units}


def test_land_and_social_money_is_not_digital_transformation_money() -> None:
    land, social = draft_land(Random(1), REFERENCE), draft_social(Random(1), REFERENCE)
    assert {draft.source for draft in land} == {"SN-DC", "DT-GIAO"}
    assert {draft.source for draft in social} == {"NSH-BDXH"}
    assert {KINDS[draft.unit] for draft in social} == {UnitKind.DISTRICT}


def test_phase_2_stands_in_13_districts_and_the_running_48_communes_elsewhere() -> None:
    drafts = draft_land(Random(1), REFERENCE)
    assert len({draft.unit for draft in drafts if draft.task == "NV16"}) == 13
    assert sum(draft.unit == LAND_OFFICE for draft in drafts) == 48
