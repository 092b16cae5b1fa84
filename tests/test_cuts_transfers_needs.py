"""What needs money: what the funding plan leaves unpaid, the most needed first, only of lines and amounts that were named."""

from collections.abc import Mapping
from pathlib import Path

from budget.cuts.transfers.needs import Funding, Needs, read_funding, read_needs
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.plan.face import Plan
from tests.drawn_cuts import DAY
from tests.plans import DISTRICT
from tests.room import COMPUTERS, MEETING, MILLION, PROJECT, a_room
from tests.splits import split_line

URGENT = {**COMPUTERS, "name": "Đường truyền", "priority": "1", "unit_price": "10.000.000"}


def funding(plan: Plan) -> Funding:
    with plan.store.read() as cursor:
        return read_funding(cursor, BASE)


def needs(plan: Plan, year: int | None = None, asked: Mapping[str, int | None] | None = None) -> tuple[Needs, list[Problem]]:
    with plan.store.read() as cursor:
        return read_needs(cursor, BASE, read_funding(cursor, BASE), DAY, year, asked or {}, ())


def grant(plan: Plan, millions: int) -> None:
    place = plan.funding.place_of("NSH-THEM", DISTRICT)
    change, problems = plan.funding.set_ceiling(
        place, {"granted": millions * MILLION, "spent": 0, "committed": 0}, "giao", {"document": "CK 1"}
    )
    assert change is not None, problems


def test_the_more_needed_come_first_then_what_lacks_more_then_the_number(tmp_path: Path) -> None:
    smaller = {**COMPUTERS, "name": "Máy quét", "unit_price": "20.000.000"}
    with a_room(tmp_path, [smaller, COMPUTERS, URGENT, {**smaller, "name": "Máy in"}]) as plan:
        found, problems = needs(plan)
    assert found.number.tolist() == [3, 2, 1, 4]
    assert problems == []
    assert found.wanted.tolist() == found.lacking.tolist() == [10 * MILLION, 60 * MILLION, 20 * MILLION, 20 * MILLION]


def test_what_the_funding_plan_pays_is_not_lacking_whether_it_is_saved_or_reckoned(tmp_path: Path) -> None:
    with a_room(tmp_path, [COMPUTERS, URGENT]) as plan:
        grant(plan, 30)
        assert not funding(plan).saved
        assert funding(plan).arranged(2024) == 30 * MILLION
        assert funding(plan).arranged(2030) == 0
        assert {int(n): int(a) for n, a in zip(needs(plan)[0].number, needs(plan)[0].lacking, strict=True)} == {1: 40 * MILLION}
        receipt, problems = plan.allocation.save(plan.allocation.preview(), "họp 5/3")
        assert receipt is not None, problems
        assert funding(plan).saved
        grant(plan, 5)
        assert not funding(plan).saved, "a saved plan that breaks a ceiling is not what room is measured by"
        assert sum(needs(plan)[0].lacking.tolist()) == 65 * MILLION


def test_what_a_source_pays_of_a_row_is_known(tmp_path: Path) -> None:
    with a_room(tmp_path, [COMPUTERS]) as plan:
        grant(plan, 30)
        assert funding(plan).paid_by("NSH-THEM").tolist() == [30 * MILLION]
        assert funding(plan).paid_by("QD334").tolist() == [0]
        assert funding(plan).paid_by("không có").tolist() == [0]


def test_named_lines_only_and_what_cannot_be_of_them_is_said(tmp_path: Path) -> None:
    with a_room(tmp_path, [COMPUTERS, URGENT, MEETING]) as plan:
        first, second, meeting = (plan.lines.find_id(str(number)) for number in (1, 2, 3))
        found, problems = needs(plan, asked={first: 25 * MILLION, meeting: None})
        assert (found.number.tolist(), found.wanted.tolist(), found.lacking.tolist()) == ([1], [25 * MILLION], [60 * MILLION])
        assert [problem.code for problem in problems] == ["need_other_listing"]
        grant(plan, 500)
        assert [problem.code for problem in needs(plan, asked={second: None})[1]] == ["need_met"]


def test_an_amount_named_for_a_line_of_several_years_goes_to_the_earlier_ones_first(tmp_path: Path) -> None:
    with a_room(tmp_path, [{**PROJECT, "quarter": "4"}]) as plan:
        line = plan.lines.find_id("1")
        split_line(plan, line, (2024, 4, 400 * MILLION), (2025, 1, 600 * MILLION))
        found, _ = needs(plan, asked={line: 500 * MILLION})
        assert dict(zip(found.year.tolist(), found.wanted.tolist(), strict=True)) == {2024: 400 * MILLION, 2025: 100 * MILLION}
        assert needs(plan, year=2025)[0].lacking.tolist() == [600 * MILLION]


def test_a_line_that_takes_all_or_nothing_is_not_looked_for_in_part(tmp_path: Path) -> None:
    with a_room(tmp_path, [{**COMPUTERS, "minimum": "100 %"}]) as plan:
        found, _ = needs(plan)
        assert found.least.tolist() == [60 * MILLION]
        assert found.wanting(found.wanted - 1).wanted.tolist() == [0]
        assert found.only(found.number > 1).number.tolist() == []
