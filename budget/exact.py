"""Exact arithmetic on whole đồng: round half up, take a share, spread a total.

Law: no float ever enters; halves round away from zero; a spread adds up to its total to the đồng.
"""

import operator
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import SupportsIndex

BASIS_POINTS = 10_000
"""Basis points in the whole: 100 % = 10000."""

_MILLI_SQUARED = 1_000_000


def require_money(value: object) -> int:
    """The same amount as a plain int (đồng); numpy integers are welcome.

    Raises TypeError for floats, decimals, bools, text and missing values: they are our mistakes, not a person's.
    """
    if type(value) is int:  # the usual case, a thousand times a second
        return value
    if isinstance(value, bool) or not isinstance(value, SupportsIndex):
        raise TypeError(f"money is a whole number of đồng (int), not {type(value).__name__}: {value!r}")
    return operator.index(value)


def divide_half_up(numerator: int, denominator: int) -> int:
    """The whole number nearest to numerator / denominator, halves away from zero; `denominator` > 0."""
    if denominator <= 0:
        raise ValueError("the denominator must be above zero")
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -size if numerator < 0 else size


def round_half_up(value: Decimal | Fraction | int, step: int = 1) -> int:
    """`value` rounded to the nearest multiple of `step`, halves away from zero (2.500 to 3 nghìn, never 2).

    Raises TypeError for a float, ValueError or OverflowError for a decimal that is no number.
    """
    if isinstance(value, float | bool) or not isinstance(value, Decimal | Fraction | int):
        raise TypeError(f"rounding takes a Decimal, Fraction or int, not {type(value).__name__}")
    if step < 1:
        raise ValueError("the rounding step must be at least 1")
    exact = Fraction(value)
    return divide_half_up(exact.numerator, exact.denominator * step) * step


def scale_amount(quantity_milli: int, unit_price: int, times_milli: int, adjustment: int = 0) -> int:
    """A line's amount in đồng: quantity x unit price x times rounded half up, plus the adjustment.

    `quantity_milli` and `times_milli` are thousandths; `unit_price` and `adjustment` đồng.
    """
    product = require_money(quantity_milli) * require_money(unit_price) * require_money(times_milli)
    return divide_half_up(product, _MILLI_SQUARED) + require_money(adjustment)


def take_share(amount: int, share_bp: int) -> int:
    """The part of `amount` (đồng) that `share_bp` basis points make, rounded half up: 1000 of 15 đ is 2 đ."""
    return divide_half_up(require_money(amount) * require_money(share_bp), BASIS_POINTS)


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Whole-đồng parts of `total` in proportion to `weights`, adding up to it exactly (largest remainder).

    The đồng left over go to the larger remainder first and, between equals, to the earlier position. A zero weight gets
    zero. A negative total is the mirror of its positive. Raises ValueError when a weight is negative or all are zero.
    """
    amount = require_money(total)
    shares = [require_money(weight) for weight in weights]
    whole = sum(shares)
    if any(share < 0 for share in shares):
        raise ValueError("a weight to spread by is negative")
    if whole == 0:
        raise ValueError("there is no weight to spread by")
    divided = [divmod(abs(amount) * share, whole) for share in shares]
    parts = [quotient for quotient, _ in divided]
    left = abs(amount) - sum(parts)
    for position in sorted(range(len(parts)), key=lambda place: -divided[place][1])[:left]:
        parts[position] += 1
    return [-part for part in parts] if amount < 0 else parts
