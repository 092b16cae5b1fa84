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
    """Levels by which rows are folded, outermost first; rows must come in the order of the groups.

    `fields` are row fields holding each level's code; `labels` maps a code to the words on the heading, level by level. `figures`
    maps a group's path (its codes joined by GROUP_PATH_SEPARATOR) to its subtotals by column field, and "lines" to how many lines
    it has in all, also those on other pages.
    """

    fields: tuple[str, ...]
    labels: tuple[Mapping[str, str], ...] = ()
    figures: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)
    open_levels: int = 1

    def to_browser(self) -> dict[str, Any]:
        """The grouping as JSON values for the browser, without losing a digit."""
        figures = {path: {name: exact_for_browser(value) for name, value in held.items()} for path, held in self.figures.items()}
        return {
            "fields": list(self.fields),
            "labels": [dict(level) for level in self.labels],
            "figures": figures,
            "openLevels": self.open_levels,
        }


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


class PreparedRows:
    """Rows ready to send, remembered by the row they were made of: a row that is the very same object is not prepared again."""

    def __init__(self) -> None:
        """Start with none."""
        self._kept: dict[int, tuple[Row, object, dict[str, Any]]] = {}

    def prepare(self, rows: Sequence[Row], messages: Mapping[tuple[str, str], str]) -> list[dict[str, Any]]:
        """What `prepare_rows` gives for these rows and messages."""
        by_line = _by_line(messages)
        kept: dict[int, tuple[Row, object, dict[str, Any]]] = {}
        prepared = []
        for row in rows:
            own = by_line.get(str(row.get("id")))
            known = self._kept.get(id(row))
            if known is None or known[0] is not row or known[1] != own:
                known = (row, own, _prepare_row(row, own))
            kept[id(row)] = known
            prepared.append(known[2])
        self._kept = kept
        return _refuse_repeated(prepared)


def prepare_rows(rows: Sequence[Row], messages: Mapping[tuple[str, str], str]) -> list[dict[str, Any]]:
    """Rows ready to send: exact numbers, and each row's failed checks as `messages` {field: sentence}.

    `messages` is keyed by (line id, field). Raises ValueError for a row without a text `id` or an int `seen`, or a repeated id.
    """
    return PreparedRows().prepare(rows, messages)


def _by_line(messages: Mapping[tuple[str, str], str]) -> dict[str, dict[str, str]]:
    by_line: dict[str, dict[str, str]] = {}
    for (line, column), sentence in messages.items():
        by_line.setdefault(line, {})[column] = sentence
    return by_line


def _refuse_repeated(prepared: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len({row["id"] for row in prepared}) != len(prepared):
        raise ValueError("two rows of the grid have the same id")
    return prepared


def _prepare_row(row: Row, messages: object) -> dict[str, Any]:
    line, seen = row.get("id"), row.get("seen")
    if not isinstance(line, str) or not line or not isinstance(seen, int):
        raise ValueError(f"a grid row needs a text id and an int seen: {line!r}, {seen!r}")
    prepared: dict[str, Any] = {name: exact_for_browser(value) for name, value in row.items()}
    prepared["messages"] = messages
    return prepared
