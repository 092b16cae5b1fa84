"""What an answer does by line and by group: everything adds up, whatever was done."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from budget.cuts.outcome import By, total_of
from budget.cuts.settings import DROP_ONLY, CutSettings, Means, Pin, Quota, Target
from budget.model.states import CutAction
from budget.plan.cuts_part import CutPreview
from budget.plan.face import Plan
from tests.drawn_cuts import asking, solved
from tests.plans import COMMUNE, DISTRICT, a_plan

STAY = {"name": "Lưu trú", "measure": "người/ngày", "norm": "PCLT", "category": "inspection", "quantity": "20", "unit_price": "300.000"}
LINES = [
    {"quantity": "4", "unit_price": "10.000.000", "priority": "4"},
    {"unit": COMMUNE, "source": "NQ36-X", "quantity": "3", "unit_price": "7.000.000", "priority": "3"},
    {"unit": DISTRICT, "source": "NSH-THEM", "quantity": "1", "unit_price": "50.000.000", "priority": "2", "category": "training"},
    {"unit": DISTRICT, "source": "NQ36-H", "quantity": "2", "unit_price": "9.000.000", "priority": "2", "year": "2025"},
    {**STAY, "unit": DISTRICT, "source": "NQ36-H"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all: questions never change it."""
    with a_plan(Path(tmp_path_factory.mktemp("outcome")), LINES) as made:
        yield made


def pinned(plan: Plan) -> CutSettings:
    """One line put off, one moved to another source, and a target."""
    pins = {
        plan.lines.find_id("1"): Pin(CutAction.DEFER, "giãn", 2025 * 4),
        plan.lines.find_id("2"): Pin(CutAction.RE_SOURCE, "đổi", "NSX-THEM"),
    }
    return replace(CutSettings(), targets=(Target(Quota(amount=60_000_000)),), pins=pins, means=Means())


def check_sums(preview: CutPreview) -> None:
    """Every grouping adds up to the same whole, and every group to itself."""
    for by in By:
        groups = preview.grouped(by)
        for group in groups:
            left = group.reduced + group.saved + group.deferred + (group.moved if by is By.SOURCE else 0) + group.after
            assert group.before == left, group
        assert total_of(groups) == preview.total
        assert len({group.code for group in groups}) == len(groups)


def test_groups_add_up_over_all_years(plan: Plan) -> None:
    preview = solved(plan, pinned(plan))
    check_sums(preview)
    total = preview.total
    assert (total.before, total.reduced, total.deferred) == (135_000_000, 2_000_000, 40_000_000)
    assert total.saved == preview.saved >= 60_000_000
    assert preview.reduced == 2_000_000
    assert total.moved == 0
    by_source = {group.code: group for group in preview.grouped(By.SOURCE)}
    assert (by_source["NQ36-X"].moved, by_source["NQ36-X"].after) == (21_000_000, 0)
    assert (by_source["NSX-THEM"].before, by_source["NSX-THEM"].moved, by_source["NSX-THEM"].after) == (0, -21_000_000, 21_000_000)
    assert [group.name for group in preview.grouped(By.UNIT)] == ["Sở Tài chính", "UBND phường Tân Thạnh", "UBND thành phố Tam Kỳ"]


def test_groups_of_one_year_tell_the_money_of_that_year(plan: Plan) -> None:
    preview = solved(plan, replace(pinned(plan), year=2024))
    check_sums(preview)
    assert (preview.total.before, preview.total.reduced) == (117_000_000, 2_000_000)
    assert preview.outcome.gone == preview.saved + preview.deferred >= 60_000_000


def test_lines_tell_what_is_done_to_them(plan: Plan) -> None:
    preview = solved(plan, asking(1, means=DROP_ONLY))
    outcome = preview.outcome
    (at,) = outcome.touched.tolist()
    assert outcome.action(at) is CutAction.DROP
    assert outcome.saved[at] == outcome.drawn.figures.amount[at]
    assert outcome.harm[at] == preview.harm > 0
    assert {outcome.action(other) for other in range(len(outcome.kind)) if other != at} == {CutAction.KEEP}
