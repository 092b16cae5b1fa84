"""A filter selects exactly the lines a plain reading of it would; search is without accents and by beginnings of words."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.lines.query import LINE_COLUMNS, ORDERS, LineFilter
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.operations import Draft
from budget.vietnamese import contains_folded, fold
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, a_plan, add_line, close, edit, make_plan

LINES: tuple[Mapping[str, str], ...] = (
    {"name": "Máy tính để bàn", "unit": DEPARTMENT, "budget_code": "6956"},
    {"name": "Máy in (đa năng)", "unit": DISTRICT, "source": "NQ36-H", "priority": "1", "category": "software", "locked": "có"},
    {"name": "Thuê đường truyền xã Ch'ơm", "unit": COMMUNE, "source": "PHI", "priority": "4", "category": "connection"},
    {"name": "Máy tính xách tay / máy in", "unit": "CA-TINH", "route": "operating", "year": "2025", "priority": "2"},
    {"name": "Trụ sở tiếp dân", "unit": DEPARTMENT, "nature": "investment", "source": "DTC", "listing": "other"},
    {"name": "Đào tạo, tập huấn 100% cán bộ", "unit": COMMUNE, "task": "", "year": "2025", "quarter": "4", "listing": "other"},
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    made = make_plan(tmp_path_factory.mktemp("query"), LINES)
    edit(made, made.lines.find_id("1"), "finance_quantity", "1")
    with_task = next(iter(made.catalogue().tasks))
    edit(made, made.lines.find_id("3"), "task", with_task)
    yield made
    close(made)


def _matches(row: Mapping[str, Any], wanted: LineFilter) -> bool:
    """The plain reading."""
    pairs = [
        *((wanted.units, "unit"), (wanted.levels, "level"), (wanted.sources, "source"), (wanted.categories, "category")),
        *((wanted.natures, "nature"), (wanted.priorities, "priority"), (wanted.tasks, "task"), (wanted.years, "year")),
        *((wanted.routes, "route"), (wanted.lines, "id")),
    ]
    flags = [(wanted.listing, "listing"), (wanted.locked, "locked"), (wanted.appraised, "appraised")]
    words = fold(wanted.text).split()
    return (
        all(not values or row[column] in values for values, column in pairs)
        and all(value is None or row[column] == value for value, column in flags)
        and all(
            contains_folded(fold(row["name"]), word) or str(row["number"]) == word or (row["budget_code"] or "").startswith(word)
            for word in words
        )
    )


def _rows(plan: Plan, wanted: LineFilter) -> list[dict[str, Any]]:
    return plan.lines.rows(wanted)


def _some(values: list[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


filters = st.fixed_dictionaries(
    {},
    optional={
        "listing": st.sampled_from([None, "estimate", "other"]),
        "units": _some([DEPARTMENT, DISTRICT, COMMUNE, "CA-TINH", "không có"]),
        "levels": _some(["province", "district", "commune"]),
        "sources": _some(["QD334", "NQ36-H", "PHI", "DTC"]),
        "categories": _some(["equipment", "software", "connection"]),
        "natures": _some(["recurrent", "investment"]),
        "priorities": _some([1, 2, 3, 4]),
        "years": _some([2024, 2025]),
        "routes": _some(["operating", "investment"]),
        "locked": st.none() | st.booleans(),
        "appraised": st.none() | st.booleans(),
        "text": st.sampled_from(["", "máy", "may tinh", "máy in", "IN", "đa", "chom", "ch'", "100%", "%", "_", "69", "4", "(", "' OR 1=1"]),
    },
)


@settings(max_examples=120)
@given(criteria=filters)
def test_every_criterion_selects_as_a_plain_reading_would(plan: Plan, criteria: dict[str, Any]) -> None:
    wanted = LineFilter(**criteria)
    everything = _rows(plan, LineFilter(listing=None))
    expected = [row for row in everything if _matches(row, wanted)]
    assert {row["id"] for row in _rows(plan, wanted)} == {row["id"] for row in expected}
    assert plan.lines.count(wanted) == (len(expected), sum(row["amount"] for row in expected))
    assert plan.lines.select(wanted) == [row["id"] for row in sorted(expected, key=lambda row: row["number"])]


def test_lines_and_tasks_select_by_their_ids(plan: Plan) -> None:
    one, three = plan.lines.find_id("1"), plan.lines.find_id("3")
    assert plan.lines.select(LineFilter(lines=(one, three))) == [one, three]
    assert plan.lines.select(LineFilter(tasks=(next(iter(plan.catalogue().tasks)),))) == [three]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("may tinh", [1, 4]),
        ("MÁY TÍNH", [1, 4]),
        ("tính máy", [1, 4]),
        ("máy in", [2, 4]),
        ("in", [2, 4]),
        ("đa năng", [2]),
        ("da nang", [2]),
        ("Ch'ơm", [3]),
        ("chom", [3]),
        ("ơm", []),
        ("6956", [1]),
        ("2", [2]),
        ("'; DROP TABLE line; --", []),
    ],
)
def test_search_is_without_accents_and_by_beginnings_of_words(plan: Plan, text: str, numbers: list[int]) -> None:
    assert [row["number"] for row in sorted(_rows(plan, LineFilter(text=text)), key=lambda row: row["number"])] == numbers


@pytest.mark.parametrize("order", ORDERS)
def test_pages_of_an_order_put_together_are_the_whole(plan: Plan, order: str) -> None:
    wanted = LineFilter(listing=None)
    whole = [row["id"] for row in plan.lines.rows(wanted, order=order)]
    pages = [row["id"] for offset in range(0, 6, 2) for row in plan.lines.rows(wanted, order=order, limit=2, offset=offset)]
    assert pages == whole
    assert len(set(whole)) == 6


def test_an_unknown_order_is_our_mistake(plan: Plan) -> None:
    with pytest.raises(KeyError):
        plan.lines.find(LineFilter(), order="r.name; DROP TABLE line")


def test_a_frame_of_lines_holds_whole_numbers(plan: Plan) -> None:
    frame = plan.lines.find(LineFilter(listing=None), order="number")
    assert list(frame.columns) == list(LINE_COLUMNS)
    assert {str(frame[name].dtype) for name in ("amount", "quantity_milli", "finance_amount", "version")} == {"Int64"}
    assert frame["finance_amount"].isna().tolist() == [False, True, True, True, True, True]
    assert frame["amount"].tolist() == [10_000_000, *[20_000_000] * 5]


def test_the_version_of_a_line_is_the_newest_batch_that_touched_it(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}, {}])
    seq = edit(plan, plan.lines.find_id("1"), "note", "x")
    assert [row["version"] for row in plan.lines.rows(LineFilter(), order="number")] == [seq, 3]
    close(plan)


def test_a_filter_says_whether_it_asks_for_anything() -> None:
    assert LineFilter().is_empty
    assert LineFilter(listing=None).is_empty
    assert not LineFilter(locked=False).is_empty
    assert not replace(LineFilter(), text="x").is_empty


def test_a_scenario_is_filtered_by_its_own_figures(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}, {}])
    scenario, _ = plan.scenarios.new("Đổi nguồn")
    assert scenario is not None
    line = add_line(plan, name="Máy in")
    plan.scenarios.apply(scenario.id, [Draft(OperationKind.RE_SOURCE, LineFilter(lines=(line,)), "đổi", {"source": "PHI"})])
    assert plan.lines.select(LineFilter(sources=("PHI",)), scenario.id) == [line]
    assert plan.lines.select(LineFilter(sources=("PHI",))) == []
    (row,) = plan.lines.rows(LineFilter(sources=("PHI",)), scenario.id)
    assert (row["source"], row["base_source"], row["touched"]) == ("PHI", "QD334", True)
    close(plan)


def test_lines_are_found_by_what_was_told_of_them(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {}, {"price_kind": "quotation", "price_quotes": "3"}, {"price_kind": "quotation"}]) as plan:
        ids = {number: plan.lines.find_id(str(number)) for number in range(1, 5)}
        plan.notes.comment(ids[1], "xem lại")
        plan.notes.attach(ids[2], "a.pdf", b"%PDF-")

        def numbers(**told: bool) -> list[int]:
            return plan.lines.find(LineFilter(**told), order="number")["number"].tolist()  # type: ignore[arg-type]

        assert (numbers(commented=True), numbers(commented=False)) == ([1], [2, 3, 4])
        assert (numbers(attached=True), numbers(attached=False)) == ([2], [1, 3, 4])
        assert (numbers(priced=True), numbers(priced=False)) == ([3], [1, 2, 4])
        assert numbers(commented=True, priced=False) == [1]
