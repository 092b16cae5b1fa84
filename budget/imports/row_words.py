"""Words by which a row says what it is: a total, an of-which, the end of the table.

Accents matter here: "cộng" is a total, "công" is work; only a text typed without any accent is read by its letters alone.
"""

import re
import unicodedata
from collections.abc import Sequence

from budget.imports.cells import CellValue
from budget.vietnamese import fold

_TOTAL = re.compile(
    r"(?:tổng\s*(?:cộng|số|tiền|kinh phí|chi phí|dự toán|giá trị|nhu cầu|mức|chi|thu|vốn|nguồn)?|cộng)"
    r"(?P<rest>|[\s:.,;(\[].*)"
)
_TOTAL_PLAIN = re.compile(r"(?:tong (?:cong|so|tien|kinh phi|chi phi|du toan)|tong|cong)(?P<rest>|[\s:.,;(\[].*)")
# the first two letters, composed or not: nearly every name is passed over by them alone
_TOTAL_BEGINS = frozenset({"tổ", "to", "cộ", "co", "ma", "ch", "tr", "là", "la"})
_CARRIED = re.compile(r"(?:cộng\s*)?(?:mang sang|chuyển trang|cộng trang|trang trước chuyển sang|cộng dồn|làm tròn\b)")
_AFTER_CONG = re.compile(
    r"[\s:.,;]*(?:$|[(\[]|(?:mục|phần|nhóm|chương|chung|tổng|theo|trước|sau|lũy|luỹ|kinh phí|số|các|hạng mục|toàn|chi|tiểu mục|nguồn)\b"
    r"|(?:[a-zđ]|[ivxlc]+|[0-9.]+)(?:\s*[-+:.,;)].*|\s*)$)"
)
_AFTER_BARE_TONG = re.compile(
    r"[\s:.,;]*(?:$|[(\[]|(?:[a-zđ]|[ivxlc]+|[0-9.]+)(?:\s*[-+:.,;)].*|\s*)$|(?:các|toàn|của|năm|theo|trước|sau|chưa|đã|gồm|bao gồm)\b)"
)
_LABELS = re.compile(r"\b(?:[A-ZĐ]|[IVXLC]+|[0-9]{1,3}(?:\.[0-9]{1,3})*)\b")
_OF_WHICH = re.compile(r"[-+*(\s]*(?:trong đó|trong do|tr\.?\s?đó|t\.?đó|tđó)\b[\s:;,.)]*(?P<rest>.*)", re.DOTALL)
_END = re.compile(
    r"\(?(?:(?:tong )?so tien )?(?:viet )?bang chu\b|nguoi lap\b|lap bieu$|ke toan truong|phu trach ke toan|thu truong don vi"
    r"|noi nhan\b|^[^,]{0,25},? *ngay[ ./…_0-9]*thang[ ./…_0-9]*nam\b(?!.*quyet dinh)"
)
_WEAK_END = re.compile(r"(?:pho |kt\. ?)?(?:giam doc|chu tich|hieu truong|truong phong)$|ghi chu ?:")


def is_total(name: str) -> bool:
    """Whether the text names a total: "Tổng cộng", "Cộng A", "CỘNG (I+II)", "Cộng mang sang"; not "Tổng đài", not "Cộng tác viên"."""
    if name[:2].lower() not in _TOTAL_BEGINS:
        return False
    text = unicodedata.normalize("NFC", name).lower()
    if _CARRIED.match(text):
        return True
    found = (_TOTAL_PLAIN if text.isascii() else _TOTAL).fullmatch(text)
    if found is None:
        return False
    rest = found["rest"]
    if text.startswith(("cộng", "cong")):
        return _AFTER_CONG.match(rest) is not None
    if text[: len(text) - len(rest)].strip() in ("tổng", "tong"):
        return _AFTER_BARE_TONG.match(rest) is not None
    return True


def is_carried(name: str) -> bool:
    """Whether a total only carries a sum from one page to the next."""
    return _CARRIED.match(unicodedata.normalize("NFC", name).lower()) is not None


def total_labels(name: str) -> tuple[str, ...]:
    """The numbers of headings a total names: "Cộng (I+II)" names I and II, "Cộng A" A, "Tổng cộng" none."""
    _, _, inside = name.partition("(")
    if inside and ("+" in inside or len(inside) <= 6):
        return tuple(_LABELS.findall(inside.replace(")", " ")))
    words = name.rstrip(" :.").split()
    last = words[-1] if len(words) > 1 and len(words) <= 4 else ""
    return (last,) if _LABELS.fullmatch(last) else ()


def of_which(name: str) -> str | None:
    """What follows "Trong đó" in a row that begins with it ("" when nothing does), None for another row."""
    if not name or name[0] not in "Tt-+*( ":
        return None
    found = _OF_WHICH.fullmatch(name.lower())
    return None if found is None else name[len(name) - len(found["rest"]) :].strip() if found["rest"] else ""


def is_note(values: Sequence[CellValue]) -> bool:
    """Whether all that a row says is a note: "Ghi chú: giá đã gồm thuế"."""
    texts = [fold(value).strip() for value in values if isinstance(value, str) and value.strip()]
    return bool(texts) and texts[0].startswith("ghi chu")


def ends_table(values: list[CellValue]) -> bool:
    """Whether a row without figures is a signature, a date of signing or an amount in words: nothing below belongs to the table."""
    texts = [fold(value).strip() for value in values if isinstance(value, str) and value and len(value) < 200]
    return any(_END.match(text) for text in texts) or (bool(texts) and all(_WEAK_END.match(text) for text in texts))
