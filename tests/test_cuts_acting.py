"""What may be done to each line takes, to the đồng, what the operation of a scenario takes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.cuts.acting import DEFER_DIVISOR, RE_SOURCE_DIVISOR, Choices, Way, harm_of_taking, read_choices, ways_of
from budget.cuts.figures import read_figures
from budget.cuts.instance import CODE_OF
from budget.cuts.settings import DROP_ONLY, Means, Pin
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.states import CutAction
from budget.plan.face import Plan
from budget.scenarios.operations import Draft
from budget.scenarios.planning import plan_operations
from tests.plans import COMMUNE, DISTRICT, a_plan, branch
from tests.splits import split_line

LINES = [
    {"name": "Máy quét", "quantity": "12", "unit_price": "9.000.001"},
    {"name": "Vượt mức", "quantity": "7", "unit_price": "18.500.000", "norm": "MT_CBCC"},
    {"name": "Đường truyền", "unit": COMMUNE, "source": "NQ36-X", "quantity": "12", "unit_price": "1.500.000", "times": "3"},
    {"name": "Nửa tháng", "quantity": "0,5", "unit_price": "333.333"},
    {"name": "Tờ rơi", "quantity": "50.000", "unit_price": "1.200", "unit": DISTRICT, "source": "NQ36-H"},
    {"name": "Một đồng", "quantity": "1", "unit_price": "1"},
    {"name": "Đã chi một phần", "quantity": "3", "unit_price": "10.000.000"},
    {"name": "Hợp đồng", "quantity": "2", "unit_price": "5.000.000", "contracted": "có"},
]
SPENT = 12_345_678
MEANS = Means(defer_to=(2025, 2), re_source_to=("DT-GIAO",))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all: nothing here changes it."""
    with a_plan(Path(tmp_path_factory.mktemp("acting")), LINES) as made:
        branch(made, "thử")
        split_line(made, _id(made, 7), (2024, 1, SPENT, True), (2024, 3, 30_000_000 - SPENT))
        yield made


def _id(plan: Plan, number: int) -> str:
    with plan.store.read() as cursor:
        return str(cursor.rows("SELECT id FROM line WHERE number = ?", [number])[0][0])


def options_of(plan: Plan, means: Means, pins: dict[int, Pin] | None = None, weight: int = 250) -> tuple[Choices, list[int], list[int]]:
    """The options of every line, each line's number and amount by place; lines of which a person decided are not free."""
    with plan.store.read() as cursor:
        figures = read_figures(cursor, BASE, "estimate")
        free = np.ones(len(figures), np.bool_)
        numbers = figures.ints("number").tolist()
        placed = {numbers.index(number): pin for number, pin in (pins or {}).items()}
        free[list(placed)] = False
        may = dict.fromkeys(("DT-GIAO", "QD334"), np.array([number in (1, 2) for number in numbers]))
        choices = read_choices(cursor, figures, np.full(len(figures), weight), free, means, placed, may)
    return choices, numbers, figures.amount.tolist()


def named(choices: Choices, numbers: list[int]) -> dict[int, list[str]]:
    """The ways of each line by its number."""
    found: dict[int, list[str]] = {}
    for line, way in zip(choices.options.line.tolist(), choices.way.tolist(), strict=True):
        found.setdefault(numbers[line], []).append(choices.ways[way].name)
    return found


@settings(max_examples=5, deadline=None)
@given(st.lists(st.integers(1, 9_999), max_size=2).map(tuple), st.lists(st.integers(1, 9_999), max_size=2).map(tuple))
def test_every_option_takes_what_its_operation_takes(plan: Plan, percents: tuple[int, ...], fewer: tuple[int, ...]) -> None:
    choices, numbers, amounts = options_of(plan, replace(MEANS, percent_bp=percents, fewer_bp=fewer))
    scenario = plan.scenarios.get("thử").id
    ids = {number: _id(plan, number) for number in numbers}
    assert len(choices.options)
    for at, way in enumerate(choices.ways):
        held = np.flatnonzero(choices.way == at).tolist()
        if not held:
            continue
        lines = tuple(sorted(ids[numbers[int(choices.options.line[option])]] for option in held))
        with plan.store.database.trial() as cursor:
            draft = Draft(way.kind, LineFilter(listing=None, lines=lines), "thử", way.settings)
            moved = plan_operations(cursor, scenario, [draft], None).lines.set_index("number")
            spent = dict(cursor.rows("SELECT line, sum(amount)::BIGINT FROM portioned(?) WHERE spent GROUP BY line", [scenario]))
        for option in held:
            line = int(choices.options.line[option])
            after = moved.loc[numbers[line]]
            assert int(after["amount"]) == amounts[line] - int(choices.options.saved[option])
            late = int(after["amount"]) - int(str(spent.get(ids[numbers[line]], 0))) if after["deferred"] else 0
            assert late == int(choices.options.deferred[option])
            assert (after["source"] == "DT-GIAO") is (way.action is CutAction.RE_SOURCE)


