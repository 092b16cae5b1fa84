"""The cures of a problem where it is read: the edit that would do, the fields concerned, setting it aside, opening its line.

Law: every cure is an edit of the line as the person saw it, with a reason, journaled and undone like any other.
"""

from collections.abc import Mapping

import streamlit as st

from budget.model.ids import BASE
from budget.model.problem import PlanError, Problem
from budget.plan.terms import FIELDS, REGISTRY, LineEdit, may_dismiss
from pages.parts.desk import Desk, current_desk
from pages.parts.lead import open_lines, open_police, open_source, open_task
from pages.parts.line_forms import ask_deletion, refuse_on_screen
from pages.parts.line_saving import REASON, read_typed

Row = dict[str, int | str | bool | None]
FORM = "sua-viec"
_PRICE = ("price_document", "price_date", "price_supplier", "price_quotes")
_VAT = ("vat", "vat_included")
_EXCESS = ("excess_authority", "excess_document", "excess_date")
_DECISION = ("feasibility_document", "feasibility_date", "decision_document", "decision_date")
CONCERNED: Mapping[str, tuple[str, ...]] = {
    "nature_mismatch": ("source", "nature"),
    "source_not_allowed": ("source",),
    "source_cap_exceeded": ("quantity", "unit_price", "source"),
    "source_missing": ("source",),
    "source_insufficient": ("source", "content_verdict"),
    "police_unclassified": ("route",),
    "police_route_wrong": ("route", "nature"),
    "unit_slip": ("unit_price",),
    "price_outlier": ("unit_price", "basis"),
    "amount_slip": ("quantity", "times"),
    "norm_exceeded": ("unit_price", *_EXCESS),
    "norm_unclear": ("norm", "measure", *_VAT),
    "code_nature_mismatch": ("budget_code", "nature"),
    "code_unknown": ("budget_code",),
    "missing_code": ("budget_code",),
    "missing_measure": ("measure",),
    "missing_amount": ("quantity", "unit_price"),
    "missing_basis": ("basis", "price_kind"),
    "duplicate_across_sources": ("name", "quantity"),
    "duplicate_request": ("name", "quantity"),
    "duplicate_across_units": ("name", "quantity"),
    "duplicate_likely": ("name", "quantity"),
    "split_purchase": ("name",),
    "quantity_over_entitlement": ("quantity", "entitled", "usable"),
    "entitlement_unknown": ("entitled", "usable"),
    "office_equipment_again": ("entitled", "usable"),
    "quantity_fraction": ("quantity", "measure"),
    "request_out_of_proportion": ("quantity", "unit_price", "last_year_outturn", "this_year_allotted"),
    "spent_over_allotted": ("this_year_allotted", "this_year_spent"),
    "requires_later": ("year", "quarter"),
    "deferred_contract": ("year", "quarter"),
    "price_kind_missing": ("price_kind", *_PRICE, *_VAT),
    "guidance_missing": ("guidance", "readiness_note"),
    "listed_mismatch": ("measure", "source"),
    "listed_over_quantity": ("quantity", "source"),
    "listed_beyond": ("source", "quantity"),
    "listed_again": ("quantity", "source"),
    "listed_unknown": ("source",),
    "gate_closed": ("policy_document", "policy_date", *_DECISION, "medium_term"),
    "gate_dates_reversed": ("policy_date", "feasibility_date", "decision_date"),
    "project_code_missing": ("project_code",),
    "project_over_total": ("quantity", "unit_price", "total_investment", "medium_term"),
    "disbursed_over_accumulated": ("accumulated", "disbursed"),
    "project_disagrees": ("project_code", "total_investment", "medium_term", "accumulated"),
    "line_after_deadline": ("year", "quarter"),
    "price_basis_incomplete": _PRICE[:3],
    "price_basis_stale": ("price_kind", *_PRICE),
    "price_date_wrong": ("price_date", "quarter"),
    "quotations_few": ("price_quotes", "price_supplier"),
    "vat_not_stated": _VAT,
}
"""The fields of the line that each code speaks of."""
_SHORT = {"unit_price": "đơn giá", "quantity": "số lượng"}


def draw_cures(desk: Desk, problem: Problem, row: Row | None) -> None:
    """What can be done about a problem, the surest first."""
    if row is not None and desk.scenario == BASE:
        _draw_edits(problem, row)
    elif row is not None:
        st.caption("Đang xem một phương án; số liệu gốc chỉ sửa ở Phương án gốc.")
    if may_dismiss(problem):
        _draw_dismissal(problem)
    with st.container(horizontal=True):
        if row is not None and desk.scenario == BASE and REGISTRY[problem.code].family == "duplicates":
            with st.popover("Xóa khoản này", icon=":material/delete:"):
                ask_deletion(str(row["id"]), int(row["version"] or 0))
        if row is not None and st.button("Mở trong bảng", icon=":material/table_rows:", shortcut="M"):
            open_lines(desk.view, str(row["id"]), danh_muc=str(row["listing"] or "estimate"), don_vi=[str(row["unit"])])
        if (
            problem.line
            and REGISTRY[problem.code].family == "police"
            and st.button("Mở đề nghị ngành công an", icon=":material/local_police:")
        ):
            open_police(desk.view, problem.line)
        if problem.pot and st.button("Mở nguồn kinh phí", icon=":material/account_balance:", shortcut="M"):
            open_source(desk.view, problem.pot.split("|")[0])
        if problem.task and st.button("Mở nhiệm vụ", icon=":material/event:"):
            open_task(desk.view, problem.task)


