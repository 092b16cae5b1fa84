"""What a person decides of a file on screen: unit, source, money unit, sheets, and the names the program asks about."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from budget.model import labels
from budget.money import MoneyUnit, format_money
from budget.plan.terms import Decisions, ImportPreview, Question, why_asked
from pages.parts.desk import Desk

NOTHING = ""
_AS_SAID = "Theo tệp"
_KINDS = {"unit": "đơn vị", "source": "nguồn kinh phí", "task": "nhiệm vụ"}


def offer_profile(desk: Desk, preview: ImportPreview) -> Decisions:
    """The way of reading kept for these headings, to be used with one click; the decisions that hold."""
    profile = desk.plan.imports.proposed_profile(preview)
    if profile is None or preview.decisions.profile == profile.id:
        return preview.decisions
    text, button = st.columns([4, 1], vertical_alignment="center")
    text.info(f"Bảng có các tiêu đề giống cách đọc đã nhớ **{profile.name}**.", icon=":material/history:")
    if button.button("Dùng cách đọc này", width="stretch", type="primary"):
        for key in [key for key in st.session_state if str(key).startswith("nhap-")]:
            del st.session_state[key]
        return replace(profile.decisions, profile=profile.id)
    return preview.decisions


def choose_defaults(desk: Desk, decisions: Decisions) -> Decisions:
    """Whose lines they are, from which money, in which unit, where the file says nothing."""
    catalogue = desk.plan.catalogue()
    unit, source, money, nature = st.columns([2.2, 2.2, 1.3, 1.5])
    units, sources = list(catalogue.units), list(catalogue.sources)
    with unit:
        code = _choose("don-vi", "Đơn vị (cho dòng không ghi đơn vị)", units, decisions.unit, catalogue.unit_name, "Chưa chọn")
    with source:
        paid = _choose("nguon", "Nguồn (cho dòng không ghi nguồn)", sources, decisions.source, catalogue.source_name, "Chưa rõ")
    with money:
        chosen = decisions.money_unit.value if decisions.money_unit else NOTHING
        told = _choose("tien", "Đơn vị tiền", [unit.value for unit in MoneyUnit], chosen, lambda value: MoneyUnit(value).label, _AS_SAID)
    with nature:
        natures = list(map(str, labels.NATURE))
        sort = _choose("tinh-chat", "Tính chất chi", natures, decisions.nature, lambda value: labels.NATURE[value], "Theo nguồn, mục")
    return replace(decisions, unit=code, source=paid, money_unit=MoneyUnit(told) if told else None, nature=sort)


def choose_sheets(preview: ImportPreview, decisions: Decisions) -> Decisions:
    """Which sheets are taken, where there are several."""
    names = [account.sheet for account in preview.sheets]
    if len(names) < 2:
        return decisions
    taken = [account.sheet for account in preview.sheets if account.left_out is None]
    key = f"nhap-trang-{preview.id}"
    chosen = st.pills("Trang được lấy", names, selection_mode="multi", default=list(decisions.sheets) or taken, key=key)
    if not chosen:
        st.caption("Chưa chọn trang nào nên lấy các trang chương trình thấy là dự toán.")
    if list(chosen) == taken and not decisions.sheets:
        return decisions
    return replace(decisions, sheets=tuple(chosen))


def draw_questions(desk: Desk, preview: ImportPreview) -> Decisions:
    """Each name the program will not guess, with what it could mean; the decisions with the answers given."""
    decisions = preview.decisions
    asked = [question for question in preview.questions if question.kind in _KINDS]
    for question in preview.questions:
        if question.kind == "sheets":
            st.warning(f"{question.name} Chọn ở **Trang được lấy** phía trên.", icon=":material/help:")
    if not asked and not _answered(decisions):
        return decisions
    needed = sum(question.required for question in asked)
    open_ones = f"{format_money(len(asked))} tên chưa rõ, có thể để trống" if asked else "Tên trong tệp và mã đã chọn"
    title = f"Cần trả lời {format_money(needed)} tên" if needed else open_ones
    with st.expander(title, expanded=bool(needed), icon=":material/help:"):
        for question in asked:
            code = _ask(desk, question)
            if code:
                decisions = decisions.answering(question.kind, question.key, code)
        return _draw_answers(desk, decisions)


def _ask(desk: Desk, question: Question) -> str:
    said, answer = st.columns([2, 2], vertical_alignment="center")
    rows = f"dòng {question.row}" + (f" và {format_money(question.rows - 1)} dòng khác" if question.rows > 1 else "")
    mark = ":red[Phải trả lời]" if question.required else ":gray[Có thể để trống]"
    said.markdown(f"**{question.name}** {why_asked(question)}.  \n{mark} · trang “{question.sheet}”, {rows}")
    codes, show = _codes(desk, question.kind)
    listed = [*question.candidates, *(code for code in codes if code not in question.candidates)]
    with answer:
        return _choose(f"tra-loi-{question.kind}-{question.key}", f"Là {_KINDS[question.kind]} nào", listed, NOTHING, show, "Chưa chọn")


def _draw_answers(desk: Desk, decisions: Decisions) -> Decisions:
    """Answers given, each to be taken back."""
    for kind in _KINDS:
        _, show = _codes(desk, kind)
        for name, code in getattr(decisions, f"{kind}s").items():
            said = f"{name.partition(' @')[0]} → {show(code)}"
            if st.button(said, key=f"nhap-bo-{kind}-{name}", icon=":material/close:", help="Bấm để chọn lại"):
                st.session_state.pop(f"nhap-tra-loi-{kind}-{name}", None)
                decisions = decisions.answering(kind, name, NOTHING)
    return decisions


def _codes(desk: Desk, kind: str) -> tuple[Sequence[str], Callable[[str], str]]:
    catalogue = desk.plan.catalogue()
    if kind == "unit":
        return list(catalogue.units), lambda code: f"{catalogue.unit_name(code)} ({code})"
    if kind == "source":
        return list(catalogue.sources), catalogue.source_name
    return list(catalogue.tasks), lambda code: catalogue.tasks[code].name if code in catalogue.tasks else code


def _answered(decisions: Decisions) -> bool:
    return bool(decisions.units or decisions.sources or decisions.tasks)


def _choose(name: str, label: str, codes: Sequence[str], chosen: str, show: Callable[[str], str], nothing: str) -> str:
    """A select box whose first choice is nothing."""
    options = [NOTHING, *codes]
    begin = options.index(chosen) if chosen in options else 0
    picked: str = st.selectbox(label, options, begin, key=f"nhap-{name}", format_func=lambda code: show(code) if code else nothing)
    return picked
