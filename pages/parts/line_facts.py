"""What an appraiser asks of the chosen line first, as one dense native form: price, VAT, money given, stock, request, excess."""

import streamlit as st

from budget.plan.terms import FIELDS, describe_room
from budget.vietnamese import fold
from pages.parts.desk import Desk
from pages.parts.line_forms import draw_refusal
from pages.parts.line_saving import REASON, save_form

Row = dict[str, int | str | bool | None]
SECTIONS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("Căn cứ, mã số", (("basis",), ("norm", "budget_code"))),
    (
        "Đơn giá, thuế",
        (("price_kind",), ("price_document",), ("price_date", "price_quotes"), ("price_supplier",), ("vat", "vat_included")),
    ),
    ("Đã giao, đã chi (đồng)", (("last_year_outturn", "this_year_allotted"), ("this_year_spent", "spent_on"))),
    ("Định mức, hiện có", (("entitled", "usable"),)),
    ("Văn bản đề nghị", (("request_document",), ("request_date", "request_round"))),
    ("Cho phép vượt định mức", (("excess_authority",), ("excess_document", "excess_date"))),
)
"""Headings and the rows of fields under each."""
SHORT = {
    "basis": "Văn bản, tài liệu",
    "norm": "Mã định mức",
    "price_kind": "Loại căn cứ giá",
    "price_document": "Số văn bản",
    "price_date": "Ngày",
    "price_supplier": "Nhà cung cấp",
    "vat": "Thuế GTGT (%)",
    "vat_included": "Giá gồm thuế",
    "last_year_outturn": "Thực hiện năm trước",
    "this_year_allotted": "Năm nay đã giao",
    "this_year_spent": "Đã chi",
    "spent_on": "Đến ngày",
    "entitled": "Được trang bị",
    "usable": "Còn dùng được",
    "request_document": "Số, ký hiệu",
    "request_date": "Ngày",
    "request_round": "Lần",
    "excess_authority": "Cấp quyết định",
    "excess_document": "Số quyết định",
    "excess_date": "Ngày",
}
"""Labels under their heading; the others are the fields' own."""
_UNKNOWN = "Chưa rõ"
_DAY = "05/03/2024"


def draw_facts(desk: Desk, row: Row) -> None:
    """The form; saving goes the same way as the figures' form, so a figure somebody changed meanwhile is never overwritten."""
    line, seen = str(row["id"]), int(row["version"] or 0)
    before, form = fact_texts(row), f"facts-{line}-{seen}"
    keys = {name: f"{form}-{name}" for name in before}
    _draw_origin(row)
    with st.form(form, border=False):
        for heading, rows in SECTIONS:
            st.markdown(f"**{heading}**")
            for names in rows:
                for cell, name in zip(st.columns(_widths(names)), names, strict=True):
                    with cell:
                        _draw_field(desk, name, before[name], keys[name])
            if heading.startswith("Định mức"):
                _draw_room(row)
        reason = str(st.session_state.get(REASON, ""))
        why = f"{form}-why-{reason}"
        st.text_input("Lý do sửa", reason, placeholder="Nên ghi để giải trình", key=why)
        draw_refusal()
        st.form_submit_button("Lưu", type="primary", on_click=save_form, args=(line, seen, before, keys, why))


def fact_texts(row: Row) -> dict[str, str]:
    """The line's facts as the form shows them: field name -> text, "" where nobody has told."""
    names = [name for _, rows in SECTIONS for names in rows for name in names]
    return {name: FIELDS[name].show(row[FIELDS[name].column]) for name in names}


def _draw_field(desk: Desk, name: str, text: str, key: str) -> None:
    field, label = FIELDS[name], SHORT.get(name, FIELDS[name].label)
    if name == "norm":
        norms = desk.plan.catalogue().norms
        options = list(dict.fromkeys(["", text, *norms]))
        st.selectbox(label, options, options.index(text), format_func=lambda code: _norm_label(code, norms.get(code, "")), key=key)
    elif field.choices is not None or name == "vat_included":
        options = ["", *(field.choices.values() if field.choices is not None else ("có", "không"))]
        st.selectbox(label, options, options.index(text), format_func=lambda shown: shown or _UNKNOWN, key=key)
    else:
        hint = _DAY if field.name.endswith(("_date", "_on")) else ""
        st.text_input(label, text, placeholder=hint or None, key=key)


def _norm_label(code: str, name: str) -> str:
    return f"{code} - {name}" if code and name else code or "Không có"


def _widths(names: tuple[str, ...]) -> list[float]:
    """A day or a count needs less room than what stands before it."""
    narrow = {"price_quotes": 0.7, "request_round": 0.6, "excess_date": 0.75, "spent_on": 0.9}
    return [narrow.get(name, 1.0) for name in names]


def _draw_room(row: Row) -> None:
    entitled, usable = row["entitled_milli"], row["usable_milli"]
    said, over = describe_room(
        None if entitled is None else int(entitled),
        None if usable is None else int(usable),
        int(row["quantity_milli"] or 0),
        str(row["measure"]),
    )
    if said:
        st.markdown(f":red[⚠ {said}]" if over else f":small[{said}]")


def _draw_origin(row: Row) -> None:
    """Where an imported line stood in the file it came from."""
    origin = str(row["origin"] or "")
    told = [
        origin if fold(origin).startswith("tep ") else f"tệp {origin}" if origin else "",
        f"Nhóm: {row['heading']}" if row["heading"] else "",
    ]
    said = " · ".join(part for part in told if part)
    if said:
        st.caption(f"Lấy từ {said}" if row["origin"] else said)
