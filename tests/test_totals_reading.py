"""Totals by SQL: any grouping sums to the whole, and a stored line contributes what SQL counts of it."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.totals.cube import EMPTY
from budget.totals.reading import GROUPINGS, contributions_of, group_totals, read_scenario_totals, read_totals
from tests.plans import COMMUNE, DISTRICT, a_plan, branch, edit, operate

LINES = [
    {"name": "Máy chủ", "quantity": "2", "unit_price": "100.000.000", "priority": "1"},
    {"name": "Máy quét", "unit": DISTRICT, "source": "NQ36-H", "quantity": "10", "unit_price": "9.000.000", "priority": "4"},
    {"name": "Đường truyền", "unit": COMMUNE, "source": "NQ36-H", "quantity": "1", "unit_price": "3.000.000", "year": "2025"},
    {"name": "Dự án khác", "listing": "other", "quantity": "1", "unit_price": "500.000.000"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """A plan of four lines that the tests only read."""
    with a_plan(Path(tmp_path_factory.mktemp("totals")), LINES) as made:
        yield made


def test_every_grouping_sums_to_the_whole(plan: Plan) -> None:
    groupings = [(), *((name,) for name in GROUPINGS), *list(combinations(GROUPINGS, 2))[::9]]
    for by in groupings:
        with plan.store.read() as cursor:
            found = group_totals(cursor, by)
        assert (found.amount, found.lines) == (293_000_000, 3)
        assert list(found.frame.columns) == [*by, "amount", "lines"]
        assert not found.frame[list(by)].duplicated().any() if by else len(found.frame) == 1


def test_a_commune_counts_in_its_district(plan: Plan) -> None:
    with plan.store.read() as cursor:
        frame = group_totals(cursor, ["district"]).frame
    assert dict(zip(frame["district"], frame["amount"], strict=True))[DISTRICT] == 93_000_000


def test_a_filter_narrows_and_nothing_left_is_nought(plan: Plan) -> None:
    with plan.store.read() as cursor:
        assert group_totals(cursor, [], wanted=LineFilter(years=(2025,))).amount == 3_000_000
        nothing = group_totals(cursor, [], wanted=LineFilter(years=(2030,)))
        assert (nothing.amount, nothing.lines) == (0, 0)
        assert group_totals(cursor, [], wanted=LineFilter(listing="other")).amount == 500_000_000


def test_an_unknown_grouping_is_our_own_mistake(plan: Plan) -> None:
    with plan.store.read() as cursor, pytest.raises(KeyError):
        group_totals(cursor, ["colour"])


def test_stored_lines_contribute_what_sql_counts(plan: Plan) -> None:
    records = [plan.lines.record(line) for line in plan.lines.select(LineFilter(listing=None))]
    with plan.store.read() as cursor:
        judged = read_totals(cursor)
    summed = EMPTY.moved(judged.seq, [item for record in records if record is not None for item in contributions_of(record)])
    assert len(records) == len(LINES)
    assert (summed.by, summed.pots, summed.whole, summed.unappraised) == (judged.by, judged.pots, judged.whole, judged.unappraised)


def test_an_appraised_line_counts_with_the_finance_figure() -> None:
    record = {"listing": "estimate", "year": 2024, "requested_amount": 10, "finance_amount": 0, "priority": 1}
    assert [(item.amount, item.unappraised) for item in contributions_of(record)] == [(0, 0)]
    assert [(item.amount, item.unappraised) for item in contributions_of({**record, "finance_amount": None})] == [(10, 1)]


def test_a_scenario_is_the_base_moved_by_its_overlay(plan: Plan) -> None:
    scenario = branch(plan, "Giãn và đổi nguồn")
    operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 3}, priorities=(4,))
    operate(plan, scenario, OperationKind.RE_SOURCE, {"source": "BSCDS"}, priorities=(4,))
    with plan.store.read() as cursor:
        base = read_totals(cursor)
        assert read_scenario_totals(cursor, base, BASE) is base
        moved = read_scenario_totals(cursor, base, scenario)
    assert (moved.amount(), moved.amount(year=2024), moved.amount(year=2025)) == (293_000_000, 200_000_000, 93_000_000)
    assert moved.group("source") == {"QD334": (200_000_000, 1), "NQ36-H": (3_000_000, 1), "BSCDS": (90_000_000, 1)}
    assert moved.amount("other") == 500_000_000


def test_groups_whose_sum_leaves_sixty_four_bits_are_added_up_whole() -> None:
    class Huge:
        def frame(self, _sql: str, _parameters: list[object]) -> pd.DataFrame:
            return pd.DataFrame({"priority": [1, 2], "amount": [6 * 10**18] * 2, "lines": [6000, 6000]}, dtype="Int64")

    assert group_totals(Huge(), ["priority"]).amount == 12 * 10**18  # type: ignore[arg-type]  # all it asks of a cursor


def test_group_figures_add_up_at_every_level_and_missing_is_not_nought(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as made:
        edit(made, made.lines.find_id("2"), "finance_unit_price", "8.000.000")
        figures = made.group_figures(("source", "unit"))
        assert figures[()] == {
            "lines": 3,
            "amount": 283_000_000,
            "requested_amount": 293_000_000,
            "finance_amount": 80_000_000,
            "difference": -10_000_000,
        }
        assert figures["QD334",]["finance_amount"] is None
        assert figures["NQ36-H",] == {
            "lines": 2,
            "amount": 83_000_000,
            "requested_amount": 93_000_000,
            "finance_amount": 80_000_000,
            "difference": -10_000_000,
        }
        assert figures["NQ36-H", COMMUNE]["amount"] == 3_000_000
        for level in (1, 2):
            paths = [path for path in figures if len(path) == level]
            assert sum(figures[path]["amount"] or 0 for path in paths) == 283_000_000
        nothing = made.group_figures(("unit",), wanted=LineFilter(text="khongcogi"))
        assert nothing == {(): {"lines": 0, "amount": 0, "requested_amount": None, "finance_amount": None, "difference": None}}


def test_group_figures_of_a_scenario_are_its_own(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as made:
        scenario = branch(made, "PA")
        operate(made, scenario, OperationKind.PERCENT, {"share_bp": 1000}, units=(DISTRICT,))
        assert made.group_figures(("unit",), scenario)[(DISTRICT,)]["amount"] == 81_000_000
