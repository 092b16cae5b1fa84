"""The plan's rules as a table with filters; the chosen one is changed, ended or taken out below it, or a new one is added."""

from collections.abc import Sequence

import streamlit as st

from budget.model import labels
from budget.money import format_money
from budget.plan.rules_part import ListedRule
from budget.vietnamese import contains_folded, fold
from pages.parts.choice_table import choose_row
from pages.parts.desk import Desk
from pages.parts.document_form import draw_document_form
from pages.parts.lead import RULE
from pages.parts.remembered import choose_one, type_text
from pages.parts.rule_choices import document_name
from pages.parts.rule_ending import draw_ending
from pages.parts.rule_findings import draw_findings
from pages.parts.rule_form import draw_form
from pages.parts.tables import Cell, Column
from pages.parts.verdict_words import cited, verdict_cell

EVERY = "tat-ca"
_COLUMNS = (
    Column("Quy tắc", "lien"),
    Column("Nguồn", "lien"),
    Column("Kết luận", "lien"),
    Column("Áp dụng cho"),
    Column("Vì sao"),
    Column("Căn cứ"),
    Column("Khoản mục", "so"),
    Column("Thành tiền", "so"),
)
_ACTS = {
    "sua": "Sửa quy tắc đang chọn",
    "them": "Thêm quy tắc",
    "ket-thuc": "Kết thúc, xóa",
    "van-ban": "Thêm văn bản",
    "ra-soat": "Rà soát",
}


def draw_rules(desk: Desk) -> None:
    """The table, then what is done with the chosen rule."""
    listed = desk.plan.rules.listed()
    found = choose_rules(desk, listed)
    chosen = ""
    if found:
        ids = [item.rule.id for item in found]
        rows = [_row(desk, item) for item in found]
        chosen = choose_row(desk.view, RULE, _COLUMNS, rows, ids, default=ids[0], label="Quy tắc sử dụng nguồn", height=300)
    else:
        st.info("Không có quy tắc nào khớp bộ lọc. Bỏ bớt điều kiện lọc, hoặc thêm quy tắc.")
    st.caption(
        f"{len(found)} trong {len(listed)} quy tắc. Khoản mục: số khoản mục của Phương án gốc mà quy tắc này quyết định. "
        "Căn cứ ghi “cần kiểm tra” là chưa ai đối chiếu với văn bản."
    )
    acts = _ACTS if chosen else {act: _ACTS[act] for act in ("them", "van-ban", "ra-soat")}
    key = "rule-act"
    if st.session_state.get(key) not in acts:
        st.session_state[key] = next(iter(acts))
    act = st.segmented_control("Việc", list(acts), format_func=acts.__getitem__, key=key, required=True, label_visibility="collapsed")
    if act == "ket-thuc":
        draw_ending(desk, chosen)
    elif act == "van-ban":
        draw_document_form(desk)
    elif act == "ra-soat":
        draw_findings(desk)
    else:
        draw_form(desk, chosen if act == "sua" else None, next((item.rule.source for item in found if item.rule.id == chosen), ""))


def choose_rules(desk: Desk, listed: Sequence[ListedRule]) -> list[ListedRule]:
    """The filters over the table, and the rules they leave."""
    view, catalogue = desk.view, desk.plan.catalogue()
    sources = [EVERY, *(code for code in catalogue.sources if any(item.rule.source == code for item in listed))]
    documents = [EVERY, *sorted({item.rule.document for item in listed})]
    verdicts = [EVERY, *(str(value) for value in labels.VERDICT)]
    bar = st.columns([1.4, 1.6, 1.1, 2])
    with bar[0]:
        source = choose_one(view, "nguon-quy-tac", "Nguồn", sources, lambda code: _or_every(code, catalogue.source_name(code)), EVERY)
    with bar[1]:
        names = {code: document_name(desk, code) for code in documents if code != EVERY}
        document = choose_one(view, "van-ban-quy-tac", "Văn bản", documents, lambda code: _or_every(code, names.get(code, "")), EVERY)
    with bar[2]:
        verdict = choose_one(
            view, "ket-luan-quy-tac", "Kết luận", verdicts, lambda code: _or_every(code, labels.VERDICT.get(code, "")), EVERY
        )
    with bar[3]:
        text = type_text(view, "tim-quy-tac", "Tìm", "Mã, điều kiện, lý do, điều khoản; không cần dấu")
    return [
        item
        for item in listed
        if source in (EVERY, item.rule.source)
        and document in (EVERY, item.rule.document)
        and verdict in (EVERY, item.rule.verdict)
        and contains_folded(fold(f"{item.rule.id} {item.text.applies} {item.text.reason} {item.text.citation}"), text)
    ]


def _or_every(code: str, name: str) -> str:
    return "Tất cả" if code == EVERY else name


def _row(desk: Desk, item: ListedRule) -> list[str | Cell]:
    return [
        item.rule.id,
        desk.plan.catalogue().source_name(item.rule.source),
        verdict_cell(item.rule.verdict),
        item.text.applies,
        item.text.reason,
        cited(item.text.citation),
        format_money(item.lines) if item.lines else Cell("0", "mo"),
        desk.money(item.amount) if item.lines else Cell("0", "mo"),
    ]
