"""What a changed cell means: the text to save, without what the program had added, or why it cannot be taken."""

import pytest

from budget.imports.returned_book import Copied
from budget.imports.returned_cells import Catalogues, exported_value, field_of, read_typed, stands_as_exported
from budget.lines.editing import Known
from budget.model.states import Layer

KNOWN = Known(frozenset(), {"QD334": "recurrent"}, frozenset(), frozenset(), frozenset(), {"qd 334": "QD334"})
CATALOGUES = Catalogues(KNOWN, lambda code: {"QD334": "QĐ 334"}.get(code, code))
NOTE = Copied("dùng chung; Thực hiện năm 2025", "dùng chung")


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("dùng riêng; Thực hiện năm 2025", "dùng riêng"),
        ("Thực hiện năm 2025", ""),
        ("", ""),
    ],
)
def test_a_note_is_taken_without_what_the_program_added(text: str, own: str) -> None:
    typed = read_typed("note", NOTE, text, "PL II dòng 9", CATALOGUES)
    assert (typed.value, typed.problem) == (own, None)


def test_an_addition_that_was_edited_is_not_guessed_at() -> None:
    typed = read_typed("note", NOTE, "dùng chung; Thực hiện năm 2026", "PL II dòng 9", CATALOGUES)
    assert typed.problem is not None
    assert typed.problem.code == "returned_text_mixed"
    assert "Thực hiện năm 2025" in typed.problem.sentence


def test_a_source_is_known_by_its_name() -> None:
    assert read_typed("source", Copied("DTC", "DTC"), "QĐ 334", "", CATALOGUES).value == "QD334"


def test_numbers_are_read_as_people_write_them() -> None:
    assert read_typed("requested_unit_price", Copied("1", "1"), "12.500.000", "", CATALOGUES).value == 12_500_000
    assert read_typed("requested_quantity", Copied("1", "1"), "1,000", "", CATALOGUES).problem is not None
    assert read_typed("finance_adjustment", Copied("-5", "-5"), "", "", CATALOGUES).value == 0
    assert exported_value("requested_adjustment", Copied("", "")) == 0


def test_the_first_annex_shows_the_layer_in_force() -> None:
    assert [field_of(name, Layer.FINANCE) for name in ("quantity", "amount", "name")] == ["finance_quantity", "finance_amount", "name"]


@pytest.mark.parametrize(
    ("field", "own", "record", "stands"),
    [
        ("requested_quantity", "0,5", {"requested_quantity_milli": 500}, True),
        ("requested_quantity", "0,5", {"requested_quantity_milli": 5000}, False),
        ("finance_unit_price", "", {"finance_unit_price": None}, True),
        ("finance_unit_price", "", {"finance_unit_price": 0}, False),
        ("basis", "a  b", {"basis": " a b"}, True),
        ("basis", "", {"basis": None}, True),
    ],
)
def test_what_the_plan_holds_beside_what_was_exported(field: str, own: str, record: dict[str, int | str | None], stands: bool) -> None:
    assert stands_as_exported(field, Copied(own, own), record) is stands
