"""Tables written by hand: numbers right-aligned with tabular figures, a header that stays, a sum row, every text escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

STYLE = """<style>
.dt-frame { overflow: auto; border: 1px solid var(--du-toan-border); border-radius: 4px; }
.dt-table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
.dt-table caption { text-align: left; padding: 0.15rem 0.5rem; }
.dt-table :is(th, td) { padding: 0.28rem 0.55rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--du-toan-line); }
.dt-table tr:last-child :is(th, td) { border-bottom: none; }
.dt-table thead th { position: sticky; top: 0; z-index: 1; background: var(--du-toan-header); vertical-align: bottom;
  font-weight: 600; white-space: nowrap; border-bottom: 1px solid var(--du-toan-line); }
.dt-table tfoot :is(th, td) { position: sticky; bottom: 0; background: var(--du-toan-header); font-weight: 600;
  border-top: 1px solid var(--du-toan-line); }
.dt-table .so { text-align: right; white-space: nowrap; }
.dt-table thead th.so { white-space: normal; min-width: 5.5rem; }
.dt-table .lien { white-space: nowrap; }
.dt-table .ten { min-width: 11rem; }
.dt-table .cau { min-width: 20rem; }
.dt-table .rong { min-width: 17rem; }
.dt-table .o { min-width: 5.1rem; padding-left: 0.4rem; padding-right: 0.3rem; }
.dt-table thead th.o { white-space: normal; vertical-align: bottom; }
.dt-table .diem { text-align: right; min-width: 3.2rem; padding-left: 0.3rem; padding-right: 0.4rem; }
.dt-table thead th.diem { white-space: normal; vertical-align: bottom; }
.dt-table .ngan { white-space: nowrap; max-width: 13rem; overflow: hidden; text-overflow: ellipsis; }
.dt-table.giu-cot :is(th, td):first-child { position: sticky; left: 0; background: var(--du-toan-page); }
.dt-table.giu-cot thead th:first-child { z-index: 2; background: var(--du-toan-header); }
.dt-table.giu-cot tfoot td:first-child { background: var(--du-toan-header); }
.dt-table .thieu { color: var(--du-toan-red); font-weight: 600; }
.dt-table .xem { color: var(--du-toan-amber); }
.dt-table .mo { color: var(--du-toan-quiet); }
.dt-table .duoc { font-weight: 600; }
.dt-table .khong { color: var(--du-toan-red); }
.dt-table td div.mo { font-size: 0.75rem; font-weight: 400; }
.dt-table [data-id] { cursor: pointer; }
.dt-table td[data-id] button { color: inherit; text-decoration: none; display: block; }
.dt-table td[data-id]:hover { background: var(--du-toan-surface); }
.dt-table td[aria-selected="true"] { background: var(--du-toan-chosen); box-shadow: inset 0 0 0 2px var(--du-toan-accent); }
.dt-table tr[data-id]:hover td { background: var(--du-toan-surface); }
.dt-table tr[aria-selected="true"] td, .dt-table.giu-cot tr[aria-selected="true"] td:first-child { background: var(--du-toan-chosen); }
.dt-table tr[aria-selected="true"] td:first-child { box-shadow: inset 3px 0 0 var(--du-toan-accent); }
.dt-table button { all: unset; cursor: pointer; color: var(--du-toan-accent); text-decoration: underline; text-underline-offset: 2px; }
.dt-table button:focus-visible { outline: 2px solid var(--du-toan-accent); outline-offset: 2px; }
.dt-table s { color: var(--du-toan-quiet); }
</style>"""
_WIDE = 9
_ORDERS = {"ascending": "↑", "descending": "↓"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and how its cells stand.

    "so" numbers to the right, "diem" points, "lien" never wrapped, "ngan" cut short, "ten" a name with room, "rong" sentences,
    "o" one of many narrow ones, "" plain text.
    One with an `id` can be chosen, to order the rows by it; `order` is how they stand by it now ("ascending", "descending", "").
    """

    label: str
    kind: str = ""
    id: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text with a tone: "duoc" may, "khong" may not, "thieu" breaks a rule, "xem" asks for a look, "mo" is quiet; never colour alone.

    `under` is a quieter line below it; a cell with an `id` can be chosen by itself; `spoken` says what that does where its text does not.
    """

    text: str
    tone: str = ""
    under: str = ""
    id: str = ""
    spoken: str = ""


Row = Sequence[str | Cell]


def draw_table(columns: Sequence[Column], rows: Sequence[Row], *, total: Row = (), label: str = "", height: int | None = None) -> None:
    """A table on the page; `total` is the sum row, `label` tells a screen reader what it holds, `height` scrolls inside (pixels)."""
    st.html(STYLE)
    st.html(table_markup(columns, rows, total=total, label=label, height=height))


def table_markup(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    total: Row = (),
    label: str = "",
    height: int | None = None,
    ids: Sequence[str] = (),
    chosen: str = "",
) -> str:
    """The table as HTML; with `ids` each row can be chosen and its first cell is a button, else the cells that have an id can be.

    Wide ones keep their first column.
    """
    head = "".join(_heading(column) for column in columns)
    body = "".join(_row(columns, row, ids[place] if ids else "", chosen) for place, row in enumerate(rows))
    foot = f"<tfoot><tr>{_cells(columns, total)}</tr></tfoot>" if total else ""
    limit = f' style="max-height:{height}px"' if height else ""
    name = f' aria-label="{escape(label)}"' if label else ""
    kept = " giu-cot" if len(columns) > _WIDE else ""
    table = f'<table class="dt-table{kept}"{name}><thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table>'
    return f'<div class="dt-frame" tabindex="0"{limit}>{table}</div>'


def _heading(column: Column) -> str:
    if not column.id:
        return f'<th scope="col" class="{column.kind}">{escape(column.label)}</th>'
    mark = f" {_ORDERS[column.order]}" if column.order else ""
    order = f' aria-sort="{column.order}"' if column.order else ""
    button = f'<button type="button">{escape(column.label)}{mark}</button>'
    return f'<th scope="col" class="{column.kind}" data-id="{escape(column.id)}"{order}>{button}</th>'


def _row(columns: Sequence[Column], row: Row, identity: str, chosen: str) -> str:
    if not identity:
        return f"<tr>{_cells(columns, row, chosen=chosen)}</tr>"
    selected = "true" if identity == chosen else "false"
    return f'<tr data-id="{escape(identity)}" aria-selected="{selected}">{_cells(columns, row, button=True)}</tr>'


def _cells(columns: Sequence[Column], row: Row, *, button: bool = False, chosen: str = "") -> str:
    parts = []
    for place, (column, value) in enumerate(zip(columns, row, strict=True)):
        cell = Cell(value) if isinstance(value, str) else value
        text = escape(cell.text)
        if (button and place == 0) or cell.id:
            spoken = f' aria-label="{escape(cell.spoken)}" title="{escape(cell.spoken)}"' if cell.spoken else ""
            text = f'<button type="button"{spoken}>{text}</button>'
        if cell.under:
            text += f'<div class="mo">{escape(cell.under)}</div>'
        hint = f' title="{escape(cell.text)}"' if column.kind == "ngan" else ""
        picked = f' data-id="{escape(cell.id)}" aria-selected="{"true" if cell.id == chosen else "false"}"' if cell.id else ""
        parts.append(f'<td class="{f"{column.kind} {cell.tone}".strip()}"{hint}{picked}>{text}</td>')
    return "".join(parts)
