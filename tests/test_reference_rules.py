"""The shipped rules give the verdicts of the law cases in tests/cases/law, judged by the very engine the plan uses."""

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from budget.funding.eligibility import LineFacts
from budget.model.states import Nature, Verdict
from tests.law_cases import LawCase, judge_case, judge_freed, law, purses, read_cases
from tests.plans import reference

CASES = read_cases()
SIX = {name.split()[0] for name in (case.name for case in CASES) if name[0].isdigit()}


@pytest.mark.parametrize("case", [case for case in CASES if not case.freed_from], ids=str)
def test_every_source_is_judged_as_the_case_says(case: LawCase) -> None:
    rulings = judge_case(case)
    assert {code for code, ruling in rulings.items() if ruling.verdict is Verdict.ALLOW} == case.allowed
    for verdict, told in ((Verdict.DENY, case.refused), (Verdict.INSUFFICIENT, case.insufficient)):
        for code, words in told.items():
            assert rulings[code].verdict is verdict, (code, rulings[code])
            assert words in rulings[code].reason
    assert all(words in rulings[code].citation for code, words in case.cited.items())


@pytest.mark.parametrize("case", [case for case in CASES if case.purse], ids=str)
def test_another_units_purse_is_refused_by_article(case: LawCase) -> None:
    for source, pot_unit in case.purse.items():
        refused = purses().refuse(source, case.facts.unit, pot_unit)
        assert refused is not None
        assert refused.verdict is Verdict.DENY
        assert "Điều 9 khoản 4" in refused.citation
        assert purses().refuse(source, case.facts.unit, purses().owner_of(source, case.facts.unit)) is None


@pytest.mark.parametrize("case", [case for case in CASES if case.freed_from], ids=str)
def test_freed_money_goes_where_the_case_says(case: LawCase) -> None:
    ruling = judge_freed(case)
    assert ruling.verdict == case.move
    assert ruling.citation
    assert ruling.verdict is Verdict.DENY or "HĐND tỉnh điều chỉnh" in ruling.reason


def test_all_six_cases_are_written() -> None:
    assert {"1", "2", "3", "4", "5", "6"} == SIX


def test_recurrent_and_investment_money_never_mix() -> None:
    for unit, nature in product(("SBN-STP", "CA-TINH", "502", "20335", "SBN-VPTU"), Nature):
        place = reference().unit_by_code[unit]
        facts = LineFacts("", unit, place.level, place.kind, "project", nature, "project", "", 2024, date(2024, 6, 1))
        for source in reference().sources:
            if source.nature != nature:
                assert law().judge(replace(facts, source=source.code)).verdict is Verdict.DENY, (unit, nature, source.code)


@pytest.mark.parametrize(
    "text",
    [
        "- {case: a, line: {unit: SBN-STP, category: equipment}, day: 2024-03-15, allowed: [], maybe: []}",
        "- {case: a, line: {unit: SBN-STP, category: equipment, colour: red}, day: 2024-03-15, allowed: []}",
        "- {case: a, line: {unit: SBN-STP, category: equipment}, day: 2024-03-15, allowed: [QD999]}",
        "- {case: a, line: {unit: SBN-STP, category: gold}, day: 2024-03-15, allowed: []}",
        "- {case: a, line: {unit: SBN-STP, category: equipment, task: NV99}, day: 2024-03-15, allowed: []}",
        "- {case: a, line: {unit: SBN-STP, category: equipment}, day: soon, allowed: []}",
        "- {case: a, line: {unit: SBN-STP, category: equipment}, day: 2024-03-15}",
    ],
)
def test_a_case_that_is_not_understood_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.yaml"):
        read_cases(tmp_path)
