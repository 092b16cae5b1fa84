"""The spreadsheet grid: what a person types reaches Python as raw text, once, and is never lost on the way."""

from pages.parts.grid.columns import GridColumn, GridGrouping
from pages.parts.grid.component import GridEvents, asked_for_marks, pick_line, render_grid, send_marks, settle_held
from pages.parts.grid.outbox import GridAction, GridOperation, OperationAnswer

__all__ = [
    "GridAction",
    "GridColumn",
    "GridEvents",
    "GridGrouping",
    "GridOperation",
    "OperationAnswer",
    "asked_for_marks",
    "pick_line",
    "render_grid",
    "send_marks",
    "settle_held",
]
