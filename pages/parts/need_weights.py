"""The weights of the criteria, tried at once and saved with a reason; what a try does to the order is said before anything is written."""

from collections.abc import Mapping

import streamlit as st

from budget.model import labels
from budget.model.states import Criterion
from budget.money import format_money
from budget.plan.necessity_part import USUAL_SHARE_BP, Moves, Weight
from pages.parts.desk import Desk, current_desk
from pages.parts.line_forms import show_problems
from pages.parts.need_choices import Asked

TRIED = "thu-trong-so"
"""The choice that holds weights which are tried and not saved."""
_SEEN, _REFUSED, _REASON = "need-weights-seen", "need-weights-refused", "need-weights-reason"
_BETWEEN = "-"
_MOST = 100
_BP = 100


def draw_weights(desk: Desk) -> dict[Criterion, int]:
    """A field for each criterion with what it reads; the weights they stand at."""
    held = desk.plan.necessity.weights()
    _begin(desk, held)
    st.markdown("**Trọng số tiêu chí (0-100)**")
    tried = {}
    for item in held:
        said, field = st.columns([2.1, 1], vertical_alignment="center", gap="small")
        name = labels.CRITERION[item.criterion]
        said.markdown(f"**{name}**  \n:small[{item.reads}]")
        with field:
            tried[item.criterion] = int(st.number_input(name, 0, _MOST, step=1, key=key_of(item.criterion), label_visibility="collapsed"))
    saved = {item.criterion: item.weight for item in held}
    desk.view.choose(TRIED, None if tried == saved else _BETWEEN.join(str(weight) for weight in tried.values()))
    st.caption("Trọng số mặc định là quy ước của chương trình, chỉ quyết định thứ tự trong cùng một nhóm cắt.")
    return tried


def draw_try(desk: Desk, asked: Asked, tried: Mapping[Criterion, int]) -> None:
    """While the weights differ from the saved ones: what they move, and saving them or going back."""
    show_problems(st.session_state.pop(_REFUSED, ()))
    saved = {item.criterion: item.weight for item in desk.plan.necessity.weights()}
    if tried == saved:
        return
    moves = desk.plan.necessity.preview_weights(tried, desk.scenario, desk.year, asked.day, asked.listing)
    with st.container(border=True):
        st.markdown(say_moves(moves))
        reason, save, back = st.columns([3, 1.2, 1.3], vertical_alignment="bottom")
        reason.text_input("Lý do đổi trọng số", placeholder="Ví dụ: thống nhất tại cuộc họp ngày 12/7", key=_REASON)
        save.button("Lưu trọng số", type="primary", icon=":material/save:", width="stretch", on_click=save_weights, args=(dict(tried),))
        back.button("Về trọng số đã lưu", icon=":material/restart_alt:", width="stretch", on_click=go_back)


def say_moves(moves: Moves) -> str:
    """What tried weights do to the order, in a sentence."""
    share = USUAL_SHARE_BP // _BP
    sides = len(moves.coming_in) + len(moves.going_out)
    said = f"**Đang thử, chưa lưu**: {format_money(moves.ranks)} khoản mục đổi thứ tự"
    return f"{said}; nếu cắt {share} % theo thứ tự thì {format_money(sides)} khoản đổi bên." if moves.ranks else f"{said}."


def save_weights(tried: dict[Criterion, int]) -> None:
    """Write the weights with the reason; called before the run."""
    receipt, problems = current_desk().plan.necessity.set_weights(tried, str(st.session_state.get(_REASON, "")))
    if receipt is None:
        st.session_state[_REFUSED] = tuple(problems)
        return
    st.session_state.pop(_REASON, None)
    st.toast("Đã lưu trọng số. Bấm Hoàn tác ở cuối trang để lấy lại.")


def go_back() -> None:
    """Put the fields back to the saved weights; called before the run."""
    current_desk().view.choose(TRIED, None)
    for item in current_desk().plan.necessity.weights():
        st.session_state[key_of(item.criterion)] = item.weight


def key_of(criterion: Criterion) -> str:
    """The name of a criterion's field in the session."""
    return f"need-weight-{criterion.value}"


def _begin(desk: Desk, held: list[Weight]) -> None:
    """Give the fields their values: those of a try in the address, else the saved ones; again when these were changed elsewhere."""
    saved = tuple(item.weight for item in held)
    tried = _read(desk.view.text(TRIED), len(held))
    moved = st.session_state.get(_SEEN) not in (None, saved)
    for place, item in enumerate(held):
        key = key_of(item.criterion)
        if moved or key not in st.session_state:
            st.session_state[key] = saved[place] if moved or tried is None else tried[place]
    st.session_state[_SEEN] = saved


def _read(text: str, count: int) -> tuple[int, ...] | None:
    parts = text.split(_BETWEEN) if text else []
    if len(parts) != count or not all(part.isdecimal() and int(part) <= _MOST for part in parts):
        return None
    return tuple(int(part) for part in parts)
