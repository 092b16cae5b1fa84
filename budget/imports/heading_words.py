"""What the words of a column heading say: a closed list of the ways Vietnamese offices name their columns.

Every rule reads a heading without accents, brackets and signs; the first that fits wins, so the more special ones stand first.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from budget.imports.understanding import Meaning
from budget.vietnamese import fold

_BRACKETS = re.compile(r"\([^()]*\)")
_SIGNS = re.compile(r"[^0-9a-z%/]+")
_RULES: tuple[tuple[str, Meaning, float], ...] = (
    (r"^(stt|s t t|so tt|so thu tu|thu tu|ma so tt)$", Meaning.NUMBERING, 0.95),
    (r"^tt$", Meaning.NUMBERING, 0.6),
    (r"^(ma )?(chuong|loai|khoan|loai khoan|chuong loai khoan|loai/khoan)$", Meaning.IGNORED, 0.9),
    (r"\bmuc\b.*\btieu muc\b|^(ma )?(tieu muc|tm|ndkt|mlnsnn|mlns)$|noi dung kinh te|muc luc (ngan sach|ns)", Meaning.BUDGET_SUB_ITEM, 0.9),
    (r"^(ma )?muc( chi)?$", Meaning.BUDGET_ITEM, 0.85),
    (r"^(ma|ky hieu|so hieu)\b", Meaning.IGNORED, 0.7),
    (r"\bchua (giai ngan|chi|thanh toan|phan bo|su dung)|da nhan|con (duoc|lai|thieu|phai)|luy ke|nghiem thu", Meaning.IGNORED, 0.8),
    (r"chenh lech|so sanh|ty le|^tang|^giam|% |20\d\d ?/ ?20\d\d|%$", Meaning.IGNORED, 0.7),
    (r"^(dvt|d v t|don vi tinh|dv tinh|don vi do)$", Meaning.MEASURE, 0.95),
    (r"^don vi$", Meaning.MEASURE, 0.5),
    (r"^ghi chu|^gc$|thuyet minh|giai trinh|^y kien|^ly do", Meaning.NOTE, 0.9),
    (r"can cu|co so tinh|co so phap ly|van ban|co so xay dung|cach tinh", Meaning.BASIS, 0.8),
    (r"^(thue|vat(?! lieu| tu| pham| dung)|gtgt|thue suat|tien thue)\b(?!.*(sau|truoc|gom))", Meaning.VAT, 0.8),
    (r"don gia|^dg\b|^gia$|^gia (ban|mua|dich vu|san pham|du toan)|gia thi truong|suat chi", Meaning.UNIT_PRICE, 0.9),
    (r"^dinh muc", Meaning.UNIT_PRICE, 0.5),
    (r"so luong|^sl\b|khoi luong|^kl\b", Meaning.QUANTITY, 0.9),
    (r"^so (nguoi|bo|may|dai bieu|hoc vien|can bo|doi tuong|don vi|xa|ho|luot|trang|ho so)\b", Meaning.QUANTITY, 0.9),
    (r"^so (lan|thang|ngay|buoi|dot|lop|quy|nam|ky)\b|^he so|^thoi gian thang", Meaning.TIMES, 0.85),
    (r"uu tien", Meaning.PRIORITY, 0.85),
    (r"^(nam|nam thuc hien|nam ke hoach|thoi gian thuc hien)$", Meaning.YEAR, 0.6),
    (r"^(nhom chi|nhom|phan loai|loai chi|linh vuc|nhom noi dung)$", Meaning.CATEGORY, 0.6),
    (r"noi dung", Meaning.NAME, 0.85),
    (r"^(ten )?(don vi|co quan|co quan don vi|dia phuong|chu dau tu|noi su dung|so ban nganh|huyen|xa)\b(?! tinh)", Meaning.UNIT, 0.8),
    (r"da chi|giai ngan|da thanh toan|da su dung|thuc hien den|da thuc hien", Meaning.THIS_YEAR_SPENT, 0.8),
    (r"da giao|duoc giao|da cap|da bo tri|giao dau nam|dt giao|giao du toan|da phan bo", Meaning.THIS_YEAR_ALLOTTED, 0.8),
    (r"quyet toan|^thuc hien|^th (nam )?20\d\d", Meaning.LAST_YEAR_OUTTURN, 0.75),
    (r"^(nguon|nguon von|nguon kinh phi|nguon chi|nguon ns|nguon ngan sach|nguon thuc hien)$", Meaning.SOURCE, 0.8),
    (r"\bns\b|ngan sach|\bnguon|nstw|nsdp|nsnn|\bnst\b|\bnsh\b|\bnsx\b|xa hoi hoa|vien tro|\boda\b", Meaning.SOURCE_AMOUNT, 0.7),
    (r"^(qd|quyet dinh|nq|nghi quyet) (so )?\d+|^bo sung (cds|chuyen doi so|co muc tieu)", Meaning.SOURCE_AMOUNT, 0.7),
    (r"^(tu )?(von|quy) |^tu (quy|von|n) ?", Meaning.SOURCE_AMOUNT, 0.7),
    (r"danh muc|hang muc|khoan muc|dien giai|^ten\b|cong trinh|cong viec|hang hoa", Meaning.NAME, 0.85),
    (r"^thiet bi|chi tieu|hoat dong", Meaning.NAME, 0.85),
    (r"nhiem vu|chuong trinh|^du an|^de an", Meaning.TASK, 0.6),
    (r"thanh tien|so tien|tong tien|tong kinh phi|tong kp|tong du toan", Meaning.AMOUNT, 0.9),
    (r"^(tong|tong cong|tong so|cong|kinh phi|kp|du toan|dt)$|\bkinh phi\b|\bdu toan\b", Meaning.AMOUNT, 0.6),
    (r"^nam 20\d\d$|^(ca|toan|tong) nam\b", Meaning.AMOUNT, 0.5),
    (r"^(tong )?(nhu cau|de nghi|tham dinh|gia tri|du kien|ke hoach)\b", Meaning.AMOUNT, 0.6),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), meaning, confidence) for pattern, meaning, confidence in _RULES)
_QUARTER = re.compile(r"^quý(\s|$)|^quý\b.*(thực hiện|triển khai)|^(thời gian|quý)\s*\(quý\)", re.IGNORECASE)

# without accents a rate (mức) is a budget code (mục)
_RATE = re.compile(r"mức\b(?! độ)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Saying:
    """What a heading says, and how surely (0-1)."""

    meaning: Meaning
    confidence: float


def plain_heading(text: str) -> str:
    """A heading as the rules read it: without accents, brackets, signs."""
    return _SIGNS.sub(" ", _BRACKETS.sub(" ", fold(text))).strip()


@lru_cache(maxsize=4096)
def say_heading(text: str) -> Saying | None:
    """What one part of a heading says; None when no rule knows it."""
    if _QUARTER.search(text.strip()):
        return Saying(Meaning.QUARTER, 0.85)
    if _RATE.match(text.strip()):
        return Saying(Meaning.UNIT_PRICE, 0.85)
    plain = plain_heading(text)
    if not plain or len(plain) > 120:
        return None
    for pattern, meaning, confidence in _COMPILED:
        if pattern.search(plain):
            return Saying(meaning, confidence)
    return None
