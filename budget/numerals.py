"""How a number looks when a Vietnamese officer types it: dots or spaces part thousands, a comma parts decimals.

Law: a text reads as exactly one number or as none; nothing is guessed.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

LONGEST_TYPED = 60

_PLAIN = re.compile(r"(0|[1-9][0-9]*)(?:,([0-9]+))?")
_GROUPED = re.compile(r"([1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+))(?:,([0-9]+))?")
_FOREIGN = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?")
_DOT_DECIMAL = re.compile(r"([0-9]+|[0-9]{1,3}(?:[. ][0-9]{3})+)\.([0-9]+)")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–−﹣"), "-")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class Numeral:
    """One non-negative number as typed: its whole part, its decimal digits, and whether thousands were parted."""

    whole: int
    decimals: str = ""
    grouped: bool = False

    @property
    def value(self) -> Fraction:
        """The exact number."""
        return self.whole + Fraction(int(self.decimals or "0"), 10 ** len(self.decimals))

    @property
    def could_be_foreign(self) -> bool:
        """True when the comma might part thousands, as English does: 1,500 but not 0,500 nor 1.234,500."""
        return len(self.decimals) == 3 and not self.grouped and 0 < self.whole < 1000


def tidy_number(text: str) -> str:
    """The typed text with plain digits, spaces and minus signs; anything doubtful stays for the reader to refuse.

    Compatibility forms such as superscripts are left alone: 10² must not become 102. Line breaks and tabs inside stay
    too: they part two cells, not thousands.
    """
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    plain = unicodedata.normalize("NFC", visible).translate(_FULL_WIDTH).translate(_DASHES)
    return "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in plain).strip()


def read_numeral(text: str) -> Numeral | None:
    """The number a tidy text spells in the Vietnamese way, or None when it does not."""
    if len(text) > LONGEST_TYPED:
        return None
    if plain := _PLAIN.fullmatch(text):
        return Numeral(int(plain[1]), plain[2] or "")
    if parted := _GROUPED.fullmatch(text):
        return Numeral(int(_digits(parted[1])), parted[2] or "", grouped=True)
    return None


def group_digits(number: int) -> str:
    """A whole number with a dot every three digits: -1.234."""
    return f"{number:,}".replace(",", ".")


def write_numeral(number: Fraction, decimals: int) -> str:
    """An exact decimal with dots and a comma, without idle zeros; the caller has rounded it to `decimals` places."""
    scaled = number * 10**decimals
    if scaled.denominator != 1:
        raise ValueError(f"{number} has more than {decimals} decimals")
    whole, rest = divmod(abs(scaled.numerator), 10**decimals)
    tail = f"{rest:0{decimals}d}".rstrip("0") if decimals else ""
    return ("-" if number < 0 else "") + group_digits(whole) + (f",{tail}" if tail else "")


def suggest_spellings(text: str) -> list[str]:
    """Vietnamese spellings a misspelt number may have meant, likeliest first; for a person to choose, never to use."""
    if len(text) > LONGEST_TYPED or not re.fullmatch(r"[0-9][0-9., ]*", text):
        return []
    found: list[str] = []
    if foreign := _FOREIGN.fullmatch(text):
        found.append(_spell(_digits(foreign[1]), foreign[2]))
    decimal = _DOT_DECIMAL.fullmatch(text)
    if decimal:
        found.append(_spell(_digits(decimal[1]), decimal[2]))
        if len(decimal[2]) < 3 and decimal[1] != "0":
            found.append(_spell(_digits(decimal[1]) + decimal[2].ljust(3, "0"), None))
    if "," not in text and (decimal is None or len(decimal[2]) > 3):
        found.append(_spell(_digits(text), None))
    return list(dict.fromkeys(found))


def quote_typed(text: str) -> str:
    """What was typed, in quotes and short enough for a sentence."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= 40 else line[:39] + '…'}”"


def offer(spellings: list[str], otherwise: str) -> str:
    """The cure that shows up to two right spellings, or `otherwise` when there is none to show."""
    shown = [f"“{spelling}”" for spelling in spellings[:2]]
    if not shown:
        return otherwise
    return f"Gõ {shown[0]}." if len(shown) == 1 else f"Gõ {shown[0]} hoặc {shown[1]}, tùy số định nhập."


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _spell(whole: str, decimals: str | None) -> str:
    tail = (decimals or "").rstrip("0")
    return group_digits(int(whole)) + (f",{tail}" if tail else "")
