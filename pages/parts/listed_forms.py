"""The annex of a source on screen: its items and one of them to change, a list pasted from a spreadsheet, lines tied to items."""

import streamlit as st

from budget.model.problem import PlanError
from budget.plan.listed_part import LABELS, ItemUse
from budget.quantity import format_quantity
from pages.parts.ceiling_forms import REASON, choose_year, keep_reason, show_problems
from pages.parts.choice_table import choose_row
from pages.parts.desk import Desk, show_error
from pages.parts.listed_matching import draw_matching
from pages.parts.listed_tables import ITEM_COLUMNS, PASTED_COLUMNS, item_row, pasted_row, select_items
from pages.parts.remembered import choose_one, type_text
from pages.parts.tables import draw_table

VIEWS = {"muc": "Các mục được cấp", "dan": "Dán từ bảng tính", "them": "Thêm một mục", "ghep": "Ghép khoản mục"}


def draw_listed(desk: Desk, source: str) -> None:
    """What was granted, and the ways to enter it and to tie lines to it."""
    draw = {"muc": draw_items, "dan": paste_items, "them": add_item, "ghep": draw_matching}
    draw[choose_one(desk.view, "phu-luc", "Phụ lục được cấp", list(VIEWS), VIEWS.__getitem__, "muc", width=300)](desk, source)


def draw_items(desk: Desk, source: str) -> None:
    """Every item with what lines ask of it; one of them open."""
    uses = desk.plan.listed.uses(source, desk.scenario)
    if not uses:
        st.info("Chưa nhập phụ lục nào của nguồn này, nên chưa biết đơn vị nào được cấp gì. Chọn Dán từ bảng tính để bắt đầu.")
        return
    catalogue = desk.plan.catalogue()
    text = type_text(desk.view, "tim-muc", "Tìm mục", "Gõ tên thiết bị hoặc đơn vị, không cần dấu")
    found = select_items(uses, catalogue, text)
    if not found:
        st.info("Không có mục nào khớp chữ tìm. Xóa chữ tìm để xem tất cả.")
        return
    rows, ids = [item_row(use, catalogue) for use in found], [use.item.id for use in found]
    chosen = choose_row(desk.view, "muc", ITEM_COLUMNS, rows, ids, default=ids[0], label="Các mục được cấp", height=300)
    over = sum(1 for use in uses if use.left_milli < 0)
    st.caption(
        f"{format_quantity(len(uses) * 1000)} mục; "
        + (f":red[{over} mục bị đề nghị vượt số lượng trong phụ lục]." if over else "không mục nào bị đề nghị vượt số lượng.")
    )
    change_item(desk, next(use for use in found if use.item.id == chosen))


def change_item(desk: Desk, use: ItemUse) -> None:
    """The form of one item: what stands there now, to be changed or taken away with a reason."""
    item, plan = use.item, desk.plan
    seen = st.session_state.setdefault(f"seen-item-{item.id}", plan.head())
    form = f"item-{item.id}-{seen}"
    st.markdown(f"**{item.name}**, {plan.catalogue().unit_name(item.unit)}, năm {item.year}")
    with st.form(form, border=False):
        cells = st.columns(4)
        before = {"quantity": format_quantity(item.quantity_milli), "bought": format_quantity(item.bought_milli)}
        before.update({"document": item.document, "note": item.note})
        texts = {name: cell.text_input(LABELS[name], before[name], key=f"{form}-{name}") for name, cell in zip(before, cells, strict=True)}
        reason = st.text_input("Lý do (bắt buộc, ghi vào nhật ký)", st.session_state.get(REASON, ""), key=f"{form}-reason")
        with st.container(horizontal=True):
            saved = st.form_submit_button("Lưu mục", type="primary", icon=":material/save:")
            taken = st.form_submit_button("Xóa mục", disabled=bool(use.lines), help="Chỉ xóa được khi không còn khoản mục nào ghép vào")
    if not (saved or taken):
        return
    keep_reason(reason)
    try:
        receipt, problems = plan.listed.delete(item.id, reason, seen) if taken else plan.listed.edit(item.id, texts, reason, seen)
    except PlanError as error:
        st.session_state.pop(f"seen-item-{item.id}", None)
        show_error(error)
        return
    if problems:
        show_problems(problems)
    elif receipt is None:
        st.info("Số vừa nhập giống số đang có nên không ghi thêm vào nhật ký.")
    else:
        st.session_state.pop(f"seen-item-{item.id}", None)
        st.toast("Đã xóa mục." if taken else "Đã lưu mục.")
        st.rerun()


