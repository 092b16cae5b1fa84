"""One line explained: its eight criteria in sentences, its band, who decides; points and a band by hand, each with its reason."""

from collections.abc import Mapping

import streamlit as st

from budget.model import labels
from budget.model.states import Band, Criterion
from budget.money import format_money
from budget.plan.necessity_part import LineNeed, Part, say_score
from pages.parts.desk import Desk, current_desk
from pages.parts.lead import open_lines
from pages.parts.line_forms import show_problems
from pages.parts.need_choices import Asked
from pages.parts.need_table import BY_HAND
from pages.parts.tables import Cell, Column, Row, draw_table

PARTS = (Column("Tiêu chí", "lien"), Column("Trọng số", "so"), Column("Điểm", "so"), Column("Vì sao"))
_REFUSED = "need-line-refused"


def draw_line(desk: Desk, asked: Asked, line: str, tried: Mapping[Criterion, int]) -> None:
    """What makes up the line's place, and the forms that change it."""
    need = desk.plan.necessity.of_line(line, desk.scenario, desk.year, asked.day, tried)
    if need is None:
        return
    name = desk.plan.necessity.names([line])[line]
    left, right = st.columns([2.3, 1])
    with left:
        st.markdown(f"**Khoản mục số {need.number}: {name.name}**, {name.unit_name}  \n{say_place(desk, need)}")
        draw_table(PARTS, [part_row(part) for part in need.parts], label="Điểm từng tiêu chí của khoản mục đang chọn")
        if st.button("Mở khoản mục này", icon=":material/table_rows:", key="need-open"):
            open_lines(desk.view, line)
    with right:
        show_problems(st.session_state.pop(_REFUSED, ()))
        draw_forms(need)


def say_place(desk: Desk, need: LineNeed) -> str:
    """Amount, score, band, order and decider in sentences."""
    score = f"Điểm {say_score(need.score, need.known)} theo {need.known} tiêu chí biết được"
    band = f"{labels.BAND[need.band]}. {need.band_reason}" if need.band_reason else f"{labels.BAND[need.band]}."
    place = need.lock_reason or f"Thứ {format_money(need.rank)} trong thứ tự xem xét cắt."
    only = " (tỉnh chỉ kiến nghị)" if need.proposal else ""
    decided = "" if need.lock_reason else f" Ai quyết định: {need.decider}{only}."
    return f"{desk.money(need.amount)} {desk.unit.label}, ưu tiên {need.priority}. {score}. Nhóm cắt: {band} **{place}**{decided}"


def part_row(part: Part) -> Row:
    """A criterion as the table shows it."""
    told = part.hand
    under = f"{told.author}, {told.moment[8:10]}/{told.moment[5:7]}/{told.moment[:4]}" if told else ""
    points = Cell("chưa biết", "mo") if part.points is None else Cell(f"{part.points} {BY_HAND}" if told else str(part.points))
    return [labels.CRITERION[part.criterion], str(part.weight), points, Cell(part.sentence, under=under)]


def draw_forms(need: LineNeed) -> None:
    """Points by hand, and the band by hand."""
    with st.form(f"score-{need.line}", border=True):
        st.markdown("**Chấm tay một tiêu chí**")
        codes = [criterion.value for criterion in Criterion]
        st.selectbox(
            "Tiêu chí",
            codes,
            index=codes.index(Criterion.PEOPLE),
            format_func=lambda code: labels.CRITERION[code],
            key=_key(need, "criterion"),
        )
        st.text_input("Điểm (0-100)", placeholder="100 là rất cần giữ; để trống là bỏ điểm tay", key=_key(need, "points"))
        st.text_input("Lý do chấm điểm", placeholder="Ví dụ: phục vụ 12.000 dân", key=_key(need, "why"))
        st.form_submit_button("Lưu điểm", icon=":material/save:", on_click=save_score, args=(need.line,))
    with st.form(f"band-{need.line}", border=True):
        st.markdown("**Xếp tay vào nhóm cắt**")
        bands = [band.value for band in Band]
        held = bands.index(need.hand_band.band) if need.hand_band else None
        st.selectbox(
            "Nhóm",
            bands,
            index=held,
            format_func=lambda code: labels.BAND[code],
            placeholder="Để trống là theo chương trình",
            key=_key(need, "band"),
        )
        st.text_input("Lý do xếp nhóm", placeholder="Ví dụ: bộ đã cấp tháng 5", key=_key(need, "band-why"))
        st.form_submit_button("Lưu nhóm", icon=":material/save:", on_click=save_band, args=(need.line,))


def save_score(line: str) -> None:
    """Write the points; called before the run."""
    typed = str(st.session_state.get(f"need-points-{line}", "")).strip()
    criterion = Criterion(st.session_state[f"need-criterion-{line}"])
    points = int(typed) if typed.isdecimal() else None
    if typed and points is None:
        points = -1  # refused below in the plan's own words
    receipt, problems = current_desk().plan.necessity.score(line, criterion, points, str(st.session_state.get(f"need-why-{line}", "")))
    if receipt is None:
        st.session_state[_REFUSED] = tuple(problems)
        return
    for name in ("points", "why"):
        st.session_state[f"need-{name}-{line}"] = ""
    st.toast("Đã lưu điểm. Bấm Hoàn tác ở cuối trang để lấy lại.")


def save_band(line: str) -> None:
    """Write the band; called before the run."""
    chosen = st.session_state.get(f"need-band-{line}")
    why = str(st.session_state.get(f"need-band-why-{line}", ""))
    receipt, problems = current_desk().plan.necessity.band(line, Band(chosen) if chosen else None, why)
    if receipt is None:
        st.session_state[_REFUSED] = tuple(problems)
        return
    st.session_state[f"need-band-why-{line}"] = ""
    st.toast("Đã lưu nhóm cắt. Bấm Hoàn tác ở cuối trang để lấy lại.")


def _key(need: LineNeed, name: str) -> str:
    return f"need-{name}-{need.line}"
