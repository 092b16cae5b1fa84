"""Whose line a row is: its own column, the heading above, its own name, the unit decided on; a doubt is asked once."""

from budget.imports.decisions import Decisions
from budget.imports.questions import SHEET_UNIT, UNIT, Asked
from budget.imports.understanding import ReadRow
from budget.imports.whose import Owner, Owners
from tests.readings import directory, line

DIRECTORY = directory()


def owners(asked: Asked | None = None, **decided: object) -> Owners:
    return Owners(DIRECTORY, Decisions(**decided), asked or Asked(), "Bảng 1")  # type: ignore[arg-type]


def whose(row: ReadRow, **decided: object) -> str:
    return owners(**decided).of(row).code


def test_the_column_outranks_the_heading_and_the_heading_the_decision() -> None:
    path = ("B. Cấp huyện", "UBND huyện Núi Thành")
    assert whose(line(5, 1, unit="Sở Tư pháp", path=path), unit="502") == "SBN-STP"
    assert whose(line(5, 1, path=path), unit="502") == "517"
    assert whose(line(5, 1, path=("I. Phần cứng",)), unit="502") == "502"


def test_a_row_that_is_itself_a_unit_is_that_unit() -> None:
    assert whose(line(5, 1, name="Huyện Nam Trà My"), unit="SBN-STC") == "516"
    assert whose(line(5, 1, name="xã Trà Mai", path=("Huyện Nam Trà My",))) == "20944"


def test_the_district_above_decides_between_communes_of_one_name() -> None:
    assert whose(line(5, 1, unit="Phước Hoà", path=("Huyện Phước Sơn",))) == "20729"
    assert whose(line(5, 1, unit="xã Tam Thanh", path=("TP Tam Kỳ",))) == "20359"


def test_a_name_that_may_be_two_units_is_asked_even_with_a_unit_decided() -> None:
    asked = Asked()
    place = owners(asked, unit="502")
    rows = [line(number, 1, unit="xã Trà Don", path=("Huyện Nam Trà My",)) for number in (5, 6)]
    assert [place.of(row).code for row in rows] == ["", ""]
    (question,) = asked.questions()
    assert (question.kind, question.key, question.row, question.rows) == (UNIT, "xã Trà Don @516", 5, 2)
    assert set(question.candidates) == {"20938", "20956"}
    assert question.required


def test_an_answer_settles_a_name_in_its_district_or_everywhere() -> None:
    row = line(5, 1, unit="xã Trà Don", path=("Huyện Nam Trà My",))
    assert whose(row, units={"xã Trà Don @516": "20938"}) == "20938"
    assert whose(row, units={"xã Trà Don": "20956"}) == "20956"
    assert whose(line(5, 1, path=("xã Trà Don",)), units={"xã Trà Don": "20956"}) == "20956"


def test_an_unknown_name_falls_to_the_decided_unit_and_is_kept() -> None:
    assert owners(unit="502").of(line(5, 1, unit="Phòng Kế hoạch")) == Owner("502", "Phòng Kế hoạch")


def test_an_unknown_name_without_a_decision_is_asked() -> None:
    asked = Asked()
    assert owners(asked).of(line(5, 1, unit="Phòng Kế hoạch")).code == ""
    assert [(question.kind, question.candidates) for question in asked.questions()] == [(UNIT, ())]


def test_a_sheet_that_names_no_unit_asks_for_one_once() -> None:
    asked = Asked()
    place = owners(asked)
    assert [place.of(line(row, 1)).code for row in (5, 6)] == ["", ""]
    assert [(question.kind, question.key, question.rows) for question in asked.questions()] == [(SHEET_UNIT, "Bảng 1", 2)]


def test_a_heading_that_may_be_two_units_is_asked() -> None:
    asked = Asked()
    assert owners(asked, unit="502").of(line(5, 1, path=("xã Trà Don",))).code == ""
    assert [set(question.candidates) for question in asked.questions()] == [{"20938", "20956"}]
