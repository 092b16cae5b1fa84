"""What a person decides of a returned workbook: every conflict, rows that are new or gone, figures not to be taken."""

from collections.abc import Mapping, Sequence

import streamlit as st

from budget.money import format_money
from budget.plan.returns_part import Decisions, Difference, ReturnPreview, Standing
from pages.parts.desk import Desk
from pages.parts.tables import Cell, Column, Row, draw_table

SHOWN_ONE_BY_ONE = 40
_REST: Mapping[str, str] = {
    "tung-cho": "Tôi quyết từng chỗ",
    "hien-nay": "Giữ số hiện nay cho mọi chỗ chưa quyết",
    "trong-tep": "Lấy số trong tệp cho mọi chỗ chưa quyết",
}
_ANSWERS: Mapping[str, bool] = {"Lấy số trong tệp": True, "Giữ số hiện nay": False}
_COLUMNS = (
    Column("Khoản mục"),
    Column("Cột"),
    Column("Khi xuất"),
    Column("Trong tệp"),
    Column("Bây giờ"),
    Column("Quyết định", "lien"),
    Column("Ghi chú"),
)
_WORDS = {
    Standing.APPLY: Cell("Lấy số trong tệp"),
    Standing.KEEP: Cell("Giữ số hiện nay (chỉ bộ dự toán đổi)", "mo"),
    Standing.SAME: Cell("Đã như vậy", "mo"),
    Standing.CONFLICT: Cell("Chờ quyết định", "thieu"),
    Standing.DOUBT: Cell("Chờ quyết định", "thieu"),
    Standing.PROBLEM: Cell("Không nhận được", "thieu"),
}
_MOST_ROWS = 500


def key_of(preview: ReturnPreview, key: str) -> str:
    """The widget of one decision; another file or another state of the plan asks anew."""
    return f"tra-{preview.sha256[:12]}-{preview.seq}-{key}"


def ask_decisions(desk: Desk, preview: ReturnPreview) -> Decisions:
    """Everything that was decided so far, conflicts on top."""
    by_key, rest = _ask_waiting(preview)
    declined = _draw_applied(preview)
    declined += _ask_new(desk, preview)
    delete_missing = _ask_missing(desk, preview)
    leave = _ask_rejected(preview)
    _draw_remarks(preview)
    return Decisions({**by_key, **dict.fromkeys(declined, False)}, rest, delete_missing, leave)


def difference_row(item: Difference, declined: Sequence[str] = ()) -> Row:
    """A difference as the table shows it: as exported, in the file, now, and what becomes of it."""
    decision = Cell("Giữ số hiện nay", "xem") if item.key in declined else _WORDS[item.standing]
    where = f" ({item.where})" if item.where else ""
    tone = "so" if item.is_number else ""  # numbers stand to the right, texts are long and must break
    values = [Cell(text or "(trống)", tone) for text in (item.base, item.mine, item.theirs)]
    return [f"{item.number}. {item.name}", item.label, *values, decision, f"{item.note}{where}".strip()]


def _ask_waiting(preview: ReturnPreview) -> tuple[dict[str, bool], bool | None]:
    waiting = preview.waiting
    if not waiting:
        return {}, None
    st.markdown(f"#### Cần quyết định: {format_money(len(waiting))} chỗ")
    choice = st.selectbox("Các chỗ chưa quyết", list(_REST), format_func=_REST.__getitem__, key=key_of(preview, "con-lai"))
    rest = {"tung-cho": None, "hien-nay": False, "trong-tep": True}[choice]
    draw_table(_COLUMNS, [difference_row(item) for item in waiting[:_MOST_ROWS]], label="Chỗ cần quyết định", height=300)
    by_key: dict[str, bool] = {}
    for item in waiting[:SHOWN_ONE_BY_ONE]:
        answers = ["Giữ số hiện nay"] if item.standing is Standing.PROBLEM else list(_ANSWERS)
        label = f"{item.number}. {item.name} · {item.label}: trong tệp {item.mine or '(trống)'}, bây giờ {item.theirs or '(trống)'}"
        answer = st.radio(label, answers, index=None, horizontal=True, key=key_of(preview, item.key))
        if answer is not None:
            by_key[item.key] = _ANSWERS[answer]
    if len(waiting) > SHOWN_ONE_BY_ONE:
        st.caption(f"Hiện {SHOWN_ONE_BY_ONE} chỗ đầu để quyết từng chỗ; các chỗ sau theo lựa chọn “Các chỗ chưa quyết” ở trên.")
    return by_key, rest


