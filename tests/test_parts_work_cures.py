"""The fields a cure offers are fields there are, for codes there are."""

from budget.checks.registry import REGISTRY
from budget.lines.fields import DRIVERS, FIELDS
from pages.parts.work_cures import CONCERNED

FAMILIES_WITHOUT_A_FIELD = {"ceilings", "dependencies", "contracts", "police"}


def test_every_code_and_field_named_exists() -> None:
    assert set(CONCERNED) <= set(REGISTRY)
    named = {name for fields in CONCERNED.values() for name in fields}
    assert {name for name in named if name not in FIELDS and name not in DRIVERS} == set()


def test_every_problem_of_a_line_that_an_edit_can_cure_offers_its_field() -> None:
    left = {code for code, check in REGISTRY.items() if code not in CONCERNED and check.family not in FAMILIES_WITHOUT_A_FIELD}
    assert left == {"rule_conflict", "rule_circle", "norm_excess_decided"}
