"""The chosen line's money by quarter: what is planned, what is spent, and native forms to spread it and to mark what is paid."""

from collections.abc import Callable, Sequence

import streamlit as st

from budget.model import labels
from budget.model.ids import BASE
from budget.model.problem import PlanError, Problem
from budget.model.states import PhasePattern
from budget.money import format_money, parse_money
from budget.plan.schedule_part import LineSchedule, Spread
from budget.quantity import parse_share
from pages.parts.clicks import submitted
from pages.parts.desk import Desk, show_error
from pages.parts.line_forms import show_problems
from pages.parts.redraw import PANEL
from pages.parts.tables import Cell, Column, Row, draw_table

Quarter = tuple[int, int]
YEARS_AHEAD = 4
_COLUMNS = (Column("Quý", "lien"), Column("Số tiền (đ)", "so"), Column("Tình trạng", "lien"))
_BY_QUARTER = {PhasePattern.MILESTONE: "tỷ lệ (%)", PhasePattern.MANUAL: "số tiền (đồng)"}
_TOO_LONG = 12


def draw_phases(desk: Desk, line: str) -> None:
    """The table of the line's quarters, then what may be done in the base."""
    schedule = desk.plan.schedule.of(line, desk.scenario)
    if not schedule.phases:
        st.info("Khoản mục này không còn tiền để phân kỳ.", icon=":material/event_busy:")
    else:
        draw_table(_COLUMNS, phase_rows(schedule), total=["Cộng", format_money(schedule.amount), ""], label="Số tiền theo quý")
    if schedule.excess:
        st.error(f"Đã chi nhiều hơn thành tiền {format_money(schedule.excess)} đ: nâng thành tiền hoặc sửa số đã chi.")
    if desk.scenario != BASE:
        st.caption("Đang xem một phương án; phân kỳ chỉ sửa ở Phương án gốc.")
        return
    _draw_spread(desk, schedule)
    _draw_spent(desk, schedule)


def phase_rows(schedule: LineSchedule) -> list[Row]:
    """The quarters as a table's rows."""
    state = {True: "Đã chi", False: Cell("Chưa chi", "mo")}
    return [[quarter_words((phase.year, phase.quarter)), format_money(phase.amount), state[phase.spent]] for phase in schedule.phases]


def quarter_words(quarter: Quarter) -> str:
    """A quarter as people write it: Quý 3/2024."""
    return f"Quý {quarter[1]}/{quarter[0]}"


