"""From the plan to the question: locks and decisions with their reasons, what falls with what, only options that help."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from budget.cuts.drawing import align, draw
from budget.cuts.instance import CODE_OF
from budget.cuts.settings import DROP_ONLY, CutSettings, Mode, Pin, Quota, Scope, Target
from budget.model.ids import BASE
from budget.model.states import CutAction, OperationKind, Reduction
from budget.plan.face import Plan
from tests.drawn_cuts import DAY, PLAIN, asking, drawn, number_of, ways
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, a_plan, branch, edit, operate

STAY = {"name": "Lưu trú vượt mức", "measure": "người/ngày", "norm": "PCLT", "category": "inspection"}
"""200.000 đồng at the most, by a hard norm."""
LINES = [
    {"name": "Máy chủ", "quantity": "1", "unit_price": "40.000.000", "priority": "4"},
    {"name": "Phần mềm trên máy chủ", "quantity": "1", "unit_price": "60.000.000", "priority": "4"},
    {"name": "Xã", "unit": COMMUNE, "source": "NQ36-X", "quantity": "4", "unit_price": "30.000.000", "priority": "4"},
    {"name": "Khóa", "quantity": "1", "unit_price": "10.000.000", "priority": "4", "locked": "có", "lock_reason": "đã ký"},
    {**STAY, "unit": DISTRICT, "source": "NQ36-H", "quantity": "20", "unit_price": "300.000"},
    {"name": "Ngoài dự toán", "quantity": "1", "unit_price": "500.000.000", "listing": "other"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all: questions never change its base."""
    with a_plan(Path(tmp_path_factory.mktemp("drawing")), LINES) as made:
        edit(made, line(made, 2), "requires", line(made, 1))
        yield made


def line(plan: Plan, number: int) -> str:
    """A line's id."""
    return plan.lines.find_id(str(number))


def test_the_question_holds_the_living_lines_with_units_amounts_locks_and_dependencies(plan: Plan) -> None:
    question = drawn(plan, asking(share=1_000))
    instance = question.instance
    places = {number_of(question, at): at for at in range(len(instance.lines))}
    assert set(places) == {1, 2, 3, 4, 5}
    assert instance.lines.units[instance.lines.unit[places[3]]] == COMMUNE
    assert instance.lines.amount[places[3]] == 120_000_000
    assert [number_of(question, at) for at in np.flatnonzero(instance.lines.locked).tolist()] == [4]
    assert "đã ký" in question.locked[places[4]]
    assert (instance.parent.tolist(), instance.child.tolist()) == ([places[1]], [places[2]])
    assert 4 not in ways(question)
    assert question.seq == plan.head()
    assert question.names[COMMUNE]
    assert instance.titles == {}


def test_making_room_asks_of_the_other_list(plan: Plan) -> None:
    with plan.store.read() as cursor:
        question = draw(cursor, BASE, replace(asking(share=1_000), mode=Mode.MAKE_ROOM), DAY)
    assert [number_of(question, at) for at in range(len(question.figures))] == [6]
    assert question.target == 50_000_000


def test_a_scenario_is_drawn_as_it_stands(plan: Plan) -> None:
    scenario = branch(plan, "bớt xã")
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 5_000}, units=(COMMUNE,))
    operate(plan, scenario, OperationKind.DROP, lines=(line(plan, 5),))
    question = drawn(plan, asking(share=1_000), scenario)
    amounts = {number_of(question, at): int(amount) for at, amount in enumerate(question.figures.amount)}
    assert amounts == {1: 40_000_000, 2: 60_000_000, 3: 60_000_000, 4: 10_000_000}
    assert question.scenario == scenario


