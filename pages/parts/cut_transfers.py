"""Transfers on screen (điều chuyển): which line goes down and which goes up, who decides, the purses to raise, what both lists come to."""

import streamlit as st

from budget.model.ids import BASE
from budget.money import format_money, format_short
from budget.plan.transfers_part import TransfersTold, TransferTold
from pages.parts.desk import Desk
from pages.parts.tables import Cell, Column, Row, draw_table

_SHOWN = 100
_MOVES = (
    Column("Giảm ở khoản chi khác", "ten"),
    Column("Tăng cho khoản mục", "ten"),
    Column("Số tiền", "so"),
    Column("Nguồn", "lien"),
    Column("Tính chất", "lien"),
    Column("Năm", "lien"),
    Column("Ai quyết định"),
    Column("Căn cứ"),
)
_SUMS = (Column("Danh mục"), *(Column(name, "so") for name in ("Trước", "Giảm", "Tăng", "Sau")))
_RAISES = (Column("Hạn mức ghi tăng khi được quyết định"), Column("Năm", "so"), Column("Tăng", "so"))


def draw_transfers(desk: Desk, told: TransfersTold) -> None:
    """The transfers and the sums they keep; amounts in the unit on the desk."""
    st.markdown(f"#### Điều chuyển {format_short(told.identity.moved)} cho Đề án 06, tổng hai danh mục không đổi")
    draw_identity(desk, told)
    if told.transfers:
        rows = [_row(desk, one) for one in told.transfers[:_SHOWN]]
        draw_table(_MOVES, rows, label="Điều chuyển: giảm ở đâu, tăng cho đâu", height=300)
    if len(told.transfers) > _SHOWN:
        st.caption(f"Hiện {_SHOWN} trong {format_money(len(told.transfers))} lần điều chuyển; bảng đầy đủ ở Phụ lục VII khi xuất.")
    if told.left:
        with st.expander(f"Cắt nhưng chưa chuyển được: {desk.money(told.identity.left)} {desk.unit.label}"):
            st.markdown("\n".join(f"- Khoản {one.giver.number}: {desk.money(one.amount)}. {one.reason}" for one in told.left[:_SHOWN]))
    if told.raises:
        with st.expander(f"Sau khi được quyết định: ghi tăng {len(told.raises)} hạn mức"):
            raised: list[Row] = [[one.name, str(one.year), desk.money(one.amount)] for one in told.raises]
            draw_table(_RAISES, raised, label="Hạn mức cần ghi tăng")


def draw_identity(desk: Desk, told: TransfersTold) -> None:
    """Both lists before and after: what one goes down by the other goes up by, and the sum stays."""
    one = told.identity
    rows: list[Row] = [
        ["Chi khác", desk.money(one.other_before), desk.money(one.freed + one.reduced), "", desk.money(one.other_after)],
        ["Đã bố trí cho dự toán", desk.money(one.arranged_before), "", desk.money(one.moved), desk.money(one.arranged_after)],
    ]
    if one.left:
        rows.append(["Cắt chưa chuyển được", "", "", desk.money(one.left), desk.money(one.left)])
    if one.reduced:
        rows.append(["Giảm trừ thẩm định, không chuyển", "", "", desk.money(one.reduced), desk.money(one.reduced)])
    gone = desk.money(one.freed + one.reduced)
    total: Row = ["Tổng cộng, không đổi", desk.money(one.before), gone, gone, desk.money(one.after)]
    draw_table(_SUMS, rows, total=total, label=f"Hai danh mục trước và sau điều chuyển ({desk.unit.label})")


def draw_saved_transfers(desk: Desk) -> None:
    """The transfers the scenario on the desk was saved with; nothing for one that makes no room."""
    told = desk.plan.transfers.saved(desk.scenario) if desk.scenario != BASE else None
    if told is not None:
        with st.expander(f"Điều chuyển đã lưu: {format_short(told.identity.moved)}, {len(told.transfers)} lần"):
            draw_transfers(desk, told)


def _row(desk: Desk, one: TransferTold) -> Row:
    transfer = one.transfer
    return [
        Cell(f"{one.giver.number}. {one.giver.name}", under=one.giver.unit_name),
        Cell(f"{one.taker.number}. {one.taker.name}", under=one.taker.unit_name),
        desk.money(transfer.amount),
        one.source_name,
        one.nature_name,
        str(transfer.year),
        Cell(transfer.decider, under=one.standing),
        transfer.citation,
    ]
