"""The form of a rule, new or standing: what it would turn is shown before it can be saved with a reason."""

from collections.abc import Mapping, Sequence

import streamlit as st

from budget.model.problem import PlanError, Problem
from budget.plan.rules_part import RULE_FIELDS, RuleField
from pages.parts.desk import Desk, show_error
from pages.parts.lead import RULE
from pages.parts.rule_choices import choices_of
from pages.parts.rule_turns import draw_turns

DRAFT, REASON = "rule-draft", "rule-reason"
ANY = "Bất kỳ"
_FIRST = (
    ("source", "verdict", "document", "article"),
    ("reason", "confidence"),
    ("unit_level", "unit_kind", "unit", "category"),
    ("nature", "valid_from", "valid_to", "instead_of"),
)
_MORE = (
    ("form", "route", "appraisal", "listed"),
    ("task_group", "task", "budget_code", "gate"),
    ("year_from", "year_to", "cap_share", "cap_amount"),
)
_EMPTY = {
    **dict.fromkeys(("source", "verdict", "document"), "Chọn"),
    "instead_of": "Không",
    "confidence": "Chưa chắc, cần kiểm tra",
}
_HINTS = {
    "valid_from": "Ví dụ 07/02/2024",
    "valid_to": "Ví dụ 31/12/2025",
    "year_from": "Ví dụ 2024",
    "year_to": "Ví dụ 2025",
    "cap_share": "Ví dụ 30",
    "article": "Ví dụ Điều 3",
}


def draw_form(desk: Desk, rule: str | None, source: str) -> None:
    """The form of a standing rule, or of a new one (None) for a source; then its preview, and saving."""
    texts, version = desk.plan.rules.texts(rule) if rule else ({**dict.fromkeys(RULE_FIELDS, ""), "source": source}, 0)
    seen = st.session_state.get(f"rule-seen-{rule}")
    if seen is None or f"{_form_key(rule, seen[1], source)}-reason" not in st.session_state:
        # the fields are filled anew, so this is the version a person sees
        seen = st.session_state[f"rule-seen-{rule}"] = (version, desk.plan.head())
    form = _form_key(rule, seen[1], source)
    more_told = any(texts[name] for row in _MORE for name in row)
    with st.form(form, border=False):
        typed = {name: text for row in _FIRST for name, text in _draw_row(desk, row, texts, form)}
        with st.expander("Điều kiện khác: hình thức, công an, phụ lục, nhiệm vụ, mục lục, năm, mức tối đa", expanded=more_told):
            typed |= {name: text for row in _MORE for name, text in _draw_row(desk, row, texts, form)}
        asked = st.form_submit_button("Xem trước", icon=":material/preview:", type="primary")
    if asked:
        st.session_state[DRAFT] = (form, typed)
    drafted = st.session_state.get(DRAFT)
    if drafted is not None and drafted[0] == form:
        _draw_preview(desk, rule, drafted[1], seen[0])


def _form_key(rule: str | None, head: int, source: str) -> str:
    return f"rule-{rule}-{head}" if rule else f"rule-new-{head}-{source}"


def _draw_row(desk: Desk, names: Sequence[str], texts: Mapping[str, str], form: str) -> list[tuple[str, str]]:
    widths = [3.0 if name == "reason" else 1.0 for name in names]
    typed = []
    for cell, name in zip(st.columns(widths), names, strict=True):
        with cell:
            typed.append((name, _draw_field(desk, RULE_FIELDS[name], texts, f"{form}-{name}")))
    return typed


def _draw_field(desk: Desk, field: RuleField, texts: Mapping[str, str], key: str) -> str:
    text = texts[field.name]
    shown = choices_of(desk, field, texts["source"])
    if shown is None:
        return st.text_input(field.label, text, key=key, placeholder=_HINTS.get(field.name))
    options = list(dict.fromkeys(["", text, *shown]))
    empty = _EMPTY.get(field.name, ANY)
    chosen = st.selectbox(field.label, options, options.index(text), format_func=lambda code: shown.get(code, code) or empty, key=key)
    return chosen or ""


def _draw_preview(desk: Desk, rule: str | None, texts: Mapping[str, str], version: int) -> None:
    """What is wrong, or what would turn; saving is offered only under a preview that has nothing wrong."""
    preview = desk.plan.rules.preview(texts, rule, desk.scenario)
    for problem in preview.problems:
        show_problem(problem)
    if preview.problems or preview.text is None:
        return
    st.markdown(f"**{preview.text.verdict}** cho: {preview.text.applies}.  \n:small[{preview.text.reason} Căn cứ: {preview.text.citation}]")
    draw_turns(desk, preview.shifts)
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    key = f"rule-reason-{rule}"
    reason = left.text_input("Lý do (bắt buộc, ghi vào nhật ký)", st.session_state.get(REASON, ""), key=key)
    if right.button("Lưu quy tắc", type="primary", icon=":material/save:", width="stretch"):
        _save(desk, rule, texts, reason, version)


def _save(desk: Desk, rule: str | None, texts: Mapping[str, str], reason: str, version: int) -> None:
    st.session_state[REASON] = reason.strip()
    try:
        if rule is None:
            saved, problems = desk.plan.rules.add(texts, reason)
        else:
            receipt, problems = desk.plan.rules.change(rule, texts, reason, version)
            saved = rule if receipt else None
    except PlanError as error:
        forget_draft(rule)
        show_error(error)
        return
    for problem in problems:
        show_problem(problem)
    if saved:
        forget_draft(rule)
        desk.view.choose(RULE, saved)
        st.toast(f"Đã lưu quy tắc {saved}. Hoàn tác được ở Nhật ký.")
        st.rerun()
    elif not problems:
        st.info("Quy tắc không đổi nên không ghi thêm vào nhật ký.")


def forget_draft(rule: str | None) -> None:
    """The form starts again from what stands now."""
    st.session_state.pop(DRAFT, None)
    st.session_state.pop(f"rule-seen-{rule}", None)


def show_problem(problem: Problem) -> None:
    """A refusal, with the articles it rests on."""
    show_error(PlanError(problem))
    if problem.citation:
        st.caption(f"Căn cứ: {problem.citation}")
