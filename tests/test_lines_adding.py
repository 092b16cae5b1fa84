"""New lines hold what was filled in and defaults for the rest; copies carry no appraisal; deletions leave no line hanging."""

import pytest

from budget.lines.adding import REQUIRED, dependants, plan_copy, plan_deletions, plan_new_line
from budget.lines.editing import Known
from budget.store.kinds import LINE
from tests.plans import PC

KNOWN = Known(frozenset({PC["unit"]}), {"QD334": "recurrent", "DTC": "investment"}, frozenset(), frozenset(), frozenset())


def test_a_new_line_holds_what_was_filled_in_and_defaults() -> None:
    change, problems = plan_new_line({**PC, "times": "0,5"}, KNOWN, 7, 2024)
    assert problems == []
    assert change is not None
    assert change.old is None
    record = change.new
    assert record is not None
    assert set(record) == set(LINE.columns)
    assert (record["id"], record["number"], record["year"], record["quarter"]) == (change.entity, 7, 2024, 1)
    assert (record["requested_amount"], record["finance_amount"], record["folded"]) == (10_000_000, None, "may tinh de ban")
    assert (record["listing"], record["nature"], record["locked"], record["sample"]) == ("estimate", "recurrent", False, False)


@pytest.mark.parametrize("name", REQUIRED)
def test_each_required_text_is_asked_for(name: str) -> None:
    change, problems = plan_new_line({**PC, name: "  "}, KNOWN, 1, 2024)
    assert change is None
    assert [problem.code for problem in problems] == ["required"]
    assert problems[0].fix


def test_everything_wrong_is_said_at_once() -> None:
    change, problems = plan_new_line({**PC, "quantity": "hai", "unit": "999", "priority": "9"}, KNOWN, 1, 2024)
    assert change is None
    assert sorted(problem.code for problem in problems) == ["out_of_range", "quantity_unreadable", "unknown_code"]


def test_the_nature_filled_in_decides_which_source_fits() -> None:
    change, _ = plan_new_line({"source": "DTC", **PC, "nature": "investment"} | {"source": "DTC"}, KNOWN, 1, 2024)
    assert change is not None
    assert plan_new_line({**PC, "source": "DTC"}, KNOWN, 1, 2024)[0] is None


def test_a_copy_is_a_new_line_without_appraisal() -> None:
    change, _ = plan_new_line({**PC, "finance_unit_price": "5", "content_quantity": "1"}, KNOWN, 1, 2024)
    assert change is not None
    assert change.new is not None
    assert change.new["finance_amount"] == 10
    copy = plan_copy({**change.new, "sample": True}, 9).new
    assert copy is not None
    assert copy["id"] != change.entity
    assert (copy["number"], copy["sample"], copy["requested_amount"]) == (9, False, 20_000_000)
    assert {copy[name] for layer in ("content", "finance", "approved") for name in LINE.groups[layer]} == {None}


def test_a_copy_keeps_the_price_basis_but_not_what_is_only_the_old_lines() -> None:
    told = {"price_kind": "quotation", "vat": "8", "request_document": "CV 1"}
    own = {"last_year_outturn": "9", "entitled": "14", "usable": "2", "excess_document": "QĐ 1", "origin": "tệp a.xlsx, dòng 3"}
    change, _ = plan_new_line({**PC, **told, **own}, KNOWN, 1, 2024)
    assert change is not None
    copy = plan_copy(change.new or {}, 9).new or {}
    assert (copy["price_kind"], copy["vat_bp"], copy["request_document"]) == ("quotation", 800, "CV 1")
    assert {copy[name] for group in ("given", "stock", "excess", "origin") for name in LINE.groups[group]} == {None}


def test_deletions_say_what_was_there_and_when_it_was_seen() -> None:
    (change,) = plan_deletions({"a": {"id": "a", "name": "x"}}, {"a": 5})
    assert (change.entity, change.group, change.old, change.new, change.expected) == ("a", "all", {"id": "a", "name": "x"}, None, 5)


def test_dependants_are_the_lines_that_stay_behind() -> None:
    records = [{"id": "b", "requires": "a"}, {"id": "c", "requires": "a"}, {"id": "d", "requires": None}]
    assert [record["id"] for record in dependants(records, {"a", "c"})] == ["b"]
