"""A funding plan in hand: worked out once for what is on the desk, saved with a reason, and what was saved before."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from budget.moments import say_moment
from budget.money import format_short
from budget.plan.allocation_part import AllocationPreview, SavedAllocation
from pages.parts.desk import Desk, current_desk
from pages.parts.remembered import type_text

_T = TypeVar("_T")
REASON = "ly-do-bo-tri"


def keep_preview(desk: Desk) -> AllocationPreview:
    """The funding plan of the desk's scenario and year at the journal's head; worked out again only after something moved."""
    return _once(desk, "allocation-preview", lambda: desk.plan.allocation.preview(desk.scenario, desk.year))


def draw_saved(desk: Desk) -> None:
    """What is saved for the scenario and whether it still stands."""
    saved = _once(desk, "allocation-saved", lambda: desk.plan.allocation.current(desk.scenario))
    if saved is None:
        st.caption("Chưa lưu lần bố trí nào cho phương án này. Bảng dưới là cách bố trí tốt nhất theo quy định và hạn mức hiện có.")
        return
    told = say_saved(saved)
    if saved.wrong:
        st.error(f"{told}  \n**Không còn đúng**: {saved.wrong[0]}", icon=":material/block:")
    elif saved.is_old:
        last = saved.later[-1]
        st.warning(f"{told}  \n**Cũ**: số liệu đã đổi sau đó, gần nhất là {last.actor}. Lưu lại để theo số mới.", icon=":material/history:")
    else:
        st.caption(f":green[✓] {told} Còn đúng với số liệu hiện nay.")


def _once(desk: Desk, name: str, work_out: Callable[[], _T]) -> _T:
    """What was worked out for this desk at the journal's head; worked out again only after something moved."""
    asked = (str(desk.plan.path), desk.scenario, desk.year, desk.plan.head())
    kept = st.session_state.get(name)
    if kept is None or kept[0] != asked:
        with st.spinner("Đang bố trí nguồn theo quy định…"):
            kept = (asked, work_out())
        st.session_state[name] = kept
    found: _T = kept[1]
    return found


def say_saved(saved: SavedAllocation) -> str:
    """Who saved what when, in a sentence."""
    run = saved.run
    inherited = " (theo phương án cha)" if saved.inherited else ""
    year = "mọi năm" if saved.year is None else f"năm {saved.year}"
    return f"Đã lưu{inherited}: bố trí {format_short(run.funded)}, {year}, do {run.author} lưu lúc {say_moment(run.moment)}."


def save_preview(desk: Desk, preview: AllocationPreview) -> None:
    """What stands in the way of saving, the reason and the button."""
    for problem in preview.problems[:3]:
        st.warning(f"**{problem.sentence}**  \n{problem.fix}", icon=":material/priority_high:")
    if len(preview.problems) > 3:
        st.caption(f"Còn {len(preview.problems) - 3} điểm nữa về số liệu đã nhập.")
    for refused in st.session_state.pop("allocation-refused", []):
        st.error(f"**{refused.sentence}**  \n{refused.fix}", icon=":material/block:")
    type_text(desk.view, REASON, "Lý do bố trí (ghi vào nhật ký)", "Ví dụ: họp thống nhất nguồn ngày 05/3")
    st.button("Lưu bố trí nguồn", type="primary", icon=":material/save:", on_click=_save, args=(preview,))


def _save(preview: AllocationPreview) -> None:
    desk = current_desk()
    reason = str(st.session_state.get(f"w-{REASON}", ""))
    receipt, problems = desk.plan.allocation.save(preview, reason)
    if receipt is None:
        st.session_state["allocation-refused"] = problems
    else:
        st.toast(f"Đã lưu bố trí {format_short(preview.funded)}.", icon=":material/check:")
