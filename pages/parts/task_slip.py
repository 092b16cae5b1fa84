"""Moving a task's deadline as a what-if: which money moves, by year and source, what lapses; kept as a scenario when wanted."""

from collections.abc import Sequence

import streamlit as st

from budget.model.problem import PlanError
from budget.model.states import OperationKind
from budget.money import format_money
from budget.plan.schedule_part import VERDICT_LABEL, Lapse, MovedRow, SlipPreview, describe_moved, moved_rows, moved_years
from budget.plan.tasks_part import ReadyLine, Standing
from budget.plan.terms import Draft, LineFilter
from pages.parts.desk import Desk, show_error
from pages.parts.header import signed
from pages.parts.line_forms import show_problems
from pages.parts.scenario_forms import open_scenario
from pages.parts.tables import Cell, Column, Row, draw_table

MOVED_COLUMNS = (Column("Năm", "so"), Column("Nguồn"), *(Column(name, "so") for name in ("Trước", "Sau", "Chênh lệch")))
LAPSE_COLUMNS = (
    Column("Kết quả cuối năm", "lien"),
    Column("Số", "so"),
    Column("Khoản mục"),
    Column("Số tiền", "so"),
    Column("Vì sao"),
    Column("Căn cứ"),
)
QUARTERS = tuple(range(1, 9))
SHOWN = 200


def draw_slip(desk: Desk, item: Standing, lines: Sequence[ReadyLine]) -> None:
    """The choices of the what-if, what it moves, and the form that keeps it."""
    if not lines:
        st.info("Nhiệm vụ này chưa có kinh phí trong dự toán nên lùi hạn không chuyển khoản nào.")
        return
    st.caption(
        "Thử lùi phần chưa chi của nhiệm vụ, không ghi gì vào dự toán gốc. Thời hạn của kế hoạch chỉ lùi khi văn bản điều chỉnh có số: "
        "ghi ở thẻ Sửa nhiệm vụ."
    )
    names = dict.fromkeys(line.unit for line in lines)
    left, right = st.columns([1, 3])
    key = f"slip-{item.task.code}"
    quarters = left.selectbox("Lùi bao nhiêu quý", QUARTERS, index=1, format_func=lambda count: f"lùi {count} quý", key=f"{key}-quarters")
    units = right.multiselect(
        "Chỉ các đơn vị",
        list(names),
        format_func=desk.plan.catalogue().unit_name,
        placeholder="Mọi đơn vị của nhiệm vụ",
        key=f"{key}-units",
    )
    where = LineFilter(tasks=(item.task.code,), units=tuple(units))
    try:
        preview, problems = desk.plan.schedule.preview_slip(where, quarters, desk.scenario)
    except PlanError as error:
        show_error(error)
        return
    if preview is None:
        show_problems(problems)
        return
    draw_preview(desk, preview)
    if preview.changed:
        keep_slip(desk, item, where, quarters)


def draw_preview(desk: Desk, preview: SlipPreview) -> None:
    """Before and after, what lapses, and which deadlines are passed."""
    st.markdown(f"#### {describe_moved(preview)}")
    rows = [moved_row(desk, row) for row in moved_rows(preview)]
    if rows:
        years = [moved_row(desk, row) for row in moved_years(preview)]
        draw_table(MOVED_COLUMNS, [*rows, *years], label="Kinh phí theo năm và nguồn, trước và sau khi lùi")
        st.caption(
            f"Đơn vị tính: {desk.unit.label}, cả dự toán ở phương án đang xem; chỉ hiện dòng có thay đổi, dòng cộng theo năm ở cuối."
        )
    skipped = {"không được cắt": preview.skipped.locked, "đã ký hợp đồng": preview.skipped.contracted}
    told = ", ".join(f"{format_money(count)} khoản {what}" for what, count in skipped.items() if count)
    if told:
        st.caption(f"Không lùi: {told}.")
    for warning in preview.warnings:
        st.warning(f"{warning.sentence} {warning.fix}" + (f"  \n:small[Căn cứ: {warning.citation}]" if warning.citation else ""))
    if preview.lapses:
        st.markdown("**Phần chuyển qua 31/12**")
        draw_table(
            LAPSE_COLUMNS, [lapse_row(desk, lapse) for lapse in preview.lapses[:SHOWN]], label="Khoản mục chuyển qua năm sau", height=230
        )


def moved_row(desk: Desk, row: MovedRow) -> Row:
    """One source in one year, before and after."""
    name = desk.plan.catalogue().source_name(row.source) if row.source else "Mọi nguồn"
    change = Cell(signed(row.difference, desk.unit), "thieu" if row.difference < 0 else "")
    return [str(row.year), name, desk.money(row.before), desk.money(row.after), change]


def lapse_row(desk: Desk, lapse: Lapse) -> Row:
    """What becomes of one line's money at the end of the year."""
    label = VERDICT_LABEL[lapse.verdict]
    tone = {"lapsed": "thieu", "unsure": "xem"}.get(lapse.verdict, "")
    return [Cell(label, tone), str(lapse.number), lapse.name, desk.money(lapse.amount), lapse.sentence, Cell(lapse.citation, "xem")]


def keep_slip(desk: Desk, item: Standing, where: LineFilter, quarters: int) -> None:
    """The form that makes a scenario of the what-if."""
    task = item.task
    with st.form(f"keep-slip-{task.code}", border=False):
        left, right = st.columns([1, 1.4])
        count = len(desk.plan.scenarios.listed())
        name = left.text_input("Tên phương án", f"PA{count} - lùi {task.code} {quarters} quý", key=f"slip-name-{task.code}-{quarters}")
        reason = right.text_input("Lý do *", placeholder="Ví dụ: chưa có hướng dẫn, chờ sửa Kế hoạch 1080", key=f"slip-reason-{task.code}")
        if not st.form_submit_button("Lập phương án từ lần thử này", type="primary", icon=":material/call_split:"):
            return
    draft = Draft(OperationKind.SLIP, where, reason.strip(), {"quarters": quarters})
    if not draft.reason:
        st.error("Chưa ghi lý do. Ghi lý do rồi bấm lại.")
        return
    scenario, problems = desk.plan.scenarios.new(name, desk.scenario)
    if scenario is None:
        show_problems(problems)
        return
    applied, problems = desk.plan.scenarios.apply(scenario.id, [draft])
    if applied is None:
        show_problems(problems)
        return
    st.toast(f"Đã lập phương án {scenario.name}; mọi trang đang xem phương án này.")
    open_scenario(desk, scenario.id)
