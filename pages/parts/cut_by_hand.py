"""Cutting by hand: write an operation, see what it would do, apply it; the base never changes."""

import streamlit as st

from budget.model.ids import BASE
from budget.model.problem import PlanError
from budget.plan.checks_part import ProblemPreview
from budget.plan.terms import Draft, Outcome, Skipped
from pages.parts.desk import Desk, show_error
from pages.parts.header import signed
from pages.parts.line_forms import show_problems
from pages.parts.operation_form import write_draft
from pages.parts.scenario_forms import draw_new_scenario, draw_operations, open_scenario
from pages.parts.touched_lines import draw_touched

PREVIEW = "cut-preview"


def draw_by_hand(desk: Desk) -> None:
    """The workbench of a scenario; at the base, which scenario."""
    if desk.scenario == BASE:
        draw_start(desk)
    else:
        draw_workbench(desk)


def draw_start(desk: Desk) -> None:
    """What a person sees at the base: choose a scenario or make one."""
    scenarios = [scenario for scenario in desk.plan.scenarios.listed() if scenario.id != BASE]
    left, right = st.columns([1, 1.2], gap="large")
    with left:
        st.subheader("Tạo phương án mới")
        st.write("Cắt giảm được thử trong một phương án; phương án gốc không thay đổi.")
        draw_new_scenario(desk, "start")
    with right:
        st.subheader("Phương án đang có")
        if not scenarios:
            st.info("Chưa có phương án nào. Đặt tên bên trái rồi bấm Tạo phương án.")
        for scenario in scenarios:
            outcome = desk.plan.scenarios.outcome(scenario.id, desk.year)
            label = f"{scenario.name}: cắt {desk.money(outcome.cut)}, giãn {desk.money(outcome.deferred)} {desk.unit.label}"
            if st.button(label, key=f"open-{scenario.id}", width="stretch"):
                open_scenario(desk, scenario.id)


def draw_outcome(desk: Desk, before: Outcome, after: Outcome) -> None:
    """Totals before and after, cut and deferred apart."""
    cells = st.columns(4)
    cells[0].metric("Trước", desk.money(before.amount))
    cells[1].metric("Sau", desk.money(after.amount), signed(after.amount - before.amount, desk.unit), delta_color="off")
    cells[2].metric("Cắt so với gốc", desk.money(after.cut))
    cells[3].metric("Giãn sang kỳ sau", desk.money(after.deferred))
    if after.arrived:
        st.caption(
            f"Trong số này có {desk.money(after.arrived)} {desk.unit.label} giãn từ năm khác chuyển đến, không phải nhu cầu tăng thêm."
        )


def draw_preview(desk: Desk, draft: Draft, found: ProblemPreview) -> None:
    """What the operation would do, and the button that does it."""
    preview, planned = found.preview, found.preview.operations[-1]
    st.markdown(f"**Xem trước: {planned.sentence}** - chọn {planned.selected} khoản mục, thay đổi {planned.changed} ({desk.year_label})")
    notes = describe_skipped(planned.skipped)
    if notes:
        st.warning("Bỏ qua " + ", ".join(notes) + ".", icon=":material/lock:")
    draw_outcome(desk, preview.before, preview.after)
    if st.button("Áp dụng vào phương án", type="primary", icon=":material/check:", disabled=not planned.changed):
        apply_draft(desk, draft)
    if found.cured:
        st.success(f"Hết {len(found.cured)} vấn đề đang có.")
    if found.new:
        with st.expander(f"Phát sinh {len(found.new)} vấn đề mới", icon=":material/warning:"):
            st.markdown("\n".join(f"- {problem.sentence} {problem.fix}" for problem in found.new[:20]))
    draw_touched(desk, preview.lines, height=260)


def describe_skipped(skipped: Skipped) -> list[str]:
    """How many selected lines are passed over, in words by reason."""
    reasons = {
        "khoản mục không được cắt": skipped.locked,
        "hợp đồng đã ký": skipped.contracted,
        "khoản mục khác tính chất với nguồn mới": skipped.other_nature,
        "khoản mục đã bỏ": skipped.dropped,
        "khoản mục sẽ vượt mức tiền lớn nhất": skipped.too_large,
    }
    return [f"{count} {words}" for words, count in reasons.items() if count]


def apply_draft(desk: Desk, draft: Draft) -> None:
    """Apply what was previewed, or say why not; totals nobody has seen are not applied."""
    if st.session_state[PREVIEW][2] != desk.plan.head():
        st.session_state[PREVIEW] = (desk.scenario, draft, desk.plan.head())
        st.warning("Số liệu vừa được sửa sau khi xem trước nên chưa áp dụng. Xem lại số mới trong bảng này rồi bấm Áp dụng lần nữa.")
        return
    try:
        applied, problems = desk.plan.scenarios.apply(desk.scenario, [draft])
    except PlanError as error:
        show_error(error)
        return
    if applied is None:
        show_problems(problems)
        return
    st.session_state.pop(PREVIEW, None)
    st.toast("Đã ghi thao tác vào phương án.")
    st.rerun()


def draw_workbench(desk: Desk) -> None:
    """The form on the left; the preview, or the scenario as it stands, on the right."""
    left, right = st.columns([1, 2.4], gap="medium")
    with left, st.container(height=590, border=False):
        draft, unread = write_draft(desk)
        if st.button("Xem trước", icon=":material/visibility:", width="stretch"):
            st.session_state[PREVIEW] = (desk.scenario, draft, desk.plan.head())
    with right:
        wanted = st.session_state.get(PREVIEW, ())[:2] == (desk.scenario, draft)
        if wanted and unread:
            show_problems(unread)
        elif wanted:
            with st.spinner("Đang tính thử phương án…"):
                found, problems = desk.plan.checks.preview_problems(desk.scenario, [draft], year=desk.year)
            if found is None:
                show_problems(problems)
            else:
                draw_preview(desk, draft, found)
                return
        base = desk.plan.scenarios.outcome(BASE, desk.year)
        st.markdown(f"**{desk.plan.scenarios.get(desk.scenario).name}** so với phương án gốc ({desk.year_label}, {desk.unit.label})")
        draw_outcome(desk, base, desk.plan.scenarios.outcome(desk.scenario, desk.year))
        draw_operations(desk)
        draw_touched(desk, desk.plan.scenarios.touched(desk.scenario, 500))
