"""Who may decide a cut: the source's decider, a proposal in others' purses, an answer to the police."""

from pathlib import Path

import pytest

from budget.cuts.necessity.deciders import Decider, decide, read_deciders
from budget.cuts.necessity.line_facts import read_line_facts
from budget.model.ids import BASE
from tests.plans import COMMUNE, DISTRICT, a_plan

SOURCES = {"QD334": ("UBND tỉnh", False), "NQ36-H": ("HĐND cấp huyện", True), "NSTW": ("Trung ương", False), "RIENG": ("", False)}


@pytest.mark.parametrize(
    ("source", "level", "kind", "nature", "name", "proposal"),
    [
        ("QD334", "province", "department", "recurrent", "UBND tỉnh", False),
        ("NQ36-H", "district", "district", "recurrent", "HĐND cấp huyện", True),
        ("NSTW", "province", "department", "investment", "Trung ương", True),
        ("QD334", "central", "police", "recurrent", "UBND tỉnh; trả lời Công an kèm lý do", False),
        ("", "province", "department", "recurrent", "UBND tỉnh", False),
        ("", "province", "department", "investment", "HĐND tỉnh", False),
        ("", "district", "district", "recurrent", "HĐND cấp huyện", True),
        ("", "commune", "commune", "recurrent", "HĐND cấp xã", True),
        ("RIENG", "province", "department", "recurrent", "UBND tỉnh", False),
        ("DTC", "province", "department", "investment", "HĐND tỉnh", False),
    ],
)
def test_who_decides(source: str, level: str, kind: str, nature: str, name: str, proposal: bool) -> None:
    found = decide(source, level, kind, nature, SOURCES)
    assert (found.name, found.proposal) == (name, proposal)


def test_where_the_money_goes_is_told_with_who_decides() -> None:
    assert "về ngân sách tỉnh" in decide("QD334", "province", "department", "recurrent", SOURCES).freed
    assert decide("", "province", "department", "recurrent", SOURCES) == Decider("UBND tỉnh", False, "")


def test_the_plan_s_own_sources_decide_line_by_line(tmp_path: Path) -> None:
    lines = [{}, {"unit": DISTRICT, "source": "NQ36-H"}, {"unit": COMMUNE, "source": "NQ36-X"}, {"source": "DT-GIAO"}]
    with a_plan(tmp_path, lines) as plan, plan.store.read() as cursor:
        found = read_deciders(cursor, read_line_facts(cursor, BASE, None))
    assert found.names == ("UBND tỉnh", "HĐND cấp huyện", "HĐND cấp xã", "Thủ trưởng đơn vị")
    assert found.proposal.tolist() == [False, True, True, True]
