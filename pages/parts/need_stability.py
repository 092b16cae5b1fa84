"""How firm the order is: a share is cut in plain order, each weight is moved by a fifth, and who changes sides is named."""

from collections.abc import Mapping

import streamlit as st

from budget.model import labels
from budget.model.states import Criterion
from budget.money import format_money
from budget.plan.necessity_part import NeededTable, Stability, Swing
from budget.quantity import format_quantity
from pages.parts.desk import Desk
from pages.parts.need_choices import Asked
from pages.parts.remembered import choose_one
from pages.parts.tables import Cell, Column, Row, draw_table

SHARES = ("3", "5", "8", "10", "15", "20", "30", "40")
SWINGS = (
    Column("Tiêu chí", "lien"),
    Column("Trọng số", "so"),
    Column("Đổi thành", "so"),
    Column("Khoản vào diện cắt", "so"),
    Column("Khoản ra khỏi diện cắt", "so"),
)
LINES = (Column("Số", "so"), Column("Khoản mục", "ten"), Column("Thành tiền", "so"), Column("Đang ở"), Column("Đổi bên khi"))
SHOWN = 100
_BP = 100


def draw_stability(desk: Desk, asked: Asked, tried: Mapping[Criterion, int]) -> None:
    """The share to be cut, what each swing does, and the lines that are not sure of their side."""
    left, _ = st.columns([1, 4])
    with left:
        share = choose_one(desk.view, "can-ty-le", "Cắt theo thứ tự", list(SHARES), lambda text: f"{text} %", default="10")
    found = desk.plan.necessity.stability(desk.scenario, desk.year, asked.day, asked.listing, int(share) * _BP, tried)
    table = desk.plan.necessity.table(desk.scenario, desk.year, asked.day, tried)
    st.markdown(say_stability(desk, found))
    rows = [swing_row(swing, tried[swing.criterion]) for swing in found.swings]
    draw_table(SWINGS, rows, label="Khoản đổi bên khi một trọng số đổi 20 %")
    if found.unsure:
        st.markdown("**Khoản chưa chắc bên nào**")
        draw_table(LINES, unsure_rows(desk, found, table), label="Khoản đổi bên khi trọng số đổi", height=330)
    st.caption(
        "Mỗi trọng số lần lượt tăng, giảm một phần năm, các trọng số khác giữ nguyên. "
        "Trọng số chỉ xếp lại các khoản trong cùng một nhóm cắt, nên chỉ nhóm nằm ở ranh giới mới có khoản đổi bên."
    )


def say_stability(desk: Desk, found: Stability) -> str:
    """The cut and how firm it is, in a sentence."""
    whole = f"{format_money(len(found.inside))} khoản mục đầu, {desk.money(found.amount)} {desk.unit.label}"
    if not found.unsure:
        return f"**Thứ tự vững**: {whole}; không khoản nào đổi bên khi một trọng số đổi 20 %."
    return f"**{format_money(len(found.unsure))} khoản chưa chắc**: {whole}; các khoản này đổi bên khi một trọng số đổi 20 %."


def swing_row(swing: Swing, weight: int) -> Row:
    """A moved weight as the table shows it."""
    counts = [format_money(len(places)) if places else Cell("0", "mo") for places in (swing.coming_in, swing.going_out)]
    return [labels.CRITERION[swing.criterion], str(weight), format_quantity(swing.weight_milli), *counts]


def unsure_rows(desk: Desk, found: Stability, table: NeededTable) -> list[Row]:
    """The lines that change sides: where they are, and by which swings they go over."""
    inside = set(found.inside)
    shown = found.unsure[:SHOWN]
    names = desk.plan.necessity.names([table.ids[place] for place in shown])
    rows: list[Row] = []
    for place in shown:
        name = names[table.ids[place]]
        swings = [swing for swing in found.swings if place in swing.coming_in or place in swing.going_out]
        told = "; ".join(f"{labels.CRITERION[swing.criterion]} {swing.change_bp // _BP:+d} %" for swing in swings)
        side = "trong diện cắt" if place in inside else "ngoài diện cắt"
        rows.append(
            [str(table.number[place]), Cell(name.name, under=name.unit_name), desk.money(int(table.amount[place])), side, Cell(told)]
        )
    return rows
