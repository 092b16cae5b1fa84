"""The columns of a sheet and what each was understood to hold; where its headings stand when no table was found.

A person's word outranks what was understood.
"""

from dataclasses import replace

import streamlit as st

from budget.plan.terms import MEANING, ColumnUse, Decisions, Meaning, SheetAccount, column_key, column_letter

_UNSURE = 0.5
_WIDE = 4
_LONGEST = 150
_UNREAD = ("sheet_without_table", "column_missing", "sheet_without_lines")


def correct_columns(account: SheetAccount, decisions: Decisions) -> Decisions:
    """A select box a column; the decisions with what was chosen otherwise than understood."""
    if account.reading is None or not account.reading.columns:
        return decisions
    columns = account.reading.columns
    used = [column for column in columns if column.meaning is not Meaning.IGNORED]
    unsure = [column for column in used if column.confidence <= _UNSURE]
    told = "; ".join(f"{column_letter(column.position)} {MEANING[column.meaning]}" for column in used)
    title = f"Cột: {told}" if len(told) < _LONGEST else f"Cột: {told[:_LONGEST]}…"
    with st.expander(title, expanded=bool(unsure) and account.left_out is None, icon=":material/view_column:"):
        places = st.columns(_WIDE)
        for number, column in enumerate(columns):
            key = column_key(column, columns)
            with places[number % _WIDE]:
                picked = _choose_meaning(column, f"nhap-cot-{account.sheet}-{key}", doubtful=column in unsure)
            if picked is not column.meaning:
                decisions = replace(decisions, columns={**decisions.columns, key: picked})
    return decisions


def point_out_headings(account: SheetAccount, decisions: Decisions) -> Decisions:
    """For a sheet in which no table was found: the rows its headings stand in, told by a person."""
    if account.left_out is None or account.left_out.code not in _UNREAD:
        return decisions
    first, last, button = st.columns([1, 1, 2], vertical_alignment="bottom")
    top = first.number_input("Tiêu đề từ dòng", 1, max(account.rows, 1), 1, key=f"nhap-tu-dong-{account.sheet}")
    bottom = last.number_input("đến dòng", 1, max(account.rows, 1), 1, key=f"nhap-den-dong-{account.sheet}")
    if not button.button("Đọc lại trang này", key=f"nhap-doc-lai-{account.sheet}", icon=":material/refresh:"):
        return decisions
    rows = (int(min(top, bottom)), int(max(top, bottom)))
    return replace(decisions, header_rows={**decisions.header_rows, account.sheet: rows})


def _choose_meaning(column: ColumnUse, key: str, *, doubtful: bool) -> Meaning:
    options = list(Meaning)
    doubt = " :orange[(chưa chắc)]" if doubtful else ""
    label = f"{column_letter(column.position)}: {column.heading or 'không tiêu đề'}{doubt}"
    begin = options.index(column.meaning)
    picked: Meaning = st.selectbox(label, options, begin, key=key, format_func=lambda value: MEANING[value])
    return picked
