"""Decisions: nothing is taken by silence, nothing that cannot be taken is, and the total that follows is exact."""

from budget.imports.returned import Difference, Standing
from budget.imports.returned_new import Proposal
from budget.imports.returned_outcome import Decisions, ReturnPreview, chosen_edits, chosen_lines, move_amount, undecided
from budget.model.problem import Problem
from budget.store.records import Change

WRONG = Problem("x", "sai", "sửa")


def difference(number: int, standing: Standing) -> Difference:
    return Difference(f"id{number}", number, "Máy", "note", "Ghi chú", "about", "a", "b", "c", standing, text="b")


PREVIEW = ReturnPreview(
    "ve.xlsx",
    "0",
    7,
    differences=tuple(difference(number, standing) for number, standing in enumerate(Standing, start=1)),
    proposals=(
        Proposal("PL II dòng 9", "pl2-9:them", {}, "", None, 0, None, WRONG),
        Proposal("PL II dòng 8", "pl2-8:them", {}, "u", 2024, 5, None),
    ),
    rejected=(("PL II dòng 3", WRONG),),
)
APPLY, KEEP, SAME, CONFLICT, DOUBT, PROBLEM = (f"{number}:note" for number in range(1, 7))


def taken(decisions: Decisions) -> list[str]:
    return [f"{edit.line.removeprefix('id')}:{edit.field}" for edit in chosen_edits(PREVIEW, decisions)]


def test_silence_takes_only_what_nobody_disputes() -> None:
    assert taken(Decisions()) == [APPLY]
    assert undecided(PREVIEW, Decisions()) == [CONFLICT, DOUBT, PROBLEM, "pl2-9:them", "rejected"]


def test_all_at_once_and_one_by_one() -> None:
    assert taken(Decisions(rest=True)) == [APPLY, CONFLICT, DOUBT]
    assert undecided(PREVIEW, Decisions(rest=True)) == [PROBLEM, "pl2-9:them", "rejected"]
    assert undecided(PREVIEW, Decisions(rest=False)) == []
    assert taken(Decisions({CONFLICT: False, APPLY: False}, rest=True)) == [DOUBT]
    some = Decisions({CONFLICT: True, DOUBT: False, PROBLEM: False, "pl2-9:them": False}, leave_rejected=True)
    assert undecided(PREVIEW, some) == []
    assert all(edit.seen == 7 for edit in chosen_edits(PREVIEW, some))


def test_new_lines_are_added_unless_declined_or_wrong() -> None:
    assert [item.key for item in chosen_lines(PREVIEW, Decisions())] == ["pl2-8:them"]
    assert chosen_lines(PREVIEW, Decisions({"pl2-8:them": False})) == []


def test_the_total_moves_by_the_working_figures() -> None:
    records = {"a": {"requested_amount": 10, "finance_amount": None}, "b": {"requested_amount": 5, "finance_amount": 3}}
    requested = Change("line", "a", "requested", {"requested_amount": 10}, {"requested_amount": 12})
    appraised = Change("line", "a", "finance", {"finance_amount": None}, {"finance_amount": 7})
    cleared = Change("line", "b", "finance", {"finance_amount": 3}, {"finance_amount": None})
    added = Change("line", "c", "all", None, {"requested_amount": 100, "finance_amount": None})
    gone = Change("line", "d", "all", {"requested_amount": 40, "finance_amount": 30}, None)
    said = Change("comment", "e", "all", None, {"text": "x"})
    assert move_amount([requested, appraised, cleared, added, gone, said], records) == (7 - 10) + (5 - 3) + 100 - 30
