"""The account of a file: rows in = lines + headings + blanks + rejected, every stated total recomputed, every refusal with its reason."""

import streamlit as st

from budget.money import format_money
from budget.plan.terms import ENCODING, ImportPreview, SheetAccount, TotalCheck, describe_notes, difference_of, total_account
from pages.parts.desk import Desk
from pages.parts.tables import Cell, Column, Row, draw_table

COLUMNS = (
    Column("Trang", "lien"),
    Column("Dòng đọc vào", "so"),
    Column("Khoản mục", "so"),
    Column("Nhóm, cộng, phần khác", "so"),
    Column("Trống", "so"),
    Column("Từ chối", "so"),
    Column("Số cộng tính lại", "so"),
    Column("Lệch", "so"),
    Column("Đơn vị tiền", "lien"),
    Column("Mã chữ", "lien"),
    Column("Thành tiền (đồng)", "so"),
)
WRONG_COLUMNS = (
    Column("Dòng", "so"),
    Column("Số nào"),
    Column("Trong tệp ghi", "so"),
    Column("Tính lại", "so"),
    Column("Chênh lệch", "so"),
)
REJECTED_COLUMNS = (Column("Dòng", "so"), Column("Vì sao"), Column("Cách sửa"))
_MOST = 300


def draw_account(preview: ImportPreview) -> None:
    """Every sheet in one row, their sum, and what must be said of the whole."""
    rows = [account_row(account) for account in preview.sheets]
    draw_table(COLUMNS, rows, total=account_row(total_account(preview)), label="Kết quả đọc từng trang")
    notes = describe_notes(preview)
    if notes:
        with st.expander(f"Lưu ý ({format_money(len(notes))})", icon=":material/info:"):
            st.markdown("\n".join(f"- {note}" for note in notes[:_MOST]))


def account_row(account: SheetAccount) -> Row:
    """One sheet in figures."""
    wrong = len(account.totals_wrong)
    rejected = len(account.rejected)
    unit = account.money_unit.label if account.money_unit_stated else f"{account.money_unit.label} (không ghi)"
    read = account.reading is not None
    return [
        Cell(f"{account.sheet} (không lấy)", "mo") if account.left_out else account.sheet,
        format_money(account.rows),
        format_money(account.lines),
        format_money(account.headings),
        format_money(account.blanks),
        Cell(format_money(rejected), "thieu" if rejected else ""),
        format_money(len(account.totals)),
        Cell(format_money(wrong), "xem" if wrong else ""),
        unit if read else "",
        ENCODING[account.encoding] if read else "",
        format_money(account.amount),
    ]


def draw_sheet_state(desk: Desk, account: SheetAccount) -> None:
    """What was made of one sheet: why it is not taken, or its wrong totals and refused rows."""
    said = f"{format_money(account.lines)} khoản mục, {desk.money(account.amount)} {desk.unit.label}"
    st.markdown(f"**Trang {account.sheet}** · {'không lấy' if account.left_out else said}")
    if account.left_out is not None:
        st.caption(f"{account.left_out.sentence} {account.left_out.fix}")
        return
    if account.totals_wrong:
        st.markdown(f":orange[:material/warning:] **{format_money(len(account.totals_wrong))} số cộng trong tệp không khớp khi tính lại**")
        rows = [_wrong_row(check) for check in account.totals_wrong[:_MOST]]
        draw_table(WRONG_COLUMNS, rows, label="Số cộng lệch", height=240)
    if account.rejected:
        st.markdown(f":red[:material/block:] **{format_money(len(account.rejected))} dòng bị từ chối**")
        refused = [[str(item.row), item.problem.sentence, item.problem.fix] for item in account.rejected[:_MOST]]
        draw_table(REJECTED_COLUMNS, refused, label="Dòng bị từ chối", height=240)


def _wrong_row(check: TotalCheck) -> Row:
    stated, computed, difference = (format_money(amount) for amount in (check.stated, check.computed, difference_of(check)))
    return [str(check.row), check.what, stated, computed, difference]
