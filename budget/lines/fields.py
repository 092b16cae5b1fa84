"""The fields of a line a person may edit: where each is stored, what it is called, how its text is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import Category, Form, Layer, Listing, Nature, Priority, Route
from budget.money import format_money, parse_money
from budget.quantity import format_quantity, parse_quantity
from budget.store.kinds import LINE
from budget.store.records import Value
from budget.vietnamese import fold, normalise

DRIVERS = ("quantity", "unit_price", "times", "adjustment")
DRIVER_LABELS = {"quantity": "Số lượng", "unit_price": "Đơn giá", "times": "Số lần", "adjustment": "Giảm trừ theo tỷ lệ"}
Read = Callable[[str], tuple[Value, list[Problem]]]


@dataclass(frozen=True)
class Field:
    """One editable field: its name for scripts, its label for people, its column, and how to read and print it."""

    name: str
    label: str
    column: str
    group: str
    read: Read
    show: Callable[[Value], str]
    choices: Mapping[str, str] | None = None


def _read_text(text: str) -> tuple[Value, list[Problem]]:
    return normalise(text), []


def _read_flag(text: str) -> tuple[Value, list[Problem]]:
    folded = fold(text)
    if folded in ("co", "x", "true", "1", "khoa", "dung"):
        return True, []
    if folded in ("", "khong", "false", "0", "mo", "sai"):
        return False, []
    return None, [Problem("not_a_flag", f"“{text}” không phải là có hoặc không.", "Nhập “có” hoặc “không”.")]


def _read_whole(low: int, high: int, what: str) -> Read:
    def read(text: str) -> tuple[Value, list[Problem]]:
        cleaned = normalise(text)
        if cleaned.isdecimal() and low <= int(cleaned) <= high:
            return int(cleaned), []
        return None, [Problem("out_of_range", f"{what} “{text}” không hợp lệ.", f"Nhập một số nguyên từ {low} đến {high}.")]

    return read


def _read_choice(choices: Mapping[str, str], what: str, empty: bool = False) -> Read:
    def read(text: str) -> tuple[Value, list[Problem]]:
        wanted = fold(text)
        if not wanted and empty:
            return None, []
        for value, label in choices.items():
            if wanted in (fold(str(value)), fold(label)):
                return str(value), []
        listed = "; ".join(choices.values())
        return None, [Problem("unknown_choice", f"{what} “{text}” không có trong danh mục.", f"Chọn một trong: {listed}.")]

    return read


def _read_price(text: str) -> tuple[Value, list[Problem]]:
    amount, problems = parse_money(text)
    if amount is not None and amount < 0:
        fix = "Nhập số không âm; muốn giảm thì dùng phương án cắt giảm."
        return None, [Problem("negative", f"Số tiền “{text}” âm nên không nhận.", fix)]
    return amount, problems


def _read_adjustment(text: str) -> tuple[Value, list[Problem]]:
    amount, problems = parse_money(text)
    if amount is not None and amount > 0:
        fix = "Nhập số âm hoặc 0, ví dụ -1.000.000."
        return None, [Problem("adjustment_positive", f"Khoản giảm trừ “{text}” phải là số âm hoặc 0.", fix)]
    return amount, problems


def _show_text(value: Value) -> str:
    return "" if value is None else str(value)


def _show_flag(value: Value) -> str:
    return "có" if value else "không"


def _show_number(value: Value) -> str:
    return "" if value is None else str(value)


def _show_money(value: Value) -> str:
    return format_money(value if isinstance(value, int) else None)


def _show_quantity(value: Value) -> str:
    return format_quantity(value if isinstance(value, int) else None)


def _show_choice(choices: Mapping[str, str]) -> Callable[[Value], str]:
    def show(value: Value) -> str:
        return "" if value is None else choices.get(str(value), str(value))

    return show


def _text(name: str, label: str) -> Field:
    return Field(name, label, name, LINE.group_of(name), _read_text, _show_text)


def _choice(name: str, label: str, choices: Mapping[str, str], empty: bool = False) -> Field:
    return Field(name, label, name, LINE.group_of(name), _read_choice(choices, label, empty), _show_choice(choices), choices)


def _flag(name: str, label: str) -> Field:
    return Field(name, label, name, LINE.group_of(name), _read_flag, _show_flag)


def _drivers(layer: Layer) -> list[Field]:
    readers: dict[str, tuple[str, Read, Callable[[Value], str]]] = {
        "quantity": ("quantity_milli", parse_quantity, _show_quantity),
        "unit_price": ("unit_price", _read_price, _show_money),
        "times": ("times_milli", parse_quantity, _show_quantity),
        "adjustment": ("adjustment", _read_adjustment, _show_money),
    }
    return [
        Field(f"{layer}_{driver}", f"{DRIVER_LABELS[driver]} ({labels.LAYER[layer].lower()})", f"{layer}_{column}", layer, read, show)
        for driver, (column, read, show) in readers.items()
    ]


_PRIORITIES = {str(int(value)): labels.PRIORITY[value] for value in Priority}

_ALL = [
    _text("name", "Nội dung chi"),
    _text("measure", "Đơn vị tính"),
    _text("unit", "Đơn vị"),
    _text("task", "Nhiệm vụ"),
    _choice("listing", "Danh mục", {value.value: labels.LISTING[value] for value in Listing}),
    _choice("category", "Nhóm chi", {value.value: labels.CATEGORY[value] for value in Category}),
    _choice("nature", "Tính chất chi", {value.value: labels.NATURE[value] for value in Nature}),
    _choice("form", "Hình thức", {value.value: labels.FORM[value] for value in Form}, empty=True),
    _choice("route", "Luồng xử lý (công an)", {value.value: labels.ROUTE[value] for value in Route}, empty=True),
    _text("budget_code", "Mục, tiểu mục"),
    _text("norm", "Định mức"),
    _text("basis", "Căn cứ"),
    _text("requires", "Phụ thuộc khoản mục"),
    _text("note", "Ghi chú"),
    Field("priority", "Mức ưu tiên", "priority", "priority", _read_whole(1, 4, "Mức ưu tiên"), _show_choice(_PRIORITIES)),
    _flag("locked", "Không được cắt"),
    _text("lock_reason", "Lý do không được cắt"),
    _flag("contracted", "Đã ký hợp đồng"),
    _text("source", "Nguồn kinh phí"),
    Field("year", "Năm", "year", "time", _read_whole(2000, 2100, "Năm"), _show_number),
    Field("quarter", "Quý", "quarter", "time", _read_whole(1, 4, "Quý"), _show_number),
    *(field for layer in Layer for field in _drivers(layer)),
]

FIELDS: Mapping[str, Field] = {field.name: field for field in _ALL}


def find_field(name: str, appraised: bool) -> Field | None:
    """The field of that name; a bare driver name means the layer in force (finance once done, else requested). None = unknown."""
    if name in DRIVERS:
        layer = Layer.FINANCE if appraised else Layer.REQUESTED
        return FIELDS[f"{layer.value}_{name}"]
    return FIELDS.get(name)
