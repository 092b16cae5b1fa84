"""The top of every screen: what is chosen, in one place, and four figures that follow every change."""

import streamlit as st

from budget.model.ids import BASE
from budget.money import MoneyUnit, format_money
from budget.plan.terms import PotSums
from pages.parts.desk import Desk, default_path, explain_failures, list_plans
from pages.parts.identity import save_identity
from pages.parts.navigation import link
from pages.parts.redraw import FIGURES
from pages.parts.remembered import choose_one
from pages.parts.view import ALL_YEARS, View

_TYPED_NAME = "typed-name"
SAMPLE_NOTICE = "Số liệu minh họa - chưa phải số liệu chính thức"


def choose_working_set(view: View, desk: Desk) -> None:
    """The selectors: plan, budget year, scenario, money unit, and who I am."""
    plan = desk.plan
    scenarios = {scenario.id: scenario for scenario in plan.scenarios.listed()}
    years = [str(year) for year in sorted({plan.budget_year, *plan.totals(desk.scenario).years()})]
    columns = st.columns([2.4, 1.5, 2.6, 1.5, 1.6], vertical_alignment="center")
    with columns[0]:
        names = list(dict.fromkeys([*list_plans(), plan.path.stem]))
        # the default is the program's own plan, not the open one: what equals the default is not remembered
        choose_one(view, "bo-du-toan", "Bộ dự toán", names, default=default_path().stem, hidden=True)
    with columns[1]:
        choose_one(view, "nam", "Năm ngân sách", [*years, ALL_YEARS], _show_year, default=str(plan.budget_year), hidden=True)
    with columns[2]:
        choose_one(view, "phuong-an", "Phương án", list(scenarios), lambda code: scenarios[code].name, default=BASE, hidden=True)
    with columns[3]:
        units = [unit.value for unit in MoneyUnit]
        choose_one(view, "don-vi-tien", "Đơn vị tiền", units, lambda code: MoneyUnit(code).label, default=MoneyUnit.DONG.value, hidden=True)
    with columns[4], st.popover(f":material/person: {plan.actor}", width="stretch"):
        _change_name(plan.actor)


def warn_of_missing(view: View, desk: Desk, plan: str, scenario: str) -> None:
    """Say when what a link or an earlier choice asked for is not there, for other figures are shown instead."""
    if plan and plan != desk.plan.path.stem:
        st.warning(f"Không có bộ dự toán “{plan}” trong thư mục; đang mở “{desk.plan.path.stem}”. Xem lại đường dẫn được gửi.")
        view.choose("bo-du-toan", None)
    elif scenario not in ("", BASE, desk.scenario):
        st.warning("Phương án đã chọn không còn trong bộ dự toán này; đang xem phương án gốc. Chọn phương án khác ở dòng trên.")


@st.fragment(key=FIGURES)
def draw_figures(desk: Desk) -> None:
    """Need, ceilings, shortage and surplus, difference from the base: each leads to its lines."""
    with explain_failures():
        _draw_figures(desk)


def _draw_figures(desk: Desk) -> None:
    sums = desk.plan.funding.sums(desk.scenario, desk.year)
    totals, base = desk.plan.totals(desk.scenario), desk.plan.totals()
    difference = totals.amount(year=desk.year) - base.amount(year=desk.year)
    ceiling = desk.money(sums.left) if sums.known_pots else "chưa nhập"
    shown = desk.unit.label
    with st.container(horizontal=True, key="figures", gap="medium", vertical_alignment="center"):
        link("estimate", f"Nhu cầu **{desk.money(totals.amount(year=desk.year))}** {shown}")
        link("sources", f"Hạn mức còn lại **{ceiling}**{describe_unknown(sums)}")
        link("sources", describe_gap(sums, desk.unit))
        link("compare", f"So với gốc **{signed(difference, desk.unit)}**")
        if desk.plan.info().sample:
            st.html(f'<div class="sample-ribbon" role="note">{SAMPLE_NOTICE}</div>', width="content")


def describe_unknown(sums: PotSums) -> str:
    """What the figure of ceilings leaves out: pots nobody entered, and pots of which nobody said what is spent (they may hold less)."""
    entered = f" · chưa nhập {sums.unknown_pots} hạn mức" if sums.unknown_pots else ""
    return entered + (f" · {sums.spent_unknown_pots} chưa rõ đã chi" if sums.spent_unknown_pots else "")


def describe_gap(sums: PotSums, unit: MoneyUnit) -> str:
    """Shortage and surplus as two sums; not known, never 0, while money is asked for and no ceiling was entered."""
    if sums.unknown_pots and not sums.known_pots:
        return "Thiếu / Thừa **chưa rõ**"
    shortage = f":red[{format_money(-sums.shortage, unit)}]" if sums.shortage else "0"
    return f"Thiếu **{shortage}** / Thừa **{format_money(sums.surplus, unit)}**"


def signed(amount: int, unit: MoneyUnit) -> str:
    """A difference with its sign always shown."""
    text = format_money(amount, unit)
    return f"+{text}" if amount > 0 else text


def ask_name() -> None:
    """The first question of a new browser: whose name stands in the journal."""
    st.subheader("Ai đang làm việc?")
    st.write("Tên này được ghi vào nhật ký bên cạnh mỗi thay đổi. Chỉ hỏi một lần trên máy này.")
    with st.form("ask-name", border=False):
        st.text_input("Họ và tên", key=_TYPED_NAME, placeholder="Ví dụ: Nguyễn Thị Hoa", max_chars=80)
        # a callback and no second run: a link clicked in the same moment would be lost to it
        if st.form_submit_button("Bắt đầu", type="primary", on_click=_take_name):
            st.error("Chưa có tên. Nhập họ và tên rồi bấm Bắt đầu.")


def _take_name() -> None:
    name = " ".join(str(st.session_state.get(_TYPED_NAME, "")).split())
    if name:
        save_identity(name)


def _change_name(actor: str) -> None:
    typed = st.text_input("Tên ghi trong nhật ký", value=actor, key="change-name", max_chars=80)
    if st.button("Đổi tên", width="stretch") and typed.split():
        save_identity(" ".join(typed.split()))
        st.rerun()


def _show_year(value: str) -> str:
    return "Tất cả các năm" if value == ALL_YEARS else f"Năm {value}"
