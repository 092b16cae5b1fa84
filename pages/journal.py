"""Nhật ký: who, when, what, from what to what and why; any batch can be taken back after seeing what that changes."""

import streamlit as st

from budget.model.problem import PlanError
from budget.money import format_money
from budget.plan.change_words import action_label
from budget.plan.journal_part import Entry, JournalFilter, UndoPreview
from pages.parts.choice_table import choose_row
from pages.parts.desk import Desk, current_desk, show_error
from pages.parts.header import signed
from pages.parts.remembered import choose_one, forget, type_text
from pages.parts.tables import Cell, Column, Row, draw_table

ANY = "tat-ca"
PAGE = 20
COLUMNS = (
    Column("Lần ghi", "lien"),
    Column("Lúc", "lien"),
    Column("Ai", "lien"),
    Column("Việc", "lien"),
    Column("Thay đổi", "so"),
    Column("Lý do"),
    Column("Tình trạng"),
)
CHANGE_COLUMNS = (Column("Đối tượng"), Column("Số liệu", "lien"), Column("Cũ"), Column("Mới"))
MOVED_COLUMNS = (Column("Phương án"), *(Column(name, "so") for name in ("Nhu cầu hiện nay", "Sau khi hoàn tác", "Chênh lệch")))


def draw_filters(desk: Desk) -> JournalFilter:
    """Who, what and which words; what is asked for."""
    people, actions = desk.plan.journal.people(), desk.plan.journal.actions()
    person, action, text, clear = st.columns([2, 2, 3, 1], vertical_alignment="bottom")
    with person:
        who = choose_one(desk.view, "nguoi", "Ai", [ANY, *people], lambda name: "Mọi người" if name == ANY else name, ANY)
    with action:
        what = choose_one(desk.view, "viec", "Việc", [ANY, *actions], lambda code: actions.get(code, "Mọi việc"), ANY)
    with text:
        words = type_text(desk.view, "tim-nhat-ky", "Tìm trong lý do", "Gõ chữ không cần dấu, hoặc số lần ghi")
    with clear:
        st.button("Bỏ lọc", width="stretch", on_click=forget, args=(desk.view, "nguoi", "viec", "tim-nhat-ky", "trang-nhat-ky"))
    return JournalFilter("" if who == ANY else who, "" if what == ANY else what, words)


def entry_row(entry: Entry) -> Row:
    """A batch in one row."""
    moment = f"{entry.moment[11:19]} {'/'.join(reversed(entry.moment[:10].split('-')))}"
    state = Cell(f"Đã hoàn tác ở lần ghi {entry.undone_by}", "xem") if entry.undone_by else ""
    if entry.undoes:
        state = Cell(f"Hoàn tác lần ghi {entry.undoes}", "mo") if not entry.undone_by else state
    return [str(entry.seq), moment, entry.actor, action_label(entry.action), format_money(entry.size), entry.reason, state]


def draw_batch(desk: Desk, seq: int) -> None:
    """What one batch changed, and its undo."""
    entry = desk.plan.journal.entry(seq)
    if entry is None:
        return
    told = desk.plan.journal.describe(seq)
    st.markdown(f"#### Lần ghi {seq}: {action_label(entry.action)} ({told.summary or 'không có thay đổi'})")
    if told.changes:
        rows = [[change.subject, change.label, change.old, change.new] for change in told.changes]
        draw_table(CHANGE_COLUMNS, rows, label=f"Các thay đổi của lần ghi {seq}", height=320)
    if told.more:
        st.caption(f"Và {format_money(told.more)} thay đổi khác trong cùng lần ghi.")
    if entry.undone_by:
        st.info(f"Lần ghi này đã được hoàn tác ở lần ghi {entry.undone_by}. Muốn lấy lại, hãy hoàn tác lần ghi {entry.undone_by}.")
    elif entry.action != "create_plan":
        draw_undo(desk, seq)


def draw_undo(desk: Desk, seq: int) -> None:
    """What taking it back would change; then one button does it."""
    if not st.toggle("Xem trước khi hoàn tác", key=f"preview-undo-{seq}"):
        return
    try:
        preview = desk.plan.journal.preview_undo(seq)
    except PlanError as error:
        show_error(error)
        return
    if preview.conflicts:
        names = "; ".join(f"lần ghi {conflict.seq} của {conflict.actor}" for conflict in preview.conflicts[:3])
        st.error(
            f"**Không hoàn tác được lần ghi {seq}: sau đó số liệu này đã được sửa tiếp ở {names}.**  \n"
            "Hoàn tác các lần ghi đó trước, bắt đầu từ lần mới nhất, hoặc sửa trực tiếp số liệu.",
            icon=":material/block:",
        )
        return
    draw_preview(desk, preview)
    reason = st.text_input("Lý do hoàn tác", key=f"undo-reason-{seq}", placeholder="Không bắt buộc, nên ghi để người khác hiểu")
    if st.button(f"Hoàn tác lần ghi {seq}", type="primary", icon=":material/undo:"):
        try:
            desk.plan.undo(seq, reason.strip())
        except PlanError as error:
            show_error(error)
            return
        st.toast(f"Đã hoàn tác lần ghi {seq}.")
        st.rerun()


def draw_preview(desk: Desk, preview: UndoPreview) -> None:
    """Totals before and after."""
    rows = [
        [moved.name, desk.money(moved.before), desk.money(moved.after), signed(moved.difference, desk.unit)]
        for moved in preview.moved
        if moved.before != moved.after
    ]
    if rows:
        draw_table(MOVED_COLUMNS, rows, label="Nhu cầu trước và sau khi hoàn tác")
        st.caption(f"Đơn vị tính: {desk.unit.label}, mọi năm.")
    else:
        st.write("Nhu cầu của mọi phương án giữ nguyên.")
    if preview.lines_before != preview.lines_after:
        st.write(f"Số khoản mục: {format_money(preview.lines_before)} → {format_money(preview.lines_after)}.")
    if preview.granted_before != preview.granted_after:
        before, after = desk.money(preview.granted_before), desk.money(preview.granted_after)
        st.write(f"Tổng hạn mức đã giao: {before} → {after} {desk.unit.label}.")


desk = current_desk()
wanted = draw_filters(desk)
_, count = desk.plan.journal.find(wanted, 0)
pages = [str(number) for number in range(1, max(1, -(-count // PAGE)) + 1)]
page = "1"
if len(pages) > 1:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{format_money(count)} lần ghi")
        page = choose_one(desk.view, "trang-nhat-ky", "Trang", pages, lambda n: f"Trang {n}/{len(pages)}", default="1", hidden=True)
entries, _ = desk.plan.journal.find(wanted, PAGE, (int(page) - 1) * PAGE)
if not entries:
    st.info("Không có lần ghi nào khớp bộ lọc. Bấm Bỏ lọc để xem toàn bộ nhật ký.")
else:
    ids = [str(entry.seq) for entry in entries]
    rows = [entry_row(entry) for entry in entries]
    seq = choose_row(desk.view, "lan-ghi", COLUMNS, rows, ids, default=ids[0], label="Nhật ký", height=330)
    draw_batch(desk, int(seq))
