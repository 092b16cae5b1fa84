"""The rules as rows: each says what the settings say, in đồng of the right lines."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from budget.cuts.drawing import Drawn
from budget.cuts.instance import Row, RowKind
from budget.cuts.rules import unit_limits
from budget.cuts.settings import CutSettings, Means, Quota, Scope, Target
from budget.plan.face import Plan
from tests.drawn_cuts import PLAIN, asking, drawn
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, a_plan

MOUNTAIN = "20437"
"""A commune of Tây Giang."""
LINES = [
    {"quantity": "1", "unit_price": "40.000.000", "priority": "4"},
    {"quantity": "1", "unit_price": "60.000.000", "priority": "4", "category": "training", "source": "DT-GIAO"},
    {"unit": DISTRICT, "source": "NQ36-H", "quantity": "1", "unit_price": "50.000.000", "priority": "4"},
    {"unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "30.000.000", "priority": "4"},
    {"unit": MOUNTAIN, "source": "NQ36-X", "quantity": "1", "unit_price": "20.000.000", "priority": "4"},
    {"quantity": "1", "unit_price": "10.000.000", "priority": "4", "locked": "có", "lock_reason": "đã ký"},
    {"quantity": "1", "unit_price": "90.000.000", "priority": "4", "year": "2025"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all: questions never change it."""
    with a_plan(Path(tmp_path_factory.mktemp("rules")), LINES) as made:
        yield made


def rows(question: Drawn, kind: RowKind) -> list[Row]:
    """The rules of one sort."""
    return [row for row in question.instance.rows if row.kind is kind]


def taken(question: Drawn, row: Row) -> dict[int, int]:
    """The most each line counts for in a rule, by its number."""
    found: dict[int, int] = {}
    for option, weight in zip(row.option.tolist(), row.weight.tolist(), strict=True):
        number = int(question.need.number[question.instance.options.line[option]])
        found[number] = max(found.get(number, weight), weight)
    return found


@pytest.mark.parametrize(
    ("scope", "subject", "limit", "lines"),
    [
        (Scope.WHOLE, "", 30_000_000, {1, 2, 3, 4, 5, 7}),
        (Scope.SOURCE, "NQ36-X", 5_000_000, {4, 5}),
        (Scope.NATURE, "recurrent", 30_000_000, {1, 2, 3, 4, 5, 7}),
        (Scope.YEAR, "2025", 9_000_000, {7}),
    ],
)
def test_a_target_asks_its_share_of_its_own_lines(plan: Plan, scope: Scope, subject: str, limit: int, lines: set[int]) -> None:
    question = drawn(plan, asking(share=1_000, scope=scope, subject=subject))
    (row,) = rows(question, RowKind.TARGET)
    assert (row.subject, row.at_least, row.limit) == (subject, True, limit)
    assert set(taken(question, row)) == lines


def test_a_question_about_a_year_measures_everything_by_that_year(plan: Plan) -> None:
    question = drawn(plan, asking(share=1_000, year=2024, unit_cap_bp=2_000))
    (row,) = rows(question, RowKind.TARGET)
    assert row.limit == 21_000_000
    assert 7 not in taken(question, row)
    assert question.instance.unit_caps[DEPARTMENT] == 22_000_000, "of 110 million of 2024, the locked line too"


def test_caps_are_of_all_a_unit_asks_and_lower_in_the_mountains(plan: Plan) -> None:
    settings = asking(share=1_000, unit_cap_bp=2_000, mountain_cap_bp=1_000, caps={DISTRICT: Quota(amount=7)})
    question = drawn(plan, settings)
    wanted = {DEPARTMENT: 40_000_000, DISTRICT: 7, COMMUNE: 6_000_000, MOUNTAIN: 2_000_000}
    assert question.instance.unit_caps == wanted
    assert unit_limits(settings, question.figures, question.here.held) == wanted
    only_mountain = drawn(plan, asking(share=1_000, mountain_cap_bp=1_000)).instance.unit_caps
    assert only_mountain == {MOUNTAIN: 2_000_000}
    assert drawn(plan, asking(share=1_000)).instance.unit_caps == {}


def test_a_floor_leaves_its_category_what_is_said(plan: Plan) -> None:
    floors = {"training": Quota(share_bp=6_000), "software": Quota(amount=1), "equipment": Quota(amount=10**12)}
    question = drawn(plan, asking(share=1_000, floors=floors))
    found = {row.subject: (row.at_least, row.limit, set(taken(question, row))) for row in rows(question, RowKind.FLOOR)}
    assert found["training"] == (False, 24_000_000, {2})
    assert found["equipment"][:2] == (False, 0), "what holds less than its floor may lose nothing"
    assert "software" not in found


def test_a_ceiling_asks_for_what_the_lines_ask_beyond_it(plan: Plan) -> None:
    question = drawn(plan, replace(PLAIN, ceilings={"NQ36-X": 45_000_000, "NQ36-H": 60_000_000}))
    (row,) = rows(question, RowKind.CEILING)
    assert (row.subject, row.at_least, row.limit, set(taken(question, row))) == ("NQ36-X", True, 5_000_000, {4, 5})


def test_another_source_relieves_the_ceiling_it_leaves_and_burdens_the_one_it_comes_to(plan: Plan) -> None:
    means = Means(drop=False, percent_bp=(), fewer_bp=(), one_fewer=False, to_norm=False, re_source_to=("NSX-THEM",))
    question = drawn(plan, replace(PLAIN, ceilings={"NQ36-X": 45_000_000, "NSX-THEM": 25_000_000}, means=means))
    found = {row.subject: row for row in rows(question, RowKind.CEILING)}
    assert taken(question, found["NQ36-X"]) == {4: 30_000_000, 5: 20_000_000}
    assert taken(question, found["NSX-THEM"]) == {4: -30_000_000, 5: -20_000_000}
    assert found["NSX-THEM"].limit == -25_000_000
    assert not rows(drawn(plan, replace(asking(share=1_000), means=means)), RowKind.TARGET)[0].option.size, "it saves nothing"


def test_one_of_a_group_stays_unless_one_of_them_stays_anyhow(plan: Plan) -> None:
    ids = {number: plan.lines.find_id(str(number)) for number in range(1, 8)}
    question = drawn(plan, asking(share=1_000, at_least_one=((ids[1], ids[2], ids[3]),)))
    (row,) = rows(question, RowKind.AT_LEAST)
    assert (row.at_least, row.limit, len(row.option)) == (False, 2, 3)
    assert not rows(drawn(plan, asking(share=1_000, at_least_one=((ids[1], ids[6]),))), RowKind.AT_LEAST)


def test_several_targets_stand_beside_each_other(plan: Plan) -> None:
    targets = (Target(Quota(amount=10)), Target(Quota(amount=5), Scope.SOURCE, "DT-GIAO"), Target(Quota(amount=3), Scope.YEAR, "2025"))
    question = drawn(plan, CutSettings(targets=targets, reductions=()))
    assert [(row.subject, row.limit) for row in rows(question, RowKind.TARGET)] == [("", 10), ("DT-GIAO", 5), ("2025", 3)]
    assert question.target == 18
