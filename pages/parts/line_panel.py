"""The chosen line beside the grid: its drivers as a sentence, a native form to change them, its basis, its history."""

import streamlit as st

from budget.model import labels
from budget.model.ids import BASE
from budget.model.states import Nature, Severity, Verdict
from budget.money import format_money
from budget.plan.terms import FIELDS, LineFilter
from budget.quantity import format_quantity
from pages.parts.clicks import clicked
from pages.parts.desk import Desk
from pages.parts.lead import open_line_answer
from pages.parts.line_facts import draw_facts
from pages.parts.line_forms import ask_deletion, draw_refusal
from pages.parts.line_listing import draw_listing
from pages.parts.line_notes import draw_attachments, draw_comments
from pages.parts.line_phases import draw_phases
from pages.parts.line_project import draw_project
from pages.parts.line_saving import REASON, save_form
from pages.parts.line_split import split_line
from pages.parts.lines_together import change_together
from pages.parts.redraw import PANEL

Row = dict[str, int | str | bool | None]
SECTION = "line-section"
SECTIONS = {
    "so-lieu": "Số liệu",
    "gia": "Giá, căn cứ",
    "nguon": "Nguồn",
    "phan-ky": "Phân kỳ",
    "du-an": "Dự án",
    "y-kien": "Ý kiến",
    "tep": "Tệp",
    "lich-su": "Lịch sử",
}
_VERDICTS = {Verdict.ALLOW: ":green[✓ Được]", Verdict.DENY: ":red[✗ Không]", Verdict.INSUFFICIENT: ":orange[? Chưa đủ căn cứ]"}


def draw_line(desk: Desk, line: str | None) -> None:
    """The panel; an empty state when no line is chosen."""
    rows = desk.plan.lines.rows(LineFilter(listing=None, lines=(line,)), desk.scenario) if line else []
    if not rows:
        draw_refusal()
        st.info("Chọn một dòng trong bảng để xem căn cứ, lịch sử và sửa tại đây.", icon=":material/touch_app:")
        return
    row = rows[0]
    st.markdown(f"**{row['number']}. {row['name']}**  \n{row['unit_name']}")
    st.markdown(describe_amount(row))
    draw = {
        "so-lieu": _draw_form,
        "gia": _draw_facts,
        "nguon": _draw_basis,
        "phan-ky": lambda desk, row: draw_phases(desk, str(row["id"])),
        "du-an": draw_project,
        "y-kien": lambda desk, row: draw_comments(desk, str(row["id"])),
        "tep": lambda desk, row: draw_attachments(desk, str(row["id"])),
        "lich-su": lambda desk, row: _draw_history(desk, str(row["id"])),
    }
    draw[choose_section(desk, row)](desk, row)


def choose_section(desk: Desk, row: Row) -> str:
    """Which side of the line is shown; only that one is read and drawn. Comments and files are counted; only investment is a project."""
    comments, files = desk.plan.notes.counts(str(row["id"]))
    sections = [name for name in SECTIONS if name != "du-an" or row["nature"] == Nature.INVESTMENT]
    names = {**SECTIONS, "y-kien": f"Ý kiến ({comments})", "tep": f"Tệp ({files})"}
    if st.session_state.get(SECTION) not in sections:
        st.session_state[SECTION] = "so-lieu"
    chosen = st.segmented_control(
        "Xem gì của khoản mục",
        sections,
        format_func=names.__getitem__,
        key=SECTION,
        required=True,
        label_visibility="collapsed",
        wrap=True,
        persist_state="session",
    )
    return chosen or "so-lieu"


def describe_amount(row: Row) -> str:
    """The drivers as a sentence: 12 bộ x 15.000.000 đ x 1 lần = 180.000.000 đ."""
    quantity, times = format_quantity(_whole(row["quantity_milli"])), format_quantity(_whole(row["times_milli"]))
    parts = f"{quantity} {row['measure']} × {format_money(_whole(row['unit_price']))} đ × {times} lần"
    cut = _whole(row["adjustment"])
    less = f" - {format_money(-cut)} đ (giảm trừ theo tỷ lệ)" if cut else ""
    layer = "thẩm định tài chính" if row["appraised"] else "đề nghị, chưa thẩm định"
    return f"{parts}{less} = **{format_money(_whole(row['amount']))} đ**  \n:small[Số {layer}]"


