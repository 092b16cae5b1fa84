"""The estimate's grid: its rows, order, groups, totals and marks put together for the lines a filter selects."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from budget.model.ids import BASE
from budget.model.problem import PlanError
from budget.plan.terms import SORTABLE, LineFilter, LinePage, Order
from pages.parts.desk import Desk, current_desk, show_error
from pages.parts.estimate_columns import columns_of
from pages.parts.estimate_filters import LANDED, PROBLEM
from pages.parts.estimate_groups import GROUPINGS, make_grouping
from pages.parts.estimate_rows import read_rows
from pages.parts.grid import GridAction, GridColumn, OperationAnswer, asked_for_marks, render_grid, send_marks
from pages.parts.grid_messages import Messages, changed_marks, known_messages, marks_due, read_messages
from pages.parts.grid_review import GRID, held_acts, hold_act
from pages.parts.grid_saving import answer_action
from pages.parts.line_page import read_line_page
from pages.parts.line_saving import REASON
from pages.parts.redraw import redraw_parts

PAGE_ROWS = 5_000
SORT = "xep"
"""The choice that holds the column sorted by, with a minus before it when downwards."""
EMPTY_FILTER = "Không có khoản mục nào khớp bộ lọc. Bấm Bỏ lọc, hoặc Thêm khoản mục."
EMPTY_PLAN = "Chưa có khoản mục nào. Bấm Thêm khoản mục, hoặc nhập tệp của đơn vị ở trang Nhập tệp."
_FIGURES = "grid-figures"
_COUNTED = "grid-counted"


@dataclass(frozen=True)
class Chosen:
    """What the toolbar says: the column set, the named order, the grouping, the page, and how much the filter holds."""

    columns: str
    order: str
    grouping: str
    page: int
    count: int
    amount: int

    @property
    def groups(self) -> tuple[str, ...]:
        """The levels of the grouping."""
        return GROUPINGS[self.grouping][1]

    @property
    def pages(self) -> int:
        """How many pages the filter fills."""
        return max(1, -(-self.count // PAGE_ROWS))

    @property
    def whole(self) -> bool:
        """Whether one page holds every line of the filter."""
        return self.count <= PAGE_ROWS


@dataclass(frozen=True)
class Drawn:
    """What the grid was drawn with: the rows' data set, their page of lines, the marks."""

    dataset: str
    page: LinePage
    messages: Messages


def scope_of(desk: Desk) -> str:
    """The plan an outbox belongs to; a restored backup has the id of the plan it was taken from, so the file's name is in it."""
    return f"{desk.plan.info().id}|{desk.plan.path.stem}"


def save_action(action: GridAction) -> list[OperationAnswer]:
    """Save one act of the grid with the reason that stands above it."""
    desk = current_desk()
    return answer_action(desk.plan, action, st.session_state.get(REASON, ""), partial(hold_act, scope_of(desk)))


def sort_by(column: str, descending: bool) -> None:
    """Remember the column a person has just clicked."""
    current_desk().view.choose(SORT, f"-{column}" if descending else column)


def redraw_screen() -> None:
    """Draw the parts of the screen that an act of the grid can move; lines chosen for their problem may be others after it."""
    desk = current_desk()
    redraw_parts(desk.view, bool(held_acts(scope_of(desk))), (PROBLEM, LANDED))


def chosen_sort(desk: Desk, columns: list[GridColumn]) -> tuple[str, bool] | None:
    """The column sorted by and whether downwards; None when none of those shown was chosen."""
    text = desk.view.text(SORT)
    name = text.removeprefix("-")
    known = any(column.field == name and column.sortable for column in columns)
    return (name, text.startswith("-")) if known and name in SORTABLE else None


