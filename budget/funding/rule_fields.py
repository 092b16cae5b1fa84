"""The fields of a rule as people and scripts type them: what each is called, where it is stored, how its text is read and shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import Category, ContentVerdict, Form, Gate, Listed, Nature, Route, UnitKind, UnitLevel, Verdict
from budget.money import format_money, parse_money
from budget.quantity import format_quantity, parse_quantity
from budget.reference.law import Confidence
from budget.store.records import Record, Value
from budget.typed_date import FIRST_YEAR, LAST_YEAR, read_date
from budget.vietnamese import fold, normalise

Read = Callable[[str], tuple[Value, list[Problem]]]
CONFIDENCE: Mapping[str, str] = {
    Confidence.CONFIRMED: "Đã đối chiếu văn bản",
    Confidence.RECALLED: "Nêu theo trí nhớ, cần kiểm tra",
    Confidence.UNSURE: "Chưa chắc, cần kiểm tra",
}


@dataclass(frozen=True)
class RuleField:
    """One field of a rule; `choices` (value -> label) where the values are a closed set, `list` where they are codes of the plan."""

    name: str
    label: str
    column: str
    read: Read
    show: Callable[[Value], str]
    choices: Mapping[str, str] | None = None
    list: str = ""


def read_text(text: str) -> tuple[Value, list[Problem]]:
    """A text as it is kept; empty is none."""
    return normalise(text) or None, []


def _show_text(value: Value) -> str:
    return "" if value is None else str(value)


def _text(name: str, label: str, listed: str = "") -> RuleField:
    return RuleField(name, label, name, read_text, _show_text, list=listed)


def read_choice(label: str, choices: Mapping[str, str]) -> Read:
    """Reads a value of a closed set (value -> label) by either, without accents; empty is none."""
    named = {str(value): text for value, text in choices.items()}

    def read(text: str) -> tuple[Value, list[Problem]]:
        wanted = fold(text)
        found = next((value for value, shown in named.items() if wanted in (fold(value), fold(shown))), None)
        if found is not None or not wanted:
            return found, []
        fix = f"Chọn một trong: {'; '.join(named.values())}."
        return None, [Problem("unknown_choice", f"{label} “{text}” không có trong danh mục.", fix)]

    return read


def _choice(name: str, label: str, choices: Mapping[str, str]) -> RuleField:
    named = {str(value): text for value, text in choices.items()}
    return RuleField(name, label, name, read_choice(label, named), lambda value: named.get(str(value), "") if value else "", named)


def _year(name: str, label: str) -> RuleField:
    def read(text: str) -> tuple[Value, list[Problem]]:
        cleaned = normalise(text)
        if not cleaned:
            return None, []
        if cleaned.isdecimal() and FIRST_YEAR <= int(cleaned) <= LAST_YEAR:
            return int(cleaned), []
        return None, [Problem("out_of_range", f"{label} “{text}” không hợp lệ.", f"Nhập một năm từ {FIRST_YEAR} đến {LAST_YEAR}.")]

    return RuleField(name, label, name, read, _show_text)


def _day(name: str, label: str) -> RuleField:
    def show(value: Value) -> str:
        return "/".join(reversed(str(value).split("-"))) if value else ""

    return RuleField(name, label, name, read_date, show)


def _read_share(text: str) -> tuple[Value, list[Problem]]:
    """A share in basis points from "30", "30 %" or "12,5 %"; above 0, for a rule that pays nothing is a denial."""
    cleaned = normalise(text).removesuffix("%").strip()
    if not cleaned:
        return None, []
    milli, problems = parse_quantity(cleaned)
    if problems or milli is None or milli % 10 or not 0 < milli <= 100_000:
        sentence = f"Tỷ lệ tối đa “{text}” không nằm trong khoảng trên 0 đến 100 %."
        return None, [
            Problem("cap_out_of_range", sentence, "Nhập số phần trăm, ví dụ 30 hoặc 12,5; không được chi thì chọn kết luận Không.")
        ]
    return milli // 10, []


def _read_cap(text: str) -> tuple[Value, list[Problem]]:
    amount, problems = parse_money(text)
    if amount is not None and amount <= 0:
        fix = "Nhập số tiền lớn hơn 0; không được chi thì chọn kết luận Không."
        return None, [Problem("cap_out_of_range", f"Số tiền tối đa “{text}” phải lớn hơn 0.", fix)]
    return amount, problems


def _show_share(value: Value) -> str:
    return f"{format_quantity(int(value) * 10)} %" if value is not None else ""


def _show_amount(value: Value) -> str:
    return format_money(int(value)) if value is not None else ""


RULE_FIELDS: Mapping[str, RuleField] = {
    field.name: field
    for field in (
        _text("source", "Nguồn kinh phí", "sources"),
        _choice("verdict", "Kết luận", {value: labels.VERDICT[value] for value in Verdict}),
        _choice("unit_level", "Khối", {value: labels.UNIT_LEVEL[value] for value in UnitLevel}),
        _choice("unit_kind", "Loại đơn vị", {value: labels.UNIT_KIND[value] for value in UnitKind}),
        _text("unit", "Đơn vị", "units"),
        _choice("category", "Nhóm chi", {value: labels.CATEGORY[value] for value in Category}),
        _choice("nature", "Tính chất chi", {value: labels.NATURE[value] for value in Nature}),
        _choice("form", "Hình thức", {value: labels.FORM[value] for value in Form}),
        _choice("route", "Luồng xử lý (công an)", {value: labels.ROUTE[value] for value in Route}),
        _text("task_group", "Nhóm tiện ích", "task_groups"),
        _text("task", "Nhiệm vụ", "tasks"),
        _text("budget_code", "Mục, tiểu mục", "budget_codes"),
        _choice("appraisal", "Kết luận thẩm định nội dung", {value: labels.CONTENT_VERDICT[value] for value in ContentVerdict}),
        _choice("listed", "Phụ lục được cấp", {value: labels.LISTED[value] for value in Listed}),
        _choice("gate", "Thủ tục đầu tư", {value: labels.GATE[value] for value in Gate}),
        _year("year_from", "Từ năm ngân sách"),
        _year("year_to", "Đến năm ngân sách"),
        _day("valid_from", "Từ ngày"),
        _day("valid_to", "Đến hết ngày"),
        RuleField("cap_share", "Tối đa, phần trăm", "cap_share_bp", _read_share, _show_share),
        RuleField("cap_amount", "Tối đa, đồng", "cap_amount", _read_cap, _show_amount),
        _text("document", "Văn bản", "documents"),
        _text("article", "Điều, khoản"),
        _text("reason", "Vì sao"),
        _choice("confidence", "Mức đối chiếu", CONFIDENCE),
        _text("instead_of", "Thay cho quy tắc", "rules"),
    )
}
"""Field name -> field, in the order a form shows them. A rule's rank is its document's and is never typed."""

NEEDED = ("source", "verdict", "document", "reason")


def read_texts(texts: Mapping[str, str]) -> tuple[dict[str, Value], list[Problem]]:
    """Field texts as a stored record without its id and rank, and what could not be read; a field not named is empty."""
    record: dict[str, Value] = {}
    problems = [Problem("unknown_field", f"Quy tắc không có mục “{name}”.", "Bỏ mục này.") for name in texts if name not in RULE_FIELDS]
    for name, field in RULE_FIELDS.items():
        record[field.column], found = field.read(texts.get(name, ""))
        problems.extend(found)
        if name in NEEDED and not texts.get(name, "").strip():
            problems.append(Problem("field_missing", f"Quy tắc chưa ghi {field.label.lower()}.", f"Ghi {field.label.lower()} rồi lưu lại."))
    record["confidence"] = record["confidence"] or Confidence.UNSURE.value
    return record, problems


def show_texts(record: Record) -> dict[str, str]:
    """A stored rule as the texts a form begins with; reading them back gives the same record."""
    return {name: field.show(record.get(field.column)) for name, field in RULE_FIELDS.items()}
