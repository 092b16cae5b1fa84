"""The facts of a line and the cases of a scenario: the same facts for one line as for all, in order of number, without the dropped."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from budget.funding.bearings import read_bearings
from budget.funding.eligibility import decision_day
from budget.funding.facts import read_fact_table, read_facts
from budget.funding.rules import read_rules
from budget.model.ids import BASE
from budget.model.states import Gate, Listed, OperationKind
from budget.plan.face import Plan
from budget.store.kinds import ALL, KINDS
from budget.store.records import Batch, Change
from tests.plans import COMMUNE, DISTRICT, a_plan, branch, edit, operate

LINES = (
    {"task": "NV02", "budget_code": "6956", "quarter": "1"},
    {"task": "NV02", "budget_code": "6956", "quarter": "1", "name": "Máy in"},
    {"unit": DISTRICT, "source": "NQ36-H", "task": "NV16", "category": "digitisation"},
    {"unit": COMMUNE, "source": "NSX-THEM"},
    {"unit": "SBN-STTTT", "source": "DTC", "category": "project", "nature": "investment", "form": "project"},
)


def grant(plan: Plan, item: str, unit: str) -> None:
    record = dict.fromkeys(KINDS["listed_item"].columns) | {"id": item, "source": "QD334", "unit": unit, "name": "Máy tính"}
    plan.store.commit(Batch("An", "import", "phụ lục", [Change("listed_item", item, ALL, None, record)]))


def test_the_facts_of_a_line_are_what_it_tells(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        grant(plan, "I1", "SBN-STC")
        first = plan.lines.find_id("1")
        edit(plan, first, "listed_item", "I1")
        edit(plan, first, "content_verdict", "passed")
        with plan.store.read() as cursor:
            bearings = read_bearings(cursor, read_rules(cursor))
            facts = read_facts(cursor, bearings, BASE, first)
            other = read_facts(cursor, bearings, BASE, plan.lines.find_id("2"))
            district = read_facts(cursor, bearings, BASE, plan.lines.find_id("3"), date(2025, 2, 15))
    assert facts is not None
    assert (facts.source, facts.unit, facts.year, facts.on) == ("QD334", "SBN-STC", 2024, date(2024, 3, 31))
    assert (facts.task, facts.task_group, facts.budget_code, facts.budget_item) == ("NV02", "TI1", "6956", "6950")
    assert (facts.appraisal, facts.listed, facts.gate) == ("passed", Listed.LISTED, Gate.OPEN)
    assert replace(facts, source="BSCDS").listed is Listed.UNKNOWN
    assert other is not None
    assert (other.appraisal, other.listed) == ("pending", Listed.BEYOND)
    assert district is not None
    assert (district.unit_level, district.on, district.listed) == ("district", date(2025, 2, 15), Listed.UNKNOWN)


def test_every_line_is_judged_on_the_last_day_of_its_own_quarter(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"quarter": str(quarter), "year": "2023"} for quarter in (1, 2, 3, 4)]) as plan, plan.store.read() as cursor:
        bearings = read_bearings(cursor, ())
        table = read_fact_table(cursor, bearings, BASE)
        alone = [read_facts(cursor, bearings, BASE, line) for line in table.lines.to_pylist()]
    days = [decision_day(2023, quarter) for quarter in (1, 2, 3, 4)]
    assert [table.classes[place].on for place in table.class_of] == days
    assert [facts.on for facts in alone if facts is not None] == days


def test_an_item_of_another_units_list_lists_nothing(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES[:1]) as plan:
        grant(plan, "I1", "SBN-STP")
        edit(plan, plan.lines.find_id("1"), "listed_item", "I1")
        with plan.store.read() as cursor:
            facts = read_facts(cursor, read_bearings(cursor, ()), BASE, plan.lines.find_id("1"))
    assert facts is not None
    assert facts.listed is Listed.UNKNOWN


def test_all_lines_come_to_the_cases_their_facts_make(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario = branch(plan, "PA")
        operate(plan, scenario, OperationKind.DROP, lines=(plan.lines.find_id("4"),))
        with plan.store.read() as cursor:
            rules = read_rules(cursor)
            bearings = read_bearings(cursor, rules)
            base = read_fact_table(cursor, bearings, BASE)
            dropped = read_fact_table(cursor, bearings, scenario)
            singles = [read_facts(cursor, bearings, BASE, line) for line in base.lines.to_pylist()]
    assert len(dropped.lines) == len(base.lines) - 1
    assert base.class_of[0] == base.class_of[1]
    assert len(base.classes) == 4
    for place, single in zip(base.class_of, singles, strict=True):
        assert single is not None
        case = base.classes[place]
        named = replace(
            single,
            source="",
            unit=single.unit if single.unit in bearings.units else "",
            task=single.task if single.task in bearings.tasks else "",
            task_group=bearings.group_of(single.task if single.task in bearings.tasks else ""),
            budget_code="",
            budget_item="",
        )
        assert case == named
