"""The fields of a line a person may edit: where each is stored, what it is called, how its text is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import Category, ContentVerdict, Form, Layer, Listing, Nature, PhasePattern, PriceKind, Priority, Route, Step
from budget.money import format_money, parse_money
from budget.quantity import format_quantity, parse_quantity
from budget.store.kinds import LINE
from budget.store.records import Value
from budget.typed_date import FIRST_YEAR, LAST_YEAR, read_date
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


def _read_answer(text: str) -> tuple[Value, list[Problem]]:
    """Yes, no, or nobody has told."""
    return (None, []) if not normalise(text) else _read_flag(text)


def _read_percent(what: str) -> Read:
    """Reads a share from 0 to 100 % in basis points: "8", "8%", "8,5 %"."""

    def read(text: str) -> tuple[Value, list[Problem]]:
        cleaned = normalise(text).removesuffix("%").strip()
        if not cleaned:
            return None, []
        milli, problems = parse_quantity(cleaned)
        if problems or milli is None or milli % 10 or not 0 <= milli <= 100_000:
            fix = "Nhập số phần trăm từ 0 đến 100, ví dụ 8 hoặc 10."
            return None, [Problem("not_a_percent", f"“{text}” không phải là {what} đọc được.", fix)]
        if 0 < milli < 1_000:  # a percentage cell of a workbook holds 0,1 for 10 %
            sentence = f"Không chắc “{text}” là {format_quantity(milli)}% hay {format_quantity(milli * 100)}%."
            return None, [Problem("not_a_percent", sentence, f"Gõ lại {what} theo phần trăm, ví dụ {format_quantity(milli * 100)}.")]
        return milli // 10, []

    return read


def _read_whole(low: int, high: int, what: str, empty: bool = False) -> Read:
    def read(text: str) -> tuple[Value, list[Problem]]:
        cleaned = normalise(text)
        if not cleaned and empty:
            return None, []
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


def _show_answer(value: Value) -> str:
    return "" if value is None else _show_flag(value)


def _show_date(value: Value) -> str:
    return "" if value is None else date.fromisoformat(str(value)).strftime("%d/%m/%Y")


def _show_percent(value: Value) -> str:
    return f"{format_quantity(value * 10)}%" if isinstance(value, int) else ""


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


def _known_text(name: str, label: str) -> Field:
    """A text that is null until somebody tells."""
    return Field(name, label, name, LINE.group_of(name), lambda text: (normalise(text) or None, []), _show_text)


def _date(name: str, label: str) -> Field:
    return Field(name, label, name, LINE.group_of(name), read_date, _show_date)


def _money(name: str, label: str) -> Field:
    return Field(name, label, name, LINE.group_of(name), _read_price, _show_money)


def _amount_of(name: str, label: str) -> Field:
    return Field(name, label, f"{name}_milli", LINE.group_of(f"{name}_milli"), parse_quantity, _show_quantity)


def _count(name: str, label: str, high: int) -> Field:
    return Field(name, label, name, LINE.group_of(name), _read_whole(0, high, label, empty=True), _show_number)


def _choice(name: str, label: str, choices: Mapping[str, str], empty: bool = False) -> Field:
    return Field(name, label, name, LINE.group_of(name), _read_choice(choices, label, empty), _show_choice(choices), choices)


def _flag(name: str, label: str) -> Field:
    return Field(name, label, name, LINE.group_of(name), _read_flag, _show_flag)


def _answer(name: str, label: str) -> Field:
    return Field(name, label, name, LINE.group_of(name), _read_answer, _show_answer)


def _percent(name: str, label: str, what: str) -> Field:
    return Field(name, label, f"{name}_bp", LINE.group_of(f"{name}_bp"), _read_percent(what), _show_percent)


def _step(name: str, label: str) -> Field:
    return _choice(name, label, {value.value: labels.STEP[value] for value in Step}, empty=True)


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

_CONTENT_VERDICTS = {value.value: labels.CONTENT_VERDICT[value] for value in ContentVerdict}

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
    _known_text("norm", "Định mức"),
    _text("basis", "Căn cứ"),
    _known_text("requires", "Phụ thuộc khoản mục"),
    _text("note", "Ghi chú"),
    Field("priority", "Mức ưu tiên", "priority", "priority", _read_whole(1, 4, "Mức ưu tiên"), _show_choice(_PRIORITIES)),
    _flag("locked", "Không được cắt"),
    _text("lock_reason", "Lý do không được cắt"),
    _flag("contracted", "Đã ký hợp đồng"),
    _text("source", "Nguồn kinh phí"),
    Field("year", "Năm", "year", "time", _read_whole(FIRST_YEAR, LAST_YEAR, "Năm"), _show_number),
    Field("quarter", "Quý", "quarter", "time", _read_whole(1, 4, "Quý"), _show_number),
    *(field for layer in Layer for field in _drivers(layer)),
    _choice("price_kind", "Loại căn cứ giá", {value.value: labels.PRICE_KIND[value] for value in PriceKind}, empty=True),
    _known_text("price_document", "Số văn bản giá"),
    _date("price_date", "Ngày của căn cứ giá"),
    _known_text("price_supplier", "Nhà cung cấp, tổ chức"),
    _count("price_quotes", "Số báo giá", 99),
    _percent("vat", "Thuế suất GTGT", "thuế suất"),
    _answer("vat_included", "Giá đã gồm thuế GTGT"),
    _money("last_year_outturn", "Thực hiện năm trước"),
    _money("this_year_allotted", "Dự toán năm nay đã giao"),
    _money("this_year_spent", "Đã chi đến ngày"),
    _date("spent_on", "Ngày của số đã chi"),
    _amount_of("entitled", "Số lượng theo định mức, biên chế"),
    _amount_of("usable", "Hiện có còn dùng được"),
    _known_text("request_document", "Văn bản đề nghị"),
    _date("request_date", "Ngày văn bản đề nghị"),
    _count("request_round", "Lần đề nghị", 99),
    _known_text("excess_authority", "Cấp cho phép vượt định mức"),
    _known_text("excess_document", "Quyết định cho phép vượt định mức"),
    _date("excess_date", "Ngày quyết định cho phép vượt"),
    _known_text("heading", "Nhóm trong tệp gốc"),
    _known_text("origin", "Lấy từ tệp"),
    _answer("pinned", "Giữ nguồn này khi bố trí"),
    _known_text("pin_reason", "Lý do giữ nguồn"),
    _percent("minimum", "Phần tối thiểu phải bố trí", "tỷ lệ"),
    _known_text("listed_item", "Mục trong phụ lục được cấp"),
    _choice("content_verdict", "Kết luận thẩm định nội dung", _CONTENT_VERDICTS, empty=True),
    _known_text("content_opinion", "Ý kiến thẩm định nội dung"),
    _known_text("content_document", "Văn bản thẩm định nội dung"),
    _date("content_date", "Ngày thẩm định nội dung"),
    _step("guidance", "Hướng dẫn của bộ, ngành"),
    _step("design", "Thiết kế, đề cương được duyệt"),
    _step("procurement", "Lựa chọn nhà thầu"),
    _known_text("readiness_note", "Ghi chú mức sẵn sàng"),
    _percent("disbursable", "Khả năng giải ngân trong năm", "tỷ lệ"),
    _known_text("project_code", "Mã dự án"),
    _known_text("policy_document", "Văn bản chủ trương đầu tư"),
    _date("policy_date", "Ngày chủ trương đầu tư"),
    _known_text("feasibility_document", "Báo cáo nghiên cứu khả thi, kinh tế - kỹ thuật"),
    _date("feasibility_date", "Ngày báo cáo nghiên cứu khả thi"),
    _known_text("decision_document", "Quyết định đầu tư"),
    _date("decision_date", "Ngày quyết định đầu tư"),
    _money("total_investment", "Tổng mức đầu tư"),
    _money("medium_term", "Kế hoạch trung hạn"),
    _money("accumulated", "Lũy kế vốn đã bố trí"),
    _money("disbursed", "Lũy kế đã giải ngân"),
    _choice("phase_pattern", "Cách phân kỳ", {value.value: labels.PHASE_PATTERN[value] for value in PhasePattern}, empty=True),
    _known_text("phase_note", "Ghi chú phân kỳ"),
]

FIELDS: Mapping[str, Field] = {field.name: field for field in _ALL}


def find_field(name: str, appraised: bool) -> Field | None:
    """The field of that name; a bare driver name means the layer in force (finance once done, else requested). None = unknown."""
    if name in DRIVERS:
        layer = Layer.FINANCE if appraised else Layer.REQUESTED
        return FIELDS[f"{layer.value}_{name}"]
    return FIELDS.get(name)
