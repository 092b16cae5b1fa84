"""Making room: whose money goes to which line of the estimate, who decides, what both lists come to, and what still lacks money."""

import streamlit as st

from budget.money import format_money, format_short
from budget.plan.transfers_part import RoomPreview, TransferTold
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
_LACKS = (Column("Vì sao chưa có tiền"), Column("Khoản mục", "so"), Column("Còn thiếu", "so"))


def draw_room(desk: Desk, preview: RoomPreview) -> None:
    """The transfers, the sums they keep, and the lines that get nothing."""
    told = desk.plan.transfers.of(preview)
    sums = told.identity
    st.markdown(f"#### Điều chuyển {format_short(sums.moved)} cho Đề án 06, tổng hai danh mục không đổi")
    st.caption(
        f"Chi khác: {desk.money(sums.other_before)} → {desk.money(sums.other_after)}; đã bố trí cho dự toán: "
        f"{desk.money(sums.arranged_before)} → {desk.money(sums.arranged_after)} {desk.unit.label}."
    )
    if told.transfers:
        rows = [_row(desk, one) for one in told.transfers[:_SHOWN]]
        draw_table(_MOVES, rows, label="Điều chuyển: giảm ở đâu, tăng cho đâu", height=300)
    if len(told.transfers) > _SHOWN:
        st.caption(f"Hiện {_SHOWN} trong {format_money(len(told.transfers))} lần điều chuyển.")
    if sums.left:
        st.caption(f"Còn {desk.money(sums.left)} {desk.unit.label} cắt được nhưng chưa chuyển đi đâu. {told.left[0].reason}")
    if preview.unmet_groups:
        lacking: list[Row] = [[group.reason, format_money(group.lines), desk.money(group.amount)] for group in preview.unmet_groups]
        draw_table(_LACKS, lacking, label="Khoản mục vẫn thiếu nguồn")


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
