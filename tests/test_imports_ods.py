"""An .ods read from its own content: values, errors, merged ranges, repeats spread out only as far as they are filled."""

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from budget.imports.guard import Limits
from budget.imports.ods import DamagedContent, OdsSheet, read_ods
from budget.imports.shaping import TooManyCells
from tests.workbooks import ods_parts, write_zip


def table(rows: str, more: str = "") -> str:
    return f'<table:table table:name="Bảng"{more}>{rows}</table:table>'


def row(*cells: str, repeat: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeat}">{"".join(cells)}</table:table-row>'


def number(value: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value}"{more}><text:p>shown</text:p></table:table-cell>'


def text(content: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{content}</text:p></table:table-cell>'


def blank(repeat: int = 1) -> str:
    return f'<table:table-cell table:number-columns-repeated="{repeat}"/>'


def sheets(tmp_path: Path, tables: str, styles: str = "", limits: Limits | None = None) -> list[OdsSheet]:
    with zipfile.ZipFile(write_zip(tmp_path / "a.ods", ods_parts(tables, styles))) as archive:
        return read_ods(archive, limits or Limits())


def test_values_keep_their_kind(tmp_path: Path) -> None:
    cells = [
        number("69661830000.00003"),
        '<table:table-cell office:value-type="percentage" office:value="0.1"/>',
        '<table:table-cell office:value-type="currency" office:value="1500"/>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
        '<table:table-cell office:value-type="date" office:date-value="2024-03-05"/>',
        '<table:table-cell office:value-type="date" office:date-value="2024-03-05T10:30:00"/>',
        '<table:table-cell office:value-type="time" office:time-value="PT10H30M00S"/>',
        '<table:table-cell office:value-type="time" office:time-value="PT36H00M01.5S"/>',
        '<table:table-cell office:value-type="string" office:string-value="thuộc tính"/>',
        text("a<text:s text:c='2'/>b<text:line-break/>c</text:p><text:p>d <text:span>đậm</text:span>"),
    ]
    assert sheets(tmp_path, table(row(*cells)))[0].rows == [
        [69661830000.00003, 0.1, 1500.0, True, date(2024, 3, 5), datetime.fromisoformat("2024-03-05T10:30"), time(10, 30),
         timedelta(hours=36, seconds=1, microseconds=500_000), "thuộc tính", "a  b\nc\nd đậm"],
    ]  # fmt: skip


def test_an_error_is_never_a_zero_or_a_blank(tmp_path: Path) -> None:
    formula = ' table:formula="of:=1/0"'
    cells = [
        (
            f'<table:table-cell{formula} office:value-type="string" office:string-value="" calcext:value-type="error">'
            "<text:p>#DIV/0!</text:p></table:table-cell>"
        ),
        f'<table:table-cell{formula} office:value-type="float" office:value="0"><text:p>Err:502</text:p></table:table-cell>',
        f'<table:table-cell{formula} office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>',
        '<table:table-cell office:value-type="float" office:value="nan"/>',
        '<table:table-cell office:value-type="float" office:value="abc"/>',
        '<table:table-cell office:value-type="date" office:date-value="2024-99-05"><text:p>5/99/24</text:p></table:table-cell>',
    ]
    assert sheets(tmp_path, table(row(*cells)))[0].rows == [["#DIV/0!", "#Err:502", 0.0, "#NUM!", "#VALUE!", "5/99/24"]]


def test_comments_shapes_and_tables_inside_a_cell_are_no_content(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>ghi chú của ai đó</text:p></office:annotation>"
    cell = "<table:table-cell><text:p>x</text:p></table:table-cell>"
    inner = f'<table:table table:name="trong"><table:table-row>{cell}</table:table-row></table:table>'
    found = sheets(tmp_path, table(row(f"<table:table-cell>{note}{inner}<text:p>Tên</text:p></table:table-cell>", number("1"))))
    assert [(sheet.name, sheet.rows) for sheet in found] == [("Bảng", [["Tên", 1.0]])]


def test_merged_ranges_and_hidden_sheets(tmp_path: Path) -> None:
    spans = ' table:number-columns-spanned="2" table:number-rows-spanned="3"'
    rows = row(blank(), repeat=2) + row(
        blank(), text("Gộp", spans), '<table:covered-table-cell table:number-columns-repeated="1"/>', text("x")
    )
    style = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    sheet = sheets(tmp_path, table(rows, ' table:style-name="ta2"'), style)[0]
    assert (sheet.rows, sheet.boxes, sheet.hidden) == ([[], [], ["", "Gộp", "", "x"]], [(2, 1, 4, 2)], True)


def test_repeats_are_spread_only_where_filled(tmp_path: Path) -> None:
    rows = (
        row(number("1"), blank(16_000))
        + row(number("2", ' table:number-columns-repeated="3"'), repeat=2)
        + row(blank(16_384), repeat=1_048_573)
    )
    sheet = sheets(tmp_path, table(rows))[0]
    assert (sheet.rows, sheet.cut) == ([[1.0], [2.0] * 3, [2.0] * 3], False)


def test_what_lies_beyond_the_bounds_is_marked(tmp_path: Path) -> None:
    few = Limits(rows=3, columns=4)
    long = sheets(tmp_path, table(row(number("1"), repeat=2) + row(blank(), repeat=1) + row(number("2"))), limits=few)[0]
    assert (long.rows, long.cut) == ([[1.0], [1.0]], True)
    wide = sheets(tmp_path, table(row(blank(9), number("2"))), limits=few)[0]
    assert wide.rows == [["", "", "", "", 2.0]]
    with pytest.raises(TooManyCells):
        sheets(tmp_path, table(row(number("1", ' table:number-columns-repeated="16384"'), repeat=1_048_576)), limits=Limits(cells=1_000))


def test_broken_content_and_entities_are_damage(tmp_path: Path) -> None:
    for content in ("<a>", "<a/><b/>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<a>" * 500 + "</a>" * 500, "\x00"):
        path = write_zip(tmp_path / "a.ods", {**ods_parts(""), "content.xml": content})
        with zipfile.ZipFile(path) as archive, pytest.raises(DamagedContent):
            read_ods(archive, Limits())
