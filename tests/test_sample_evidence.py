"""The sample tells what an appraiser asks first, calls every document illustrative, and moves no amount."""

from dataclasses import replace
from datetime import date
from random import Random

from budget.model.states import Category, Listing, PriceKind
from budget.reference.load import load_reference
from budget.sample.draft import Draft, Drivers, Evidence
from budget.sample.evidence import tell_evidence
from budget.sample.load import load_sample

REFERENCE = load_reference()
LINES = [line for line in load_sample("quang-nam-2024").lines.to_pylist() if line["listing"] == "estimate"]
COMPUTER = Draft("502", "NV02", "Máy tính", "bộ", Category.EQUIPMENT, "6956", "NQ36-H", Drivers(6_000, 14_000_000), norm="MT_CBCC")


def share(column: str) -> float:
    return sum(line[column] is not None for line in LINES) / len(LINES)


def over_entitlement(line: dict[str, int | None]) -> bool:
    entitled, usable, asked = line["entitled_milli"], line["usable_milli"], line["requested_quantity_milli"]
    return entitled is not None and usable is not None and asked is not None and asked > entitled - usable


def test_most_lines_tell_their_price_and_half_tell_what_was_given() -> None:
    assert 0.9 < share("price_kind") < 0.97
    assert share("vat_bp") > 0.75
    assert 0.4 < share("last_year_outturn") < 0.6
    assert share("request_document") == 1.0
    assert {line["price_kind"] for line in LINES} == {None, *PriceKind}


def test_every_document_is_called_illustrative_except_state_rates() -> None:
    for line in LINES:
        for column in ("price_document", "price_supplier", "request_document", "excess_document", "excess_authority"):
            if line[column] is not None and line["price_kind"] != "state_price":
                assert "minh họa" in line[column]


def test_the_flaws_an_appraiser_looks_for_are_there_and_rare() -> None:
    assert 30 <= sum(line["price_quotes"] is not None and line["price_quotes"] < 3 for line in LINES) <= 90
    assert 30 <= sum(line["price_date"] is not None and line["price_date"] < "2023-06-01" for line in LINES) <= 80
    assert 15 <= sum(over_entitlement(line) for line in LINES) <= 40
    assert 5 <= sum((line["this_year_spent"] or 0) > (line["this_year_allotted"] or 0) for line in LINES) <= 40
    assert sum(line["excess_document"] is not None for line in LINES) >= 3
    assert any(line["vat_bp"] is None and line["price_kind"] == "quotation" for line in LINES)
    assert any(line["vat_included"] is False for line in LINES)


def test_dates_of_a_document_are_days_before_the_plan_was_written() -> None:
    for line in LINES:
        for column in ("price_date", "spent_on", "request_date", "excess_date"):
            if line[column] is not None:
                assert date(2022, 1, 1) < date.fromisoformat(line[column]) < date(2024, 6, 1)


def test_telling_changes_nothing_but_what_is_told_and_repeats_itself() -> None:
    told = tell_evidence(Random(4), [COMPUTER] * 60, REFERENCE)
    assert told == tell_evidence(Random(4), [COMPUTER] * 60, REFERENCE)
    assert {replace(draft, evidence=Evidence()) for draft in told} == {COMPUTER}
    assert len({draft.evidence for draft in told}) > 10


def test_an_excess_decision_stands_only_beside_a_price_over_its_norm() -> None:
    dear = replace(COMPUTER, requested=Drivers(6_000, 17_000_000))
    assert not any(draft.evidence.excess_document for draft in tell_evidence(Random(1), [COMPUTER] * 80, REFERENCE))
    assert any(draft.evidence.excess_document for draft in tell_evidence(Random(1), [dear] * 80, REFERENCE))


def test_other_spending_tells_its_money_but_no_price() -> None:
    other = replace(COMPUTER, listing=Listing.OTHER)
    told = tell_evidence(Random(2), [other] * 40, REFERENCE)
    assert {draft.evidence.price_kind for draft in told} == {None}
    assert any(draft.evidence.last_year_outturn is not None for draft in told)
