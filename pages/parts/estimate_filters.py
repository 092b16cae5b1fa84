"""The filter bar of the estimate: remembered, in the address, cleared with one click."""

import streamlit as st

from budget.model import labels
from budget.plan.terms import LineFilter
from pages.parts.desk import Desk
from pages.parts.landed_filter import LANDED, draw_landed
from pages.parts.remembered import choose_many, choose_one, forget, type_text

PROBLEM = "van-de"
"""The choice that shows only the lines with problems of one check code."""
NAMES = (
    PROBLEM,
    LANDED,
    "tim",
    "khoi",
    "don-vi",
    "nguon",
    "uu-tien",
    "nhom-chi",
    "tinh-chat",
    "nhiem-vu",
    "danh-muc",
    "khoa",
    "tham-dinh-xong",
    "luong",
    "ghi-nhan",
)
ANY = "tat-ca"
_LISTINGS = {"estimate": "Dự toán Đề án", "other": "Dự án, khoản chi khác"}
_LOCKED = {ANY: "Tất cả", "co": "Không được cắt", "khong": "Được cắt"}
_APPRAISED = {ANY: "Tất cả", "co": "Đã thẩm định", "khong": "Chưa thẩm định"}

_TOLD = {
    ANY: "Tất cả",
    "co-y-kien": "Có ý kiến",
    "co-tep": "Có tệp đính kèm",
    "chua-tep": "Chưa có tệp đính kèm",
    "thieu-gia": "Thiếu căn cứ giá",
}
_TOLD_FILTERS = {
    "co-y-kien": {"commented": True},
    "co-tep": {"attached": True},
    "chua-tep": {"attached": False},
    "thieu-gia": {"priced": False},
}


def draw_filters(desk: Desk) -> LineFilter:
    """Draw the bar; the filter it says."""
    view, catalogue = desk.view, desk.plan.catalogue()
    bar = st.columns([2.2, 1.7, 2.2, 1.8, 1.2, 0.9], vertical_alignment="center")
    with bar[0]:
        text = type_text(view, "tim", "Tìm nội dung", "Tìm nội dung, không cần gõ dấu", hidden=True)
    with bar[1]:
        levels = choose_many(view, "khoi", "Khối", list(labels.UNIT_LEVEL), lambda code: labels.UNIT_LEVEL[code], hidden=True)
    with bar[2]:
        units = [code for code, unit in catalogue.units.items() if not levels or unit.level in levels]
        chosen = choose_many(view, "don-vi", "Đơn vị", units, catalogue.unit_name, hidden=True)
    with bar[3]:
        sources = choose_many(view, "nguon", "Nguồn", list(catalogue.sources), catalogue.source_name, hidden=True)
    with bar[4], st.popover("Lọc thêm", icon=":material/filter_alt:", width="stretch"):
        more = _draw_more(desk)
    problem_lines = _draw_problem(desk) or draw_landed(desk)
    with bar[5]:
        st.button("Bỏ lọc", width="stretch", on_click=forget, args=(view, *NAMES))
    return LineFilter(
        listing=more["listing"],
        units=tuple(chosen),
        levels=tuple(levels),
        sources=tuple(sources),
        categories=more["categories"],
        natures=more["natures"],
        priorities=more["priorities"],
        tasks=more["tasks"],
        routes=more["routes"],
        years=() if desk.year is None else (desk.year,),
        locked=more["locked"],
        appraised=more["appraised"],
        lines=problem_lines,
        text=text,
        **_TOLD_FILTERS.get(more["told"], {}),
    )


def _draw_problem(desk: Desk) -> tuple[str, ...]:
    """The lines of the kind of problem a person came for; empty when they came for none."""
    code = desk.view.text(PROBLEM)
    if not code:
        return ()
    found = next((item for item in desk.plan.checks.most_pressing(desk.scenario, 100) if item.code == code), None)
    if found is None or not found.lines:
        desk.view.choose(PROBLEM, None)
        st.toast("Không còn khoản mục nào vướng việc này.")
        return ()
    label = f"Việc cần xử lý: {found.title} ({len(found.lines)} khoản mục)"
    st.button(label, icon=":material/close:", on_click=forget, args=(desk.view, PROBLEM), help="Bấm để xem lại mọi khoản mục")
    return found.lines


def _draw_more(desk: Desk) -> dict:
    view, catalogue = desk.view, desk.plan.catalogue()
    priorities = [str(int(value)) for value in labels.PRIORITY]
    answers = {"co": True, "khong": False, ANY: None}
    return {
        "listing": choose_one(view, "danh-muc", "Danh mục", list(_LISTINGS), _LISTINGS.__getitem__, default="estimate"),
        "priorities": tuple(
            int(value) for value in choose_many(view, "uu-tien", "Mức ưu tiên", priorities, lambda code: labels.PRIORITY[int(code)])
        ),
        "categories": tuple(choose_many(view, "nhom-chi", "Nhóm chi", list(labels.CATEGORY), lambda code: labels.CATEGORY[code])),
        "natures": tuple(choose_many(view, "tinh-chat", "Tính chất chi", list(labels.NATURE), lambda code: labels.NATURE[code])),
        "tasks": tuple(
            choose_many(view, "nhiem-vu", "Nhiệm vụ", list(catalogue.tasks), lambda code: f"{code} {catalogue.tasks[code].name}")
        ),
        "routes": tuple(choose_many(view, "luong", "Luồng xử lý (công an)", list(labels.ROUTE), lambda code: labels.ROUTE[code])),
        "locked": answers[choose_one(view, "khoa", "Khóa cắt giảm", list(_LOCKED), _LOCKED.__getitem__, default=ANY)],
        "told": choose_one(view, "ghi-nhan", "Ý kiến, tệp, căn cứ giá", list(_TOLD), _TOLD.__getitem__, default=ANY),
        "appraised": answers[choose_one(view, "tham-dinh-xong", "Thẩm định", list(_APPRAISED), _APPRAISED.__getitem__, default=ANY)],
    }
