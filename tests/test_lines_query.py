"""Finding lines: pages cut one order into pieces, and a line's version is the newest batch that touched it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.editing import LineEdit
from budget.lines.query import LINE_COLUMNS, ORDERS, LineFilter
from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.plan.face import Plan
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, a_plan, branch, operate


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    lines = [
        {
            "unit": (DEPARTMENT, DISTRICT, COMMUNE)[number % 3],
            "name": f"Máy tính số {number % 5}",
            "unit_price": f"{(number * 7) % 12 + 1}.000.000",
            "priority": str(number % 4 + 1),
        }
        for number in range(12)
    ]
    with a_plan(tmp_path, lines) as made:
        yield made


@pytest.mark.parametrize("order", ORDERS)
def test_pages_put_together_are_the_whole_in_its_order(plan: Plan, order: str) -> None:
    whole = [row["number"] for row in plan.lines.rows(LineFilter(), order=order)]
    pages = [row["number"] for offset in range(0, 15, 5) for row in plan.lines.rows(LineFilter(), order=order, limit=5, offset=offset)]
    assert pages == whole
    assert sorted(whole) == list(range(1, 13))


def test_orders_follow_what_they_are_named_for(plan: Plan) -> None:
    amounts = [row["amount"] for row in plan.lines.rows(LineFilter(), order="amount")]
    assert amounts == sorted(amounts, reverse=True)
    places = [plan.catalogue().units[str(row["unit"])].position for row in plan.lines.rows(LineFilter(), order="unit")]
    assert places == sorted(places)


def test_a_filter_and_its_count_agree(plan: Plan) -> None:
    wanted = LineFilter(units=(COMMUNE,), priorities=(1, 3))
    rows = plan.lines.rows(wanted)
    assert rows
    assert plan.lines.count(wanted) == (len(rows), sum(int(row["amount"] or 0) for row in rows))
    assert {(row["unit"], row["priority"] in (1, 3)) for row in rows} == {(COMMUNE, True)}


def test_a_version_is_the_newest_batch_that_touched_the_line(plan: Plan) -> None:
    before = {row["number"]: row["version"] for row in plan.lines.rows(LineFilter())}
    row = plan.lines.rows(LineFilter(), order="number", limit=1, offset=3)[0]
    saved = plan.lines.edit([LineEdit(str(row["id"]), "unit_price", "9.999.000", plan.head())])
    assert saved.receipt is not None
    after = {row["number"]: row["version"] for row in plan.lines.rows(LineFilter())}
    assert after == {**before, row["number"]: saved.receipt.seq}
    assert saved.receipt.seq > max(int(value or 0) for value in before.values())


def test_a_frame_and_plain_rows_tell_the_same(plan: Plan) -> None:
    frame = plan.lines.find(LineFilter(), order="name", limit=7, offset=2)
    rows = plan.lines.rows(LineFilter(), order="name", limit=7, offset=2)
    assert tuple(frame.columns) == LINE_COLUMNS
    assert frame["number"].tolist() == [row["number"] for row in rows]
    assert str(frame["amount"].dtype) == "Int64"
    assert frame["amount"].tolist() == [row["amount"] for row in rows]


def test_a_page_past_the_end_is_empty(plan: Plan) -> None:
    assert plan.lines.rows(LineFilter(), limit=5, offset=50) == []
    assert len(plan.lines.find(LineFilter(text="không có dòng này"))) == 0


def test_the_count_of_whole_years_is_what_the_rows_say(plan: Plan) -> None:
    line = str(plan.lines.rows(LineFilter())[0]["id"])
    scenario = branch(plan, "Phương án 1")
    operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 1}, priorities=(2,))
    operate(plan, scenario, OperationKind.DROP, lines=(line,))
    for wanted in (LineFilter(), LineFilter(years=(2024,)), LineFilter(years=(2025, 2024)), LineFilter("other"), LineFilter(None)):
        for chosen in (BASE, scenario):
            rows = plan.lines.rows(wanted, chosen)
            assert plan.lines.count(wanted, chosen) == (len(rows), sum(int(row["amount"] or 0) for row in rows)), (wanted, chosen)
