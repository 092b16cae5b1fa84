"""Making a scenario and looking at its operations."""

import streamlit as st

from budget.model.ids import BASE
from budget.model.problem import PlanError
from pages.parts.desk import Desk, show_error
from pages.parts.line_forms import show_problems


def open_scenario(desk: Desk, scenario: str) -> None:
    """Make a scenario the one everything on screen follows."""
    desk.view.choose("phuong-an", scenario)
    st.session_state.pop("w-phuong-an", None)
    st.rerun()


def draw_new_scenario(desk: Desk, key: str) -> None:
    """A form that makes a scenario and opens it."""
    with st.form(f"new-scenario-{key}", border=False):
        count = len(desk.plan.scenarios.listed())
        name = st.text_input("Tên phương án", placeholder=f"Ví dụ: PA{count} - cắt 10 % ưu tiên 4")
        parents = {scenario.id: scenario.name for scenario in desk.plan.scenarios.listed()}
        parent = st.selectbox("Bắt đầu từ", list(parents), format_func=parents.__getitem__, index=list(parents).index(desk.scenario))
        if st.form_submit_button("Tạo phương án", type="primary", icon=":material/add:"):
            scenario, problems = desk.plan.scenarios.new(name, parent)
            if scenario is None:
                show_problems(problems)
            else:
                open_scenario(desk, scenario.id)


def draw_operations(desk: Desk) -> None:
    """The operations that stand in the scenario, in order, with their reasons."""
    operations = desk.plan.scenarios.operations(desk.scenario) if desk.scenario != BASE else []
    if not operations:
        st.caption("Chưa có thao tác nào.")
    for operation in operations:
        held = f"{operation.members:,}".replace(",", ".")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{operation.position}. {operation.sentence}** · {held} khoản mục  \n:small[{operation.reason}]")
            if st.button("Bỏ", key=f"remove-{operation.id}", icon=":material/close:", help="Bỏ thao tác này khỏi phương án"):
                remove_operation(desk, operation.id, f"Bỏ thao tác: {operation.sentence}")


def remove_operation(desk: Desk, operation: str, reason: str) -> None:
    """Take an operation out of the scenario, or say why not."""
    try:
        receipt, problems = desk.plan.scenarios.remove_operation(operation, reason)
    except PlanError as error:
        show_error(error)
        return
    if receipt is None:
        show_problems(problems)
        return
    st.rerun()
