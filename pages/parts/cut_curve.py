"""The frontier on screen: the chart with its table, the slider over points that are solved, what is in and out between two of them."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from budget.model.ids import BASE
from budget.money import format_share, format_short
from budget.plan.cut_preview import CutPreview
from budget.plan.cut_terms import Curve, CurvePoint, Inquiry, Mode, compare_answers, say_gap
from budget.plan.scenarios_part import Scenario
from budget.plan.transfers_part import RoomPreview
from pages.parts.chart_frame import draw_chart
from pages.parts.cut_between import draw_between, say_between
from pages.parts.cut_chart import PICK, SHAPES, Edge, Mark, Series, frontier_chart
from pages.parts.cut_rules import set_target
from pages.parts.cut_search import earlier_inquiry
from pages.parts.desk import Desk
from pages.parts.tables import Cell, Column, draw_table
from pages.parts.view import View

SLIDER = "cut-slider"
COLUMNS = (
    Column("Mục tiêu", "so"),
    Column("Không còn đề nghị", "so"),
    Column("Thiệt hại", "so"),
    Column("Cắt đều thì thiệt hại", "so"),
    Column("So với cắt đều", "so"),
    Column("Sai số còn lại", "so"),
    Column("Ghi chú"),
)
_BY_HAND = "cut-by-hand"
_FEWEST = 2
"""Points that make a curve."""


def draw_curve(desk: Desk, inquiry: Inquiry) -> None:
    """Chart, table and slider of the points found so far; nothing while there is none."""
    earlier = earlier_inquiry()
    if len(inquiry.points) < _FEWEST and earlier is not None and earlier.drawn.scenario == inquiry.drawn.scenario:
        inquiry = earlier
        st.caption(":orange[Biểu đồ dưới là của quy định trước; đang vẽ theo quy định mới.]")
    curve = inquiry.curve
    if len(curve.points) < _FEWEST:
        st.caption("Đường giới hạn cắt giảm hiện ra ngay khi có hai điểm đầu tiên.")
        return
    draw_chart(
        say_finding(curve, inquiry),
        frontier_chart(_marks(desk, curve, inquiry), inquiry.drawn.target, [Edge(edge.saved, edge.words) for edge in curve.edges]),
        lambda: draw_points(desk, curve),
        name="duong-gioi-han",
        units=f"Thiệt hại (đồng quy đổi theo mức cần thiết) theo số tiền không còn đề nghị, {desk.year_label}",
        note=SHAPES,
        on_pick=lambda point: pick_target(desk.view, point),
        pick=PICK,
    )
    if inquiry.drawn.settings.mode is Mode.TRIM:
        # room is made anew for every amount, so its points are no answers to slide over
        draw_slider(desk, curve, inquiry)


def draw_slider(desk: Desk, curve: Curve, inquiry: Inquiry) -> None:
    """Every solved point, the one nearest to the target chosen; moving it turns to that point, whose answer is there already."""
    targets = sorted({point.target for point in curve.points if point.target})
    if len(targets) < _FEWEST:
        return
    nearest = min(targets, key=lambda target: (abs(target - inquiry.drawn.target), target))
    # another slider for other points or another target: one whose options change under it tells a move nobody made
    key = f"{SLIDER}-{len(targets)}-{inquiry.drawn.target}"
    words, moved = "Trượt trên các điểm đã giải: cắt bao nhiêu", (desk.view, key, nearest)
    st.select_slider(words, targets, nearest, format_short, key=key, on_change=_slide, args=moved)


def draw_neighbours(desk: Desk, inquiry: Inquiry, preview: CutPreview) -> None:
    """The lines that come in and go out on the way to the point next below and next above."""
    below, above = inquiry.curve.around(preview.drawn.target)
    if isinstance(preview, RoomPreview) or preview.drawn.instance.lines.ids != inquiry.drawn.instance.lines.ids:
        return
    for way, point, words in (("above", above, "Cắt thêm đến"), ("below", below, "Chỉ cắt")):
        if point is not None and point.target:
            difference = compare_answers(preview.outcome, desk.plan.cuts.preview(inquiry.drawn, point.answer).outcome)
            told = f"{words} {format_short(point.saved)}: {say_between(difference)}"
            opened = st.expander(told, key=f"cut-to-{way}", on_change="rerun")
            if opened.open:
                with opened:
                    draw_between(desk, difference, "Khoản mục vào, ra giữa hai điểm")


def draw_points(desk: Desk, curve: Curve) -> None:
    """The chart's figures."""
    draw_table(COLUMNS, [_row(desk, curve, point) for point in curve.points], label="Các điểm của đường giới hạn cắt giảm", height=260)
    st.caption(f"Đơn vị tính: {desk.unit.label}; thiệt hại là số tiền quy đổi theo mức cần thiết của từng khoản.")


