"""Pools: money that stays with its owner stands apart, money of an unknown fate is in none, each is judged by rules and law."""

from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from budget.cuts.figures import Figures
from budget.cuts.transfers.pools import NO_SOURCE, NOWHERE, UNKNOWN, Judge, Pool, find_pools
from budget.funding.eligibility import LineFacts
from budget.funding.pots import Owner
from budget.funding.purses import PurseBook
from budget.funding.verdicts import VerdictTable
from budget.model.states import Verdict
from tests.law_cases import law

PURSES = PurseBook(
    {"NSH-THEM": "unit", "DTC": "province", "DT-GIAO": "unit", "BSCDS": "unit"},
    {unit: Owner(unit, unit, "district", unit, "49") for unit in ("502", "503")},
    law().documents,
)
PROJECT = LineFacts("", "SBN-STTTT", "province", "department", "project", "investment", "project", "", 2024, date(2024, 6, 1))
EQUIPMENT = LineFacts("", "502", "district", "district", "equipment", "recurrent", "", "", 2024, date(2024, 6, 1))


def figures(*rows: tuple[str, str, str]) -> Figures:
    """Lines of (source, unit, nature)."""
    count = len(rows)
    table = pa.table({name: [row[at] for row in rows] for at, name in enumerate(("source", "unit", "nature"))})
    return Figures(table, tuple(str(at) for at in range(count)), *(np.zeros(count, np.int64) for _ in range(3)), {})


def judge(*facts: LineFacts) -> Judge:
    nothing = np.zeros((len(facts), 0), np.int64)
    lines = np.arange(len(facts), dtype=np.int32)
    table = VerdictTable(
        pa.array([], pa.string()),
        lines,
        (),
        (),
        nothing,
        nothing,
        law().rules,
        law().documents,
        facts,
        law(),
        nothing,
        nothing,
        lines,
        lines,
    )  # type: ignore[arg-type]  # only the facts and the book are asked
    return Judge(table, PURSES)


def test_lines_of_one_fate_share_a_pool() -> None:
    found = find_pools(
        figures(
            ("DTC", "502", "investment"),
            ("DTC", "503", "investment"),
            ("NSH-THEM", "502", "recurrent"),
            ("NSH-THEM", "503", "recurrent"),
            ("BSCDS", "502", "recurrent"),
            ("DT-GIAO", "502", "recurrent"),
            ("", "502", "recurrent"),
        ),
        PURSES,
    )
    assert found.pools == (
        Pool("BSCDS", "", "recurrent"),
        Pool("DTC", "", "investment"),
        Pool("NSH-THEM", "502", "recurrent"),
        Pool("NSH-THEM", "503", "recurrent"),
    )
    assert found.of_line.tolist() == [1, 1, 2, 3, 0, NOWHERE, NOWHERE]
    assert found.why == {5: UNKNOWN, 6: NO_SOURCE}


def test_a_pool_knows_who_decides_and_only_pools_of_a_known_fate_are_there() -> None:
    assert Pool("DTC", "", "investment").freed.decider == "HĐND tỉnh"
    with pytest.raises(KeyError):
        _ = Pool("DT-GIAO", "502", "recurrent").freed
    assert Pool("DTC", "", "investment").subject == "DTC|investment"
    assert Pool("NSH-THEM", "502", "recurrent").subject == "NSH-THEM|502|recurrent"


def test_investment_goes_to_a_project_with_its_decisions_and_to_nothing_recurrent() -> None:
    told = judge(PROJECT, EQUIPMENT, replace(PROJECT, missing=("policy",)))
    money = Pool("DTC", "", "investment")
    assert told.ruling(money, 0, "SBN-STTTT").verdict is Verdict.ALLOW
    assert told.ruling(money, 1, "502").verdict is Verdict.DENY
    assert told.ruling(money, 2, "SBN-STTTT").verdict is not Verdict.ALLOW
    assert told.book is law()


def test_money_of_an_owner_goes_to_no_other() -> None:
    told = judge(EQUIPMENT)
    assert told.ruling(Pool("NSH-THEM", "502", "recurrent"), 0, "502").verdict is Verdict.ALLOW
    refused = told.ruling(Pool("NSH-THEM", "503", "recurrent"), 0, "502")
    assert refused.verdict is Verdict.DENY
    assert "chỉ chi cho nhiệm vụ của chính đơn vị đó" in refused.reason
