"""The matrix of who may be paid from what, and what stands behind one of its cells: the rule, the article, the lines."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from budget.model import labels
from budget.model.states import Verdict
from budget.money import format_money
from budget.plan.eligibility_part import Asked, DecisionText, MatrixCell, MatrixRow, RowKey, RowsBy
from pages.parts.choice_table import choose_cell
from pages.parts.desk import Desk
from pages.parts.eligibility_day import choose_day
from pages.parts.lead import open_lines, open_rule
from pages.parts.remembered import choose_one
from pages.parts.tables import Cell, Column, draw_table
from pages.parts.verdict_words import DEPENDS, cited, say, say_split, verdict_cell

CELL = "o-ma-tran"
ROWS: Mapping[str, str] = {
    RowsBy.LEVEL: "Khối và nhóm chi",
    RowsBy.UNIT: "Nhóm chi của một đơn vị",
    RowsBy.CATEGORY: "Đơn vị có một nhóm chi",
}
_DECISIONS = (
    Column("Kết luận", "lien"),
    Column("Khoản mục", "so"),
    Column("Thành tiền", "so"),
    Column("Vì sao"),
    Column("Căn cứ"),
    Column("Quy tắc", "lien"),
    Column("Áp dụng cho"),
)
_OTHERS = (Column("Quy tắc", "lien"), Column("Kết luận", "lien"), Column("Áp dụng cho"), Column("Vì sao"), Column("Căn cứ"))
_BETWEEN = "~"


def draw_matrix(desk: Desk) -> None:
    """The choices, the table, and what stands behind the chosen cell."""
    asked = ask(desk)
    matrix = desk.plan.eligibility.matrix(asked, desk.scenario)
    rows, sources = matrix.rows, matrix.sources
    if not rows:
        st.info(f"Không có khoản mục {labels.NATURE[asked.nature].lower()} nào của {desk.year_label} khớp lựa chọn. Đổi lựa chọn ở trên.")
        return
    columns = [
        Column("Đơn vị" if asked.rows is RowsBy.CATEGORY else "Nhóm chi", "ten"),
        Column(f"Thành tiền ({desk.unit.label})", "so"),
        *(Column(desk.plan.catalogue().source_name(source), "o") for source in sources),
    ]
    cells = [[_row_name(desk, asked, row.key), _amount(desk, row), *(_cell(row, source) for source in sources)] for row in rows]
    chosen = choose_cell(desk.view, CELL, columns, cells, default=_first(rows), label="Nguồn nào được chi cho nhóm nào", height=400)
    st.caption(
        "Bấm một ô, hoặc đi bằng phím mũi tên rồi Enter, để xem căn cứ. Số nhỏ: khoản mục đang lấy nguồn đó. "
        "Nguồn khác tính chất chi không hiện, vì hai loại tiền không được lẫn. Thành tiền là của cả khoản mục, kể cả phần rơi vào năm khác."
    )
    *key, source = chosen.split(_BETWEEN)
    row = next(row for row in rows if row.key == tuple(key))
    _draw_cell(desk, asked, row, source, matrix.explain(row.key, source))


def ask(desk: Desk) -> Asked:
    """The choices over the matrix."""
    view, catalogue = desk.view, desk.plan.catalogue()
    bar = st.columns([1.7, 2.2, 1.4, 2.9], vertical_alignment="bottom")
    with bar[0]:
        rows = RowsBy(choose_one(view, "hang", "Mỗi hàng là", list(ROWS), ROWS.__getitem__, default=RowsBy.LEVEL.value))
    with bar[1]:
        unit = category = ""
        if rows is RowsBy.UNIT:
            unit = choose_one(view, "don-vi-tra", "Đơn vị", list(catalogue.units), catalogue.unit_name)
        elif rows is RowsBy.CATEGORY:
            category = choose_one(view, "nhom-chi-tra", "Nhóm chi", list(labels.CATEGORY), lambda code: labels.CATEGORY[code])
        else:
            st.text_input("Phạm vi", "Mọi đơn vị, mọi nhóm chi", disabled=True)
    with bar[2]:
        nature = choose_one(view, "tinh-chat-tra", "Tính chất chi", list(labels.NATURE), lambda code: labels.NATURE[code])
    with bar[3]:
        on = choose_day(desk)
    return Asked(rows, nature, unit, category, desk.year, on)


def _first(rows: Sequence[MatrixRow]) -> str:
    """The cell that is open before anybody chose: the first where lines plan a source that may not pay them, else the first."""
    for row in rows:
        for source, cell in row.cells.items():
            if cell.planned_lines and cell.verdict is not Verdict.ALLOW:
                return _BETWEEN.join((*row.key, source))
    return _BETWEEN.join((*rows[0].key, next(iter(rows[0].cells))))


def _cell(row: MatrixRow, source: str) -> Cell:
    cell, identity = row.cells[source], _BETWEEN.join((*row.key, source))
    planned = f"{format_money(cell.planned_lines)} đang lấy" if cell.planned_lines else ""
    if cell.verdict is None:
        return Cell(DEPENDS, "xem", ", ".join(filter(None, (say_split(cell.split), planned))), identity)
    return verdict_cell(cell.verdict, planned, identity)


def _amount(desk: Desk, row: MatrixRow) -> Cell:
    return Cell(desk.money(row.amount), under=f"{format_money(row.lines)} khoản mục")


def _row_name(desk: Desk, asked: Asked, key: RowKey) -> Cell:
    if asked.rows is RowsBy.CATEGORY:
        return Cell(desk.plan.catalogue().unit_name(key[0]))
    if asked.rows is RowsBy.UNIT:
        return Cell(labels.CATEGORY.get(key[0], "Chưa có nhóm chi"))
    level, kind, category = key
    return Cell(labels.CATEGORY.get(category, "Chưa có nhóm chi"), under=_place(level, kind))


def _place(level: str, kind: str) -> str:
    return labels.UNIT_KIND.get(kind) or labels.UNIT_LEVEL.get(level) or "Đơn vị chưa rõ khối"


def _draw_cell(desk: Desk, asked: Asked, row: MatrixRow, source: str, decisions: Sequence[DecisionText]) -> None:
    """The deciding rules of one cell with their articles, the rules they outweighed, and the way to the lines."""
    name = desk.plan.catalogue().sources[source].name
    heading = _row_name(desk, asked, row.key)
    of = f"{heading.text}, {heading.under}" if heading.under else heading.text
    if asked.rows is RowsBy.UNIT:
        of = f"{of}, {desk.plan.catalogue().unit_name(asked.unit)}"
    elif asked.rows is RowsBy.CATEGORY:
        of = f"{labels.CATEGORY[asked.category]}, {of}"
    st.markdown(f"**{name}** cho **{of}**: {_told(row.cells[source])}, {_when(asked.on)}")
    draw_table(_DECISIONS, [_decision_row(desk, decision) for decision in decisions], label="Căn cứ của ô đang chọn")
    with st.container(horizontal=True):
        if st.button(f"Xem {format_money(row.lines)} khoản mục của hàng này", icon=":material/table_rows:"):
            open_lines(desk.view, **line_filters(desk, asked, row.key))
        for rule in dict.fromkeys(decision.rule.id for decision in decisions if decision.rule):
            if st.button(f"Mở quy tắc {rule}", icon=":material/gavel:", key=f"open-{rule}"):
                open_rule(desk.view, rule)
    others = {text.id: text for decision in decisions for text in decision.outweighed}
    if others:
        with st.expander(f"{len(others)} quy tắc khác cũng nói về trường hợp này nhưng không quyết định"):
            st.caption("Văn bản cao hơn thắng, rồi đến văn bản sau, rồi đến quy tắc có nhiều điều kiện hơn.")
            cells = [[text.id, text.verdict, text.applies, text.reason, cited(text.citation)] for text in others.values()]
            draw_table(_OTHERS, cells, label="Quy tắc không quyết định")


def _decision_row(desk: Desk, decision: DecisionText) -> list[str | Cell]:
    return [
        verdict_cell(decision.verdict),
        format_money(decision.lines),
        desk.money(decision.amount),
        decision.reason,
        cited(decision.citation),
        decision.rule.id if decision.rule else "–",
        decision.rule.applies if decision.rule else "Không quy tắc nào quyết định",
    ]


def line_filters(desk: Desk, asked: Asked, key: RowKey) -> dict[str, str | tuple[str, ...]]:
    """The estimate's filters that show the lines of a row."""
    natures: dict[str, str | tuple[str, ...]] = {"tinh_chat": (asked.nature,)}
    if asked.rows is RowsBy.CATEGORY:
        return {**natures, "don_vi": (key[0],), "nhom_chi": (asked.category,)}
    if asked.rows is RowsBy.UNIT:
        return {**natures, "don_vi": (asked.unit,), "nhom_chi": (key[0],)}
    level, kind, category = key
    units = desk.plan.catalogue().units.values()
    same = tuple(unit.code for unit in units if (unit.level, unit.kind) == (level, kind))
    mixed = any(unit.level == level and unit.kind != kind for unit in units)
    return {**natures, "khoi": (level,), "nhom_chi": (category,), **({"don_vi": same} if mixed else {})}


def _told(cell: MatrixCell) -> str:
    return say(cell.verdict) if cell.verdict is not None else f"{DEPENDS} ({say_split(cell.split)})"


def _when(on: date | None) -> str:
    return "xét tại cuối quý của từng khoản mục" if on is None else f"xét tại ngày {on:%d/%m/%Y}"