def _draw_edits(problem: Problem, row: Row) -> None:
    line, seen = str(row["id"]), int(row["version"] or 0)
    reason = str(st.session_state.get(REASON, ""))
    if problem.cure:
        field, text = problem.cure
        to_norm = " về định mức" if problem.code == "norm_exceeded" else ""
        label = f"Đặt {_SHORT.get(field, field)}{to_norm} {text}"
        args = (line, seen, {field: text}, reason or f"Việc cần xử lý: {REGISTRY[problem.code].title}")
        st.button(label, type="primary", icon=":material/build:", shortcut="1", on_click=save_cure, args=args)
    fields = list(CONCERNED.get(problem.code, ()))
    if not fields:
        return
    before = {name: _text_of(name, row) for name in fields}
    mark = f"{FORM}-{problem.code}-{line}-{seen}"
    with st.container(key=FORM), st.form(mark, border=False):
        keys = {name: f"{mark}-{name}" for name in fields}
        for start in range(0, len(fields), 2):
            for cell, name in zip(st.columns(2), fields[start : start + 2], strict=False):
                with cell:
                    _draw_field(name, before[name], keys[name])
        why = f"{mark}-why-{reason}"
        left, right = st.columns([2.4, 1], vertical_alignment="bottom")
        left.text_input("Lý do sửa", reason, placeholder="Nên ghi để giải trình", key=why)
        args = (line, seen, before, keys, why)
        right.form_submit_button("Lưu", icon=":material/save:", width="stretch", on_click=save_typed, args=args)


def _text_of(name: str, row: Row) -> str:
    """A field as people type it; a driver is that of the layer in force."""
    if name in _DRIVERS:
        return FIELDS[f"requested_{name}"].show(row[_DRIVERS[name]])
    field = FIELDS[name]
    value = row[field.column]
    return str(value or "") if field.choices else field.show(value)


_DRIVERS = {"quantity": "quantity_milli", "unit_price": "unit_price", "times": "times_milli"}


def _draw_field(name: str, text: str, key: str) -> None:
    field = FIELDS[f"requested_{name}" if name in _DRIVERS else name]
    label = field.label.split(" (")[0]
    if name == "source":
        catalogue = current_desk().plan.catalogue()
        _draw_choice(label, {code: catalogue.source_name(code) for code in catalogue.sources}, text, key)
    elif name == "budget_code":
        names = current_desk().plan.catalogue().budget_codes
        _draw_choice(label, {code: f"{code} {words}" for code, words in names.items()}, text, key)
    elif name == "vat_included":
        _draw_choice(label, {"có": "Có", "không": "Không"}, text, key)
    elif field.choices:
        _draw_choice(label, field.choices, text, key)
    else:
        st.text_input(label, text, key=key)


def _draw_choice(label: str, options: Mapping[str, str], text: str, key: str) -> None:
    codes = list(dict.fromkeys([*([text] if text else []), *options]))
    chosen = codes.index(text) if text else None
    st.selectbox(label, codes, index=chosen, format_func=lambda code: options.get(code, code), placeholder="Chưa chọn", key=key)


def _draw_dismissal(problem: Problem) -> None:
    words = "Không phải trùng" if problem.others and problem.code != "requires_later" else "Đã xem, bỏ qua"
    mark = f"bo-qua-{problem.code}-{problem.line}-{'-'.join(problem.others)}"
    with st.container(key="bo-qua-viec"), st.form(mark, border=False):
        left, right = st.columns([1.6, 1], vertical_alignment="bottom")
        left.text_input("Lý do bỏ qua", placeholder="Ví dụ: hai phòng làm việc khác nhau", key=f"{mark}-why")
        right.form_submit_button(
            words, icon=":material/visibility_off:", width="stretch", on_click=set_aside, args=(problem, f"{mark}-why")
        )


def save_typed(line: str, seen: int, before: Mapping[str, str], keys: Mapping[str, str], why: str) -> None:
    """Save the fields that differ from what was shown; called by the button before the run."""
    texts = {name: read_typed(st.session_state.get(key)) for name, key in keys.items()}
    changed = {name: text for name, text in texts.items() if text != before[name]}
    if not changed:
        st.toast("Chưa có gì thay đổi.")
        return
    reason = read_typed(st.session_state.get(why)).strip()
    if save_cure(line, seen, changed, reason):
        st.session_state[REASON] = reason


def save_cure(line: str, seen: int, texts: Mapping[str, str], reason: str) -> bool:
    """Save some fields of a line as the person saw it, as one batch; whether it was written. Refusals are kept for the run."""
    try:
        saved = current_desk().plan.lines.edit([LineEdit(line, name, text, seen) for name, text in texts.items()], reason)
    except PlanError as error:
        refuse_on_screen([error.problem])
        return False
    if saved.refused:
        refuse_on_screen([item.problem for item in saved.problems])
        return False
    st.toast("Đã lưu.")
    return saved.receipt is not None


def set_aside(problem: Problem, why: str) -> None:
    """Say of a problem that it was looked at and is none; called by the button before the run."""
    desk = current_desk()
    receipt, problems = desk.plan.checks.dismiss(problem, read_typed(st.session_state.get(why)), desk.scenario)
    if receipt is None:
        refuse_on_screen(problems)
    else:
        st.toast("Đã ghi nhận, chuyển sang việc tiếp theo.")


def bring_back(problem: Problem) -> None:
    """Put a problem that was set aside back into the queue; called by the button before the run."""
    desk = current_desk()
    receipt, problems = desk.plan.checks.undismiss(problem, scenario=desk.scenario)
    if receipt is None:
        refuse_on_screen(problems)
