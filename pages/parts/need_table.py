"""The lines in the order they would be cut in: score, band with its reason, lock, who decides, and the points behind the score."""

from collections.abc import Mapping

import streamlit as st

from budget.model import labels
from budget.model.states import Criterion
from budget.money import format_money
from budget.plan.necessity_part import LineName, NeedList, NeedRow, say_score
from pages.parts.choice_table import choose_row
from pages.parts.desk import Desk
from pages.parts.need_choices import Asked
from pages.parts.tables import Cell, Column, Row

LINE = "khoan-can-thiet"
"""The choice of the line that is explained."""
SHOWN = 300
_SHORT: Mapping[Criterion, str] = {
    Criterion.LEGAL_DUTY: "Văn bản",
    Criterion.DEADLINE: "Thời hạn",
    Criterion.DEPENDED_ON: "Phụ thuộc",
    Criterion.CONTRACTED: "Hợp đồng",
    Criterion.READINESS: "Giải ngân",
    Criterion.PEOPLE: "Số người",
    Criterion.NOT_DUPLICATE: "Không trùng",
    Criterion.WITHIN_NORM: "Định mức",
}
BY_HAND = "✎"
COLUMNS = (
    Column("Thứ tự", "diem"),
    Column("Khoản mục", "rong"),
    Column("Thành tiền", "so"),
    Column("Điểm", "diem"),
    Column("Nhóm cắt, vì sao", "rong"),
    Column("Ai quyết định, vì sao không cắt", "ten"),
    *(Column(_SHORT[criterion], "diem") for criterion in Criterion),
)


def draw_ranked(desk: Desk, asked: Asked, tried: Mapping[Criterion, int]) -> str:
    """The table of what was asked for; the id of the chosen line ("" when there is none)."""
    found = desk.plan.necessity.listed(asked.wanted, desk.scenario, desk.year, asked.day, tried, SHOWN)
    if not found.rows:
        st.info("Không khoản mục nào khớp lựa chọn. Bỏ bớt điều kiện ở trên.")
        return ""
    ids = [row.line for row in found.rows]
    names = desk.plan.necessity.names(ids)
    cells = [table_row(desk, row, names[row.line]) for row in found.rows]
    st.markdown(say_found(desk, found))
    label = "Khoản mục theo thứ tự xem xét cắt"
    chosen = choose_row(desk.view, LINE, COLUMNS, cells, ids, default=ids[0], label=label, height=360)
    more = f"Hiện {SHOWN} dòng đầu trong {format_money(found.count)}; tìm hoặc lọc để thu hẹp. " if found.count > SHOWN else ""
    st.caption(
        f"{more}Đơn vị tính: {desk.unit.label}, {desk.year_label}, xét ngày {asked.day:%d/%m/%Y}. "
        "Thành tiền là của cả khoản mục, kể cả phần rơi vào năm khác. Thứ tự 1 được xem xét cắt trước; "
        f"“–” là chưa biết, không tính vào điểm; {BY_HAND} là chấm hoặc xếp bằng tay."
    )
    return chosen


def say_found(desk: Desk, found: NeedList) -> str:
    """How many lines there are, how many may be cut and for how much, in a sentence."""
    free = f"được xem xét cắt {format_money(found.free)} khoản ({desk.money(found.amount)} {desk.unit.label})"
    return f"**{format_money(found.count)} khoản mục**, {free}, còn lại không được cắt."


def table_row(desk: Desk, row: NeedRow, name: LineName) -> Row:
    """A line as the table shows it."""
    band = labels.BAND[row.band] if row.band else ""
    return [
        format_money(row.rank) if row.rank else Cell("–", "mo"),
        Cell(f"{row.number}. {name.name}", under=name.unit_name),
        desk.money(row.amount),
        say_score(row.score or 0, row.known),
        Cell(f"{band} {BY_HAND}" if row.banded else band, under=row.band_reason),
        who_decides(row),
        *(_points(row, criterion) for criterion in Criterion),
    ]


def who_decides(row: NeedRow) -> Cell:
    """Who may decide the cut of a line, or why nobody may."""
    if row.lock_reason:
        return Cell("Không được cắt", "xem", row.lock_reason)
    return Cell(row.decider, under="tỉnh chỉ kiến nghị" if row.proposal else "")


def _points(row: NeedRow, criterion: Criterion) -> Cell:
    points = row.points[criterion]
    if points is None:
        return Cell("–", "mo")
    return Cell(f"{points} {BY_HAND}" if criterion in row.by_hand else str(points))
