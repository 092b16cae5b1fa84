"""Money as people see it: whole đồng read and printed the Vietnamese way, and the exact arithmetic behind it.

Law: what is shown is rounded half up from exact đồng; what is stored never is.
"""

from enum import StrEnum
from fractions import Fraction

from budget.exact import BASIS_POINTS, divide_half_up, require_money, round_half_up, scale_amount, spread, take_share
from budget.numerals import group_digits, write_numeral
from budget.typed_money import LARGEST_AMOUNT, parse_money

__all__ = [
    "BASIS_POINTS",
    "LARGEST_AMOUNT",
    "MoneyUnit",
    "divide_half_up",
    "format_money",
    "format_share",
    "format_short",
    "parse_money",
    "require_money",
    "round_half_up",
    "scale_amount",
    "spread",
    "take_share",
]

_MILLION = 10**6
_BILLION = 10**9


class MoneyUnit(StrEnum):
    """The unit amounts are shown in; amounts are stored in đồng whatever it says."""

    DONG = "dong"
    NGHIN = "nghin"
    TRIEU = "trieu"

    @property
    def exponent(self) -> int:
        """Digits cut from the đồng: 0, 3 or 6."""
        return {MoneyUnit.DONG: 0, MoneyUnit.NGHIN: 3, MoneyUnit.TRIEU: 6}[self]

    @property
    def size(self) -> int:
        """Đồng in one unit."""
        return int(10**self.exponent)

    @property
    def label(self) -> str:
        """The unit's name for headings: "Đơn vị tính: triệu đồng"."""
        return {MoneyUnit.DONG: "đồng", MoneyUnit.NGHIN: "nghìn đồng", MoneyUnit.TRIEU: "triệu đồng"}[self]


def format_money(amount: int | None, unit: MoneyUnit = MoneyUnit.DONG, decimals: int = 0) -> str:
    """The amount (đồng) as text in `unit`: "-1.234", "" for None and "0" for zero; no unit word.

    Rounded half up. Exactly `decimals` places follow the comma, but never more than the unit has (đồng 0, nghìn 3, triệu 6).
    """
    if decimals < 0:
        raise ValueError("decimals cannot be below zero")
    if amount is None:
        return ""
    return _write_fixed(require_money(amount), unit.size, min(decimals, unit.exponent))


def format_short(amount: int | None) -> str:
    """The amount (đồng) in few characters for prose and charts: "3,2 tỷ", "15 triệu", "450.000 đ"; "" for None.

    One decimal at most, rounded half up; below one triệu the exact đồng.
    """
    if amount is None:
        return ""
    exact = require_money(amount)
    if abs(exact) < _MILLION:
        return f"{group_digits(exact)} đ"
    tenths = divide_half_up(exact * 10, _MILLION)
    if abs(tenths) < 10_000:
        return f"{write_numeral(Fraction(tenths, 10), 1)} triệu"
    return f"{write_numeral(Fraction(divide_half_up(exact * 10, _BILLION), 10), 1)} tỷ"


def format_share(numerator: int | None, denominator: int | None, decimals: int = 1) -> str:
    """`numerator` / `denominator` as a percentage: "12,5 %"; "" when either is unknown or the denominator is zero.

    Rounded half up to exactly `decimals` places, so that a column lines up.
    """
    if numerator is None or denominator is None or require_money(denominator) == 0:
        return ""
    part, whole = require_money(numerator), require_money(denominator)
    return f"{_write_fixed(100 * (part if whole > 0 else -part), abs(whole), decimals)} %"


def _write_fixed(numerator: int, denominator: int, decimals: int) -> str:
    scaled = divide_half_up(numerator * 10**decimals, denominator)
    whole, rest = divmod(abs(scaled), 10**decimals)
    tail = f",{rest:0{decimals}d}" if decimals else ""
    return ("-" if scaled < 0 else "") + group_digits(whole) + tail
