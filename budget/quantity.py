"""Quantities and shares as people type them: thousandths and basis points behind, commas and dots in front.

Law: what is printed reads back as the same quantity; what could mean two quantities is refused with a sentence.
"""

from fractions import Fraction

from budget.exact import round_half_up
from budget.model.problem import Problem
from budget.numerals import Numeral, group_digits, offer, quote_typed, read_numeral, suggest_spellings, tidy_number, write_numeral

LARGEST_QUANTITY = 10**9
"""The largest quantity or number of times accepted."""

_QUANTITY_DECIMALS = 3
_SHARE_DECIMALS = 2
_QUANTITY_EXAMPLES = "Gõ một số không âm, ví dụ “12”, “1.500” hoặc “0,5”; đơn vị tính ghi ở cột riêng."
_SHARE_EXAMPLES = "Gõ tỷ lệ từ 0 đến 100, ví dụ “10” hoặc “12,5 %”."


def parse_quantity(text: str) -> tuple[int | None, list[Problem]]:
    """The quantity in thousandths that `text` spells, with the problems found; empty text is (None, []).

    "1.500" is 1500 and "0,5" a half, up to three decimals. Negatives, "0.5" and "1,500" (1,5 or 1.500?) are refused.
    """
    typed = tidy_number(text)
    if not typed:
        return None, []
    numeral = read_numeral(typed)
    if numeral is None:
        return None, [_explain_quantity(text, typed)]
    if numeral.could_be_foreign and numeral.decimals.endswith("0"):
        spellings = [write_numeral(numeral.value, _QUANTITY_DECIMALS), typed.replace(",", ".")]
        sentence = f"Không chắc {quote_typed(text)} là {spellings[0]} hay {spellings[1]}: dấu phẩy chỉ phần lẻ, dấu chấm ngăn hàng nghìn."
        return None, [Problem("quantity_separator", sentence, offer(spellings, _QUANTITY_EXAMPLES))]
    return _take_thousandths(text, numeral)


def parse_share(text: str) -> tuple[int | None, list[Problem]]:
    """The share in basis points that a percentage spells ("12,5 %" is 1250), with the problems found; empty is (None, []).

    The sign % may be left out. Below 0, above 100 or finer than two decimals is refused.
    """
    typed = tidy_number(text)
    if not typed:
        return None, []
    number = typed.removesuffix("%").rstrip()
    numeral = read_numeral(number)
    if numeral is None:
        return None, [_explain_share(text, number)]
    if numeral.value > 100:
        return None, [Problem("share_too_large", f"Tỷ lệ {quote_typed(text)} lớn hơn 100 %.", _SHARE_EXAMPLES)]
    basis_points = numeral.value * 100
    if basis_points.denominator != 1:
        sentence = f"Tỷ lệ {quote_typed(text)} có quá hai chữ số sau dấu phẩy nên không giữ được đúng."
        shorter = write_numeral(Fraction(round_half_up(basis_points), 100), _SHARE_DECIMALS)
        return None, [Problem("share_too_fine", sentence, f"Bớt còn hai chữ số sau dấu phẩy, ví dụ “{shorter}”.")]
    return int(basis_points), []


def format_quantity(milli: int | None) -> str:
    """A quantity in thousandths as text without idle zeros: 1500500 is "1.500,5"; "" for None."""
    return "" if milli is None else write_numeral(Fraction(milli, 1000), _QUANTITY_DECIMALS)


def format_share_bp(share_bp: int) -> str:
    """Basis points as a Vietnamese percentage: 1250 -> 12,5 %."""
    whole, rest = divmod(share_bp, 100)
    return f"{whole} %" if not rest else f"{whole},{rest:02d}".rstrip("0") + " %"


def _take_thousandths(text: str, numeral: Numeral) -> tuple[int | None, list[Problem]]:
    if numeral.value > LARGEST_QUANTITY:
        sentence = f"Số lượng {quote_typed(text)} lớn hơn {group_digits(LARGEST_QUANTITY)}, vượt mọi khoản mục có thể có."
        return None, [Problem("quantity_too_large", sentence, "Kiểm tra số chữ số 0 rồi gõ lại.")]
    milli = numeral.value * 1000
    if milli.denominator != 1:
        shorter = format_quantity(round_half_up(milli))
        sentence = f"Số lượng {quote_typed(text)} có quá ba chữ số sau dấu phẩy nên không giữ được đúng."
        return None, [Problem("quantity_too_fine", sentence, f"Bớt còn ba chữ số sau dấu phẩy, ví dụ “{shorter}”.")]
    return int(milli), []


def _explain_quantity(text: str, typed: str) -> Problem:
    if typed.startswith("-") or (typed.startswith("(") and typed.endswith(")")):
        sentence = f"Số lượng {quote_typed(text)} là số âm; muốn giảm thì gõ số lượng còn lại."
        return Problem("quantity_negative", sentence, _QUANTITY_EXAMPLES)
    spellings = [spelling for spelling in suggest_spellings(typed) if not parse_quantity(spelling)[1]]
    if spellings:
        sentence = f"Không chắc {quote_typed(text)} là bao nhiêu: dấu chấm ngăn từng nhóm ba chữ số, dấu phẩy chỉ phần lẻ."
        return Problem("quantity_separator", sentence, offer(spellings, _QUANTITY_EXAMPLES))
    return Problem("quantity_unreadable", f"Không đọc được {quote_typed(text)} thành số lượng.", _QUANTITY_EXAMPLES)


def _explain_share(text: str, number: str) -> Problem:
    if number.startswith("-"):
        return Problem("share_negative", f"Tỷ lệ {quote_typed(text)} nhỏ hơn 0.", _SHARE_EXAMPLES)
    spellings = [spelling for spelling in suggest_spellings(number) if not parse_share(spelling)[1]]
    if spellings:
        sentence = f"Không chắc tỷ lệ {quote_typed(text)} là bao nhiêu: phần lẻ phải sau dấu phẩy."
        return Problem("share_separator", sentence, offer(spellings, _SHARE_EXAMPLES))
    return Problem("share_unreadable", f"Không đọc được {quote_typed(text)} thành tỷ lệ phần trăm.", _SHARE_EXAMPLES)
