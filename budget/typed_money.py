"""Whole đồng from what an officer types or pastes.

Law: an amount that could be read in two ways is refused with a sentence, never guessed.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from budget.exact import round_half_up
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.numerals import LONGEST_TYPED, group_digits, offer, quote_typed, read_numeral, suggest_spellings, tidy_number

LARGEST_AMOUNT = 10**15
"""The largest amount accepted, in đồng: a million tỷ, above any national total a person types."""

_SCALES = {
    "nghìn tỷ": 10**12, "nghìn tỉ": 10**12, "ngàn tỷ": 10**12, "ngàn tỉ": 10**12, "nghin ty": 10**12, "ngan ty": 10**12,
    "tỷ": 10**9, "tỉ": 10**9, "ty": 10**9, "ti": 10**9,
    "triệu": 10**6, "trieu": 10**6, "tr.": 10**6, "tr": 10**6,
    "nghìn": 10**3, "nghin": 10**3, "ngàn": 10**3, "ngan": 10**3,
}  # fmt: skip
_SCALE_WORD = "|".join(re.escape(word) for word in sorted(_SCALES, key=len, reverse=True))
_PART = re.compile(rf" *([0-9](?:[0-9., ]*[0-9])?) *({_SCALE_WORD})(?![^\W\d_])")
_CURRENCY_AFTER = re.compile(r" *(?:đồng|dong|vnđ|vnd|₫|đ|d)$")
_CURRENCY_BEFORE = re.compile(r"^(?:vnđ|vnd|₫) *")
_FOREIGN_MONEY = re.compile(r"[$€£¥]|\b(?:usd|eur|đô|euro)\b")
_SCIENTIFIC = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?e\+?([0-9]{1,2})")
_THOUSAND_LETTER = re.compile(r"([0-9](?:[0-9., ]*[0-9])?) *k")
_EXAMPLES = "Gõ số đồng nguyên, ví dụ “12.500.000”, hoặc kèm đơn vị, ví dụ “12,5 triệu”."


@dataclass(frozen=True, slots=True)
class _Typed:
    """An amount taken apart: its sign, its body without currency, and whether đồng was written."""

    negative: bool
    body: str
    in_dong: bool


def parse_money(text: str) -> tuple[int | None, list[Problem]]:
    """The amount in đồng that `text` spells, with the problems found; empty text is (None, []), for empty is not zero.

    A part of a đồng is rounded half up and noted; every doubtful or foreign form gives None and one sentence. Minus
    signs and accounting parentheses give negative amounts: whether these may stand is the caller's rule.
    """
    typed = tidy_number(text).lower()
    if not typed:
        return None, []
    exact = _read_money(typed)
    if exact is None:
        return None, [_explain(text, typed)]
    if abs(exact) > LARGEST_AMOUNT:
        return None, [_too_large(text)]
    amount = round_half_up(exact)
    return amount, [] if amount == exact else [_note_rounding(text, amount)]


def _read_money(typed: str) -> Fraction | None:
    if len(typed) > LONGEST_TYPED:
        return None
    parts = _take_apart(typed)
    size = _read_scaled(parts) if _PART.search(parts.body) else _read_bare(parts.body)
    if size is None:
        return None
    return -size if parts.negative else size


def _take_apart(typed: str) -> _Typed:
    outside = _CURRENCY_AFTER.sub("", typed)
    negative, inside = False, outside
    if outside.startswith("(") and outside.endswith(")"):
        negative, inside = True, outside[1:-1].strip()
    elif outside.startswith("-"):
        negative, inside = True, outside[1:].lstrip()
    if inside.startswith(("-", "(")):
        return _Typed(negative, "", in_dong=False)
    body = inside
    if outside == typed:
        body = _CURRENCY_AFTER.sub("", inside)
    if body == inside and outside == typed:
        body = _CURRENCY_BEFORE.sub("", inside)
    return _Typed(negative, body, in_dong=body != inside or outside != typed)


def _read_bare(body: str) -> Fraction | None:
    """Đồng without a unit word; a comma is believed only where it cannot part thousands nor stand for triệu, tỷ."""
    numeral = read_numeral(body)
    if numeral is None:
        return None
    if not numeral.decimals or numeral.grouped:
        return numeral.value
    doubtful = len(numeral.decimals) > 2 or (numeral.whole < 1000 and int(numeral.decimals) > 0)
    return None if doubtful else numeral.value


def _read_scaled(parts: _Typed) -> Fraction | None:
    """2 tỷ 300 triệu: units fall, and every part but the last is whole and every later one fits under the unit before."""
    total, above, place = Fraction(0), None, 0
    decimals_seen = False
    while found := _PART.match(parts.body, place):
        numeral, scale = read_numeral(found[1]), _SCALES[found[2]]
        if numeral is None or numeral.could_be_foreign or decimals_seen:
            return None
        value = numeral.value * scale
        if above is not None and value >= above:
            return None
        total, above, place, decimals_seen = total + value, scale, found.end(), bool(numeral.decimals)
    rest = parts.body[place:].strip()
    if not rest:
        return total
    if above is None or decimals_seen or not parts.in_dong:
        return None
    return _add_last_dong(total, above, rest)


def _add_last_dong(total: Fraction, above: int, rest: str) -> Fraction | None:
    """The total with đồng said last; 2 triệu 500 đồng is refused, for many mean 2.500.000 by it."""
    numeral = read_numeral(rest)
    if numeral is None or numeral.decimals or numeral.whole >= above:
        return None
    return total + numeral.whole if above == 1000 or numeral.whole >= 1000 else None


def _explain(text: str, typed: str) -> Problem:
    """Why the amount cannot be read, and how to write it; looked for from the surest sign to the vaguest."""
    if len(typed) > LONGEST_TYPED:
        return _refuse("money_unreadable", f"{quote_typed(text)} quá dài, không phải một số tiền.", _EXAMPLES)
    for look in (_explain_other_measure, _explain_shorthand, _explain_scaled, _explain_bare):
        if problem := look(text, typed):
            return problem
    strange = [quote_typed(run) for run in dict.fromkeys(re.findall(r"[^0-9., ]+", typed))]
    why = f"có {', '.join(strange)} không thuộc cách ghi số tiền" if strange else "không có cách đọc nào chắc chắn"
    return _refuse("money_unreadable", f"Không đọc được {quote_typed(text)} thành số tiền: {why}.", _EXAMPLES)


def _explain_other_measure(text: str, typed: str) -> Problem | None:
    if not typed.isprintable():
        return _refuse("money_unreadable", f"{quote_typed(text)} gồm nhiều dòng hoặc nhiều ô.", "Dán mỗi ô một số tiền.")
    if "%" in typed:
        return _refuse("money_percent", f"{quote_typed(text)} là tỷ lệ phần trăm, ô này cần số tiền.", _EXAMPLES)
    if _FOREIGN_MONEY.search(typed):
        fix = "Quy đổi ra đồng Việt Nam rồi gõ số đồng, ví dụ “12.500.000”."
        return _refuse("money_foreign_currency", f"{quote_typed(text)} là ngoại tệ, dự toán chỉ ghi bằng đồng Việt Nam.", fix)
    return None


def _explain_shorthand(text: str, typed: str) -> Problem | None:
    if found := _SCIENTIFIC.fullmatch(typed):
        digits, decimals = found[1], found[2] or ""
        value = Fraction(int(digits + decimals), 10 ** len(decimals)) * 10 ** int(found[3])
        spellings = [group_digits(int(value))] if value.denominator == 1 else []
        why = "là số viết tắt kiểu khoa học (cột Excel hẹp), có thể đã mất chữ số"
        return _refuse("money_shorthand", f"{quote_typed(text)} {why}.", offer(_readable(spellings), _EXAMPLES))
    if found := _THOUSAND_LETTER.fullmatch(typed):
        spellings = [f"{spelling} nghìn" for spelling in [found[1], *suggest_spellings(found[1])]]
        why = "dùng chữ k, không phải đơn vị tiền trong dự toán"
        return _refuse("money_shorthand", f"{quote_typed(text)} {why}.", offer(_readable(spellings), _EXAMPLES))
    if not typed.strip("- "):
        fix = "Gõ “0” nếu không có tiền; để trống nếu chưa có số liệu."
        return _refuse("money_shorthand", f"{quote_typed(text)} không rõ là số 0 hay chưa có số liệu.", fix)
    if typed.startswith("+"):
        why = "có dấu cộng nên không rõ là số tiền hay mức tăng thêm"
        return _refuse("money_shorthand", f"{quote_typed(text)} {why}.", offer(_readable([typed[1:].strip()]), _EXAMPLES))
    return None


def _explain_scaled(text: str, typed: str) -> Problem | None:
    parts = _take_apart(typed)
    found = _PART.fullmatch(parts.body)
    if found is None:
        if not _PART.search(parts.body):
            return None
        why = "các phần phải xếp từ đơn vị lớn đến nhỏ, phần nào cũng có đơn vị, chỉ phần cuối được có số lẻ"
        fix = "Ghi đủ đơn vị cho từng phần, ví dụ “2 tỷ 300 triệu”, hoặc gõ đủ số đồng, ví dụ “2.300.000.000”."
        return _refuse("money_parts", f"Không chắc {quote_typed(text)} là bao nhiêu đồng: {why}.", fix)
    numeral = read_numeral(found[1])
    sign = "-" if parts.negative else ""
    spellings = [f"{sign}{spelling} {found[2]}" for spelling in suggest_spellings(found[1])]
    if numeral is not None:
        spellings.append(sign + group_digits(round_half_up(numeral.value * _SCALES[found[2]])))
    why = "không rõ dấu chấm, dấu phẩy là ngăn hàng nghìn hay phần lẻ"
    return _refuse("money_separator", f"Không chắc {quote_typed(text)} là bao nhiêu đồng: {why}.", offer(_readable(spellings), _EXAMPLES))


def _explain_bare(text: str, typed: str) -> Problem | None:
    parts = _take_apart(typed)
    if not re.fullmatch(r"[0-9][0-9., ]*", parts.body):
        return None
    sign = "-" if parts.negative else ""
    numeral = read_numeral(parts.body)
    if numeral is not None and not numeral.could_be_foreign:
        spellings = [f"{sign}{parts.body} triệu", f"{sign}{parts.body} tỷ"]
        why = "số tiền phải là đồng nguyên, có lẽ thiếu chữ triệu hoặc tỷ"
        return _refuse("money_part_of_dong", f"{quote_typed(text)} có phần lẻ của đồng: {why}.", offer(_readable(spellings), _EXAMPLES))
    found = suggest_spellings(parts.body)
    spellings = [sign + (spelling if _read_bare(spelling) is not None else f"{spelling} triệu") for spelling in found]
    if "," in parts.body:
        why = "dấu phẩy ở đây chỉ phần lẻ, không ngăn hàng nghìn như cách viết nước ngoài"
    elif "." in parts.body or " " in parts.body:
        why = "dấu chấm hoặc dấu cách ngăn hàng nghìn thì mỗi nhóm sau nó phải đủ ba chữ số"
    else:
        why = "số bắt đầu bằng chữ số 0 thường là mã số"
    return _refuse("money_separator", f"Không chắc {quote_typed(text)} là bao nhiêu đồng: {why}.", offer(_readable(spellings), _EXAMPLES))


def _readable(spellings: list[str]) -> list[str]:
    """Only the spellings that this reader would take as they stand: a cure must cure."""
    return [spelling for spelling in spellings if (value := _read_money(spelling)) is not None and abs(value) <= LARGEST_AMOUNT]


def _too_large(text: str) -> Problem:
    sentence = f"{quote_typed(text)} lớn hơn {group_digits(LARGEST_AMOUNT)} đồng, vượt mọi dự toán có thể có."
    return _refuse("money_too_large", sentence, "Kiểm tra số chữ số 0 và đơn vị (nghìn, triệu, tỷ) rồi gõ lại.")


def _note_rounding(text: str, amount: int) -> Problem:
    sentence = f"{quote_typed(text)} có phần lẻ của đồng nên được làm tròn thành {group_digits(amount)} đồng."
    return Problem("money_rounded", sentence, "Nếu cần số khác, gõ lại số đồng nguyên.", Severity.NOTE)


def _refuse(code: str, sentence: str, fix: str) -> Problem:
    return Problem(code, sentence, fix)