def test_what_people_decided_is_locked_or_forced_with_their_reason(plan: Plan) -> None:
    pins = {
        line(plan, 1): Pin(CutAction.KEEP, "cần cho trung tâm"),
        line(plan, 3): Pin(CutAction.PERCENT, "họp ngày 5/3", 3_000),
        line(plan, 4): Pin(CutAction.DROP, "bỏ"),
        line(plan, 5): Pin(CutAction.DEFER, "giãn", 2020 * 4),
        "no-such-line": Pin(CutAction.DROP, "bỏ"),
    }
    question = drawn(plan, asking(share=1_000, pins=pins))
    places = {number_of(question, at): at for at in range(len(question.figures))}
    assert question.locked[places[1]] == "Người dùng giữ lại: cần cho trung tâm"
    assert np.flatnonzero(question.instance.lines.forced).tolist() == [places[3]]
    assert ways(question)[3] == [("percent_30", 36_000_000, 0)]
    problems = {problem.code: problem for problem in question.problems}
    assert set(problems) == {"pin_locked", "pin_impossible", "pin_gone"}
    assert "đã ký" in problems["pin_locked"].sentence
    assert "5" in problems["pin_impossible"].sentence


def test_only_options_that_help_a_rule_are_there_and_what_may_have_to_fall(plan: Plan) -> None:
    only_commune = drawn(plan, replace(asking(share=1_000, scope=Scope.SOURCE, subject="NQ36-X"), means=DROP_ONLY))
    assert set(ways(only_commune)) == {2, 3}, "the child of a line may have to fall with it"
    bundled = drawn(plan, replace(asking(share=1_000, scope=Scope.SOURCE, subject="NQ36-X"), bundles=((line(plan, 3), line(plan, 5)),)))
    assert ways(bundled)[5] == [("drop", 6_000_000, 0)]
    (bundle,) = bundled.instance.bundles
    assert {number_of(bundled, at) for at in bundle} == {3, 5}
    nothing_deferred = drawn(plan, replace(asking(share=1_000), means=replace(PLAIN.means, defer_to=(2025, 1))))
    assert not (nothing_deferred.instance.options.kind == CODE_OF[CutAction.DEFER]).any(), "over all years putting off helps nothing"


def test_lines_of_a_projects_code_go_together(plan: Plan, tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**LINES[0], "project_code": "DA-1"}, {**LINES[2], "project_code": "DA-1"}, LINES[4]]) as other:
        question = drawn(other, asking(share=1_000, projects=("DA-1", "DA-2")))
    assert [len(bundle) for bundle in question.instance.bundles] == [2]
    assert drawn(plan, asking(share=1_000, projects=("DA-1",))).instance.bundles == ()


def test_reductions_come_first_and_are_no_part_of_what_is_asked(plan: Plan) -> None:
    settings = CutSettings(targets=(Target(Quota(share_bp=1_000)),))
    question = drawn(plan, settings)
    assert [(one.number, one.kind, one.taken, one.left) for one in question.reduced] == [(5, Reduction.OVER_NORM, 2_000_000, 4_000_000)]
    assert question.target == (236_000_000 - 2_000_000) // 10
    assert not drawn(plan, replace(settings, reductions=(Reduction.DUPLICATE,))).reduced
    assert len(drawn(plan, replace(settings, proposed=True)).reduced) > 1, "what is only proposed is taken when asked for"
    assert "to_norm" not in {way for options in ways(question).values() for way, _, _ in options}


def test_aligned_need_follows_the_lines_asked_about(plan: Plan) -> None:
    with plan.store.read() as cursor:
        from budget.cuts.necessity.needed import read_needed

        need = read_needed(cursor, "goc", None, DAY)
    some = need.ids[3:1:-1]
    aligned = align(need, some)
    assert (aligned.ids, aligned.number.tolist()) == (some, need.number[[3, 2]].tolist())
    assert align(need, need.ids) is need
    with pytest.raises(KeyError):
        align(need, ["no-such-line"])


def test_titles_name_what_rules_are_about(plan: Plan) -> None:
    group = (line(plan, 1), line(plan, 3))
    question = drawn(plan, asking(share=1_000, unit_cap_bp=5_000, floors={"equipment": Quota(share_bp=1)}, at_least_one=(group,)))
    titles = question.instance.titles
    assert titles[DEPARTMENT] == "Sở Tài chính"
    assert titles["equipment"] == "Thiết bị CNTT"
    assert titles[min(group)] in ("Máy chủ", "Xã")
