"""Codes a person decided on that the plan does not have are told before anything is landed."""

import pytest

from budget.imports.decisions import Decisions
from tests.readings import directory

DIRECTORY = directory()


def test_codes_of_the_plan_are_welcome() -> None:
    told = Decisions(unit="502", source="QD334", units={"A": "503"}, sources={"B": "DTC"}, tasks={"C": "NV01"})
    assert DIRECTORY.check(told) == []


@pytest.mark.parametrize(
    "told",
    [
        Decisions(unit="999"),
        Decisions(source="không có"),
        Decisions(units={"A": "QD334"}),
        Decisions(sources={"A": "502"}),
        Decisions(tasks={"A": "NV99"}),
    ],
)
def test_a_code_the_plan_does_not_have_is_told(told: Decisions) -> None:
    (problem,) = DIRECTORY.check(told)
    assert problem.code == "unknown_code"
