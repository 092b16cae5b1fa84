"""Which tasks are shown: the day they are judged on, lead unit, utility group, state, how near the deadline. All of it is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from budget.model import labels
from budget.plan.tasks_part import Standing, read_date
from pages.parts.desk import Desk
from pages.parts.remembered import choose_many, choose_one, type_text

DAY = "ngay-xet"
NAMES = (DAY, "chu-tri", "nhom-viec", "trang-thai", "han")
NEAR = {
    "tat-ca": "Mọi thời hạn",
    "qua-han": "Quá hạn",
    "sap-den": "Đến hạn trong 30 ngày",
    "rui-ro": "Có rủi ro",
    "chua-co": "Chưa có thời hạn",
}
SOON = 30
NOBODY = "Chưa có đơn vị chủ trì"


@dataclass(frozen=True)
class Chosen:
    """The day, every task's standing on it, and those that are shown."""

    day: date
    every: Sequence[Standing]
    shown: Sequence[Standing]


def choose_tasks(desk: Desk) -> Chosen:
    """The row of choices above the tasks, and what it selects."""
    cells = st.columns([1, 1.6, 1.4, 1.3, 1.3])
    with cells[0]:
        day = choose_day(desk)
    every = desk.plan.tasks.listed(day, desk.scenario, desk.year)
    catalogue = desk.plan.catalogue()
    leads = list(dict.fromkeys(row.unit for row in desk.plan.tasks.by_lead_unit(every)))
    with cells[1]:
        units = choose_many(desk.view, "chu-tri", "Đơn vị chủ trì", leads, lambda code: catalogue.unit_name(code) if code else NOBODY)
    with cells[2]:
        groups = choose_many(
            desk.view, "nhom-viec", "Nhóm tiện ích", list(catalogue.task_groups), lambda code: group_name(desk, code, short=True)
        )
    with cells[3]:
        states = choose_many(desk.view, "trang-thai", "Trạng thái", list(labels.TASK_STATE), labels.TASK_STATE.__getitem__)
    with cells[4]:
        near = choose_one(desk.view, "han", "Thời hạn", list(NEAR), NEAR.__getitem__, "tat-ca")
    shown = [
        item
        for item in every
        if (not units or item.task.lead_unit in units)
        and (not groups or item.task.group in groups)
        and (not states or item.task.state in states)
        and is_near(item, near)
    ]
    return Chosen(day, every, shown)


def choose_day(desk: Desk) -> date:
    """The day tasks are judged on; what cannot be read is said, and the day before it stays."""
    default = desk.plan.tasks.default_day()
    typed = type_text(desk.view, DAY, "Ngày xét", f"{default:%d/%m/%Y}")
    value, problems = read_date(typed)
    if problems:
        st.caption(f":red[{problems[0].sentence} Đang xét ngày {default:%d/%m/%Y}.]")
    return date.fromisoformat(str(value)) if value else default


def is_near(item: Standing, near: str) -> bool:
    """Whether a task's deadline is what was asked for."""
    left = item.days_left
    if near == "qua-han":
        return item.overdue
    if near == "sap-den":
        return left is not None and 0 <= left <= SOON
    if near == "rui-ro":
        return bool(item.risks)
    return near != "chua-co" or item.task.due is None


def group_name(desk: Desk, code: str, *, short: bool = False) -> str:
    """A utility group with its code."""
    name = desk.plan.catalogue().task_groups.get(code, "")
    return f"{code} {name}" if name and not short else code
