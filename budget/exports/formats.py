"""Cell formats by role and style, made once a workbook; numbers stay numbers and carry their look as a number format."""

from typing import Any, Literal

import xlsxwriter
from xlsxwriter.format import Format

from budget.money import MoneyUnit

Style = Literal["center", "text", "money", "quantity", "code", "share", "machine"]
Role = Literal["line", "unit", "district", "block", "total", "head", "index"]

FONT = "Times New Roman"
SAMPLE_RED = "#C00000"
_LINE_GREY = "#7F7F7F"
_MONEY = {MoneyUnit.DONG: "#,##0;-#,##0", MoneyUnit.NGHIN: "#,##0,;-#,##0,", MoneyUnit.TRIEU: "#,##0,,;-#,##0,,"}
_ROLES: dict[Role, dict[str, Any]] = {
    "line": {},
    "unit": {"bold": True},
    "district": {"bold": True, "italic": True},
    "block": {"bold": True, "bg_color": "#EEF2F8"},
    "total": {"bold": True, "bg_color": "#DCE5F2"},
    "head": {"bold": True, "text_wrap": True, "align": "center", "bg_color": "#EEF2F8"},
    "index": {"italic": True, "align": "center", "font_size": 9},
}
_STYLES: dict[Style, dict[str, Any]] = {
    "center": {"align": "center", "text_wrap": True},
    "text": {"align": "left", "text_wrap": True, "indent": 1},
    "code": {"align": "center", "num_format": "@"},
    "money": {"align": "right"},
    "quantity": {"align": "right"},
    # hidden ids must not spill over a visible neighbour that is empty
    "machine": {"align": "fill", "num_format": "@"},
    "share": {"align": "right", "num_format": "0.0%"},
}


class Formats:
    """The formats of one workbook, in the money unit it shows."""

    def __init__(self, book: xlsxwriter.Workbook, unit: MoneyUnit) -> None:
        """Make formats in `book` on demand."""
        self._book = book
        self._unit = unit
        self._made: dict[tuple[object, ...], Format] = {}

    def cell(self, role: Role, style: Style, decimals: int = 0) -> Format:
        """The format of a table cell; `decimals` places for a quantity."""
        key = (role, style, decimals)
        if key not in self._made:
            look = {"font_name": FONT, "font_size": 11, "valign": "vcenter", "border": 1, "border_color": _LINE_GREY}
            look |= _STYLES[style] | _ROLES[role]
            if style == "money":
                look["num_format"] = _MONEY[self._unit]
            elif style == "quantity":
                look["num_format"] = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._made[key] = self._book.add_format(look)
        return self._made[key]

    def words(self, **look: object) -> Format:
        """The format of text outside a table."""
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": FONT, "font_size": 12, "valign": "vcenter", **look})
        return self._made[key]


def quantity_decimals(milli: int) -> int:
    """How many places a quantity in thousandths needs."""
    return 0 if milli % 1000 == 0 else 1 if milli % 100 == 0 else 2 if milli % 10 == 0 else 3
