"""Forms of a task: what it is, who does it, by when; adding one, ending one. What is refused stays on screen with the reason."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from budget.model import labels
from budget.model.problem import PlanError
from budget.plan.tasks_part import FIELDS, Standing, Task
from pages.parts.desk import Desk, show_error
from pages.parts.lead import TASK
from pages.parts.line_forms import show_problems
from pages.parts.task_choices import group_name

REASON = "task-reason"
_SEEN = "task-seen"


def edit_task(desk: Desk, item: Standing) -> None:
    """The form of the open task: what stands there now, to be replaced with a reason."""
    task = item.task
    seen = st.session_state.setdefault(f"{_SEEN}-{task.code}", desk.plan.head())
    key = f"task-{task.code}-{seen}"
    with st.form(key, border=False):
        texts = ask_fields(desk, key, task)
        left, right = st.columns([1, 2])
        texts["note"] = left.text_input(FIELDS["note"], task.note, key=f"{key}-note")
        reason = right.text_input("Lý do (bắt buộc, ghi vào nhật ký)", value=st.session_state.get(REASON, ""), key=f"{key}-reason")
        if not st.form_submit_button("Lưu nhiệm vụ", type="primary", icon=":material/save:"):
            return
    st.session_state[REASON] = reason.strip()
    try:
        change, problems = desk.plan.tasks.edit(task.code, texts, reason, seen)
    except PlanError as error:
        st.session_state.pop(f"{_SEEN}-{task.code}", None)
        show_error(error)
        return
    if change is None:
        show_problems(problems)
    elif change.receipt is None:
        st.info("Không có gì khác trước nên không ghi thêm vào nhật ký.")
    else:
        st.session_state.pop(f"{_SEEN}-{task.code}", None)
        leave(f"Đã lưu nhiệm vụ {task.code}.", [f"{note.sentence} {note.fix}" for note in problems])


def end_task(desk: Desk, item: Standing, day: date) -> None:
    """One button that ends a task on the day that is looked at."""
    task = item.task
    if task.done:
        return
    reason = st.text_input("Lý do hoàn thành", placeholder="Ví dụ: đã nghiệm thu", key=f"end-{task.code}")
    if st.button(f"Ghi hoàn thành ngày {day:%d/%m/%Y}", icon=":material/task_alt:", key=f"end-button-{task.code}"):
        change, problems = desk.plan.tasks.finish(task.code, day, reason, task.version)
        if change is None:
            show_problems(problems)
        else:
            leave(f"Đã ghi nhiệm vụ {task.code} hoàn thành.", [])


@st.dialog("Thêm nhiệm vụ", width="large")
def add_task(desk: Desk) -> None:
    """A form for one new task; it stays open with what is wrong until the task is in."""
    with st.form("add-task", border=False):
        texts = ask_fields(desk, "add-task", None)
        if st.form_submit_button("Thêm nhiệm vụ", type="primary"):
            change, problems = desk.plan.tasks.add(texts)
            if change is None:
                show_problems(problems)
            else:
                desk.view.choose(TASK, change.task)
                leave(f"Đã thêm nhiệm vụ {change.task}.", [f"{note.sentence} {note.fix}" for note in problems])


def ask_fields(desk: Desk, key: str, task: Task | None) -> dict[str, str]:
    """The widgets of a task's fields, and the texts they hold."""
    catalogue = desk.plan.catalogue()
    units = ["", *catalogue.units]
    documents = {code: document.short_name or code for code, document in catalogue.documents.items()}
    texts: dict[str, str] = {"name": st.text_input(f"{FIELDS['name']} *", task.name if task else "", key=f"{key}-name")}
    cells = st.columns([1.2, 1.6, 1.2, 1])
    groups = list(catalogue.task_groups)
    texts["group"] = cells[0].selectbox(
        f"{FIELDS['group']} *",
        groups,
        place_of(groups, task.group if task else ""),
        lambda code: group_name(desk, code),
        key=f"{key}-group",
    )
    lead = place_of(units, task.lead_unit if task else "")
    texts["lead_unit"] = cells[1].selectbox(
        FIELDS["lead_unit"], units, lead, lambda code: catalogue.unit_name(code) if code else "Chưa giao", key=f"{key}-lead"
    )
    person = "Ví dụ: Phó Giám đốc phụ trách"
    texts["person"] = cells[2].text_input(FIELDS["person"], task.person if task else "", placeholder=person, key=f"{key}-person")
    states = list(labels.TASK_STATE)
    texts["state"] = cells[3].selectbox(
        FIELDS["state"], states, place_of(states, task.state if task else ""), labels.TASK_STATE.__getitem__, key=f"{key}-state"
    )
    cells = st.columns([2, 1.4])
    partners = cells[0].multiselect(
        FIELDS["partners"],
        list(catalogue.units),
        list(task.partners) if task else [],
        format_func=catalogue.unit_name,
        placeholder="Chọn đơn vị",
        key=f"{key}-partners",
    )
    texts["partners"] = ";".join(partners)
    bases = ["", *documents]
    if task and task.document not in bases:
        bases.append(task.document)
    texts["document"] = cells[1].selectbox(
        FIELDS["document"],
        bases,
        place_of(bases, task.document if task else ""),
        lambda code: documents.get(code, code) or "Chưa ghi",
        key=f"{key}-document",
    )
    return {**texts, **ask_days(key, task)}


def ask_days(key: str, task: Task | None) -> dict[str, str]:
    """The days of a task as typed texts; an amended deadline counts only with its document's number."""
    cells = st.columns([1, 1, 1.6, 1, 1])
    names: Mapping[str, date | None] = {
        name: getattr(task, name) if task else None for name in ("deadline", "amended_deadline", "started", "finished")
    }
    shown = {name: f"{day:%d/%m/%Y}" if day else "" for name, day in names.items()}
    texts = {
        name: cell.text_input(FIELDS[name], shown[name], placeholder="ngày/tháng/năm", key=f"{key}-{name}")
        for name, cell in zip(names, (cells[0], cells[1], cells[3], cells[4]), strict=True)
    }
    texts["amending_document"] = cells[2].text_input(
        FIELDS["amending_document"],
        task.amending_document if task else "",
        placeholder="Số, ký hiệu; chưa có số thì chỉ là đề nghị",
        key=f"{key}-amending",
    )
    return texts


def place_of(options: list[str], value: str) -> int:
    """Where a value stands among options; the first when it is none of them."""
    return options.index(value) if value in options else 0


def leave(said: str, notes: list[str]) -> None:
    """Say it is saved, with what is to be noted, and show it everywhere."""
    st.toast(said)
    for note in notes:
        st.toast(note, icon=":material/info:", duration="long")
    st.rerun()