def add_item(desk: Desk, source: str) -> None:
    """One item for one unit."""
    units = {unit.code: unit.name for unit in desk.plan.listed.units(source)}
    turn = st.session_state.setdefault("item-turn", 0)
    with st.form(f"new-item-{source}-{turn}", border=False):
        left, right = st.columns(2)
        texts = {"unit": left.selectbox("Đơn vị", list(units), index=None, format_func=units.__getitem__, placeholder="Chọn đơn vị") or ""}
        texts["name"] = right.text_input(LABELS["name"])
        for names in (("measure", "quantity", "bought", "unit_price"), ("amount", "year", "document", "note")):
            for name, cell in zip(names, st.columns(4), strict=True):
                texts[name] = cell.text_input(LABELS[name])
        reason = st.text_input("Lý do (bắt buộc, ghi vào nhật ký)", st.session_state.get(REASON, ""))
        saved = st.form_submit_button("Thêm mục", type="primary", icon=":material/add:")
    if not saved:
        return
    keep_reason(reason)
    receipt, problems = desk.plan.listed.add(source, texts, reason)
    if receipt is None:
        show_problems(problems)
        return
    st.session_state["item-turn"] = turn + 1
    st.toast("Đã thêm mục vào phụ lục.")
    st.rerun()


def paste_items(desk: Desk, source: str) -> None:
    """A pasted annex: what was understood of every row is shown before it is saved as one batch."""
    st.write(
        "Dán từ bảng tính, mỗi dòng một mục: **đơn vị, thiết bị, đơn vị tính, số lượng, đơn giá, thành tiền, năm, đã mua, văn bản, "
        "ghi chú**; hoặc dán kèm dòng tiêu đề thì cột nào trước cũng được. Đơn vị để trống là đơn vị của dòng trên."
    )
    left, _ = st.columns([1, 3])
    with left:
        year = choose_year(desk)
    turn = st.session_state.setdefault("annex-turn", 0)
    hint = "Sở Tư pháp\tMáy tính để bàn\tbộ\t12\t14.900.000"
    text = st.text_area("Phụ lục", height=150, key=f"annex-{source}-{year}-{turn}", placeholder=hint, label_visibility="collapsed")
    rows = desk.plan.listed.read(source, text, year)
    if not rows:
        st.button("Xem trước", key="preview-annex")
        return
    draw_table(PASTED_COLUMNS, [pasted_row(row) for row in rows], label="Những gì hiểu được từ phụ lục đã dán", height=280)
    drafts, refused = [row.draft for row in rows if row.draft is not None], sum(1 for row in rows if row.refused)
    wrong = f"; :red[{refused} dòng bị từ chối, sửa hoặc bỏ rồi mới lưu được]" if refused else ""
    st.markdown(f"Hiểu được **{len(drafts)}** mục, bỏ qua {sum(1 for row in rows if row.left_out)} dòng{wrong}.")
    reason = st.text_input("Lý do (bắt buộc, ghi vào nhật ký)", st.session_state.get(REASON, ""), key=f"annex-reason-{source}")
    if st.button(f"Lưu {len(drafts)} mục", type="primary", disabled=bool(refused) or not drafts, icon=":material/save:"):
        keep_reason(reason)
        receipt, problems = desk.plan.listed.enter(drafts, reason)
        if receipt is None:
            show_problems(problems)
        else:
            st.session_state["annex-turn"] = turn + 1
            st.toast(f"Đã lưu {len(drafts)} mục trong một lần ghi.")
            st.rerun()