def _draw_applied(preview: ReturnPreview) -> list[str]:
    """The figures only one side moved; the keys of those a person does not want taken."""
    items = [item for item in preview.differences if item not in preview.waiting]
    taken = [item for item in items if item.standing is Standing.APPLY]
    if not items:
        return []
    st.markdown(f"#### Khác nhau, không vướng: {format_money(len(items))} ô, trong đó {format_money(len(taken))} ô lấy từ tệp")
    names = {item.key: f"{item.number}. {item.name} · {item.label}" for item in taken}
    declined: list[str] = []
    if names:
        with st.expander("Bỏ bớt ô không muốn lấy"):
            declined = st.multiselect("Ô không lấy từ tệp", list(names), format_func=names.__getitem__, key=key_of(preview, "bo-bot"))
    draw_table(_COLUMNS, [difference_row(item, declined) for item in items[:_MOST_ROWS]], label="Các ô khác nhau", height=360)
    if len(items) > _MOST_ROWS:
        st.caption(f"Hiện {format_money(_MOST_ROWS)} ô đầu trong {format_money(len(items))} ô.")
    return declined


def _ask_new(desk: Desk, preview: ReturnPreview) -> list[str]:
    """The keys of new rows that are not to be added."""
    if not preview.proposals:
        return []
    st.markdown(f"#### Hàng mới trong tệp: {format_money(len(preview.proposals))}")
    declined = []
    for item in preview.proposals:
        name = item.texts.get("name", "")
        unit = desk.plan.catalogue().unit_name(item.unit) if item.unit else "chưa rõ đơn vị"
        if item.problem is None:
            said = f"{item.where}: thêm “{name}” cho {unit}, năm {item.year}, {desk.money(item.amount)} {desk.unit.label}"
            if not st.checkbox(said, value=True, key=key_of(preview, item.key)):
                declined.append(item.key)
        else:
            st.caption(f"{item.problem.sentence} {item.problem.fix}")
            if st.checkbox(f"Bỏ qua {item.where}: “{name}”", key=key_of(preview, item.key)):
                declined.append(item.key)
    return declined


def _ask_missing(desk: Desk, preview: ReturnPreview) -> bool:
    """Whether lines whose rows are gone are to be deleted; never unless it is said."""
    if not preview.missing:
        return False
    count = format_money(len(preview.missing))
    st.markdown(f"#### Khoản mục không còn hàng trong tệp: {count}")
    columns = (Column("Khoản mục"), Column(f"Thành tiền ({desk.unit.label})", "so"))
    draw_table(columns, [[f"{item.number}. {item.name}", desk.money(item.amount)] for item in preview.missing], label="Thiếu", height=160)
    keep, delete = f"Giữ {count} khoản mục này", f"Xóa {count} khoản mục này khỏi bộ dự toán"
    return st.radio("Khoản mục thiếu hàng", [keep, delete], key=key_of(preview, "thieu"), label_visibility="collapsed") == delete


def _ask_rejected(preview: ReturnPreview) -> bool:
    if not preview.rejected:
        return False
    st.markdown(f"#### Hàng không nhận được: {format_money(len(preview.rejected))}")
    columns = (Column("Ở đâu", "lien"), Column("Vì sao"), Column("Cách sửa"))
    rows = [[where, problem.sentence, problem.fix] for where, problem in preview.rejected]
    draw_table(columns, rows, label="Hàng không nhận được", height=200)
    return st.checkbox("Bỏ qua các hàng này, nhận phần còn lại", key=key_of(preview, "bo-qua"))


def _draw_remarks(preview: ReturnPreview) -> None:
    if preview.remarks:
        st.markdown(f"#### Lý do điều chỉnh ghi trong tệp: {format_money(len(preview.remarks))}")
        rows = [[f"{item.number}. {item.name}", item.text] for item in preview.remarks]
        draw_table((Column("Khoản mục"), Column("Lý do")), rows, label="Lý do điều chỉnh", height=160)
        st.caption("Mỗi lý do thành một ý kiến của khoản mục, trong cùng lần ghi.")
