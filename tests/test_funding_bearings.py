"""What bears on the rules: named units, tasks of named groups, codes under named items by date, lists that are entered."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from budget.funding.bearings import read_bearings
from budget.store.kinds import ALL, KINDS
from budget.store.records import Batch, Change
from tests.plans import YEAR, a_plan
from tests.test_funding_eligibility import RULE


def test_only_what_rules_name_bears(tmp_path: Path) -> None:
    rules = [
        replace(RULE, id="R1", unit="SBN-STC"),
        replace(RULE, id="R2", task="NV02"),
        replace(RULE, id="R3", task_group="TI4"),
        replace(RULE, id="R4", budget_code="6950"),
    ]
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        found = read_bearings(cursor, rules)
        nothing = read_bearings(cursor, ())
    assert found.units == {"SBN-STC"}
    assert {"NV02", "NV14", "NV20"} <= found.tasks
    assert "NV01" not in found.tasks
    assert {"6950", "6956"} <= found.codes
    assert "6605" not in found.codes
    assert (nothing.units, nothing.tasks, nothing.codes, nothing.budget_year) == (set(), set(), set(), YEAR)
    assert found.group_of("NV14") == "TI4"
    assert found.group_of("unknown") == ""
    assert nothing.unit_sql("r.unit") == "''"
    assert found.unit_sql("r.unit") == "CASE WHEN r.unit IN ('SBN-STC') THEN r.unit ELSE '' END"


def test_the_item_of_a_code_is_chosen_by_its_day(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        found = read_bearings(cursor, ())
    assert found.item_of("6001", date(2017, 6, 1)) == "6000"
    assert found.item_of("6956", date(2024, 6, 1)) == "6950"
    assert found.item_of("6950", date(2024, 6, 1)) == ""
    spans = replace(found, items={"1": [(None, date(2017, 12, 31), "old"), (date(2018, 1, 1), None, "new")]})
    assert [spans.item_of("1", day) for day in (date(2017, 12, 31), date(2018, 1, 1))] == ["old", "new"]


def test_a_list_holds_for_its_own_unit_alone(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        record = dict.fromkeys(KINDS["listed_item"].columns) | {"id": "I1", "source": "QD334", "unit": "SBN-STP", "name": "Máy tính"}
        plan.store.commit(Batch("An", "import", "phụ lục", [Change("listed_item", "I1", ALL, None, record)]))
        with plan.store.read() as cursor:
            found = read_bearings(cursor, ())
    assert found.lists == {"SBN-STP": ("QD334",)}
    assert found.source_of("I1", "SBN-STP") == "QD334"
    assert found.source_of("I1", "SBN-STC") == ""
    assert found.source_of("I2", "SBN-STP") == ""
