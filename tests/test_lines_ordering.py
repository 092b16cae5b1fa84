"""Lines by any column: texts in Vietnamese order, what is empty last either way, groups together, and every page of one order."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.lines import query
from budget.lines.ordering import GROUPED, NAMED, SORTABLE, Order
from budget.lines.query import LineFilter
from budget.model.problem import PlanError
from budget.plan.face import Plan
from budget.vietnamese import normalise, order_key, sort_key
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, close, edit, make_plan

NAMES = ["Ổ cứng", "áo mưa", "Ăng ten", "Âm thanh", "Bàn 10", "Bàn 9", "Đèn", "Dây mạng", "Máy in", "Mây", "ổ cứng", "Ô che", "Ơ"]
IN_ORDER = ["áo mưa", "Ăng ten", "Âm thanh", "Bàn 9", "Bàn 10", "Dây mạng", "Đèn", "Máy in", "Mây", "Ô che", "Ổ cứng", "ổ cứng", "Ơ"]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    lines = [
        {
            "name": name,
            "unit": (DEPARTMENT, DISTRICT, COMMUNE)[place % 3],
            "unit_price": f"{20 - place}.000.000",
            "source": ("QD334", "NQ36-H")[place % 2],
            "note": "" if place % 2 else f"đợt {place}",
        }
        for place, name in enumerate(NAMES)
    ]
    made = make_plan(tmp_path_factory.mktemp("ordering"), lines)
    edit(made, made.lines.find_id("3"), "finance_unit_price", "1.000.000")
    yield made
    close(made)


def values(plan: Plan, order: Order, column: str, limit: int | None = None, offset: int = 0) -> list[object]:
    return [row[column] for row in plan.lines.rows(LineFilter(), order=order, limit=limit, offset=offset)]


def test_names_stand_in_vietnamese_order_up_and_down(plan: Plan) -> None:
    assert values(plan, Order(column="name"), "name") == IN_ORDER
    down = values(plan, Order(column="name", descending=True), "name")
    assert [order_key(str(name)) for name in down] == sorted((order_key(name) for name in NAMES), reverse=True)


def test_what_is_empty_stands_last_either_way(plan: Plan) -> None:
    for column, shown in (("finance_amount", "finance_amount"), ("difference", "finance_amount"), ("note", "note")):
        for descending in (False, True):
            found = values(plan, Order(column=column, descending=descending), shown)
            empty = [value in (None, "") for value in found]
            assert empty == sorted(empty), (column, descending)


@pytest.mark.parametrize("column", sorted(SORTABLE))
def test_pages_of_any_column_are_the_whole_in_parts(plan: Plan, column: str) -> None:
    order = Order(column=column, descending=True, groups=("unit",))
    whole = values(plan, order, "id")
    assert sorted(map(str, whole)) == sorted(plan.lines.select(LineFilter()))
    assert [line for offset in range(0, len(NAMES), 4) for line in values(plan, order, "id", 4, offset)] == whole


@pytest.mark.parametrize("groups", [("unit",), ("source", "unit"), ("source", "unit", "task"), ("category",)])
@pytest.mark.parametrize("by", NAMED)
def test_lines_of_a_group_stand_together(plan: Plan, by: str, groups: tuple[str, ...]) -> None:
    assert set(groups) <= set(GROUPED)
    rows = plan.lines.rows(LineFilter(), order=Order(by, groups=groups))
    paths = [tuple(row[name] for name in groups) for row in rows]
    met = list(dict.fromkeys(paths))
    assert paths == sorted(paths, key=met.index)


def test_an_order_there_is_none_of_is_our_mistake(plan: Plan) -> None:
    for order in (Order("best"), Order(column="r.name; DROP TABLE line"), Order(groups=("secret",))):
        with pytest.raises(KeyError):
            values(plan, order, "id")


def test_too_many_texts_to_order_is_said(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "MOST_SORTED_TEXTS", len(NAMES) - 1)
    with pytest.raises(PlanError, match="không sắp theo cột chữ"):
        values(plan, Order(column="name"), "id")
    assert values(plan, Order(column="measure"), "id")


@given(st.lists(st.text("aăâbdđeêioôơuưyAĂĐÊÔ àáảãạằờựỳ 0129-/'", max_size=12).map(normalise), min_size=2, max_size=8))
def test_the_quick_key_orders_as_the_whole_key_does(texts: list[str]) -> None:
    for one in texts:
        for other in texts:
            if order_key(one) < order_key(other):
                assert sort_key(one) < sort_key(other), (one, other)
