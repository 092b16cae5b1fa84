"""Amounts in Vietnamese words, as the line under a total in an official table says them.

Law: every group inside a number is said in full ("không trăm linh năm"), empty groups are skipped, and tỷ repeats above.
"""

from typing import Literal

from budget.exact import require_money

Thousand = Literal["nghìn", "ngàn"]
ZeroTen = Literal["linh", "lẻ"]
Even = Literal["auto", "always", "never"]

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9


def amount_in_words(
    amount: int,
    *,
    thousand: Thousand = "nghìn",
    zero_ten: ZeroTen = "linh",
    even: Even = "auto",
    group_comma: bool = False,
) -> str:
    """The amount (đồng) in words, first letter capital: "Hai mươi tư triệu năm trăm nghìn đồng chẵn"; "Âm ..." below zero.

    `even` says when "chẵn" ends it: "auto" when whole thousands, "always" (but for zero), "never". `group_comma` puts a comma
    between groups. Raises TypeError for anything but an int, ValueError for an unknown option.
    """
    if thousand not in ("nghìn", "ngàn") or zero_ten not in ("linh", "lẻ") or even not in ("auto", "always", "never"):
        raise ValueError(f"unknown option among {thousand!r}, {zero_ten!r}, {even!r}")
    exact = require_money(amount)
    size = abs(exact)
    groups = _say_number(size, thousand, zero_ten) if size else ["không"]
    ending = " đồng chẵn" if size and (even == "always" or (even == "auto" and size % 1000 == 0)) else " đồng"
    said = ("âm " if exact < 0 else "") + (", " if group_comma else " ").join(groups) + ending
    return said[0].upper() + said[1:]


def _say_number(number: int, thousand: str, zero_ten: str) -> list[str]:
    """The groups of a number above zero, largest first, each with its scale word."""
    billions, rest = divmod(number, _BILLION)
    said: list[str] = []
    if billions:
        said = _say_number(billions, thousand, zero_ten)
        said[-1] += " tỷ"
    for scale, word in ((10**6, " triệu"), (10**3, f" {thousand}"), (1, "")):
        group = rest // scale % 1000
        if group:
            said.append(_say_group(group, zero_ten, inside=bool(said)) + word)
    return said


def _say_group(group: int, zero_ten: str, *, inside: bool) -> str:
    """Words of 1-999; `inside` a larger number missing hundreds are said."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words: list[str] = []
    if hundreds or inside:
        words += [_DIGITS[hundreds], "trăm"]
    if tens == 1:
        words.append("mười")
    elif tens:
        words += [_DIGITS[tens], "mươi"]
    elif units and words:
        words.append(zero_ten)
    if units:
        words.append(_say_unit(tens, units))
    return " ".join(words)


def _say_unit(tens: int, units: int) -> str:
    if units == 5 and tens:
        return "lăm"
    if tens >= 2 and units in (1, 4):
        return "mốt" if units == 1 else "tư"
    return _DIGITS[units]