def test_a_line_offers_what_can_be_done_to_it_and_nothing_twice(plan: Plan) -> None:
    choices, numbers, _ = options_of(plan, MEANS)
    found = named(choices, numbers)
    # 25 % fewer of 12 pieces and 25 % of the money are the same đồng: the pieces stand, and so does one piece less
    assert found[1] == ["fewer_25", "fewer_50", "fewer_75", "fewer_1", "defer_2025q2", "re_source_DT-GIAO", "drop"]
    assert found[2][0] == "to_norm"
    assert found[4] == ["percent_25", "percent_50", "percent_75", "defer_2025q2", "drop"], "half a month has no pieces"
    assert "fewer_1" not in found[5], "one sheet less of fifty thousand is no decision"
    assert found[6] == ["defer_2025q2", "drop"], "no part of one đồng"
    assert "defer_2025q2" not in found[8], "a signed contract stays in its quarter"
    order = [(line, kind) for line, kind in zip(choices.options.line.tolist(), choices.options.kind.tolist(), strict=True)]
    assert order == sorted(order)


def test_money_that_is_spent_stays(plan: Plan) -> None:
    choices, numbers, amounts = options_of(plan, MEANS)
    place = numbers.index(7)
    held = choices.options.line == place
    assert (amounts[place] - choices.options.saved[held] >= SPENT).all()
    names = named(choices, numbers)[7]
    assert "drop" not in names
    assert "re_source_DT-GIAO" not in names
    most = max(choices.options.saved[held].tolist())
    assert amounts[place] - most - SPENT < amounts[place] // 10_000 + 1, "all that is not spent may go, to a basis point"


def test_harm_is_weighted_money_and_softer_for_what_comes_back(plan: Plan) -> None:
    choices, numbers, amounts = options_of(plan, MEANS, weight=333)
    options, place = choices.options, numbers.index(1)
    by_name = {choices.ways[int(choices.way[at])].name: at for at in np.flatnonzero(options.line == place).tolist()}
    amount = amounts[place]
    assert options.harm[by_name["drop"]] == (amount * 333 + 50) // 100
    assert options.harm[by_name["defer_2025q2"]] == (amount * 333 + 100) // 200
    assert options.harm[by_name["re_source_DT-GIAO"]] == (amount * 333 + 2_500) // 5_000
    assert (DEFER_DIVISOR, RE_SOURCE_DIVISOR) == (2, 50)
    assert harm_of_taking(np.array([3]), np.array([150])).tolist() == [5]


def test_a_person_decides_one_way_and_only_that(plan: Plan) -> None:
    pins = {
        1: Pin(CutAction.PERCENT, "họp", 1_250),
        2: Pin(CutAction.FEWER, "họp", 5_000),
        3: Pin(CutAction.DEFER, "họp", 2026 * 4),
        4: Pin(CutAction.DROP, "họp"),
        5: Pin(CutAction.TO_NORM, "họp"),
        6: Pin(CutAction.PERCENT, "họp"),
    }
    choices, numbers, _ = options_of(plan, DROP_ONLY, pins)
    found = named(choices, numbers)
    assert {number: found.get(number) for number in pins} == {
        1: ["percent_12.50"],
        2: ["fewer_to_5"],
        3: ["defer_2026q1"],
        4: ["drop"],
        5: None,  # has no norm
        6: None,  # no part of one đồng
    }
    assert found[8] == ["drop"], "the others keep what the means allow"


def test_ways_stand_in_the_order_in_which_equals_are_preferred() -> None:
    actions = [way.action for way in ways_of(MEANS)]
    assert actions == sorted(actions, key=lambda action: CODE_OF[action])
    assert [way.name for way in ways_of(DROP_ONLY)] == ["drop"]
    assert Way(CutAction.FEWER, {"to_milli": 2_500}).name == "fewer_to_2.500"
    assert len({way.name for way in ways_of(MEANS)}) == len(ways_of(MEANS))
