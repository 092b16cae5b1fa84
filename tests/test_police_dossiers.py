"""Two dossiers: nothing unclassified and nothing unappraised goes up, and what failed is in neither."""

from dataclasses import replace

from budget.model.states import ContentVerdict, Route
from budget.police.dossiers import build_dossiers, count_blocked
from budget.police.request import PoliceLine, PoliceRequest
from budget.words import amount_in_words
from tests.test_police_request import LINE


def line(number: int, **about: object) -> PoliceLine:
    """A training class of 100 đồng, accepted for 80, with its document, changed as told."""
    told = {"id": str(number), "number": number, "document": "12/STTTT-CNTT", **about}
    return replace(LINE, **told)  # type: ignore[arg-type]  # the fields' own types


PROJECT = {"route": Route.INVESTMENT, "nature": "investment", "category": "project", "form": "project"}
UNJUDGED = {"verdict": "", "content_amount": None}


def codes(*lines: PoliceLine) -> tuple[list[str], list[str]]:
    """What blocks the investment dossier and the operating dossier of a request."""
    investment, operating = build_dossiers(PoliceRequest(lines, 1))
    return [problem.code for problem in investment.blocking], [problem.code for problem in operating.blocking]


def test_each_line_goes_into_its_own_dossier_with_what_was_accepted() -> None:
    investment, operating = build_dossiers(PoliceRequest((line(1), line(2, **PROJECT), line(3)), 1))
    assert [found.number for found in investment.lines] == [2]
    assert (operating.requested, operating.amount, operating.words) == (200, 160, amount_in_words(160))
    assert investment.may_go_up
    assert operating.may_go_up
    assert (investment.receiver, operating.receiver) == ("Sở Kế hoạch và Đầu tư", "Sở Tài chính")


def test_an_unclassified_line_keeps_both_back() -> None:
    assert codes(line(1), line(2, **PROJECT), line(3, route="", **UNJUDGED)) == (["police_unclassified"], ["police_unclassified"])


def test_an_unappraised_line_keeps_its_own_dossier_back() -> None:
    assert codes(line(1, **UNJUDGED), line(2, **PROJECT)) == ([], ["police_not_appraised"])
    (_, operating) = build_dossiers(PoliceRequest((line(1, **UNJUDGED),), 1))
    assert (operating.lines, operating.amount, operating.may_go_up) == ((), 0, False)


def test_what_was_asked_to_be_amended_waits_and_says_what_for() -> None:
    (_, operating) = build_dossiers(PoliceRequest((line(1, verdict="amend", content_amount=None, opinion="làm rõ số lớp"),), 1))
    (problem,) = operating.blocking
    assert "làm rõ số lớp" in problem.fix


def test_what_failed_or_is_not_local_is_in_neither_and_keeps_nothing_back() -> None:
    failed = line(1, verdict=ContentVerdict.FAILED, content_amount=0, route="")
    investment, operating = build_dossiers(PoliceRequest((failed, line(2, route=Route.NOT_LOCAL), line(3)), 1))
    assert (investment.lines, [found.number for found in operating.lines]) == ((), [3])
    assert operating.may_go_up
    assert not investment.may_go_up


def test_a_training_class_under_public_investment_or_above_its_request_is_held_back() -> None:
    assert codes(line(1, route=Route.INVESTMENT)) == (["police_route_wrong"], [])
    assert codes(line(1, content_amount=101)) == ([], ["police_content_above"])


def test_twenty_computers_outside_a_project_cannot_be_submitted_whatever_was_confirmed() -> None:
    computers = {"category": "equipment", "name": "Máy tính để bàn"}
    for route in ("", Route.OPERATING, Route.INVESTMENT):
        investment, operating = codes(line(1, route=route, **computers))
        assert [*investment, *operating]


def test_a_missing_document_is_a_note_and_blocks_nothing() -> None:
    (_, operating) = build_dossiers(PoliceRequest((line(1, document=""),), 1))
    assert operating.may_go_up
    assert [problem.code for problem in operating.notes] == ["police_document_missing"]


def test_a_line_that_keeps_both_back_counts_once() -> None:
    assert count_blocked(build_dossiers(PoliceRequest((line(1, route=""), line(2, **UNJUDGED), line(3)), 1))) == 2
