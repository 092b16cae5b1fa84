"""The grid's rows of a page of lines: only the columns shown, with their sort keys, made again only where a line has moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from budget.plan.catalogue import Catalogue
from budget.vietnamese import order_key
from pages.parts.estimate_columns import grid_rows
from pages.parts.grid import GridColumn

KEY = "grid-rows"
Line = Mapping[str, int | str | bool | None]


@dataclass
class KeptRows:
    """The rows made last, by the identity of the line they were made of; `shape` says for which columns and names."""

    shape: object = None
    rows: dict[int, tuple[Line, dict[str, object]]] = field(default_factory=dict)


def read_rows(
    lines: Sequence[Line], columns: Sequence[GridColumn], groups: Sequence[str], catalogue: Catalogue, sorting: bool
) -> list[dict[str, object]]:
    """The rows, each the very same object as last time where its line is; `sorting` adds the keys by which the browser sorts texts."""
    kept: KeptRows = st.session_state.setdefault(KEY, KeptRows())
    shape = (tuple(columns), tuple(groups), id(catalogue), sorting)
    known = kept.rows if kept.shape == shape else {}
    texts = [column.field for column in columns if column.kind == "text"] if sorting else []
    rows: dict[int, tuple[Line, dict[str, object]]] = {}
    for line in lines:
        held = known.get(id(line))
        if held is None or held[0] is not line:
            held = (line, make_row(line, columns, groups, catalogue, texts))
        rows[id(line)] = held
    st.session_state[KEY] = KeptRows(shape, rows)
    return [row for _, row in rows.values()]


def make_row(
    line: Line, columns: Sequence[GridColumn], groups: Sequence[str], catalogue: Catalogue, texts: Sequence[str]
) -> dict[str, object]:
    """One row: id and version, the shown columns, each group's code, and the Vietnamese sort key of each of `texts`."""
    whole = grid_rows([line], catalogue)[0]
    row: dict[str, object] = {"id": whole["id"], "seen": whole["seen"], **{column.field: whole.get(column.field) for column in columns}}
    row.update({group_field(name): "" if line[name] is None else str(line[name]) for name in groups})
    row.update({f"{name}__sort": order_key(str(row[name])) for name in texts if row[name]})
    row.update({name: value for name, value in whole.items() if name.endswith("__sort") and name[:-6] in row})
    return row


def group_field(name: str) -> str:
    """The row field that holds the code of a group."""
    return f"group_{name}"
