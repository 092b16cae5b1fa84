"""The sheet as it was understood, row by row: what each row is, in words and in tone, and what must be looked at."""

import streamlit as st

from budget.money import format_money
from budget.plan.terms import ROW_KIND, Meaning, ReadRow, RowKind, SheetAccount
from pages.parts.tables import Cell, Column, Row, draw_table

COLUMNS = (
    Column("Dòng", "so"),
    Column("Là", "lien"),
    Column("STT", "lien"),
    Column("Nội dung"),
    Column("ĐVT", "lien"),
    Column("Số lượng", "so"),
    Column("Đơn giá (đồng)", "so"),
    Column("Thành tiền (đồng)", "so"),
    Column("Cần xem"),
)
SHOWN = 200
_TONE = {RowKind.LINE: "", RowKind.HEADING: "mo", RowKind.TOTAL: "mo", RowKind.OF_WHICH: "mo", RowKind.REJECTED: "thieu"}
_SKIPPED = {RowKind.BLANK}


def draw_rows(account: SheetAccount) -> None:
    """The rows of a sheet, the first ones or those to be looked at; all of them are accounted for above."""
    if account.reading is None or not account.reading.rows:
        return
    rows = [row for row in account.reading.rows if row.kind not in _SKIPPED]
    doubtful = [row for row in rows if row.problem is not None]
    with st.expander(f"Từng dòng được hiểu là gì ({format_money(len(rows))} dòng có chữ)", icon=":material/table_rows:"):
        only = st.toggle(f"Chỉ dòng cần xem ({format_money(len(doubtful))})", key=f"nhap-chi-{account.sheet}", disabled=not doubtful)
        shown = doubtful if only else rows
        pages = max(1, -(-len(shown) // SHOWN))
        page = st.number_input("Trang xem", 1, pages, 1, key=f"nhap-xem-{account.sheet}-{only}") if pages > 1 else 1
        part = shown[(page - 1) * SHOWN : page * SHOWN]
        draw_table(COLUMNS, [read_row(row) for row in part], label=f"Các dòng của trang {account.sheet}", height=420)


def read_row(row: ReadRow) -> Row:
    """One row of the sheet: its kind in words, indented as deep as its number says."""
    texts, tone = row.texts, _TONE.get(row.kind, "mo")
    name = "\u2003" * min(row.level, 6) + texts.get(Meaning.NAME, "")
    said = "" if row.problem is None else row.problem.sentence
    return [
        str(row.row),
        Cell(ROW_KIND[row.kind], tone),
        texts.get(Meaning.NUMBERING, ""),
        Cell(name, "" if row.kind is RowKind.LINE else tone),
        texts.get(Meaning.MEASURE, ""),
        texts.get(Meaning.QUANTITY, ""),
        format_money((row.money or {}).get(Meaning.UNIT_PRICE)),
        Cell(format_money(row.amount), "" if row.kind is RowKind.LINE else "mo"),
        Cell(said, "thieu" if row.kind is RowKind.REJECTED else "xem"),
    ]
