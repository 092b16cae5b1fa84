"""What an annex grants and what lines ask of it: sources that are granted by list, uses, and where a line stands."""

from pathlib import Path

from budget.funding.listed import judge_listing, same_measure
from budget.model.states import Listed, OperationKind
from tests.annexes import grant, tie
from tests.plans import DISTRICT, a_plan, branch, operate


def test_a_source_is_granted_by_list_always_or_once_items_are_entered(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        assert plan.listed.sources() == {"QD334"}
        receipt, problems = plan.listed.add(
            "BSCDS", {"unit": DISTRICT, "name": "Máy quét", "measure": "chiếc", "quantity": "1"}, "QĐ bổ sung"
        )
        assert receipt is not None, problems
        assert plan.listed.sources() == {"QD334", "BSCDS"}


def test_what_lines_ask_is_summed_by_item_and_dropped_lines_ask_for_nothing(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"quantity": "2"}, {"quantity": "1,5"}, {"quantity": "9"}]) as plan:
        item = grant(plan, bought="1")
        tie(plan, 1, item)
        tie(plan, 2, item)
        (use,) = plan.listed.uses("QD334")
        assert (use.asked_milli, use.amount, use.lines, use.left_milli) == (3_500, 35_000_000, 2, 500)
        scenario = branch(plan, "Bớt")
        operate(plan, scenario, OperationKind.DROP, lines=(plan.lines.find_id("1"),))
        assert plan.listed.uses("QD334", scenario)[0].left_milli == 2_500


def test_a_line_is_unknown_then_beyond_then_listed(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {"source": "DT-GIAO"}]) as plan:
        line = plan.lines.find_id("1")
        stands = []
        for act in (lambda: None, lambda: grant(plan), lambda: tie(plan, 1, plan.listed.uses()[0].item.id)):
            act()
            listing = plan.listed.of_line(line)
            assert listing is not None
            stands.append(listing.words)
        assert stands == ["chưa nhập phụ lục", "ngoài phụ lục", "có trong phụ lục"]
        assert plan.listed.of_line(plan.lines.find_id("2")) is None


def test_an_item_that_is_not_of_the_unit_never_lists_a_line() -> None:
    assert judge_listing([], "mục nào đó").state is Listed.UNKNOWN


def test_measures_are_the_same_whatever_their_case_and_edges() -> None:
    assert same_measure(" Bộ", "bộ")
    assert not same_measure("bộ", "chiếc")
