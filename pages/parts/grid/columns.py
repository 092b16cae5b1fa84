"""What the grid shows: columns, groups and rows as plain values the browser can take without losing a digit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

ColumnKind = Literal["text", "money", "price", "quantity", "integer"]
Cell = str | int | None
Row = Mapping[str, Any]

LARGEST_EXACT_IN_BROWSER = 2**53 - 1
GROUP_PATH_SEPARATOR = "\x1f"


@dataclass(frozen=True)
class GridColumn:
    """One column of the grid.

    `kind`: `money` takes int đồng and follows the money unit on screen; `price` takes int đồng and always shows every đồng;
    `quantity` takes int thousandths (12000 shows as 12);
    `integer` is shown as it is (a year); `text` is text. Whatever the kind, an edit comes back as the raw text typed.
    `suggestions` are offered while typing in a text column; other text may still be typed and is judged in Python.
    """

    field: str
    title: str
    kind: ColumnKind = "text"
    width: int | None = None
    editable: bool = False
    frozen: bool = False
    sortable: bool = True
    help: str = ""
    suggestions: tuple[str, ...] = ()

    def to_browser(self, read_only: bool) -> dict[str, Any]:
        """The column as JSON values for the browser; a read-only grid has no editable column."""
        return {
            "field": self.field,
            "title": self.title,
            "kind": self.kind,
            "width": self.width,
            "editable": self.editable and not read_only,
            "frozen": self.frozen,
            "sortable": self.sortable,
            "help": self.help,
            "suggestions": list(self.suggestions),
        }


@dataclass(frozen=True)
class GridGrouping:
    """Levels by which rows are folded, outermost first, and the text on each group's heading.

    `notes` maps a group's path (its values joined by GROUP_PATH_SEPARATOR) to the subtotal sentence Python worked out for it.
    """

    fields: tuple[str, ...]
    notes: Mapping[str, str] = field(default_factory=dict)
    open_levels: int = 1

    def to_browser(self) -> dict[str, Any]:
        """The grouping as JSON values for the browser."""
        return {"fields": list(self.fields), "notes": dict(self.notes), "openLevels": self.open_levels}


def group_path(values: Sequence[object]) -> str:
    """The key of a group in `GridGrouping.notes`, from the values of its levels, outermost first."""
    return GROUP_PATH_SEPARATOR.join("" if value is None else str(value) for value in values)


def exact_for_browser(value: Cell) -> Cell:
    """The value itself, or its digits as text where a browser's number would round it (beyond 2^53).

    Raises TypeError for a float: money and quantities are integers here.
    """
    if isinstance(value, float):
        raise TypeError(f"a float may not enter the grid: {value!r}")
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > LARGEST_EXACT_IN_BROWSER:
        return str(value)
    return value


def prepare_rows(rows: Sequence[Row], messages: Mapping[tuple[str, str], str]) -> list[dict[str, Any]]:
    """Rows ready to send: exact numbers, and each row's failed checks as `messages` {field: sentence}.

    `messages` is keyed by (line id, field). Raises ValueError for a row without a text `id` or an int `seen`, or a repeated id.
    """
    by_line: dict[str, dict[str, str]] = {}
    for (line, column), sentence in messages.items():
        by_line.setdefault(line, {})[column] = sentence
    prepared = [_prepare_row(row, by_line) for row in rows]
    if len({row["id"] for row in prepared}) != len(prepared):
        raise ValueError("two rows of the grid have the same id")
    return prepared


def _prepare_row(row: Row, by_line: Mapping[str, dict[str, str]]) -> dict[str, Any]:
    line, seen = row.get("id"), row.get("seen")
    if not isinstance(line, str) or not line or not isinstance(seen, int):
        raise ValueError(f"a grid row needs a text id and an int seen: {line!r}, {seen!r}")
    prepared: dict[str, Any] = {name: exact_for_browser(value) for name, value in row.items()}
    prepared["messages"] = by_line.get(line)
    return prepared
