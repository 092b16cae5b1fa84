"""What the grid asks before it saves: a doubtful paste as it was read; mine, theirs and what I had seen of a figure both have changed."""

import streamlit as st

from budget.moments import say_moment
from budget.plan.terms import Understood
from pages.parts.clicks import clicked
from pages.parts.desk import Desk
from pages.parts.grid import OperationAnswer, settle_held
from pages.parts.held_acts import Held, HeldConflict, HeldPaste, decide_conflict, decide_paste, words_of
from pages.parts.line_saving import REASON
from pages.parts.tables import Cell, Column, draw_table

KEY = "held-acts"
GRID = "estimate"
MOST_SHOWN = 200
COLUMNS = (
    Column("Khoản mục", "ngan"),
    Column("Cột"),
    Column("Đang có", "so"),
    Column("Đã dán", "so"),
    Column("Hiểu là", "so"),
    Column("Cần xem"),
)
THEIRS, MINE = "Giữ của họ", "Ghi số của tôi"


def held_acts(scope: str) -> dict[str, Held]:
    """The acts of this session on one plan that wait, by act id."""
    every: dict[str, dict[str, Held]] = st.session_state.setdefault(KEY, {})
    return every.setdefault(scope, {})


def hold_act(scope: str, held: Held) -> None:
    """Let an act wait for the person."""
    held_acts(scope)[held.action.action] = held


def review_held(desk: Desk, scope: str) -> None:
    """Open the question of the oldest act that waits, if any."""
    held = next(iter(held_acts(scope).values()), None)
    if held is None:
        return
    drop = (desk, scope, held)
    if isinstance(held, HeldPaste):
        ask = st.dialog("Xem lại lần dán trước khi lưu", width="large", on_dismiss=lambda: settle_paste(*drop, save=False))
        ask(draw_paste)(*drop)
    else:
        ask = st.dialog("Số liệu vừa được người khác sửa", width="large", on_dismiss=lambda: settle_conflict(*drop, mine=()))
        ask(draw_conflict)(*drop)


def draw_paste(desk: Desk, scope: str, held: HeldPaste) -> None:
    """The cells that are doubtful or refused, what was understood, and the two buttons."""
    doubtful = [cell for cell in held.read if cell.problems]
    refused = sum(cell.refused for cell in held.read)
    fine = len(held.read) - len(doubtful)
    st.markdown(
        f"Chưa lưu gì. Trong **{len(held.read)}** ô vừa dán, **{fine}** ô đọc rõ, **{len(doubtful) - refused}** ô cần xem lại, "
        f"**{refused}** ô không đọc được."
    )
    draw_table(COLUMNS, [paste_row(cell) for cell in doubtful[:MOST_SHOWN]], label="Các ô cần xem", height=330)
    if len(doubtful) > MOST_SHOWN:
        st.caption(f"Còn {len(doubtful) - MOST_SHOWN} ô nữa cùng loại.")
    if fine:
        with st.expander(f"Xem các ô đọc rõ ({fine})"):
            draw_table(COLUMNS, [paste_row(cell) for cell in held.read if not cell.problems][:MOST_SHOWN], label="Các ô đọc rõ", height=240)
    with st.container(horizontal=True):
        if held.readable:
            words = "Lưu" if not refused else f"Lưu {held.readable} ô đọc được"
            if clicked(words, type="primary", key=f"paste-save-{held.action.action}"):
                settle_paste(desk, scope, held, save=True)
                st.rerun()
        if clicked("Bỏ", key=f"paste-drop-{held.action.action}"):
            settle_paste(desk, scope, held, save=False)
            st.rerun()


def paste_row(cell: Understood) -> tuple[str | Cell, ...]:
    """One cell of a paste as a row of the table people check."""
    line = f"{cell.number}. {cell.name}" if cell.number is not None else ""
    read = Cell("không lưu", "thieu") if cell.refused else cell.after
    return line, cell.label, cell.before, cell.edit.text, read, words_of(cell.problems)


def draw_conflict(desk: Desk, scope: str, held: HeldConflict) -> None:
    """Each figure both have changed: what I saw, what they wrote and when, what I typed; and whose stands."""
    operations = [operation for operation in held.action.operations if operation.op in held.overtaken]
    st.markdown("Số của bạn **chưa được ghi**. Chọn số nào được giữ:")
    mine = []
    for place, operation in enumerate(operations[:MOST_SHOWN]):
        item = held.overtaken[operation.op]
        moment = say_moment(item.moment)
        gone = item.theirs is None
        st.markdown(f"**{item.number}. {item.name}** · {item.label}" if not gone else f"Khoản mục đã bị {item.actor} xóa lúc {moment}.")
        columns = st.columns(3)
        columns[0].markdown(f":small[Bạn đã thấy]  \n{operation.base or '(trống)'}")
        columns[1].markdown(f":small[{item.actor} ghi lúc {moment}]  \n**{'(đã xóa)' if gone else item.theirs or '(trống)'}**")
        columns[2].markdown(f":small[Bạn vừa nhập]  \n**{operation.text or '(trống)'}**")
        if len(operations) > 1 and not gone:
            choice = st.radio(
                "Giữ số", ["Giữ của họ", "Ghi số của tôi"], key=f"whose-{place}", horizontal=True, label_visibility="collapsed"
            )
            mine += [operation.op] if choice == "Ghi số của tôi" else []
    _draw_conflict_buttons(desk, scope, held, [operation.op for operation in operations], mine)


def _draw_conflict_buttons(desk: Desk, scope: str, held: HeldConflict, every: list[str], mine: list[str]) -> None:
    several = len(every) > 1
    with st.container(horizontal=True):
        if clicked("Giữ hết của họ" if several else THEIRS, key=f"keep-theirs-{held.action.action}"):
            settle_conflict(desk, scope, held, mine=())
            st.rerun()
        if clicked("Ghi hết số của tôi" if several else MINE, key=f"write-mine-{held.action.action}"):
            settle_conflict(desk, scope, held, mine=tuple(every))
            st.rerun()
        if several and clicked("Ghi theo từng lựa chọn", type="primary", key=f"write-chosen-{held.action.action}"):
            settle_conflict(desk, scope, held, mine=tuple(mine))
            st.rerun()


def settle_paste(desk: Desk, scope: str, held: HeldPaste, *, save: bool) -> None:
    """Carry out what the person said about a paste."""
    _take_over(scope, held, *decide_paste(desk.plan, held, save, _reason()))


def settle_conflict(desk: Desk, scope: str, held: HeldConflict, *, mine: tuple[str, ...]) -> None:
    """Carry out what the person said about figures both have changed."""
    _take_over(scope, held, *decide_conflict(desk.plan, held, mine, _reason()))


def _take_over(scope: str, held: Held, answers: list[OperationAnswer], waits: Held | None) -> None:
    held_acts(scope).pop(held.action.action, None)
    if waits is not None:
        hold_act(scope, waits)
    settle_held(GRID, scope, answers)


def _reason() -> str:
    return str(st.session_state.get(REASON, ""))
