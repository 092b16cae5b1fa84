"""The shipped rules give the verdicts of the law cases every build must get right."""

from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest

from budget.model.states import Category, Form, Nature, Route, UnitKind, Verdict
from budget.reference.in_force import is_in_force
from budget.reference.load import load_reference
from budget.reference.money_sources import Rule

REFERENCE = load_reference()
CONDITIONS = ("unit_level", "unit_kind", "category", "nature", "form", "route", "valid_from", "valid_to", "year_from", "year_to", "unit")


@dataclass(frozen=True)
class Case:
    """A line on a day, as far as rules look at it."""

    unit: str
    category: str
    on: date
    nature: str = "recurrent"
    form: str = "plain_task"
    route: str | None = None


def matches(rule: Rule, case: Case) -> bool:
    unit = REFERENCE.unit_by_code[case.unit]
    wanted = (
        (rule.unit_level, unit.level),
        (rule.unit_kind, unit.kind),
        (rule.category, case.category),
        (rule.nature, case.nature),
        (rule.form, case.form),
        (rule.route, case.route),
        (rule.unit, case.unit),
    )
    year = case.on.year
    in_years = (rule.year_from is None or rule.year_from <= year) and (rule.year_to is None or year <= rule.year_to)
    return in_years and is_in_force(rule.valid_from, rule.valid_to, case.on) and all(want in (None, have) for want, have in wanted)


def strength(rule: Rule) -> tuple[int, date, int]:
    issued = REFERENCE.document_by_code[rule.document].issued or date.min
    return rule.rank, issued, sum(getattr(rule, name) is not None for name in CONDITIONS)


def winners(case: Case, source: str) -> set[Verdict]:
    found = [rule for rule in REFERENCE.rules if rule.source == source and matches(rule, case)]
    top = max((strength(rule) for rule in found), default=None)
    return {rule.verdict for rule in found if strength(rule) == top} or {Verdict.INSUFFICIENT}


def verdicts(case: Case) -> dict[str, str]:
    """The verdict of every source for a line: what the strongest matching rule says."""
    return {source.code: winners(case, source.code).pop() for source in REFERENCE.sources}


def allowed(case: Case) -> set[str]:
    return {source for source, verdict in verdicts(case).items() if verdict == "allow"}


def overall(case: Case) -> str:
    found = set(verdicts(case).values())
    return "allow" if "allow" in found else "insufficient" if "insufficient" in found else "deny"


def test_case_1_a_computer_for_a_department_comes_from_decision_334_alone() -> None:
    assert allowed(Case("SBN-STP", "equipment", date(2024, 3, 15))) == {"QD334"}


def test_case_1_before_decision_334_was_issued_it_is_refused() -> None:
    assert verdicts(Case("SBN-STP", "equipment", date(2024, 2, 1)))["QD334"] == "deny"
    assert allowed(Case("SBN-STP", "equipment", date(2024, 2, 1))) == set()


@pytest.mark.parametrize("category", ["publicity", "digitisation", "software"])
def test_case_1_what_the_article_names_no_source_for_has_not_enough_basis(category: str) -> None:
    case = Case("SBN-STP", category, date(2024, 3, 15))
    assert overall(case) == "insufficient"
    assert verdicts(case)["QD334"] == "deny"


def test_case_2_a_district_uses_its_own_money_and_the_supplement() -> None:
    case = Case("510", "equipment", date(2024, 3, 15))
    assert allowed(case) == {"NQ36-H", "BSCDS", "NSH-THEM"}
    assert verdicts(case)["QD334"] == "deny"
    own = {source.code: source.purse for source in REFERENCE.sources}
    assert all(own[code] == "unit" for code in allowed(case))


def test_case_2_resolution_36_ends_with_2025() -> None:
    assert verdicts(Case("510", "equipment", date(2026, 1, 15)))["NQ36-H"] == "deny"
    assert verdicts(Case("20695", "equipment", date(2026, 1, 15)))["NQ36-X"] == "deny"


def test_case_3_land_digitisation_has_not_enough_basis() -> None:
    case = Case("SBN-STNMT", "digitisation", date(2024, 11, 15))
    found = verdicts(case)
    assert (found["QD334"], found["NQ36-H"], found["NQ36-X"]) == ("deny", "deny", "deny")
    assert overall(case) == "insufficient"


def test_case_3_in_2025_it_is_also_past_plan_1080() -> None:
    def reason(on: date) -> str:
        case = Case("SBN-STNMT", "digitisation", on)
        return max((rule for rule in REFERENCE.rules if rule.source == "SN-DC" and matches(rule, case)), key=strength).reason

    assert "Kế hoạch 1080" not in reason(date(2024, 11, 15))
    assert "Kế hoạch 1080" in reason(date(2025, 2, 15))
    assert overall(Case("SBN-STNMT", "digitisation", date(2025, 2, 15))) == "insufficient"


def test_case_4_police_training_goes_through_recurrent_provincial_money() -> None:
    case = Case("CA-TINH", "training", date(2024, 6, 1), route="operating")
    assert allowed(case) == {"CTX-TINH"}
    found = verdicts(case)
    assert (found["QD334"], found["NQ36-H"], found["NQ36-X"], found["DTC"]) == ("deny",) * 4
    assert "CTX-TINH" not in allowed(Case("CA-TINH", "training", date(2024, 6, 1), route="unclassified"))


def test_case_5_a_police_project_comes_from_public_investment_alone() -> None:
    case = Case("CA-TINH", "project", date(2024, 6, 1), nature="investment", form="project", route="investment")
    assert allowed(case) == {"DTC"}


def test_case_5_police_computers_outside_a_project_have_no_source() -> None:
    assert allowed(Case("CA-TINH", "equipment", date(2024, 6, 1), route="unclassified")) == set()
    assert overall(Case("CA-TINH", "equipment", date(2024, 6, 1), route="unclassified")) == "deny"


def test_case_6_freed_investment_money_goes_to_projects_never_to_training_or_publicity() -> None:
    project = Case("SBN-STTTT", "project", date(2024, 6, 1), nature="investment", form="project")
    assert verdicts(project)["DTC"] == "allow"
    for category in ("training", "publicity"):
        assert verdicts(Case("SBN-STTTT", category, date(2024, 6, 1)))["DTC"] == "deny"
        assert verdicts(Case("CA-TINH", category, date(2024, 6, 1), route="operating"))["DTC"] == "deny"


def test_recurrent_and_investment_money_never_mix() -> None:
    natures = {source.code: source.nature for source in REFERENCE.sources}
    for unit, nature in product(("SBN-STP", "CA-TINH", "502", "20335", "SBN-VPTU"), Nature):
        for source, verdict in verdicts(Case(unit, "project", date(2024, 6, 1), nature=nature, form="project")).items():
            if natures[source] != nature:
                assert verdict == "deny", (unit, nature, source)


def test_no_two_rules_of_equal_strength_disagree() -> None:
    kinds = {kind: next(unit.code for unit in REFERENCE.units if unit.kind == kind) for kind in UnitKind}
    units = [*kinds.values(), "SBN-STNMT", "SBN-STTTT"]
    days = [date(2024, 1, 15), date(2024, 6, 1), date(2025, 2, 15), date(2026, 1, 15)]
    forms = [Form.PROJECT, Form.PLAIN_TASK]
    for unit, category, nature, form, on in product(units, Category, Nature, forms, days):
        for route in [*Route] if unit == "CA-TINH" else [None]:
            case = Case(unit, category, on, nature, form, route)
            for source in REFERENCE.sources:
                assert len(winners(case, source.code)) == 1, (case, source.code)