def draw_grid(desk: Desk, wanted: LineFilter, chosen: Chosen) -> Drawn:
    """The grid, with the marks known so far; `draw_marks` sends the fresh ones when the grid asks."""
    plan, catalogue = desk.plan, desk.plan.catalogue()
    columns = columns_of(chosen.columns, catalogue)
    sort = chosen_sort(desk, columns)
    order = Order(chosen.order, "" if chosen.whole or sort is None else sort[0], sort is not None and sort[1], chosen.groups)
    found = _read_page(desk, wanted, order, chosen.page)
    rows = read_rows(found.rows, columns, chosen.groups, catalogue, chosen.whole)
    dataset = f"{plan.path.stem}|{desk.scenario}|{wanted}|{order}|{chosen.page}|{chosen.columns}|{chosen.groups}"
    figures = read_figures(desk, wanted, chosen, columns)
    messages = known_messages(dataset)
    render_grid(
        GRID,
        rows,
        columns,
        scope=scope_of(desk),
        dataset=dataset,
        messages=messages,
        on_action=save_action,
        totals_row={"name": "Tổng cộng theo bộ lọc", **totals_of(figures[()], columns)},
        money_unit=desk.unit,
        height=450,
        read_only=desk.scenario != BASE,
        grouping=make_grouping(chosen.groups, figures, rows, catalogue),
        sort=sort,
        whole=chosen.whole,
        on_order=sort_by,
        redraw=redraw_screen,
        label="Dự toán chi tiết",
        empty_text=EMPTY_PLAN if not plan.totals().lines() else EMPTY_FILTER,
    )
    return Drawn(dataset, found, messages)


def draw_marks(desk: Desk, drawn: Drawn) -> None:
    """When the grid asks, mark the cells of what failed in the lines shown.

    Not asked, nothing is checked; the grid is told whether there is anything to ask for.
    """
    scope = scope_of(desk)
    if asked_for_marks(GRID, scope):
        read_messages(desk.plan, desk.scenario, drawn.dataset, [str(row["id"]) for row in drawn.page.rows])
    known = known_messages(drawn.dataset)
    send_marks(GRID, scope, changed_marks(drawn.messages, known), due=marks_due(desk.plan, drawn.dataset))


def read_count(desk: Desk, wanted: LineFilter) -> tuple[int, int]:
    """How many lines a filter holds and their sum, asked once a revision although two parts of the screen show it."""
    asked = (desk.plan.path, desk.plan.head(), desk.scenario, wanted)
    kept = st.session_state.get(_COUNTED)
    if kept is None or kept[0] != asked:
        kept = (asked, desk.plan.lines.count(wanted, desk.scenario))
        st.session_state[_COUNTED] = kept
    counted: tuple[int, int] = kept[1]
    return counted


def _read_page(desk: Desk, wanted: LineFilter, order: Order, page: int) -> LinePage:
    try:
        return read_line_page(desk, wanted, order, page, PAGE_ROWS)
    except PlanError as error:
        desk.view.choose(SORT, None)
        show_error(error)
        return read_line_page(desk, wanted, Order(order.by, groups=order.groups), page, PAGE_ROWS)


def totals_of(figures: Mapping[str, int | None], columns: list[GridColumn]) -> dict[str, int | None]:
    """The sum of every money column shown that has one."""
    return {column.field: figures[column.field] for column in columns if column.kind == "money" and column.field in figures}


def read_figures(
    desk: Desk, wanted: LineFilter, chosen: Chosen, columns: list[GridColumn]
) -> Mapping[tuple[str, ...], Mapping[str, int | None]]:
    """The sums of the whole filter at every level of the grouping, read once a revision; only "amount" where nothing else is shown."""
    money = {column.field for column in columns if column.kind == "money"}
    if not chosen.groups and money <= {"amount"}:
        return {(): {"lines": chosen.count, "amount": chosen.amount}}
    asked = (desk.plan.path, desk.plan.head(), desk.scenario, wanted, chosen.groups)
    kept = st.session_state.get(_FIGURES)
    if kept is None or kept[0] != asked:
        kept = (asked, desk.plan.group_figures(chosen.groups, desk.scenario, wanted))
        st.session_state[_FIGURES] = kept
    figures: Mapping[tuple[str, ...], Mapping[str, int | None]] = kept[1]
    return figures
