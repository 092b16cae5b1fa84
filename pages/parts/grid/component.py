"""The grid on a page. Edits are answered before the page's script runs, so every figure of the same run is already fresh."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from budget.money import MoneyUnit
from pages.parts.grid.assets import engine_script, engine_style, marker_script, mount_script, picker_script
from pages.parts.grid.columns import Cell, GridColumn, GridGrouping, Row, exact_for_browser
from pages.parts.grid.memory import ActionHandler, GridMemory
from pages.parts.grid.outbox import GridAction, OperationAnswer, read_order, read_selected
from pages.parts.grid.patches import advance_rows, rows_message, trim_log

EMPTY_TEXT = "Không có dòng nào khớp. Bỏ bớt điều kiện lọc hoặc bấm Thêm dòng."

_engine = st.components.v2.component("du_toan_grid_engine", css=engine_style(), js=engine_script(), isolate_styles=False)
_grid = st.components.v2.component("du_toan_grid", js=mount_script(), isolate_styles=False)
_marker = st.components.v2.component("du_toan_grid_marker", js=marker_script(), isolate_styles=False)
_picker = st.components.v2.component("du_toan_grid_picker", js=picker_script(), isolate_styles=False)


@dataclass(frozen=True)
class GridEvents:
    """What the person did: the chosen line's id (None before a choice, and where `pick_line` is used), the acts answered, the answers."""

    selected: str | None
    actions: tuple[GridAction, ...]
    answers: tuple[OperationAnswer, ...]


def render_grid(
    key: str,
    rows: Sequence[Row] | Callable[[], Sequence[Row]],
    columns: Sequence[GridColumn],
    *,
    scope: str,
    dataset: str,
    on_action: ActionHandler,
    revision: object = None,
    totals_row: Mapping[str, Cell] | None = None,
    messages: Mapping[tuple[str, str], str] | None = None,
    money_unit: MoneyUnit = MoneyUnit.DONG,
    money_decimals: int = 0,
    height: int = 560,
    read_only: bool = False,
    grouping: GridGrouping | None = None,
    sort: tuple[str, bool] | None = None,
    whole: bool = True,
    on_order: Callable[[str, bool], None] | None = None,
    redraw: Callable[[], None] | None = None,
    label: str = "Bảng dự toán",
    empty_text: str = EMPTY_TEXT,
) -> GridEvents:
    """The grid, and what the person did in it.

    Rows: mappings with `id` (line id), `seen` (journal seq), a value per column field (int đồng, int thousandths, int or text), and
    optionally `<field>__sort` (text or int to sort by) and `read_only` (bool). A callable `rows` is not called when neither
    `dataset` nor `revision` changed. `scope` is the plan's id; `dataset` names the filter, order and page shown; `messages` maps
    (line id, field) to the sentence of a failed check; `totals_row` maps a field to its total. Money is shown as `format_money` shows it
    with `money_unit` and `money_decimals`; whenever the unit is not đồng the exact đồng is on hover, and editing and copying are exact.
    `on_action` is called once for each act of the person, before the script's next run, and answers every operation of it.
    `sort` is the column the rows stand sorted by and whether downwards. With `whole` every row there is is here and the browser sorts them;
    else the rows come sorted. Either way `on_order` is told of a click on a column's heading, before the script's next run.
    `redraw` is called after either and may say, by `st.rerun`, which parts of the page run next; without it the page decides.
    Raises ValueError for rows without id or seen, TypeError for a float.
    """
    if "__" in key:
        raise ValueError(f"a grid key may not contain two underscores: {key!r}")
    component_key = _component_key(key, scope)
    memory: GridMemory = st.session_state.setdefault(f"{component_key}-memory", GridMemory())
    editable = frozenset(column.field for column in columns if column.editable and not read_only)
    receive = partial(_receive_state, component_key, scope, editable, on_action, redraw)
    notice = partial(_notice_state, component_key, memory)
    _advance(memory, rows, messages or {}, dataset, revision)
    message = {
        "scope": scope,
        "key": key,
        "picker": component_key,
        "label": label,
        "height": height,
        "unit": money_unit.value,
        "decimals": money_decimals,
        "empty": empty_text,
        "columns": [column.to_browser(read_only) for column in columns],
        "sort": {"field": sort[0], "descending": sort[1]} if sort else None,
        "whole": whole,
        "grouping": grouping.to_browser() if grouping else None,
        "totals": {name: exact_for_browser(value) for name, value in totals_row.items()} if totals_row else None,
        "rows": _rows_message(memory),
        **memory.acknowledgement(),
    }
    _engine(key=f"{component_key}-engine")
    message["orderMark"] = memory.order_mark
    reorder = partial(_receive_order, component_key, memory, on_order, redraw)
    result = _grid(key=component_key, data=message, on_outbox_change=receive, on_selected_change=notice, on_order_change=reorder)
    if memory.receive(result.get("outbox"), scope, editable, on_action):
        # A state that came with the session's first run had no callback yet: answer it, then show the fresh figures.
        st.rerun()
    actions = memory.take_handled()
    answers = tuple(memory.answers[operation.op] for action in actions for operation in action.operations)
    return GridEvents(read_selected(result.get("selected")), actions, answers)


