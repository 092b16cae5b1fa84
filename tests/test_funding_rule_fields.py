"""A rule's texts: read into what is stored, shown again as they were, refused with what to type instead."""

import pytest

from budget.funding.rule_fields import RULE_FIELDS, read_texts, show_texts
from budget.store.kinds import KINDS
from tests.rule_texts import TEXTS


def test_texts_are_read_by_code_or_by_the_word_on_the_screen() -> None:
    record, problems = read_texts(
        {**TEXTS, "unit_level": "district", "gate": "du thu tuc dau tu", "year_from": "2024", "valid_to": "5/3/2024"}
    )
    assert problems == []
    assert (record["verdict"], record["category"], record["unit_level"], record["gate"]) == ("allow", "equipment", "district", "open")
    assert (record["year_from"], record["valid_to"], record["unit"], record["confidence"]) == (2024, "2024-03-05", None, "unsure")


def test_every_stored_column_but_id_and_rank_has_its_field() -> None:
    assert {field.column for field in RULE_FIELDS.values()} == set(KINDS["rule"].columns) - {"id", "rank"}


def test_what_is_shown_reads_back_as_it_was() -> None:
    told = {
        **TEXTS,
        "verdict": "Được",
        "cap_share": "12,5 %",
        "cap_amount": "1,5 triệu",
        "valid_from": "2024-02-07",
        "instead_of": "QD334-02",
    }
    record, _ = read_texts(told)
    shown = show_texts(record)
    assert (shown["cap_share"], shown["cap_amount"], shown["valid_from"]) == ("12,5 %", "1.500.000", "07/02/2024")
    assert read_texts(shown) == (record, [])


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        *(("cap_share", text, "cap_out_of_range") for text in ("0", "100,01", "-5", "abc")),
        *(("cap_amount", text, "cap_out_of_range") for text in ("0", "-1.000.000")),
        *(("verdict", text, "unknown_choice") for text in ("có thể",)),
        *(("year_to", text, "out_of_range") for text in ("24", "hai nghìn")),
        ("valid_from", "31/02/2024", "not_a_date"),
        *((name, " ", "field_missing") for name in ("source", "verdict", "document", "reason")),
        ("mau", "x", "unknown_field"),
    ],
)
def test_what_cannot_be_read_is_refused(field: str, text: str, code: str) -> None:
    _, problems = read_texts({**TEXTS, field: text})
    assert [problem.code for problem in problems] == [code]
    assert problems[0].fix
