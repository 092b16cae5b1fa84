"""One act on the lines a filter shows (or on one): set a field, move, copy or delete them, with totals before and after.

The lines are those chosen when the dialog opened; what anyone changed in them since stands in the way of saving.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from budget.model.problem import PlanError
from budget.money import format_money
from budget.plan.catalogue import Catalogue
from budget.plan.terms import FIELDS, MOVABLE, ManyPlanned
from pages.parts.desk import Desk, show_error
from pages.parts.line_forms import show_problems

ACTS = {"dat": "Đặt giá trị", "chuyen": "Chuyển", "nhan-ban": "Nhân bản", "xoa": "Xóa"}
SETTABLE: Mapping[str, str] = {
    "unit_price": "Đơn giá (đồng)",
    "quantity": "Số lượng",
    "times": "Số lần",
    **{
        name: FIELDS[name].label
        for name in (
            *(
                "measure",
                "category",
                "nature",
                "form",
                "budget_code",
                "norm",
                "basis",
                "note",
                "priority",
                "locked",
                "lock_reason",
                "contracted",
            ),
            *("price_kind", "price_document", "price_date", "price_supplier", "price_quotes", "vat", "vat_included", "spent_on"),
            *("request_document", "request_date", "request_round", "excess_authority", "excess_document", "excess_date"),
        )
    },
}
"""What makes sense to give many lines at once, and its label."""
_PREVIEW = "together-preview"


@dataclass(frozen=True)
class Previewed:
    """What was previewed: of which lines, with which texts, seen at which journal seq."""

    lines: tuple[str, ...]
    texts: Mapping[str, str]
    seq: int
    planned: ManyPlanned


@st.dialog("Làm cùng lúc với nhiều khoản mục", width="large")
def change_together(desk: Desk, lines: Sequence[str], seen: int, start: str = "dat") -> None:
    """The dialog, of lines as they stood at journal seq `seen`; it stays open with what is wrong until the act is saved."""
    count = format_money(len(lines))
    st.markdown(f"**{count}** khoản mục" + (" đang lọc" if len(lines) > 1 else " đang chọn"))
    act = st.segmented_control(
        "Việc cần làm",
        list(ACTS),
        format_func=ACTS.__getitem__,
        default=start,
        required=True,
        label_visibility="collapsed",
        key=f"act-{start}",
    )
    if act in ("dat", "chuyen"):
        texts = _ask_value(desk) if act == "dat" else _ask_place(desk)
        reason = st.text_input("Lý do *", key="together-why", placeholder="Ghi vào nhật ký cho cả nhóm")
        _draw_change(desk, tuple(lines), act, texts, reason)
    else:
        reason = st.text_input("Lý do *", key="together-why", placeholder="Ghi vào nhật ký cho cả nhóm")
        _draw_whole(desk, lines, seen, act or "", reason)


def _ask_value(desk: Desk) -> dict[str, str]:
    left, right = st.columns([1, 1.4])
    name = left.selectbox("Trường", list(SETTABLE), format_func=SETTABLE.__getitem__, key="together-field")
    with right:
        return {name: ask_text(desk.plan.catalogue(), name)}


def ask_text(catalogue: Catalogue, name: str) -> str:
    """A widget for one field; the text it gives is read as any typed text."""
    field, key = FIELDS.get(name), f"together-{name}"
    if name == "norm":
        chosen = st.selectbox("Giá trị mới", list(catalogue.norms), index=None, placeholder="Bỏ định mức", key=key)
    elif field is not None and field.choices is not None:
        chosen = st.selectbox("Giá trị mới", list(field.choices.values()), index=None, placeholder="Chọn", key=key)
    elif name in ("locked", "contracted", "vat_included"):
        chosen = st.selectbox("Giá trị mới", ["có", "không"], index=None, placeholder="Chọn", key=key)
    else:
        chosen = st.text_input("Giá trị mới", key=key)
    return chosen or ""


def _ask_place(desk: Desk) -> dict[str, str]:
    catalogue = desk.plan.catalogue()
    shows = {"unit": catalogue.unit_name, "source": catalogue.source_name, "task": lambda code: f"{code} {catalogue.tasks[code].name}"}
    options: Mapping[str, Sequence[str]] = {
        "unit": list(catalogue.units),
        "task": list(catalogue.tasks),
        "source": list(catalogue.sources),
        "year": [str(desk.plan.budget_year + step) for step in range(3)],
        "quarter": ["1", "2", "3", "4"],
    }
    texts, cells = {}, [*st.columns([1.4, 1.4]), *st.columns([1.6, 0.7, 0.7])]
    for name, cell in zip(MOVABLE, cells, strict=True):
        show = shows.get(name, str)
        texts[name] = cell.selectbox(
            f"{FIELDS[name].label} mới", options[name], index=None, format_func=show, placeholder="Giữ nguyên", key=f"move-{name}"
        )
    return {name: text for name, text in texts.items() if text}


def _draw_change(desk: Desk, lines: tuple[str, ...], act: str, texts: dict[str, str], reason: str) -> None:
    if not texts:
        st.info("Chọn nơi chuyển đến.", icon=":material/drive_file_move:")
        return
    if st.button("Xem trước", icon=":material/visibility:"):
        seq = desk.plan.head()
        try:
            with st.spinner("Đang tính…"):
                st.session_state[_PREVIEW] = Previewed(lines, texts, seq, desk.plan.rearrange.preview_set(lines, texts))
        except PlanError as error:
            show_error(error)
    seen = st.session_state.get(_PREVIEW)
    if not isinstance(seen, Previewed) or (seen.lines, seen.texts) != (lines, texts):
        return
    if seen.planned.refused:
        show_problems(seen.planned.problems)
        return
    st.markdown(totals_text(desk, seen.planned))
    for note in seen.planned.notes:
        st.caption(f"{note.sentence} {note.fix}")
    label = "Chuyển" if act == "chuyen" else "Đặt giá trị"
    if seen.planned.changed and st.button(f"{label} {format_money(seen.planned.changed)} khoản mục", type="primary"):
        _save(desk, seen, act, reason)


def totals_text(desk: Desk, planned: ManyPlanned) -> str:
    """What changes, and the totals of the chosen lines before and after."""
    if not planned.changed:
        return "Các khoản mục này đã có đúng giá trị đó: không có gì để ghi."
    before, after = desk.money(planned.amount_before), desk.money(planned.amount_after)
    counted = f"Đổi **{format_money(planned.changed)}** trong {format_money(planned.chosen)} khoản mục"
    return f"{counted} · thành tiền **{before} → {after}** {desk.unit.label}"


def _save(desk: Desk, seen: Previewed, act: str, reason: str) -> None:
    rearrange = desk.plan.rearrange
    try:
        with st.spinner("Đang ghi…"):
            receipt, planned = (rearrange.move if act == "chuyen" else rearrange.set_many)(seen.lines, seen.texts, reason, seen.seq)
    except PlanError as error:
        show_error(error)
        return
    if receipt is None:
        show_problems(planned.problems)
        return
    _leave(f"Đã ghi {format_money(planned.changed)} khoản mục. Bấm Hoàn tác ở cuối trang để lấy lại.")


def _draw_whole(desk: Desk, lines: Sequence[str], seen: int, act: str, reason: str) -> None:
    """Copying and deleting: what is touched is whole lines."""
    try:
        planned = desk.plan.rearrange.preview_set(lines, {})
    except PlanError as error:  # somebody deleted one of them meanwhile
        show_error(error)
        return
    st.markdown(f"{format_money(planned.chosen)} khoản mục · thành tiền **{desk.money(planned.amount_before)}** {desk.unit.label}")
    if act == "nhan-ban":
        st.caption(
            "Bản sao là khoản mục mới: chưa thẩm định, không mang theo số đã giao, hiện có, quyết định vượt định mức. "
            "Bản sao của khoản phụ thuộc sẽ phụ thuộc vào bản sao của khoản gốc."
        )
    label = f"{ACTS.get(act, '')} {format_money(len(lines))} khoản mục"
    if not st.button(label, type="primary", icon=":material/delete:" if act == "xoa" else ":material/content_copy:"):
        return
    if not reason.strip():
        st.error("Chưa ghi lý do. Ghi lý do rồi bấm lại.")
        return
    try:
        if act == "xoa":
            receipt, problems = desk.plan.lines.delete(lines, reason, seen)
            if receipt is None:
                show_problems(problems)
                return
        else:
            desk.plan.lines.copy_many(lines, reason)
    except PlanError as error:
        show_error(error)
        return
    _leave(f"Đã {ACTS[act].lower()} {format_money(len(lines))} khoản mục. Bấm Hoàn tác ở cuối trang để lấy lại.")


def _leave(said: str) -> None:
    st.session_state.pop(_PREVIEW, None)
    st.toast(said)
    st.rerun()
