"""What the words of a row say beyond its name: category, priority, year, quarter, tax. What is not sure is said not to be read."""

import re
from collections.abc import Sequence
from functools import lru_cache

from budget.lines.fields import FIELDS
from budget.model.states import Category
from budget.typed_date import FIRST_YEAR, LAST_YEAR
from budget.vietnamese import fold

_WORDS: Sequence[tuple[Category, str]] = (
    (Category.TRAINING, r"tap huan|dao tao|boi duong nghiep vu|boi duong ky nang"),
    (Category.PUBLICITY, r"tuyen truyen|truyen thong|to roi|pa ?no|ap phich|bang ron|phong su|video clip"),
    (Category.INSPECTION, r"kiem tra|giam sat"),
    (Category.MEETING, r"hoi nghi|hoi thao|so ket|tong ket|in an|photo tai lieu"),
    (Category.MAINTENANCE, r"duy tri|bao tri|bao duong|sua chua"),
    (Category.SERVICE, r"thue\b(?! gtgt| gia tri)"),
    (Category.DIGITISATION, r"so hoa|nhap lieu|tao lap (?:co so )?du lieu|chuan hoa (?:co so )?du lieu|lam sach du lieu|chinh ly"),
    (Category.SOFTWARE, r"phan mem|ban quyen|chu ky so|license"),
    (Category.CONNECTION, r"duong truyen|internet|ket noi|cap quang|truyen so lieu|wifi|mang lan"),
    (Category.EQUIPMENT, r"may (?:tinh|in|quet|scan|chu|chieu|photocopy|vi tinh|tram)|thiet bi|dau doc|man hinh|camera"),
    (Category.EQUIPMENT, r"router|switch|laptop|tuong lua|ups\b"),
    (Category.SOCIAL_PAYMENT, r"chi tra (?:tro cap|an sinh|tro giup)"),
    (Category.PROJECT, r"du an"),
    (Category.CONSTRUCTION, r"xay lap|xay dung (?:tru so|nha)|thi cong|cai tao (?:tru so|nha|phong)"),
    (Category.OPERATION, r"cong tac phi|van phong pham|luu tru|xang xe|lam them gio|hoat dong"),
)  # fmt: skip
_ANY = re.compile("|".join(rf"(?P<{category}_{place}>\b(?:{words}))" for place, (category, words) in enumerate(_WORDS)))
_YEARS = re.compile(r"\b20\d\d\b")
_QUARTER = re.compile(r"^(?:quy|q)?\s*\.?\s*(?P<quarter>iv|iii|ii|i|[1-4])(?:\s*(?:/|-|nam)?\s*(?P<year>20\d\d))?$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PRIORITY = re.compile(r"^(?:uu tien|muc|muc uu tien|nhom)?\s*(?P<level>iv|iii|ii|i|[1-4])\b")
_FRACTION = re.compile(r"^0,(\d{1,2})$")


@lru_cache(maxsize=50_000)
def category_by_words(folded: str) -> str:
    """The category the first telling word of a folded name names ("tập huấn sử dụng phần mềm" is training); "" when no word tells."""
    found = _ANY.search(folded)
    return str(found.lastgroup).rpartition("_")[0] if found else ""


@lru_cache(maxsize=10_000)
def read_category(text: str) -> str:
    """A category as its own column names it, by label or by words; "" when it is none of ours."""
    value, problems = FIELDS["category"].read(text)
    return category_by_words(fold(text)) if problems else str(value or "")


def read_priority(text: str) -> int | None:
    """A priority from 1 to 4, in Arabic or Roman figures; None when it is none."""
    found = _PRIORITY.match(fold(text).removesuffix(",0").strip())
    if not found:
        return None
    level = found["level"]
    return _ROMAN[level] if level in _ROMAN else int(level)


def read_year(text: str) -> int | None:
    """The one year a text names; None when it names none or several."""
    years = {int(year) for year in _YEARS.findall(text)}
    year = years.pop() if len(years) == 1 else None
    return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else None


def read_quarter(text: str) -> tuple[int | None, int | None]:
    """The one quarter a text names and the year beside it ("Quý II/2024"); None for what it does not say."""
    found = _QUARTER.match(fold(text))
    if not found:
        return None, None
    quarter, year = found["quarter"], found["year"]
    return _ROMAN.get(quarter) or int(quarter), int(year) if year else None


def read_vat(text: str) -> int | None:
    """A tax rate in basis points: "10%", "8", or 0,08 as a cell formatted in percent holds it; None when it is no rate."""
    fraction = _FRACTION.match(text.strip())
    value, problems = FIELDS["vat"].read(f"{int(fraction[1].ljust(2, '0'))}%" if fraction else text)
    return None if problems or not isinstance(value, int) else value
