"""Sheets as they are in workbooks of every kind, and a sentence for every workbook that cannot be read."""

import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from budget.imports.guard import Limits
from budget.imports.opening import open_sheets
from budget.imports.refusals import Refused
from budget.imports.sheet import Encoding, Sheet, Span
from tests.workbooks import Error, ods_parts, record, write_compound, write_xls, write_zip, xlsx_parts


def opened(path: Path, limits: Limits | None = None) -> list[Sheet]:
    return list(open_sheets(path, limits or Limits())[1])


def rows_of(sheet: Sheet) -> list[list[object]]:
    return [list(row) for row in sheet.rows]


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        opened(path, limits)
    return refused.value.problem.code


def test_an_xlsx_with_everything_people_do(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("Dự toán")
    page.merge_range("B2:C3", "BẢNG DỰ TOÁN")
    page.write_row("A5", ["STT", "Mã", "Thành tiền"])
    page.write_row("A6", [1, 6001.0, 69661830000.00003])
    page.write_datetime("A7", date(2024, 3, 5), book.add_format({"num_format": "dd/mm/yyyy"}))  # type: ignore[arg-type]
    page.write_number("B7", 12_500_000, book.add_format({"num_format": '#,##0 "đồng"'}))
    page.write_formula("C7", "=1/0", None, "#DIV/0!")
    page.write_formula("D6", "=A6", None, 1)
    page.write_blank("Z40", None, book.add_format({"bold": True}))
    page.write_string("B30", "  ")
    book.add_chartsheet("Biểu đồ")
    hidden = book.add_worksheet("Ẩn")
    hidden.write("A1", "x")
    hidden.hide()
    secret = book.add_worksheet("Rất ẩn")
    secret.write("A1", "x")
    secret.very_hidden()
    book.close()
    main, *others = opened(path)
    assert rows_of(main) == [
        ["", "", "", ""],
        ["", "BẢNG DỰ TOÁN", "", ""],
        ["", "", "", ""],
        ["", "", "", ""],
        ["STT", "Mã", "Thành tiền", ""],
        [1.0, 6001.0, 69661830000.00003, 1.0],
        [date(2024, 3, 5), 12_500_000.0, "#DIV/0!", ""],
    ]
    assert main.spans == (Span(1, 1, 2, 2),)
    assert [(sheet.name, sheet.hidden) for sheet in others] == [("Ẩn", True), ("Rất ẩn", True)]


def test_an_xls_of_an_old_font_beside_a_sheet_of_unicode(tmp_path: Path) -> None:
    sheets: dict[str, Sequence[Sequence[str | float]]] = {
        "Biªu 1": [["Së giao th«ng vËn t¶i"], ["Tæng sè", 52627.0, Error("#REF!")]],
        "Sheet2": [["Sửa chữa thường xuyên", 1.0], ["không có"]],
    }
    first, second = opened(write_xls(tmp_path / "a.xls", sheets, hidden=["Sheet2"]))
    assert (first.name, first.encoding) == ("Biêu 1", Encoding.TCVN3)
    assert rows_of(first) == [["Sở giao thông vận tải", "", ""], ["Tổng số", 52627.0, "#REF!"]]
    assert (second.encoding, second.hidden, rows_of(second)) == (Encoding.UNICODE, True, [["Sửa chữa thường xuyên", 1.0], ["không có", ""]])


def test_an_ods_and_a_csv(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>Tên</text:p></table:table-cell>'
    path = write_zip(tmp_path / "a.ods", ods_parts(f'<table:table table:name="A"><table:table-row>{cell}</table:table-row></table:table>'))
    assert [(sheet.name, rows_of(sheet)) for sheet in opened(path)] == [("A", [["Tên"]])]
    path = tmp_path / "dự toán.csv"
    path.write_bytes("STT;Tªn;§¬n gi¸\n1;M¸y tÝnh;12,5\n".encode("cp1252"))
    sheet = opened(path)[0]
    assert (sheet.name, sheet.encoding, rows_of(sheet)) == (
        "dự toán",
        Encoding.TCVN3,
        [["STT", "Tên", "Đơn giá"], ["1", "Máy tính", "12,5"]],
    )


def test_a_text_of_columns_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "bao_cao.xls"
    path.write_bytes("STT\tTên\n1\tMáy\n".encode("utf-16"))
    assert rows_of(opened(path)[0]) == [["STT", "Tên"], ["1", "Máy"]]
    path.write_text("Kính gửi Sở Tài chính.\nTrân trọng.\n", "utf-8")
    assert refusal(path) == "not_workbook"
    path.write_text("<html><table><tr><td>1</td></tr></table>", "utf-8")
    assert refusal(path) == "not_workbook"
    path.with_suffix(".csv").write_text(" \n;;\n", "utf-8")
    assert rows_of(opened(path.with_suffix(".csv"))[0]) == []


def test_formulas_never_calculated_are_refused_with_their_place(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    page.title = "Dự toán"
    page.append(["a", 1])
    page.append(["tổng", "=B1*2"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(Refused) as refused:
        opened(tmp_path / "a.xlsx")
    assert refused.value.problem.code == "formulas_not_calculated"
    assert "1 ô" in refused.value.problem.sentence
    assert "ô B2, trang “Dự toán”" in refused.value.problem.sentence


def test_macros_and_passwords_of_old_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    assert refusal(write_compound(path, {"Workbook": b"", "_VBA_PROJECT_CUR": b""})) == "file_macros"
    assert refusal(write_compound(path, {"EncryptedPackage": b""})) == "file_encrypted"
    begin = record(0x0809, bytes(16))
    assert refusal(write_compound(path, {"Workbook": begin + record(0x002F, bytes(6))})) == "file_encrypted"
    assert refusal(write_compound(path, {"Workbook": begin + record(0x0085, bytes([0, 0, 0, 0, 0, 1, 1, 0, 65]))})) == "file_macros"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000))
    assert refusal(path) == "file_damaged"


def test_a_workbook_that_breaks_off_is_damaged(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", xlsx_parts("<row><c><v>1</v></c></row>" * 2_000))
    whole = path.read_bytes()
    for length in (30, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:length])
        assert refusal(path) == "file_damaged"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_entities_are_never_spread_out(part: str, tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    assert refusal(write_zip(tmp_path / "a.xlsx", {**xlsx_parts(""), part: bomb})) == "file_suspicious"
    assert refusal(write_zip(tmp_path / "a.ods", {**ods_parts(""), "content.xml": bomb})) == "file_suspicious"


def test_a_sheet_beyond_the_bounds_is_marked_and_too_much_refused(tmp_path: Path) -> None:
    few = Limits(rows=10, columns=5, cells=40)
    long = write_zip(tmp_path / "a.xlsx", xlsx_parts("<row><c><v>1</v></c></row>" * 11))
    assert [(len(sheet.rows), sheet.cut) for sheet in opened(long, few)] == [(10, True)]
    wide = write_zip(tmp_path / "b.xlsx", xlsx_parts('<row r="2"><c r="B2"><v>1</v></c><c r="SF2"><v>2</v></c></row>'))
    assert [(rows_of(sheet), sheet.cut) for sheet in opened(wide, few)] == [([[""] * 5, ["", 1.0, "", "", ""]], True)]
    full = write_zip(tmp_path / "c.xlsx", xlsx_parts(("<row>" + "<c><v>1</v></c>" * 5 + "</row>") * 9))
    assert refusal(full, few) == "file_too_large"
    stray = write_zip(tmp_path / "d.xlsx", xlsx_parts('<row r="1"><c r="A1"><v>1</v></c><c r="Z9" t="str"><v> </v></c></row>'))
    assert [(rows_of(sheet), sheet.cut) for sheet in opened(stray, few)] == [([[1.0]], False)]


def test_a_text_bomb_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n" * 30)
    assert [(len(sheet.rows), sheet.cut) for sheet in opened(path, Limits(rows=10))] == [(10, True)]


KINDS = ("xls", "ods", "csv")


@given(st.sampled_from(KINDS), st.data())
def test_changed_bytes_are_read_or_refused(kind: str, data: st.DataObject) -> None:
    """The kinds whose every byte our own code weighs; workbooks that a library parses are changed in test_imports_reading."""
    with tempfile.TemporaryDirectory() as folder:
        path = _valid(kind, Path(folder))
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 8))):
            place = data.draw(st.integers(0, len(content) - 1))
            content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
        path.write_bytes(bytes(content))
        _read_or_refuse(path)


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf", b"sep=;\n"]),
)
def test_random_bytes_are_read_or_refused(content: bytes, start: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(start + content)
        _read_or_refuse(path)


@given(st.data())
def test_changed_content_of_an_ods_is_read_or_refused(data: st.DataObject) -> None:
    """Inside a whole archive, so that the change is not caught by its checksums."""
    content = bytearray(_ODS["content.xml"].encode())
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 6))] = data.draw(
            st.sampled_from([b"9", b"-", b"99999999", b"<", b'"', b">", b"", b"\xff"])
        )
    with tempfile.TemporaryDirectory() as folder:
        _read_or_refuse(write_zip(Path(folder) / "a.ods", {**_ODS, "content.xml": bytes(content)}))