def quarters_between(start: Quarter, end: Quarter) -> list[Quarter]:
    """The quarters from one to another, both included; none when the end comes first."""
    first, last = (year * 4 + quarter - 1 for year, quarter in (start, end))
    return [(period // 4, period % 4 + 1) for period in range(first, last + 1)]


def _draw_spread(desk: Desk, schedule: LineSchedule) -> None:
    key = f"phase-{schedule.line}-{hash(schedule)}"  # what somebody saves elsewhere must not empty a form that is being filled in
    st.markdown("**Phân kỳ phần chưa chi**")
    patterns = [pattern.value for pattern in PhasePattern]
    chosen = patterns.index((schedule.pattern or PhasePattern.EVEN).value)
    kind = PhasePattern(
        st.selectbox("Cách phân kỳ", patterns, index=chosen, format_func=labels.PHASE_PATTERN.__getitem__, key=f"{key}-kind")
    )
    choices = quarters_between((desk.plan.budget_year - 1, 1), (desk.plan.budget_year + YEARS_AHEAD, 4))
    coming = [(phase.year, phase.quarter) for phase in schedule.phases if not phase.spent] or [(desk.plan.budget_year, 1)]
    left, right = st.columns(2)
    start = left.selectbox("Từ", choices, index=_place(choices, coming[0]), format_func=quarter_words, key=f"{key}-from")
    last = coming[-1] if schedule.shares else (coming[0][0], 4)
    end = right.selectbox("Đến hết", choices, index=_place(choices, last), format_func=quarter_words, key=f"{key}-to")
    between = quarters_between(start, end)
    asked = between if kind in _BY_QUARTER and len(between) <= _TOO_LONG else []
    if kind in _BY_QUARTER and len(between) > _TOO_LONG:
        st.warning(f"Chọn tối đa {_TOO_LONG} quý khi nhập từng quý.")
    with st.form(key, border=False):
        typed = {
            quarter: st.text_input(f"{quarter_words(quarter)}, {_BY_QUARTER[kind]}", key=f"{key}-{kind}-{quarter}") for quarter in asked
        }
        reason = st.text_input("Lý do", key=f"{key}-why", placeholder="Ví dụ: theo tiến độ nghiệm thu")
        with st.container(horizontal=True):
            if submitted("Phân kỳ", type="primary", key=f"{key}-spread", part=PANEL):
                _spread(desk, schedule, kind, (start, end), typed, reason)
            if schedule.shares and submitted("Bỏ phân kỳ", key=f"{key}-whole", part=PANEL):
                _say(lambda: desk.plan.schedule.unspread([schedule.line], reason), "Đã bỏ phân kỳ.")


def _spread(
    desk: Desk, schedule: LineSchedule, kind: PhasePattern, ends: tuple[Quarter, Quarter], typed: dict[Quarter, str], reason: str
) -> None:
    read = parse_share if kind is PhasePattern.MILESTONE else parse_money
    found = {quarter: read(text) for quarter, text in typed.items()}
    problems = [problem for _, problems in found.values() for problem in problems]
    if problems:
        show_problems(problems)
        return
    told = {quarter: value for quarter, (value, _) in found.items() if value}
    by_quarter = {"shares": told} if kind is PhasePattern.MILESTONE else {"amounts": told}
    _say(lambda: desk.plan.schedule.spread([schedule.line], kind, *ends, **by_quarter, reason=reason), "Đã phân kỳ.")


def _draw_spent(desk: Desk, schedule: LineSchedule) -> None:
    key = f"spent-{schedule.line}-{hash(schedule)}"
    quarters = list(dict.fromkeys((phase.year, phase.quarter) for phase in schedule.phases if not phase.spent))
    paid = list(dict.fromkeys((phase.year, phase.quarter) for phase in schedule.phases if phase.spent))
    if quarters:
        st.markdown("**Ghi đã chi**")
        with st.form(key, border=False):
            left, right = st.columns(2)
            quarter = left.selectbox("Quý đã chi", quarters, format_func=quarter_words, key=f"{key}-quarter")
            text = right.text_input("Số tiền đã chi (đồng)", key=f"{key}-amount")
            reason = st.text_input("Lý do", key=f"{key}-why", placeholder="Ví dụ: chứng từ chi, biên bản nghiệm thu")
            if submitted("Ghi đã chi", key=f"{key}-mark", part=PANEL):
                _mark(desk, schedule.line, quarter, text, reason)
    if paid:
        with st.form(f"{key}-back", border=False):
            quarter = st.selectbox("Bỏ ghi đã chi của", paid, format_func=quarter_words, key=f"{key}-back-quarter")
            reason = st.text_input("Lý do", key=f"{key}-back-why", placeholder="Ví dụ: ghi nhầm quý")
            if submitted("Bỏ ghi đã chi", key=f"{key}-unmark", part=PANEL):
                _say(lambda: desk.plan.schedule.unmark_spent(schedule.line, quarter, reason), "Đã bỏ ghi đã chi.")


def _mark(desk: Desk, line: str, quarter: Quarter, text: str, reason: str) -> None:
    amount, problems = parse_money(text)
    if amount is None:
        show_problems(problems or [Problem("amount_missing", "Chưa nhập số tiền đã chi.", "Nhập số tiền theo chứng từ.")])
        return
    _say(lambda: desk.plan.schedule.mark_spent(line, quarter, amount, reason), "Đã ghi phần đã chi.")


def _say(act: Callable[[], tuple[Spread | None, Sequence[Problem]]], done: str) -> None:
    """Carry an act out and say what came of it; what is wrong stays before one's eyes."""
    try:
        spread, problems = act()
    except PlanError as error:
        show_error(error)
        return
    if spread is None:
        show_problems(problems)
        return
    st.toast(f"{done} Bấm Hoàn tác ở cuối trang để trở lại." if spread.receipt else "Không có gì thay đổi.")
    st.rerun()


def _place(choices: Sequence[Quarter], wanted: Quarter) -> int:
    return choices.index(wanted) if wanted in choices else 0
