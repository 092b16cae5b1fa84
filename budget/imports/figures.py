"""A cell read as an exact number: millionths of whatever unit its column stands in, or the sentence why it is none.

Law: no float arithmetic; the dust an office program leaves behind is dropped, everything else is kept to the đồng.
"""

import math
import re
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

from budget.exact import divide_half_up, round_half_up
from budget.imports.cells import CellValue, cell_text
from budget.model.problem import Problem
from budget.money import MoneyUnit, parse_money
from budget.numerals import quote_typed, read_numeral, tidy_number

MICRO = 10**6
"""Millionths in one: an amount in triệu keeps its đồng."""

ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
SIZES = {unit: unit.size for unit in MoneyUnit}
"""Đồng in one of each unit."""
_PLACES = (10**6, 10**5, 10**4, 1000, 100, 10, 1)
_EXACT = 2**53
_DASHES = frozenset("-–—−_.")
_CURRENCY = re.compile(r"\s*(?:đồng|vnđ|vnd|₫|đ)$")
_IN_DONG = re.compile(r"[0-9)]\s*(?:đồng|vnđ|vnd|₫|đ)$")
_BEYOND = 10**12
"""Đồng: a line of this size is none, so a number that large in thousands can only be đồng."""
_COMMA_GROUPS = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?")
# the way nearly every amount typed as text looks; anything else goes to the careful readers
_USUAL = re.compile(r"([1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4})( ?(?:đ|đồng|VNĐ))?", re.ASCII)
_SCALE_WORD = re.compile(r"[0-9)] *(?:nghìn|ngàn|nghin|ngan|triệu|trieu|tr|tỷ|tỉ|ty)\b")
_EXAMPLES = "Sửa ô này thành một số, ví dụ “12.500.000” hoặc “12,5”, rồi nhập lại."


def read_figure(value: CellValue, unit: MoneyUnit | None = None) -> int | Problem | None:
    """The cell in millionths of its unit, None when it holds nothing (a dash is nothing), a Problem when it cannot be read.

    `unit` is the money unit of the column, None for quantities. In a text a comma parts decimals; where it might part thousands
    the text is refused, except for two groups or more ("12,500,000"), which only an English number has.
    """
    if type(value) is float:
        return _from_float(value)
    if type(value) is int:
        return value * MICRO
    if isinstance(value, str):
        return _from_text(value, unit) if value and not value.isspace() else None
    if isinstance(value, bool | date | time | timedelta):
        return Problem("figure_unreadable", f"{quote_typed(cell_text(value))} là ngày tháng hoặc đúng/sai, không phải số.", _EXAMPLES)
    return _from_float(float(value))


def doubt_unit(value: CellValue, unit: MoneyUnit | None, micro: int) -> Problem | None:
    """Why a figure read in millionths of its column's unit may be a thousand times too small: "26.600 đ" in a column of nghìn đồng.

    Past a million times a million đồng nobody can have meant the column's unit.
    """
    if not isinstance(value, str) or unit is None or unit is MoneyUnit.DONG or not _IN_DONG.search(tidy_number(value).lower()):
        return None
    if abs(micro) * unit.size**2 >= _BEYOND * MICRO:
        return None
    sentence = f"{quote_typed(value.strip())} có chữ đồng nhưng cột tính bằng {unit.label}: không rõ là đồng hay {unit.label}."
    return Problem("figure_two_units", sentence, "Bỏ chữ đồng nếu số theo đơn vị của cột, hoặc ghi lại theo đơn vị đó, rồi nhập lại.")


def whole_dong(micro: int, unit: MoneyUnit) -> tuple[int, bool]:
    """An amount read in `unit` as whole đồng, and whether a real part of a đồng was rounded away (half up); dust is not real."""
    scaled = micro * SIZES[unit]
    if scaled % MICRO == 0:  # nearly always, a million times a sheet
        return scaled // MICRO, False
    amount = divide_half_up(scaled, MICRO)
    return amount, abs(scaled - amount * MICRO) > MICRO // 200


def _from_float(value: float) -> int | Problem:
    if value.is_integer() and -_EXACT < value < _EXACT:
        return int(value) * MICRO
    if not math.isfinite(value):
        return Problem("figure_unreadable", "Ô có giá trị không phải là số.", _EXAMPLES)
    whole, _, decimals = repr(value).partition(".")
    if len(decimals) <= 6 and len(whole) + len(decimals) <= 15 and decimals.isdigit():
        return int(whole + decimals) * _PLACES[len(decimals)]
    # fifteen digits are what the office program shows; the rest is the noise of its arithmetic
    return round_half_up(Decimal(f"{value:.15g}") * MICRO)


def _from_text(value: str, unit: MoneyUnit | None) -> int | Problem | None:
    text = value.strip()
    if text in ERRORS:
        return Problem("cell_error", f"Ô báo lỗi {text} của chương trình bảng tính.", "Sửa công thức của ô đó rồi nhập lại.")
    if _DASHES.issuperset(text):
        return None
    if (usual := _USUAL.fullmatch(text)) and (unit is MoneyUnit.DONG or not usual[2]):
        return int(usual[1].replace(".", "")) * MICRO
    typed = tidy_number(text).lower()
    if _COMMA_GROUPS.fullmatch(typed):
        return round_half_up(Decimal(typed.replace(",", "")) * MICRO)
    if unit is MoneyUnit.DONG or (unit is not None and (_SCALE_WORD.search(typed) or _CURRENCY.search(typed))):
        return _from_money_text(text, unit)
    return _from_plain_text(text, typed)


def _from_money_text(text: str, unit: MoneyUnit) -> int | Problem | None:
    amount, problems = parse_money(text)
    if amount is None:
        return problems[0] if problems else None
    return round_half_up(Fraction(amount * MICRO, unit.size))


def _from_plain_text(text: str, typed: str) -> int | Problem:
    body = typed
    negative = body.startswith("-") or (body.startswith("(") and body.endswith(")"))
    if negative:
        body = body[1:].strip() if body.startswith("-") else body[1:-1].strip()
    numeral = read_numeral(body)
    if numeral is None:
        return Problem("figure_unreadable", f"Không đọc được {quote_typed(text)} thành số.", _EXAMPLES)
    if numeral.could_be_foreign:
        sentence = f"Không chắc {quote_typed(text)} là {body} (phần lẻ) hay {body.replace(',', '.')} (ngăn hàng nghìn)."
        return Problem("figure_separator", sentence, "Sửa ô này thành số thật của bảng tính rồi nhập lại.")
    micro = round_half_up(numeral.value * MICRO)
    return -micro if negative else micro
