"""The three-way difference of a returned workbook, through LibreOffice and through random edits: exactly what was edited is found."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.imports.returned_outcome import Decisions
from budget.money import MoneyUnit
from budget.plan.face import Plan
from budget.quantity import format_quantity
from tests.office import convert, edit_by_macro
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, a_plan, close, edit, make_plan
from tests.returned_files import Wanted, edit_book, export, page_of, row_of, type_cells

LINES = tuple(
    {"name": f"Thiết bị số {number}", "quantity": str(number), "unit_price": str(1_000_003 * number), "unit": unit, "source": source}
    for number, (unit, source) in enumerate([(DEPARTMENT, "QD334")] * 4 + [(DISTRICT, "NQ36-H")] * 3 + [(COMMUNE, "NQ36-X")] * 2, start=1)
)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, LINES) as opened:
        edit(opened, opened.lines.find_id("1"), "finance_quantity", "0,5")
        yield opened


def found(plan: Plan, file: Path) -> dict[str, str]:
    preview = plan.returns.preview(file)
    assert preview.problem is None, preview.problem
    return {item.key: item.mine for item in preview.differences}


def test_saving_in_an_office_program_is_no_difference(plan: Plan, soffice: Path, tmp_path: Path) -> None:
    for unit in (MoneyUnit.DONG, MoneyUnit.TRIEU):
        again = convert(soffice, export(plan, tmp_path, unit=unit), "xlsx", tmp_path)
        preview = plan.returns.preview(again)
        assert (preview.problem, preview.differences, preview.changes_nothing) == (None, (), True)
        assert [sheet.matched for sheet in preview.sheets] == [9, 9]


def test_an_office_program_sorts_inserts_deletes_moves_and_edits(plan: Plan, soffice: Path, tmp_path: Path) -> None:
    source = export(plan, tmp_path)
    at: dict[str, int] = {}

    def look(book: object) -> None:
        page, columns = page_of(book, "pl2")  # type: ignore[arg-type]
        at.update({str(number): row_of(page, columns, plan.lines.find_id(str(number))) for number in range(1, 10)})
        at.update(columns)

    edit_book(source, tmp_path / "xem.xlsx", look)
    basic = f"""
      sheet = book.Sheets.getByIndex(1)
      Dim by(0) As New com.sun.star.table.TableSortField
      by(0).Field = {at["unit_price"] - 1}
      by(0).IsAscending = False
      Dim how(0) As New com.sun.star.beans.PropertyValue
      how(0).Name = "SortFields"
      how(0).Value = by()
      sheet.getCellRangeByPosition(0, {at["1"] - 1}, {at["versions"] - 1}, {at["4"] - 1}).sort(how())
      sheet.getCellByPosition({at["quantity"] - 1}, {at["1"] - 1}).Value = 40
      sheet.Rows.insertByIndex({at["5"]}, 1)
      sheet.getCellByPosition({at["name"] - 1}, {at["5"]}).String = "Màn hình mới"
      sheet.getCellByPosition({at["measure"] - 1}, {at["5"]}).String = "cái"
      sheet.getCellByPosition({at["quantity"] - 1}, {at["5"]}).Value = 1.5
      sheet.getCellByPosition({at["unit_price"] - 1}, {at["5"]}).String = "2.000.000"
      sheet.getCellByPosition({at["source"] - 1}, {at["5"]}).String = "NQ36-H"
      sheet.Rows.removeByIndex({at["9"]}, 1)
      book.Sheets.getByIndex(2).Columns.insertByIndex(3, 2)
      sheet.Columns.insertByIndex({at["measure"] - 1}, 1)
      sheet.Name = "Bản chuyên viên sửa"
    """
    preview = plan.returns.preview(edit_by_macro(soffice, source, basic, tmp_path))
    assert preview.problem is None, preview.problem
    # the dearest line now stands where line 1 stood
    assert {item.key: item.mine for item in preview.differences} == {"4:requested_quantity": "40"}
    assert not preview.missing  # PL III still has the row
    assert preview.notes == ("PL II thiếu 1 hàng nhưng trang kia còn, nên không coi là xóa khoản mục.",)
    (proposal,) = preview.proposals
    assert proposal.problem is not None  # after a sort nobody knows whose unit stands around a row
    taken = plan.returns.apply(preview, Decisions({proposal.key: False}), "chuyên viên rà soát")
    assert taken.edits == 1
    assert plan.totals().amount() == taken.amount_after


DRIVERS = [f"{layer}_{driver}" for layer in ("requested", "finance") for driver in ("quantity", "unit_price", "times")]
EDITS = st.dictionaries(st.tuples(st.integers(1, 9), st.sampled_from(DRIVERS)), st.integers(10**7 + 1, 10**8), max_size=6)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Plan, Path, Path]]:
    folder = tmp_path_factory.mktemp("tra-lai")
    opened = make_plan(folder, LINES)
    yield opened, export(opened, folder), folder
    close(opened)


@settings(max_examples=20)
@given(edits=EDITS, order=st.permutations(range(1, 5)), as_text=st.booleans())
def test_random_edits_in_any_row_order_are_read_back_exactly(
    kept: tuple[Plan, Path, Path], edits: Mapping[tuple[int, str], int], order: list[int], as_text: bool
) -> None:
    plan, source, folder = kept
    wanted: dict[tuple[str, int, str], object] = {}
    expected: dict[str, str] = {}
    for place, ((number, field), value) in enumerate(edits.items()):
        typed = value + place  # no two the same, as a value that moved to another row is a row that moved
        whole = field.endswith("price")
        text = f"{typed:,}".replace(",", ".")
        wanted["pl3", number, field] = (text if as_text else typed) if whole else typed / 1000
        expected[f"{number}:{field}"] = text if whole else format_quantity(typed)
    shuffled = edit_book(_typed(plan, source, folder, wanted), folder / "tron.xlsx", lambda book: _reorder(plan, book, order))
    assert found(plan, shuffled) == expected


def _typed(plan: Plan, source: Path, folder: Path, wanted: Wanted) -> Path:
    return type_cells(plan, source, folder / "sua.xlsx", wanted)


def _reorder(plan: Plan, book: object, order: list[int]) -> None:
    page, columns = page_of(book, "pl3")  # type: ignore[arg-type]
    rows = [row_of(page, columns, plan.lines.find_id(str(number))) for number in range(1, 5)]
    cells = [[page.cell(row, column).value for column in range(1, page.max_column + 1)] for row in rows]
    for row, number in zip(rows, order, strict=True):
        for column, value in enumerate(cells[number - 1], start=1):
            page.cell(row, column).value = value
