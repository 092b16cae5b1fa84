"""The numbers anybody can check a cut by, of every sort of rule."""

from pathlib import Path

from budget.cli.cutting_instance import instance_of
from budget.cuts.settings import Means, Quota
from tests.drawn_cuts import asking, solved
from tests.plans import COMMUNE, a_plan, edit

LINES = [
    {"name": "Một", "quantity": "4", "unit_price": "10.000.000", "priority": "4"},
    {"name": "Hai", "unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "30.000.000", "priority": "4"},
    {"name": "Ba", "quantity": "1", "unit_price": "5.000.000", "priority": "4"},
]


def test_rules_tell_their_terms_where_they_are_not_plain_savings(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        edit(plan, plan.lines.find_id("3"), "requires", plan.lines.find_id("1"))
        settings = asking(30_000_000, unit_cap_bp=9_000, floors={"equipment": Quota(share_bp=1_000)}, ceilings={"NQ36-X": 20_000_000})
        preview = solved(plan, settings)
        told = instance_of(preview)
    ids = {line["number"]: line["id"] for line in told["lines"]}
    assert [line["requires"] for line in told["lines"] if line["number"] == 3] == [[ids[1]]]
    rules = {rule["kind"]: rule for rule in told["rules"]}
    assert "terms" not in rules["target"]
    assert "terms" not in rules["unit_cap"]
    floor = {(term["line"], term["kind"]): term["weight"] for term in rules["floor"]["terms"]}
    assert floor[ids[1], "drop"] == 40_000_000
    assert {term["line"] for term in rules["ceiling"]["terms"]} == {ids[2]}
    assert len(told["rules"]) == len(preview.drawn.instance.rows)


def test_of_one_year_the_money_of_that_year_is_told(tmp_path: Path) -> None:
    with a_plan(tmp_path, [*LINES[:2], {**LINES[2], "year": "2025"}]) as plan:
        preview = solved(plan, asking(30_000_000, year=2024, means=Means(defer_to=(2025, 1))))
        told = instance_of(preview)
    amounts = {line["number"]: line["amount"] for line in told["lines"]}
    assert amounts == {1: 40_000_000, 2: 30_000_000, 3: 0}
    deferring = [one for line in told["lines"] for one in line["actions"] if one["action"] == "defer"]
    assert deferring
    assert all(one["saved"] == 0 < one["deferred"] for one in deferring)
