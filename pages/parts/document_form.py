"""Adding a document that rules can cite, or correcting one people added: what is known of it, with a reason."""

import streamlit as st

from budget.model.problem import PlanError
from budget.plan.rules_part import DOCUMENT_FIELDS
from pages.parts.desk import Desk, show_error
from pages.parts.rule_choices import document_name
from pages.parts.rule_form import REASON, show_problem

NEW = "moi"
_ROWS = (("number", "kind", "rank", "issuer"), ("title", "short_name"), ("issued", "valid_from", "valid_to", "confidence"), ("note",))
_HINTS = {"number": "Ví dụ 334/QĐ-UBND", "kind": "Ví dụ Quyết định", "issued": "Ví dụ 07/02/2024", "valid_from": "Ví dụ 07/02/2024"}


def draw_document_form(desk: Desk) -> None:
    """The form; documents that came with the program are not in it."""
    own = desk.plan.rules.own_documents()
    shown = {NEW: "Thêm văn bản mới", **{code: f"Sửa {document_name(desk, code)}" for code in own}}
    st.caption("Văn bản có sẵn của chương trình không sửa ở đây. Chỉ ghi ngày đã thấy trên văn bản; chưa thấy thì để trống.")
    code = st.selectbox("Văn bản", list(shown), format_func=shown.__getitem__, key="document-asked", label_visibility="collapsed")
    texts, version = own.get(code, (dict.fromkeys(DOCUMENT_FIELDS, ""), 0))
    form = f"document-{code}-{version}-{len(own)}"
    with st.form(form, border=False):
        typed = {}
        for names in _ROWS:
            for cell, name in zip(st.columns([2.0 if name == "title" else 1.0 for name in names]), names, strict=True):
                field, key = DOCUMENT_FIELDS[name], f"{form}-{name}"
                if field.choices is None:
                    typed[name] = cell.text_input(field.label, texts[name], key=key, placeholder=_HINTS.get(name))
                else:
                    options = ["", *field.choices.values()]
                    hint = "Chọn" if name == "rank" else "Chưa chắc, cần kiểm tra"
                    typed[name] = cell.selectbox(
                        field.label, options, options.index(texts[name]), format_func=lambda text, hint=hint: text or hint, key=key
                    )
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        reason = left.text_input("Lý do thêm, sửa văn bản (bắt buộc)", st.session_state.get(REASON, ""), key=f"{form}-why")
        saved = right.form_submit_button("Lưu văn bản", icon=":material/save:", width="stretch")
    if saved:
        _save(desk, None if code == NEW else code, typed, reason, version)


def _save(desk: Desk, code: str | None, texts: dict[str, str], reason: str, version: int) -> None:
    st.session_state[REASON] = reason.strip()
    try:
        added, problems = desk.plan.rules.save_document(texts, reason, code, version if code else None)
    except PlanError as error:
        show_error(error)
        return
    for problem in problems:
        show_problem(problem)
    if added:
        st.toast(f"Đã lưu văn bản {document_name(desk, added)}. Quy tắc dẫn được văn bản này ngay.")
        st.rerun()
    elif not problems:
        st.info("Văn bản không đổi nên không ghi thêm vào nhật ký.")
