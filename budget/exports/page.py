"""One printed sheet: title block of NĐ 30/2020/NĐ-CP, table head, rows, words and signatures, written from top to bottom once."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from budget.exports.cells import Cell, Column, Live, Milli, Share, Shown
from budget.exports.formats import SAMPLE_RED, Formats, Role, Style, quantity_decimals
from budget.exports.options import Office
from budget.exports.trace import SheetTrace
from budget.model.problem import refuse

SAMPLE_NOTICE = "Số liệu minh họa - chưa phải số liệu chính thức"
LAST_ROW = 1_048_570
_MILLIMETRE = 1 / 25.4
_LEAST_WIDTH = 130.0
_DATE_WIDTH = 42.0
_LONGEST_TEXT = 32_000
_LINE_HEIGHT, _ROW_SPACE = 14.0, 3.0
_SIGNS, _BOLD_SIGNS = 1.3, 1.2
"""Signs of the table's font that fit a unit of column width, a little below what is seen, so that no line is cut off."""


@dataclass(frozen=True)
class Frame:
    """What all sheets of one export share: who issues, what stands under each title, whether figures are illustrative."""

    office: Office
    standing: str
    footer: str
    sample: bool
    unit_label: str
    unit_note: str


class Page:
    """A worksheet being written downwards; rows are flushed as they pass, so nothing above can be touched again."""

    def __init__(
        self, book: xlsxwriter.Workbook, formats: Formats, frame: Frame, name: str, columns: Sequence[Column], hidden: int
    ) -> None:
        """Open the sheet with its columns; the last `hidden` of them are for machines."""
        self.sheet: Worksheet = book.add_worksheet(name)
        self.name = name
        self.shown = len(columns) - hidden
        self.columns = _widened(columns, self.shown)
        self.row = 0
        self.trace: SheetTrace | None = None
        self._formats = formats
        self._frame = frame
        self._set_up()

    def write_title(self, annex: str, title: str, notes: Sequence[str] = ()) -> None:
        """The block above the table: bodies, motto, annex number, title, what the figures are, the notice, the unit."""
        office = self._frame.office
        self._pair(office.superior, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", {}, {"bold": True})
        self._pair(office.name, "Độc lập - Tự do - Hạnh phúc", {"bold": True}, {"bold": True, "underline": 1, "font_size": 13})
        self.row += 1
        if annex:
            self.write_across(annex, height=18, align="center", bold=True, font_size=13)
        self.write_across(title, height=20, align="center", bold=True, font_size=14)
        if annex:
            letter = f"(Kèm theo Tờ trình số          /{office.mark} ngày      tháng      năm 20…… của {office.called})"
            self.write_across(letter, align="center", italic=True)
        for note in (self._frame.standing, *notes):
            self.write_across(note, height=self._height(note), align="center", italic=True, text_wrap=True)
        if self._frame.sample:
            self.write_across(SAMPLE_NOTICE, height=18, align="center", bold=True, font_color=SAMPLE_RED)
        if self._frame.unit_note:
            self.write_across(self._frame.unit_note, align="right", italic=True, font_size=10)
        self.write_across(f"Đơn vị tính: {self._frame.unit_label}", align="right", italic=True)

    def write_head(self) -> None:
        """The heading rows: bands where columns have them, headings, the row of column indices; repeated on every printed page."""
        if self.trace is not None:
            self._write_codes(self.trace)
        first = self.row
        if any(column.band for column in self.columns):
            self._write_bands()
        looks = {"head": self._formats.cell("head", "center"), "index": self._formats.cell("index", "center")}
        longest = max(len(column.heading) / max(column.width - 1, 1) for column in self.columns[: self.shown])
        self.sheet.set_row(self.row, 16 * max(2, min(6, int(longest) + 1)))
        for position, column in enumerate(self.columns):
            self.sheet.write_string(self.row, position, column.heading, looks["head"])
        self.row += 1
        if any(column.index for column in self.columns):
            for position, column in enumerate(self.columns):
                self.sheet.write_string(self.row, position, column.index, looks["index"])
            self.row += 1
        if self.trace is not None:
            self.trace.tell_head(self.row - first)
        self.sheet.repeat_rows(first, self.row - 1)
        self.sheet.freeze_panes(self.row, min(2, self.shown))

    def write_row(self, cells: Sequence[Cell], role: Role = "line") -> int:
        """One table row; where it stands (from 0). PlanError when the sheet is full."""
        if self.row > LAST_ROW:
            raise refuse(
                "export_too_large", "Bảng dài hơn một trang tính có thể chứa.", "Lọc theo đơn vị, nguồn hoặc năm rồi xuất từng phần."
            )
        row = self.row
        # office programs do not agree on growing rows by themselves, so each row is given the height its longest text needs
        lines = max(
            (
                self._lines(cell.text if isinstance(cell, Shown) else cell, position, role)
                for position, cell in enumerate(cells[: self.shown])
                if isinstance(cell, str | Shown)
            ),
            default=1,
        )
        self.sheet.set_row(row, _LINE_HEIGHT * lines + _ROW_SPACE)
        for position, cell in enumerate(cells):
            self._write_cell(row, position, cell, role)
        if self.trace is not None and role == "line":
            self.trace.note(cells)
        self.row += 1
        return row

    def write_across(self, text: str, *, height: float | None = None, **look: object) -> None:
        """One line of text over the whole width of the table."""
        self.sheet.set_row(self.row, height or 16)
        self.sheet.merge_range(self.row, 0, self.row, self.shown - 1, text, self._formats.words(**look))
        self.row += 1

    def write_words(self, words: str) -> None:
        """The total in words, under the table."""
        sentence = f"Số tiền bằng chữ: {words}."
        self.write_across(sentence, height=self._height(sentence) + 4, align="left", italic=True, bold=True, text_wrap=True)

    def write_signatures(self) -> None:
        """Place and date line, then the three who sign."""
        self.row += 1
        thirds = self._thirds()
        first, last = thirds[2]
        if sum(column.width for column in self.columns[first : last + 1]) < _DATE_WIDTH:
            first = thirds[1][0]
        self._merge(first, last, f"{self._frame.office.place}, ngày      tháng      năm 20……", align="center", italic=True)
        self.row += 1
        for (first, last), title in zip(thirds, ("NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG", "THỦ TRƯỞNG ĐƠN VỊ"), strict=True):
            self._merge(first, last, title, align="center", bold=True)
        self.row += 1
        for (first, last), how in zip(thirds, ("(Ký, họ tên)", "(Ký, họ tên)", "(Ký tên, đóng dấu)"), strict=True):
            self._merge(first, last, how, align="center", italic=True)
        self.row += 5

    def close(self) -> None:
        """Fix what is printed: from the first row to here, without the columns for machines."""
        self.sheet.print_area(0, 0, max(self.row - 1, 1), self.shown - 1)

    def _set_up(self) -> None:
        sheet = self.sheet
        for position, column in enumerate(self.columns):
            options = {"hidden": True} if position >= self.shown else {}
            sheet.set_column(position, position, column.width, None, options)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=30 * _MILLIMETRE, right=15 * _MILLIMETRE, top=20 * _MILLIMETRE, bottom=20 * _MILLIMETRE)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        notice = f'&R&"Times New Roman,Italic"&9&K{SAMPLE_RED[1:]}{SAMPLE_NOTICE}' if self._frame.sample else ""
        sheet.set_header(f'&C&"Times New Roman,Regular"&12&P{notice}', {"margin": 10 * _MILLIMETRE})
        bottom = f'&L&"Times New Roman,Italic"&8{self._frame.footer}&R&"Times New Roman,Italic"&8Trang &P/&N'
        sheet.set_footer(bottom, {"margin": 8 * _MILLIMETRE})

    def _pair(self, left: str, right: str, left_look: dict[str, object], right_look: dict[str, object]) -> None:
        middle = self._split(0.42)
        self.sheet.set_row(self.row, 17)
        self._merge(0, middle, left, align="center", **left_look)
        self._merge(middle + 1, self.shown - 1, right, align="center", **right_look)
        self.row += 1

    def _write_bands(self) -> None:
        look = self._formats.cell("head", "center")
        position, lines = 0, 1
        while position < len(self.columns):
            band = self.columns[position].band
            last = position
            while band and last + 1 < len(self.columns) and self.columns[last + 1].band == band:
                last += 1
            width = sum(column.width for column in self.columns[position : last + 1])
            lines = max(lines, len(textwrap.wrap(band, max(4, int(width * _BOLD_SIGNS)))))
            if last > position:
                self.sheet.merge_range(self.row, position, self.row, last, band, look)
            else:
                self.sheet.write_string(self.row, position, band, look)
            position = last + 1
        self.sheet.set_row(self.row, 16 * lines + 2)
        self.row += 1

    def _write_codes(self, trace: SheetTrace) -> None:
        """What each column holds, in a hidden row that moves along when a column is moved and stays when a heading is renamed."""
        look = self._formats.cell("line", "machine")
        for position, column in enumerate(self.columns):
            if column.field:
                self.sheet.write_string(self.row, position, trace.code(column.field), look)
        self.sheet.set_row(self.row, None, None, {"hidden": True})
        self.row += 1

    def _write_cell(self, row: int, position: int, cell: Cell, role: Role) -> None:
        style: Style = self.columns[position].style
        if isinstance(cell, Shown):
            cell = cell.text
        if cell is None or cell == "":
            self.sheet.write_blank(row, position, None, self._formats.cell(role, style))
        elif isinstance(cell, str):
            # a subtotal row may carry words in a column of numbers: words are never right-aligned
            plain: Style = style if style in ("center", "text", "code", "machine") else "text"
            self.sheet.write_string(row, position, cell[:_LONGEST_TEXT], self._formats.cell(role, plain))
        elif isinstance(cell, Live):
            self.sheet.write_formula(row, position, cell.formula, self._formats.cell(role, style), cell.value)
        elif isinstance(cell, Milli):
            look = self._formats.cell(role, "quantity", quantity_decimals(cell.value))
            self.sheet.write_number(row, position, cell.value / 1000, look)
        elif isinstance(cell, Share):
            if cell.whole:
                self.sheet.write_number(row, position, cell.part / cell.whole, self._formats.cell(role, "share"))
            else:
                self.sheet.write_blank(row, position, None, self._formats.cell(role, "share"))
        else:
            self.sheet.write_number(row, position, cell, self._formats.cell(role, style))

    def _merge(self, first: int, last: int, text: str, **look: object) -> None:
        form = self._formats.words(**look)
        if last > first:
            self.sheet.merge_range(self.row, first, self.row, last, text, form)
        else:
            self.sheet.write_string(self.row, first, text, form)

    def _split(self, share: float) -> int:
        """The last column of a left part that takes about `share` of the width, leaving at least one column on the right."""
        widths = [column.width for column in self.columns[: self.shown]]
        wanted, reached = share * sum(widths), 0.0
        for position, width in enumerate(widths):
            reached += width
            if reached >= wanted:
                return min(position, self.shown - 2)
        return self.shown - 2

    def _thirds(self) -> list[tuple[int, int]]:
        first, second = self._split(1 / 3), self._split(2 / 3)
        first = min(first, self.shown - 3)
        second = min(max(second, first + 1), self.shown - 2)
        return [(0, first), (first + 1, second), (second + 1, self.shown - 1)]

    def _lines(self, text: str, position: int, role: Role) -> int:
        """How many lines a text takes in its column, counted word by word."""
        width = max(6, int((self.columns[position].width - 1.5) * (_BOLD_SIGNS if role != "line" else _SIGNS)))
        return 1 if len(text) <= width and "\n" not in text else count_lines(text, width)

    def _height(self, text: str) -> float:
        """Merged cells do not grow by themselves: lines of text at this width."""
        width = sum(column.width for column in self.columns[: self.shown]) * 0.95
        return 16.0 * max(1, -(-len(text) // int(width)))


@lru_cache(maxsize=20_000)
def count_lines(text: str, width: int) -> int:
    """How many lines a text takes when a line holds `width` signs, broken between words."""
    return sum(len(textwrap.wrap(part, width)) or 1 for part in text.split("\n"))


def _widened(columns: Sequence[Column], shown: int) -> list[Column]:
    """The columns grown until title and signatures have room: a narrow table must not be blown up in print.

    All but the first grow alike: one column that took it all would leave the motto and two signatures a sliver of the page.
    """
    missing = _LEAST_WIDTH - sum(column.width for column in columns[:shown])
    if missing <= 0:
        return list(columns)
    more = missing / (shown - 1)
    return [replace(column, width=column.width + more) if 0 < place < shown else column for place, column in enumerate(columns)]
