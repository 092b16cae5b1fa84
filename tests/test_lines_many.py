"""One act on many lines: all or nothing, the same fault said once, and the preview's totals are what comes of it."""

from budget.lines.editing import Known
from budget.lines.many import plan_additions, plan_copies, plan_many, working_amount
from budget.model.states import Layer
from budget.store.records import Value
from tests.test_lines_splitting import KNOWN, lay, line


def lines(count: int = 3) -> dict[str, dict[str, Value]]:
    return {f"L{number}": {**line(number * 1_000, 100), "id": f"L{number}", "number": number} for number in range(1, count + 1)}


def test_one_field_for_every_line_with_totals_before_and_after() -> None:
    planned = plan_many(lines(), {"unit_price": "200"}, KNOWN, 9)
    assert (planned.chosen, planned.changed, planned.amount_before, planned.amount_after) == (3, 3, 600, 1_200)
    assert {change.expected for change in planned.changes} == {9}


def test_a_line_that_has_the_value_already_is_not_counted() -> None:
    held = lines()
    held["L2"]["quarter"] = 4
    assert plan_many(held, {"quarter": "4"}, KNOWN, None).changed == 2


def test_a_bare_driver_means_the_layer_in_force_of_each_line() -> None:
    held = lines(2)
    lay(held["L1"], Layer.FINANCE, 1_000, 50)
    planned = plan_many(held, {"unit_price": "10"}, KNOWN, None)
    assert [change.group for change in planned.changes] == ["finance", "requested"]
    assert (planned.amount_before, planned.amount_after) == (250, 30)
    assert working_amount(held["L1"]) == 50


def test_one_line_of_the_other_nature_refuses_all_and_is_named_once() -> None:
    held = lines()
    for name in ("L2", "L3"):
        held[name]["nature"] = "investment"
    planned = plan_many(held, {"source": "NQ36"}, KNOWN, None)
    assert planned.refused
    (problem,) = planned.problems
    assert problem.code == "nature_mismatch"
    assert problem.sentence.startswith("2 khoản mục, đầu tiên là số 2: ")
    assert problem.line == "L2"


def test_the_only_line_is_told_without_a_count() -> None:
    (problem,) = plan_many(lines(1), {"unit": "ZZ"}, KNOWN, None).problems
    assert problem.sentence.startswith("Đơn vị “ZZ”")


def test_copies_that_require_each_other_require_the_copies() -> None:
    held = lines()
    held["L2"]["requires"] = "L1"
    held["L3"]["requires"] = "elsewhere"
    first, second, third = (change.new or {} for change in plan_copies(held, 40))
    assert [record["number"] for record in (first, second, third)] == [40, 41, 42]
    assert second["requires"] == first["id"] != "L1"
    assert third["requires"] == "elsewhere"


def test_rows_come_in_together_or_not_at_all() -> None:
    known = Known(KNOWN.units, KNOWN.sources, KNOWN.tasks, KNOWN.budget_codes, KNOWN.norms)
    good = {"unit": "A", "name": "Máy in", "measure": "chiếc", "quantity": "2", "unit_price": "5 triệu", "source": "QD334", "vat": "10"}
    changes, problems = plan_additions([good, {**good, "year": "2025"}], known, 5, 2024)
    assert problems == []
    assert [(change.new or {})["number"] for change in changes] == [5, 6]
    assert [(change.new or {})["year"] for change in changes] == [2024, 2025]
    assert (changes[0].new or {})["vat_bp"] == 1_000
    changes, problems = plan_additions([good, {**good, "quantity": "x"}, {**good, "unit": ""}], known, 5, 2024)
    assert changes == []
    assert [item.position for item in problems] == [1, 2]
