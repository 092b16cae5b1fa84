"""What an appraisal takes off before any cut, by ground and line by line, and a scenario that does it."""

from collections.abc import Sequence

import streamlit as st

from budget.model import labels
from budget.model.problem import PlanError
from budget.model.states import Reduction
from budget.money import format_money
from budget.plan.necessity_part import ReducedLine, Reductions
from pages.parts.desk import Desk, show_error
from pages.parts.line_forms import show_problems
from pages.parts.remembered import choose_one
from pages.parts.scenario_forms import open_scenario
from pages.parts.tables import Cell, Column, Row, draw_table

GROUNDS = (Column("Căn cứ giảm trừ"), *(Column(name, "so") for name in ("Khoản mục", "Chắc chắn", "Đề xuất")))
LINES = (
    Column("Số", "so"),
    Column("Khoản mục", "ten"),
    Column("Đề nghị", "so"),
    Column("Giảm trừ", "so"),
    Column("Mức chắc", "lien"),
    Column("Cách giảm", "ten"),
    Column("Vì sao", "rong"),
)
SHOWN = 300
EVERY = "tat-ca"
SURE, ALL = "Chỉ khoản chắc chắn", "Cả khoản đề xuất"


def draw_reductions(desk: Desk) -> None:
    """The sums by ground, the lines of one ground or all, and the form that makes a scenario of them."""
    with st.spinner("Đang rà soát định mức, trùng lặp, nguồn…"):
        found = desk.plan.necessity.reductions(desk.scenario, desk.year)
    if not found.lines:
        st.success("Không thấy khoản nào phải giảm trừ khi thẩm định.", icon=":material/check:")
        return
    st.markdown(say_reductions(desk, found))
    left, right = st.columns([3, 2])
    with left:
        draw_table(GROUNDS, ground_rows(desk, found), total=total_row(desk, found), label="Giảm trừ thẩm định theo căn cứ")
    with right:
        make_scenario(desk, found)
    shown = {EVERY: "Mọi căn cứ", **{ground.value: labels.REDUCTION[ground] for ground in Reduction if ground in found.by_ground}}
    ground = choose_one(desk.view, "giam-tru", "Căn cứ", list(shown), shown.__getitem__, default=EVERY, width=320)
    lines = [item for item in found.lines if ground in (EVERY, item.ground)]
    draw_table(LINES, line_rows(desk, lines[:SHOWN]), label="Khoản mục phải giảm trừ", height=360)
    more = f"Hiện {SHOWN} trong {format_money(len(lines))} khoản. " if len(lines) > SHOWN else ""
    st.caption(
        f"{more}Đơn vị tính: {desk.unit.label}, {desk.year_label}. "
        "Mỗi khoản chỉ giảm trừ một lần, theo căn cứ chắc nhất rồi đến số tiền lớn hơn. "
        "Giảm trừ thẩm định báo cáo riêng, không tính là cắt giảm hay tiết kiệm."
    )


def say_reductions(desk: Desk, found: Reductions) -> str:
    """What is taken off and how sure it is, in a sentence."""
    held = f" {format_money(found.held)} khoản đã khóa hoặc đã ký hợp đồng nên không tính." if found.held else ""
    sure, proposed = desk.money(found.certain), desk.money(found.proposed)
    return f"**Giảm trừ chắc chắn {sure} {desk.unit.label}**, đề xuất thêm {proposed} {desk.unit.label}.{held}"


def ground_rows(desk: Desk, found: Reductions) -> list[Row]:
    """The sums by ground."""
    return [
        [labels.REDUCTION[ground], format_money(count), desk.money(sure), desk.money(proposed)]
        for ground, (count, sure, proposed) in found.by_ground.items()
    ]


def total_row(desk: Desk, found: Reductions) -> Row:
    """The sums of all grounds."""
    return ["Cộng", format_money(found.count), desk.money(found.certain), desk.money(found.proposed)]


def line_rows(desk: Desk, lines: Sequence[ReducedLine]) -> list[Row]:
    """Lines with what is taken off, how and why."""
    names = desk.plan.catalogue()
    return [
        [
            str(item.number),
            Cell(item.name, under=names.unit_name(item.unit)),
            desk.money(item.before),
            Cell(desk.money(item.amount), "mo" if item.held else ""),
            _how_sure(item),
            Cell(item.words, under=labels.REDUCTION[item.ground]),
            Cell(item.sentence, under=f"{item.fix} Căn cứ: {item.citation}" if item.citation else item.fix),
        ]
        for item in lines
    ]


def make_scenario(desk: Desk, found: Reductions) -> None:
    """A form that makes a scenario on the one that is shown, with these reductions as its operations."""
    with st.form("reduce", border=True):
        st.markdown("**Lập phương án giảm trừ thẩm định**")
        which = st.radio("Khoản nào", [SURE, ALL], horizontal=True, label_visibility="collapsed")
        name = st.text_input("Tên phương án", value="Giảm trừ thẩm định")
        told = st.form_submit_button("Lập phương án", type="primary", icon=":material/add:")
    if told:
        chosen = [item for item in found.lines if item.certain or which == ALL]
        save_scenario(desk, name, chosen)


def save_scenario(desk: Desk, name: str, chosen: Sequence[ReducedLine]) -> None:
    """Make the scenario and open it, or say what is wrong."""
    drafts = desk.plan.necessity.drafts(chosen)
    if not drafts:
        st.info("Không có khoản nào giảm trừ được theo lựa chọn này.")
        return
    try:
        scenario, problems = desk.plan.scenarios.new(name, desk.scenario)
        if scenario is not None:
            _, problems = desk.plan.scenarios.apply(scenario.id, drafts)
    except PlanError as error:
        show_error(error)
        return
    if scenario is None or problems:
        show_problems(problems)
        return
    st.toast(f"Đã lập phương án “{scenario.name}”.")
    open_scenario(desk, scenario.id)


def _how_sure(item: ReducedLine) -> Cell:
    if item.held:
        return Cell("đã khóa hoặc đã ký", "xem")
    return Cell("chắc chắn") if item.certain else Cell("đề xuất", "mo")