def _draw_form(desk: Desk, row: Row) -> None:
    if desk.scenario != BASE:
        st.caption("Đang xem một phương án; số liệu gốc chỉ sửa ở Phương án gốc.")
        return
    catalogue, line, seen = desk.plan.catalogue(), str(row["id"]), _whole(row["version"])
    before, form = current_texts(row), f"line-{line}-{seen}"
    keys = {name: f"{form}-{name}" for name in before}
    with st.form(form, border=False):
        cells = st.columns([1, 1.5, 0.9])
        cells[0].text_input("Số lượng", before["quantity"], key=keys["quantity"])
        cells[1].text_input("Đơn giá (đồng)", before["unit_price"], key=keys["unit_price"])
        cells[2].text_input("Số lần", before["times"], key=keys["times"])
        sources = list(dict.fromkeys([*([before["source"]] if before["source"] else []), *catalogue.sources]))
        chosen = sources.index(before["source"]) if before["source"] in sources else None
        show, hint = catalogue.source_name, "Chưa có nguồn"
        st.selectbox("Nguồn kinh phí", sources, index=chosen, format_func=show, placeholder=hint, key=keys["source"])
        priorities = [str(int(value)) for value in labels.PRIORITY]
        chosen = priorities.index(before["priority"])
        st.selectbox("Mức ưu tiên", priorities, index=chosen, format_func=lambda code: labels.PRIORITY[int(code)], key=keys["priority"])
        st.checkbox("Không được cắt", bool(row["locked"]), key=keys["locked"])
        st.text_input("Ghi chú", before["note"], key=keys["note"])
        reason = str(st.session_state.get(REASON, ""))
        why = f"{form}-why-{reason}"
        st.text_input("Lý do sửa", reason, placeholder="Nên ghi để giải trình", key=why)
        draw_refusal()  # where the eyes are: the panel's top may be scrolled away
        st.form_submit_button("Lưu", type="primary", on_click=save_form, args=(line, seen, before, keys, why))
    _draw_actions(desk, row)


def current_texts(row: Row) -> dict[str, str]:
    """The line's figures as the form shows them."""
    return {
        "quantity": format_quantity(_whole(row["quantity_milli"])),
        "unit_price": format_money(_whole(row["unit_price"])),
        "times": format_quantity(_whole(row["times_milli"])),
        "source": str(row["source"] or ""),
        "priority": str(row["priority"]),
        "locked": "có" if row["locked"] else "không",
        "note": str(row["note"] or ""),
    }


def _draw_facts(desk: Desk, row: Row) -> None:
    if desk.scenario != BASE:
        st.caption("Đang xem một phương án; căn cứ giá chỉ sửa ở Phương án gốc.")
        return
    draw_facts(desk, row)


def _draw_actions(desk: Desk, row: Row) -> None:
    line = str(row["id"])
    with st.container(horizontal=True):
        if clicked("Nhân bản", icon=":material/content_copy:", key=f"copy-{line}", part=PANEL):
            desk.view.choose("khoan-muc", desk.plan.lines.copy(line, "Nhân bản khoản mục"))
            st.rerun()
        if clicked("Tách", icon=":material/call_split:", key=f"split-{line}", part=PANEL):
            split_line(desk, row)
        if clicked("Chuyển", icon=":material/drive_file_move:", key=f"move-{line}", part=PANEL):
            change_together(desk, (line,), desk.plan.head(), "chuyen")
        with st.popover("Xóa", icon=":material/delete:"):
            ask_deletion(line, _whole(row["version"]))


def _draw_basis(desk: Desk, row: Row) -> None:
    catalogue = desk.plan.catalogue()
    task = catalogue.tasks.get(str(row["task"]))
    facts = {
        "Căn cứ": row["basis"],
        "Định mức": catalogue.norms.get(str(row["norm"]), row["norm"]) if row["norm"] else None,
        "Tiểu mục": f"{row['budget_code']} {catalogue.budget_codes.get(str(row['budget_code']), '')}" if row["budget_code"] else None,
        "Nhóm chi": labels.CATEGORY.get(str(row["category"])),
        "Tính chất": labels.NATURE.get(str(row["nature"])),
        "Nhiệm vụ": f"{task.code} {task.name}" if task else row["task"],
        "Thời gian": f"Quý {row['quarter']}/{row['year']}",
        "Lý do không được cắt": row["lock_reason"] if row["locked"] else None,
    }
    draw_listing(desk, str(row["id"]), _whole(row["version"]))
    draw_eligibility(desk, str(row["id"]))
    st.markdown("  \n".join(f":small[{name}: {value}]" for name, value in facts.items() if value))


def draw_eligibility(desk: Desk, line: str) -> None:
    """What is wrong with this line, then who may pay for it and by which article."""
    for problem in desk.plan.checks.of_lines([line], desk.scenario):
        citation = f"  \n:small[{problem.citation}]" if problem.citation else ""
        (st.error if problem.severity is Severity.ERROR else st.warning)(f"{problem.sentence} {problem.fix}{citation}")
    st.markdown("**Nguồn nào được chi, theo quy định nào**")
    for offer in desk.plan.checks.eligible_sources(line, desk.scenario):
        planned = " (đang chọn)" if offer.planned else ""
        st.markdown(f"{_VERDICTS[offer.verdict]} · **{offer.name}**{planned}  \n:small[{offer.reason} {offer.citation}]")
    if clicked("Tra vào ngày khác", icon=":material/gavel:", key=f"who-pays-{line}", part=PANEL):
        open_line_answer(desk.view, line)


def _draw_history(desk: Desk, line: str) -> None:
    events = desk.plan.lines.history(line)
    for event in events[:40]:
        moment = f"{event.moment[11:16]} {event.moment[8:10]}/{event.moment[5:7]}/{event.moment[:4]}"
        change = f"{event.label}: {event.old} → **{event.new}**" if event.field in FIELDS else f"{event.label} {event.new or event.old}"
        why = f"  \n:small[Lý do: {event.reason}]" if event.reason else ""
        st.markdown(f":small[{moment} · {event.actor}]  \n{change}{why}")


def _whole(value: int | str | bool | None) -> int:
    return int(value) if isinstance(value, (int, str)) and value != "" else 0