def pick_line(key: str, scope: str) -> str | None:
    """The line chosen in the grid; called in a fragment, it lets a choice run that fragment only. None before a choice."""
    component_key = _component_key(key, scope)
    picker = f"{component_key}-picker"
    result = _picker(key=picker, data={"grid": component_key}, on_selected_change=partial(_notice_pick, component_key, picker))
    return read_selected(result.get("selected"))


def send_marks(key: str, scope: str, marks: Mapping[str, Mapping[str, str] | None], *, due: bool = False) -> None:
    """Show the failed checks of some lines ({field: sentence}, None = none) after the grid itself was sent.

    The next `render_grid` must be given the same messages. With `due` the browser asks for more as soon as nothing is typed or unsaved.
    """
    component_key = _component_key(key, scope)
    shown = {line: dict(found) if found else None for line, found in marks.items()}
    asked = partial(_notice_ask, component_key)
    _marker(key=f"{component_key}-marker", data={"grid": component_key, "marks": shown, "due": due}, on_asked_change=asked)


def asked_for_marks(key: str, scope: str) -> bool:
    """Whether the browser has asked for marks since this was last looked at; after every change of a row it does, once it is quiet."""
    return bool(st.session_state.pop(f"{_component_key(key, scope)}-asked", False))


def _notice_ask(component_key: str) -> None:
    st.session_state[f"{component_key}-asked"] = True


def _notice_pick(component_key: str, picker: str) -> None:
    memory, state = st.session_state.get(f"{component_key}-memory"), st.session_state.get(picker)
    if isinstance(memory, GridMemory) and isinstance(state, Mapping):
        memory.notice_sighting("picker", state.get("selected"))


def settle_held(key: str, scope: str, answers: Sequence[OperationAnswer]) -> None:
    """Tell the grid what the person decided about operations that were held."""
    memory = st.session_state.get(f"{_component_key(key, scope)}-memory")
    if isinstance(memory, GridMemory):
        memory.settle(answers)


def _component_key(key: str, scope: str) -> str:
    return f"{key}-{hashlib.sha256(scope.encode()).hexdigest()[:10]}-grid"


def _receive_order(
    component_key: str, memory: GridMemory, on_order: Callable[[str, bool], None] | None, redraw: Callable[[], None] | None
) -> None:
    state = st.session_state.get(component_key)
    order = read_order(state.get("order")) if isinstance(state, Mapping) else None
    if order is not None and order[2] != memory.order_mark:
        memory.order_mark = order[2]
        if on_order is not None:
            on_order(order[0], order[1])
    if redraw is not None:
        redraw()


def _receive_state(
    component_key: str, scope: str, editable: frozenset[str], on_action: ActionHandler, redraw: Callable[[], None] | None
) -> None:
    memory = st.session_state.get(f"{component_key}-memory")
    state = st.session_state.get(component_key)
    if isinstance(memory, GridMemory) and isinstance(state, Mapping):
        _notice_state(component_key, memory)
        if memory.receive(state.get("outbox"), scope, editable, on_action) and redraw is not None:
            redraw()  # not for what was answered before: such a state only asks for the rows, and they are drawn in any case


def _notice_state(component_key: str, memory: GridMemory) -> None:
    state = st.session_state.get(component_key)
    if isinstance(state, Mapping):
        for source in ("outbox", "selected"):
            memory.notice_sighting(source, state.get(source))


def _advance(
    memory: GridMemory,
    rows: Sequence[Row] | Callable[[], Sequence[Row]],
    messages: Mapping[tuple[str, str], str],
    dataset: str,
    revision: object,
) -> None:
    unchanged = memory.sent is not None and revision is not None and (dataset, revision) == memory.revision
    if callable(rows) and unchanged:
        return
    current = rows() if callable(rows) else rows
    memory.sent = advance_rows(memory.sent, dataset, memory.prepared.prepare(current, messages))
    memory.revision = (dataset, revision)


def _rows_message(memory: GridMemory) -> dict[str, Any]:
    if memory.sent is None:
        raise AssertionError("rows are advanced before they are sent")
    memory.sent = trim_log(memory.sent, memory.held)
    return rows_message(memory.sent, memory.held)
