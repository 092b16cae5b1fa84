"""Sources of a row: named, shared out over columns, decided, or left open; the parts always make the whole."""

from budget.imports.decisions import Decisions
from budget.imports.questions import Asked
from budget.imports.understanding import ReadRow
from budget.imports.who_pays import Part, Payers, Paying
from budget.money import MoneyUnit
from tests.readings import directory, line, reading

DIRECTORY = directory()
SOURCES = {10: "QĐ 334", 11: "Ngân sách huyện", 12: "Bổ sung CĐS"}


def pay(
    row: ReadRow, asked: Asked | None = None, *, unit: MoneyUnit = MoneyUnit.DONG, level: str = "district", **decided: object
) -> Paying:
    sheet = reading([row], sources=SOURCES, money_unit=unit)
    return Payers(DIRECTORY, Decisions(**decided), asked or Asked(), sheet).of(row, row.amount or 0, level)  # type: ignore[arg-type]


def test_a_named_source_is_taken_for_the_level_of_the_unit() -> None:
    assert pay(line(5, 9, source="NQ 36")).parts == (Part("NQ36-H", 9),)
    assert pay(line(5, 9, source="NQ 36"), level="commune").parts == (Part("NQ36-X", 9),)


def test_no_source_at_all_is_left_open_or_as_decided() -> None:
    assert pay(line(5, 9)).parts == (Part(None, 9),)
    assert pay(line(5, 9), source="QD334").parts == (Part("QD334", 9),)


def test_an_unclear_source_is_asked_left_open_and_kept() -> None:
    asked = Asked()
    found = pay(line(5, 9, source="Ngân sách huyện"), asked)
    assert found == Paying((Part(None, 9),), "Nguồn trong tệp: Ngân sách huyện")
    (question,) = asked.questions()
    assert not question.required
    assert "NSH-THEM" in question.candidates
    assert pay(line(5, 9, source="Ngân sách huyện"), sources={"Ngân sách huyện": "NSH-THEM"}).parts == (Part("NSH-THEM", 9),)


def test_a_crosstab_row_is_split_by_its_columns() -> None:
    found = pay(line(5, 9, source_money={10: 4, 12: 5}))
    assert (found.parts, found.problem, found.left_over) == ((Part("QD334", 4), Part("BSCDS", 5)), None, "")


def test_columns_of_unknown_sources_stay_together_and_are_told() -> None:
    found = pay(line(5, 9, source_money={10: 4, 11: 5}))
    assert found.parts == (Part("QD334", 4), Part(None, 5))
    assert found.left_over == "Nguồn trong tệp: QĐ 334 4 đ; Ngân sách huyện 5 đ"


def test_rounded_columns_are_spread_to_the_dong_and_a_tie_goes_left() -> None:
    found = pay(line(5, 1_000_001, source_money={10: 1_000_000, 12: 1_000_000}), unit=MoneyUnit.TRIEU)
    assert found.parts == (Part("QD334", 500_001), Part("BSCDS", 500_000))
    assert found.problem is not None
    assert found.problem.code == "sources_spread"


def test_what_no_column_accounts_for_has_no_source() -> None:
    found = pay(line(5, 100, source_money={10: 40}))
    assert found.parts == (Part("QD334", 40), Part(None, 60))
    assert found.problem is not None
    assert found.problem.code == "sources_short"


def test_a_negative_column_forbids_splitting() -> None:
    found = pay(line(5, 9, source_money={10: 10, 12: -1}))
    assert found.parts == (Part(None, 9),)
    assert "Bổ sung CĐS -1 đ" in found.left_over


def test_a_source_of_another_nature_than_decided_is_left_open() -> None:
    assert pay(line(5, 9, source="QĐ 334"), nature="investment").parts == (Part(None, 9),)
