"""Districts and communes ask for their own tier's money and the provincial supplement."""

from random import Random

from budget.model.states import UnitKind
from budget.reference.load import load_reference
from budget.sample.local_units import draft_communes, draft_districts

REFERENCE = load_reference()
KINDS = {unit.code: unit.kind for unit in REFERENCE.units}


def test_districts_and_communes_ask_their_own_sources() -> None:
    districts, communes = draft_districts(Random(1), REFERENCE), draft_communes(Random(1), REFERENCE)
    assert {draft.source for draft in districts} == {"NQ36-H", "BSCDS", "NSH-THEM"}
    assert {draft.source for draft in communes} == {"NQ36-X", "BSCDS", "NSX-THEM"}
    assert {KINDS[draft.unit] for draft in districts} == {UnitKind.DISTRICT}
    assert len({draft.unit for draft in communes}) == 241
