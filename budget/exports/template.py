"""The template workbook: fixed headings to fill in, and the plan's codes on a second sheet with drop-down lists."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from budget.exports.files import Exported, describe_file, replacing
from budget.exports.formats import Formats
from budget.exports.template_columns import CODES_SHEET, COLUMNS, HEADING_ROW, SHEET, TITLE, TemplateColumn
from budget.model import labels
from budget.model.states import Category, Nature, PriceKind
from budget.money import MoneyUnit
from budget.store.database import Cursor
from budget.store.journal import head

_ROWS = 5000
"""How many rows of the sheet offer drop-down lists; more rows may be filled all the same."""

_LISTS = ("units", "sources", "tasks", "norms", "natures", "categories", "price_kinds")
_LIST_TITLES = {
    "units": "Đơn vị",
    "sources": "Nguồn kinh phí",
    "tasks": "Nhiệm vụ",
    "norms": "Định mức",
    "natures": "Tính chất chi",
    "categories": "Nhóm chi",
    "price_kinds": "Loại căn cứ giá",
}
_VALUES = ("natures", "categories", "price_kinds")
"""Lists of values rather than codes."""
Codes = Mapping[str, Sequence[tuple[str, str]]]


def read_codes(cursor: Cursor) -> Codes:
    """What the drop-down lists offer: list name -> (code, name) in official order."""
    queries = {
        "units": "SELECT code, name FROM unit ORDER BY position, code",
        "sources": "SELECT code, name FROM source ORDER BY position, code",
        "tasks": "SELECT code, name FROM task ORDER BY code",
        "norms": "SELECT code, any_value(name) FROM norm GROUP BY code ORDER BY code",
    }
    codes = {name: [(str(code), str(text)) for code, text in cursor.rows(sql)] for name, sql in queries.items()}
    codes["natures"] = [(labels.NATURE[nature], "") for nature in Nature]
    codes["categories"] = [(labels.CATEGORY[category], "") for category in Category]
    codes["price_kinds"] = [(labels.PRICE_KIND[kind], "") for kind in PriceKind]
    return codes


def write_template(cursor: Cursor, out: Path) -> Exported:
    """An empty template at `out` with this plan's codes; amount 0."""
    started = time.monotonic()
    codes, seq = read_codes(cursor), head(cursor)[0]
    with replacing(out) as scratch:
        with xlsxwriter.Workbook(str(scratch), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            formats = Formats(book, MoneyUnit.DONG)
            places = _list_places(codes)
            _write_entry(book, formats, places)
            _write_codes(book, formats, codes)
        size, digest = describe_file(scratch)
    return Exported(out, size, digest, 0, time.monotonic() - started, seq)


def _list_places(codes: Codes) -> dict[str, str]:
    """List name -> the range of the codes sheet that holds its codes."""
    places = {}
    for position, name in enumerate(_LISTS):
        column = xl_col_to_name(position * 2)
        places[name] = f"='{CODES_SHEET}'!${column}$3:${column}${2 + max(1, len(codes[name]))}"
    return places


def _write_entry(book: xlsxwriter.Workbook, formats: Formats, places: Mapping[str, str]) -> None:
    sheet = book.add_worksheet(SHEET)
    last = len(COLUMNS) - 1
    sheet.merge_range(0, 0, 0, last, TITLE, formats.words(bold=True, font_size=14))
    guide = "Mỗi dòng một khoản mục, nhập từ dòng 4. Không đổi, không chèn, không xóa cột. Cột có dấu * bắt buộc nhập. Không ghi dòng cộng."
    sheet.merge_range(1, 0, 1, last, guide, formats.words(italic=True, font_size=11))
    for position, column in enumerate(COLUMNS):
        sheet.set_column(position, position, column.width, _entry_format(formats, column))
        sheet.write_string(HEADING_ROW - 1, position, heading_text(column), formats.cell("head", "center"))
        if column.hint:
            sheet.write_comment(HEADING_ROW - 1, position, column.hint, {"x_scale": 1.2, "y_scale": 0.5})
        if column.listed:
            message = "Chọn trong danh sách, hoặc xem mã ở trang Danh mục."
            rule = {"validate": "list", "source": places[column.listed], "error_title": "Không có trong danh mục", "error_message": message}
            sheet.data_validation(HEADING_ROW, position, HEADING_ROW + _ROWS, position, rule)
    sheet.set_row(HEADING_ROW - 1, 34)
    sheet.freeze_panes(HEADING_ROW, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(3, 0)  # as wide as three pages: on one, nobody could read it
    sheet.repeat_rows(HEADING_ROW - 1)
    sheet.repeat_columns(0, 1)


def heading_text(column: TemplateColumn) -> str:
    """The heading as it stands in the workbook: required columns bear a star."""
    return f"{column.heading} *" if column.required else column.heading


def _entry_format(formats: Formats, column: TemplateColumn) -> object:
    if column.field in ("unit_price", "last_year_outturn", "this_year_allotted", "this_year_spent"):
        return formats.words(font_size=11, num_format="#,##0", border=1, border_color="#BFBFBF")
    if column.field in ("quantity", "times", "priority", "year", "quarter", "price_quotes", "entitled", "usable", "request_round"):
        return formats.words(font_size=11, border=1, border_color="#BFBFBF")
    return formats.words(font_size=11, num_format="@", text_wrap=True, border=1, border_color="#BFBFBF")


def _write_codes(book: xlsxwriter.Workbook, formats: Formats, codes: Codes) -> None:
    sheet = book.add_worksheet(CODES_SHEET)
    for position, name in enumerate(_LISTS):
        column = position * 2
        sheet.merge_range(0, column, 0, column + 1, _LIST_TITLES[name], formats.cell("total", "center"))
        sheet.write_string(1, column, "Mã" if name not in _VALUES else "Giá trị", formats.cell("head", "center"))
        sheet.write_string(1, column + 1, "Tên", formats.cell("head", "center"))
        sheet.set_column(column, column, 26 if name in _VALUES else 14)
        sheet.set_column(column + 1, column + 1, 46 if codes[name] and codes[name][0][1] else 4)
        for row, (code, text) in enumerate(codes[name], start=2):
            sheet.write_string(row, column, code, formats.cell("line", "code"))
            sheet.write_string(row, column + 1, text, formats.cell("line", "text"))
    sheet.freeze_panes(2, 0)
