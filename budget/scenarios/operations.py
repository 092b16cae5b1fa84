"""What an operation is: its kind, which lines, its settings and its reason, and the sentence that says it to a person."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from budget.lines.query import LineFilter
from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import OperationKind
from budget.money import format_money
from budget.quantity import format_quantity, format_share_bp

Settings = Mapping[str, int | str]
DRIVER_COLUMNS = {"quantity": "quantity_milli", "unit_price": "unit_price", "times": "times_milli"}
MOST_SLIPPED = 20
NO_NAMES: Mapping[str, str] = {}
DRIVER_LABELS = {"quantity": "số lượng", "unit_price": "đơn giá", "times": "số lần"}


@dataclass(frozen=True)
class Draft:
    """An operation a person is about to apply: kind, selection, settings (whole numbers and codes), reason."""

    kind: OperationKind
    where: LineFilter
    reason: str
    settings: Settings = field(default_factory=dict)


def check_draft(draft: Draft) -> list[Problem]:
    """What is missing or impossible in a draft, before any line is looked at."""
    problems = []
    if not draft.reason.strip():
        fix = "Ghi ngắn gọn vì sao cắt, giãn hoặc đổi nguồn; lý do này in trong bảng trình."
        problems.append(Problem("reason_missing", "Thao tác chưa có lý do.", fix))
    checks = {
        OperationKind.PERCENT: _check_percent,
        OperationKind.REDUCE_QUANTITY: _check_reduce,
        OperationKind.SET_DRIVER: _check_driver,
        OperationKind.DEFER: _check_defer,
        OperationKind.SLIP: _check_slip,
        OperationKind.RE_SOURCE: _check_source,
    }
    check = checks.get(draft.kind)
    return [*problems, *(check(draft.settings) if check else [])]


def describe_operation(kind: str, settings: Settings, sources: Mapping[str, str] = NO_NAMES) -> str:
    """An operation as a short Vietnamese sentence with its numbers; `sources` code -> short name, the code itself without one."""
    details = {
        OperationKind.PERCENT: lambda: f"Cắt {format_share_bp(int(settings['share_bp']))} thành tiền",
        OperationKind.REDUCE_QUANTITY: lambda: _describe_reduce(settings),
        OperationKind.SET_DRIVER: lambda: _describe_driver(settings),
        OperationKind.DEFER: lambda: f"Giãn sang quý {settings.get('quarter', 1)}/{settings['year']}",
        OperationKind.SLIP: lambda: describe_slip(int(settings["quarters"])),
        OperationKind.RE_SOURCE: lambda: f"Chuyển sang nguồn {sources.get(str(settings['source']), settings['source'])}",
    }
    describe = details.get(OperationKind(kind))
    return describe() if describe else labels.OPERATION[kind]


def describe_slip(quarters: int) -> str:
    """A slip in words: 2 -> Lùi tiến độ 2 quý, -1 -> Đẩy sớm 1 quý."""
    return f"Lùi tiến độ {quarters} quý" if quarters > 0 else f"Đẩy sớm {-quarters} quý"


def filter_to_text(where: LineFilter) -> str:
    """A selection as stored: canonical JSON of what is not default."""
    default = asdict(LineFilter())
    kept = {name: value for name, value in asdict(where).items() if value != default[name]}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def filter_from_text(text: str) -> LineFilter:
    """The selection that was stored."""
    raw: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(text).items()}
    return replace(LineFilter(), **raw)


def settings_to_text(settings: Settings) -> str:
    """Settings as stored: canonical JSON."""
    return json.dumps(dict(settings), ensure_ascii=False, sort_keys=True)


def settings_from_text(text: str) -> dict[str, int | str]:
    """The settings that were stored."""
    return dict(json.loads(text))


def _whole(settings: Settings, name: str, low: int, high: int) -> bool:
    value = settings.get(name)
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _check_percent(settings: Settings) -> list[Problem]:
    if _whole(settings, "share_bp", 1, 10_000):
        return []
    return [Problem("percent_missing", "Tỷ lệ cắt phải lớn hơn 0 và không quá 100 %.", "Nhập tỷ lệ, ví dụ 10 hoặc 12,5.")]


def _check_reduce(settings: Settings) -> list[Problem]:
    given = [name for name in ("to_milli", "by_milli", "share_bp") if name in settings]
    low, high = (1, 10_000) if given == ["share_bp"] else (0, 10**15)
    if len(given) == 1 and _whole(settings, given[0], low, high):
        return []
    fix = "Chọn một cách: còn lại bao nhiêu, bớt bao nhiêu, hoặc bớt bao nhiêu phần trăm số lượng."
    return [Problem("reduce_missing", "Chưa rõ giảm số lượng còn bao nhiêu.", fix)]


def _check_driver(settings: Settings) -> list[Problem]:
    if settings.get("driver") in DRIVER_COLUMNS and _whole(settings, "value", 0, 10**15):
        return []
    fix = "Chọn số lượng, đơn giá hoặc số lần, rồi nhập số mới không âm."
    return [Problem("driver_missing", "Chưa rõ đặt lại số liệu nào và bằng bao nhiêu.", fix)]


def _check_defer(settings: Settings) -> list[Problem]:
    if _whole(settings, "year", 2000, 2100) and _whole({"quarter": settings.get("quarter", 1)}, "quarter", 1, 4):
        return []
    return [Problem("defer_missing", "Chưa rõ giãn sang quý nào, năm nào.", "Chọn năm và quý thực hiện mới.")]


def _check_slip(settings: Settings) -> list[Problem]:
    if _whole(settings, "quarters", -MOST_SLIPPED, MOST_SLIPPED) and settings["quarters"]:
        return []
    fix = f"Nhập số quý từ 1 đến {MOST_SLIPPED}; số âm là đẩy sớm lên."
    return [Problem("slip_missing", "Chưa rõ lùi tiến độ bao nhiêu quý.", fix)]


def _check_source(settings: Settings) -> list[Problem]:
    if str(settings.get("source", "")):
        return []
    return [Problem("source_missing", "Chưa chọn nguồn kinh phí mới.", "Chọn nguồn sẽ chi trả các khoản mục này.")]


def _describe_reduce(settings: Settings) -> str:
    if "to_milli" in settings:
        return f"Giảm số lượng còn {format_quantity(int(settings['to_milli']))}"
    if "by_milli" in settings:
        return f"Giảm số lượng đi {format_quantity(int(settings['by_milli']))}"
    return f"Giảm {format_share_bp(int(settings['share_bp']))} số lượng (giữ tròn đơn vị)"


def _describe_driver(settings: Settings) -> str:
    driver, value = str(settings["driver"]), int(settings["value"])
    shown = format_money(value) + " đ" if driver == "unit_price" else format_quantity(value)
    return f"Đặt {DRIVER_LABELS[driver]} = {shown}"
