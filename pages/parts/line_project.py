"""The chosen investment line as a project: the ladder of its gates, which one is closed, and a native form for what is told of it."""

import streamlit as st

from budget.money import format_money
from budget.plan.funding_part import GateState
from budget.plan.terms import FIELDS
from pages.parts.desk import Desk
from pages.parts.line_forms import draw_refusal
from pages.parts.line_saving import REASON, save_form

Row = dict[str, int | str | bool | None]
ROWS: tuple[tuple[str, ...], ...] = (
    ("project_code",),
    ("policy_document", "policy_date"),
    ("feasibility_document", "feasibility_date"),
    ("decision_document", "decision_date"),
    ("total_investment", "medium_term"),
    ("accumulated", "disbursed"),
)
SHORT = {
    "policy_document": "Chủ trương: số văn bản",
    "policy_date": "Ngày",
    "feasibility_document": "Báo cáo NCKT, KTKT",
    "feasibility_date": "Ngày",
    "decision_document": "QĐ đầu tư: số",
    "decision_date": "Ngày",
    "total_investment": "Tổng mức (đồng)",
    "medium_term": "Trung hạn (đồng)",
    "accumulated": "Đã bố trí (đồng)",
    "disbursed": "Giải ngân (đồng)",
}
_MARKS = {(True, True): ":green[✓]", (True, False): ":green[✓]", (False, True): ":red[✗]", (False, False): ":gray[–]"}
_DAY = "05/03/2024"


def draw_project(desk: Desk, row: Row) -> None:
    """The ladder, then the form; saving goes the way of the other forms, so nothing somebody changed meanwhile is overwritten."""
    gates, sentence, fix = desk.plan.funding.gates(str(row["id"]))
    st.markdown("  \n".join(describe_gate(gate) for gate in gates))
    if sentence:
        st.warning(f"{sentence} {fix}")
    line, seen = str(row["id"]), int(row["version"] or 0)
    before, form = project_texts(desk, line), f"project-{line}-{seen}"
    keys = {name: f"{form}-{name}" for name in before}
    with st.form(form, border=False):
        for names in ROWS:
            for cell, name in zip(st.columns([1.7, 1] if names[-1].endswith("_date") else len(names)), names, strict=True):
                hint = _DAY if name.endswith("_date") else None
                cell.text_input(SHORT.get(name, FIELDS[name].label), before[name], placeholder=hint, key=keys[name])
        reason = str(st.session_state.get(REASON, ""))
        why = f"{form}-why-{reason}"
        st.text_input("Lý do sửa", reason, placeholder="Nên ghi để giải trình", key=why)
        draw_refusal()
        st.form_submit_button("Lưu", type="primary", on_click=save_form, args=(line, seen, before, keys, why))


def project_texts(desk: Desk, line: str) -> dict[str, str]:
    """What is told of the line's project as the form shows it; "" where nobody has told."""
    record = desk.plan.lines.record(line) or {}
    return {name: FIELDS[name].show(record.get(FIELDS[name].column)) for names in ROWS for name in names}


def describe_gate(gate: GateState) -> str:
    """One rung: passed or not, its name, and the document or amount that says so."""
    told = [gate.document, FIELDS["decision_date"].show(gate.date or None), f"{format_money(gate.amount)} đ" if gate.amount else ""]
    said = " · ".join(part for part in told if part)
    waits = "" if gate.needed else " :small[(không cần cho khoản chuẩn bị đầu tư)]"
    name = f"{gate.name[0].upper()}{gate.name[1:]}"
    return f"{_MARKS[gate.passed, gate.needed]} {name}{waits}" + (f" :small[{said}]" if said else "")
