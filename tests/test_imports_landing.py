"""Understood rows become lines: to the đồng, of the right unit, from the right source; nothing a row says is lost."""

from hypothesis import given
from hypothesis import strategies as st

from budget.imports.decisions import Decisions
from budget.imports.landing import LandedSheet, land_sheet, rejected_rows
from budget.imports.questions import Asked
from budget.imports.understanding import Meaning, ReadRow, RowKind, SheetReading
from budget.model.problem import Problem
from budget.money import LARGEST_AMOUNT, scale_amount
from tests.readings import directory, line, reading

UNIT = Decisions(unit="SBN-STC")
DIRECTORY = directory()


def land(sheet: SheetReading, decisions: Decisions = UNIT) -> LandedSheet:
    return land_sheet(sheet, DIRECTORY, decisions, Asked(), "du-toan.xlsx")


def test_a_plain_row_keeps_its_drivers_and_says_where_it_stood() -> None:
    row = line(12, 29_800_000, drivers=(2000, 14_900_000, 1000), measure="bộ", basis="Báo giá", path=("A", "Thiết bị"), note="gấp")
    (landed,) = land(reading([row])).lines
    assert (landed.unit, landed.requested, landed.requested_amount) == ("SBN-STC", (2000, 14_900_000, 1000), 29_800_000)
    assert (landed.measure, landed.basis, landed.note) == ("bộ", "Báo giá", "gấp")
    assert landed.heading == "A › Thiết bị"
    assert landed.origin == "du-toan.xlsx, trang Bảng 1, dòng 12"
    assert (landed.source, landed.year, landed.quarter, landed.priority) == (None, 2024, 1, 3)


def test_drivers_that_do_not_give_the_amount_give_way_and_are_kept_in_the_note() -> None:
    row = line(5, 100, drivers=(2000, 60, 1000), quantity="2", unit_price="60", note="xem lại")
    (landed,) = land(reading([row])).lines
    assert landed.requested == (1000, 100, 1000)
    assert landed.note == "xem lại; Trong tệp: số lượng 2, đơn giá 60"


def test_appraised_figures_fill_the_finance_layer() -> None:
    row = line(5, 100, money={Meaning.FINANCE_AMOUNT: 80, Meaning.THIS_YEAR_SPENT: 7}, finance_drivers=(2000, 40, 1000))
    (landed,) = land(reading([row])).lines
    assert (landed.requested_amount, landed.finance, landed.working_amount) == (100, (2000, 40, 1000, 80), 80)
    assert landed.given == (None, None, 7)


def test_codes_the_plan_does_not_have_are_kept_in_the_note_and_said() -> None:
    known, unknown = line(5, 1, budget_sub_item="6956"), line(6, 1, budget_item="9999", priority="rất cao", quarter="II-III", vat="tùy")
    landed = land(reading([known, unknown]))
    assert [one.budget_code for one in landed.lines] == ["6956", ""]
    for kept in (
        "Mục, tiểu mục trong tệp: 9999",
        "Mức ưu tiên trong tệp: rất cao",
        "Thời gian trong tệp: II-III",
        "Thuế GTGT trong tệp: tùy",
    ):
        assert kept in landed.lines[1].note
    assert {note.row for note in landed.notes} == {6}


def test_a_unit_nobody_knows_is_said_and_kept() -> None:
    landed = land(reading([line(5, 1, unit="Phòng Kế hoạch")]))
    assert landed.lines[0].note == "Đơn vị trong tệp: Phòng Kế hoạch"
    assert [note.problem.code for note in landed.notes] == ["unit_unknown"]


def test_investment_codes_and_investment_sources_make_investment_lines() -> None:
    rows = [line(5, 1, budget_sub_item="9202"), line(6, 1, source="Đầu tư công"), line(7, 1, source="QĐ 334")]
    assert [one.nature for one in land(reading(rows)).lines] == ["investment", "investment", "recurrent"]


def test_the_category_is_proposed_by_words_of_the_name_then_of_the_heading() -> None:
    rows = [line(5, 1, name="Tập huấn sử dụng phần mềm"), line(6, 1, name="Cấp xã", path=("Mua máy tính",)), line(7, 1, name="Khác")]
    landed = land(reading(rows))
    assert [one.category for one in landed.lines] == ["training", "equipment", "other"]
    assert landed.proposed == 2


def test_rows_that_cannot_be_lines_are_rejected_with_a_reason() -> None:
    broken = ReadRow(9, RowKind.REJECTED, {}, problem=Problem("figure_unreadable", "Không đọc được số."))
    sheet = reading([line(5, -1), line(6, LARGEST_AMOUNT + 1), line(7, None), line(8, 1, note="x" * 3_000), broken, line(10, 3)])
    landed = land(sheet)
    assert {item.row: item.problem.code for item in rejected_rows(sheet, landed)} == {
        5: "amount_out_of_range",
        6: "amount_out_of_range",
        7: "row_without_amount",
        8: "text_too_long",
        9: "figure_unreadable",
    }
    assert (landed.landed, landed.amount) == (1, 3)


AMOUNTS = st.integers(0, 10**13)


@st.composite
def crosstab_rows(draw: st.DrawFn) -> ReadRow:
    parts = draw(st.lists(st.integers(0, 10**12), min_size=0, max_size=3))
    amount = draw(st.one_of(AMOUNTS, st.just(sum(parts))))
    drivers = draw(st.one_of(st.none(), st.tuples(st.integers(0, 10**6), st.integers(0, 10**9), st.integers(0, 10**5))))
    finance = draw(st.one_of(st.none(), AMOUNTS))
    money = {} if finance is None else {Meaning.FINANCE_AMOUNT: finance}
    return line(draw(st.integers(5, 99)), amount, drivers=drivers, source_money=dict(enumerate(parts, 10)), money=money)


@given(st.lists(crosstab_rows(), max_size=6))
def test_what_lands_is_what_was_read_to_the_dong(rows: list[ReadRow]) -> None:
    sheet = reading(rows, sources={10: "QĐ 334", 11: "Ngân sách huyện", 12: "NQ 36"})
    landed = land(sheet, Decisions(unit="502"))
    assert sum(one.requested_amount for one in landed.lines) == landed.amount == sheet.amount
    assert all(scale_amount(*one.requested) == one.requested_amount for one in landed.lines)
    assert landed.landed == len(rows) <= len(landed.lines)
    told = [row.money[Meaning.FINANCE_AMOUNT] for row in rows if row.money]
    assert sum(one.finance[3] for one in landed.lines if one.finance) == sum(told)
    assert all(one.finance is None or scale_amount(*one.finance[:3]) == one.finance[3] for one in landed.lines)
