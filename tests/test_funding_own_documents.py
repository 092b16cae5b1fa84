"""Documents people add: read, shown again as they were, given a code from number and year."""

import pytest

from budget.funding.own_documents import DOCUMENT_FIELDS, code_of, plan_document, read_document, show_document
from budget.store.kinds import KINDS
from tests.rule_texts import DOCUMENT_TEXTS


def test_a_document_is_read_and_shown_again_as_it_was() -> None:
    record, problems = read_document({**DOCUMENT_TEXTS, "issued": "5/3/2024", "confidence": "confirmed"})
    assert problems == []
    assert (record["rank"], record["issued"], record["valid_to"]) == (2, "2024-03-05", None)
    assert read_document(show_document(record)) == (record, [])
    assert set(DOCUMENT_FIELDS) == set(KINDS["own_document"].columns) - {"code"}


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        *((name, " ", "field_missing") for name in ("number", "kind", "title", "rank")),
        ("rank", "7", "unknown_choice"),
        ("issued", "31/02/2024", "not_a_date"),
        ("valid_to", "01/01/2023", "period_backward"),
        ("mau", "x", "unknown_field"),
    ],
)
def test_what_cannot_stand_is_refused(field: str, text: str, code: str) -> None:
    _, problems = read_document({**DOCUMENT_TEXTS, "valid_from": "01/01/2024", field: text})
    assert [problem.code for problem in problems] == [code]


def test_a_number_that_comes_again_next_year_has_another_code() -> None:
    record, _ = read_document(DOCUMENT_TEXTS)
    assert code_of(record) == "12-QD-UBND"
    assert code_of({**record, "issued": "2024-03-05"}) == "12-QD-UBND-2024"
    assert [problem.code for problem in plan_document(None, record, ["12-QD-UBND"], "x")[2]] == ["document_known"]
    assert [problem.code for problem in plan_document(None, record, [], " ")[2]] == ["reason_missing"]