def say_finding(curve: Curve, inquiry: Inquiry) -> str:
    """What the chart shows: the harm at the point nearest to the target against the cut across the board."""
    target = inquiry.drawn.target
    point = min((point for point in curve.points if point.target), key=lambda point: abs(point.target - target))
    if not point.across:
        return f"Cắt {format_short(point.saved)}: thiệt hại {format_short(point.harm)}"
    return f"Cắt {format_short(point.saved)} có chọn lọc chỉ gây {format_share(point.harm, point.across)} thiệt hại của cắt đều"


def pick_target(view: View, point: Mapping[str, Any]) -> None:
    """Make a clicked point the target. For callbacks."""
    target = point.get("target")
    if isinstance(target, int | float) and target > 0:
        set_target(view, format_short_exact(int(target)))
        st.rerun()


def format_short_exact(amount: int) -> str:
    """An amount as a person would type it, to the đồng."""
    return f"{amount:,} đồng".replace(",", ".")


def _slide(view: View, key: str, shown: int) -> None:
    """Turn to where the slider was moved; one that has only just come up tells a change too, to where it stood."""
    chosen = int(st.session_state[key])
    if chosen != shown:
        set_target(view, format_short_exact(chosen))
        st.rerun()


def _marks(desk: Desk, curve: Curve, inquiry: Inquiry) -> list[Mark]:
    marks = [Mark(Series.LEAST, point.saved, point.harm, point.target, tip=_tip(point)) for point in curve.points]
    marks += [
        Mark(Series.ACROSS, point.saved, point.across, tip=f"Cắt đều {format_short(point.saved)}")
        for point in curve.points
        if point.across is not None
    ]
    marks += [
        Mark(Series.KNEE, knee.saved, knee.harm, tip=f"Điểm gãy: cắt quá {format_short(knee.saved)} thì mỗi đồng đắt hơn hẳn")
        for knee in curve.knees
    ]
    return [*marks, *_by_hand(desk, inquiry)]


def _by_hand(desk: Desk, inquiry: Inquiry) -> list[Mark]:
    """The scenarios people made, weighed as the question weighs, anew when anything is written; today's figures are the nought."""
    kept: tuple[tuple[Inquiry, int], list[Mark]] | None = st.session_state.get(_BY_HAND)
    asked = (inquiry, desk.plan.head())
    if kept is None or kept[0] != asked:
        marks = [Mark(Series.BY_HAND, 0, 0, name="Hiện nay", tip="Số liệu đang xem, chưa cắt thêm")]
        marks += [mark for scenario in _others(desk) if (mark := _weigh(desk, inquiry, scenario)) is not None]
        kept = st.session_state[_BY_HAND] = (asked, marks)
    return kept[1]


def _others(desk: Desk) -> list[Scenario]:
    """The scenarios that stand beside the base, when it is the base that is looked at."""
    return [scenario for scenario in desk.plan.scenarios.listed() if scenario.id != BASE] if desk.scenario == BASE else []


def _weigh(desk: Desk, inquiry: Inquiry, scenario: Scenario) -> Mark | None:
    cut = desk.plan.cuts.by_hand(inquiry.drawn, scenario.id)
    saved = cut.saved + cut.deferred if desk.year is not None else cut.saved
    tip = f"{scenario.name}: {format_short(saved)}, thiệt hại {format_short(cut.harm)}"
    return Mark(Series.BY_HAND, saved, cut.harm, name=scenario.name, tip=tip) if saved else None


def _tip(point: CurvePoint) -> str:
    harm = f"thiệt hại {format_short(point.harm)}, cắt đều thì {format_short(point.across)}"
    return f"Cắt {format_short(point.saved)}: {harm}. Bấm để chọn."


def _row(desk: Desk, curve: Curve, point: CurvePoint) -> list[str | Cell]:
    notes = ["điểm gãy"] if point in curve.knees else []
    notes += [edge.words for edge in curve.edges if edge.saved == point.saved]
    return [
        desk.money(point.target),
        desk.money(point.saved),
        desk.money(point.harm),
        desk.money(point.across),
        format_share(point.harm, point.across),
        say_gap(point.answer),
        "; ".join(notes),
    ]