_ODS = ods_parts(
    '<table:table table:name="A"><table:table-row table:number-rows-repeated="2">'
    '<table:table-cell office:value-type="float" office:value="1.5" table:number-columns-repeated="2" table:number-columns-spanned="2"/>'
    '<table:table-cell office:value-type="date" office:date-value="2024-03-05"><text:p>x<text:s text:c="3"/></text:p></table:table-cell>'
    "</table:table-row></table:table>"
)


def _valid(kind: str, folder: Path) -> Path:
    path = folder / f"a.{kind}"
    if kind == "ods":
        return write_zip(path, _ODS)
    if kind == "xls":
        # a box without a book: the library that reads books is not asked
        return write_compound(path, {"Workbook": record(0x0809, bytes(16)) + record(0x002F, bytes(6)), "Other": b"x"})
    path.write_bytes('STT;Tên;"Đơn\ngiá"\n1;Máy;12,5\n'.encode("utf-16"))
    return path


def _read_or_refuse(path: Path) -> None:
    few = Limits(rows=50, columns=20, cells=1_000)
    try:
        sheets = opened(path, few)
    except Refused as refused:
        shown = refused.problem
    else:
        assert all(len(sheet.rows) <= 50 and sheet.width <= 20 for sheet in sheets)
        return
    assert path.name in shown.sentence
    assert zipfile.is_zipfile(path) or shown.fix
