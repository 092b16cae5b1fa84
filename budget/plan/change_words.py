"""A journaled change in people's words: what it was done to, which figure, from what to what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from budget.checks.registry import REGISTRY
from budget.cuts.necessity.judged_words import subject_of_weight, tell_judged
from budget.funding.ceilings import LABELS as CEILING_LABELS
from budget.funding.listed_words import tell_item
from budget.funding.own_documents import DOCUMENT_FIELDS, show_document
from budget.funding.rule_fields import RULE_FIELDS, show_texts
from budget.lines.history import describe_change
from budget.model import labels
from budget.model.ids import BASE, PROVINCE_POT
from budget.money import format_money
from budget.scenarios.operations import describe_operation, settings_from_text
from budget.store.records import Change, Record, Value

ACTIONS: Mapping[str, str] = {
    "create_plan": "Tạo bộ dự toán",
    "edit": "Sửa khoản mục",
    "add_line": "Thêm khoản mục",
    "delete_line": "Xóa khoản mục",
    "import": "Nhập từ tệp",
    "set_ceiling": "Nhập hạn mức",
    "set_ceilings": "Nhập hạn mức nhiều đơn vị",
    "delete_ceiling": "Bỏ hạn mức",
    "grant_items": "Nhập phụ lục được cấp",
    "change_item": "Sửa mục trong phụ lục được cấp",
    "withdraw_item": "Xóa mục trong phụ lục được cấp",
    "tie_lines": "Ghép khoản mục với phụ lục được cấp",
    "add_rule": "Thêm quy tắc sử dụng nguồn",
    "change_rule": "Sửa quy tắc sử dụng nguồn",
    "end_rule": "Kết thúc quy tắc sử dụng nguồn",
    "delete_rule": "Xóa quy tắc sử dụng nguồn",
    "add_document": "Thêm văn bản",
    "change_document": "Sửa văn bản",
    "new_scenario": "Tạo phương án",
    "describe_scenario": "Sửa thông tin phương án",
    "delete_scenario": "Xóa phương án",
    "apply_operations": "Áp dụng cắt giảm",
    "remove_operation": "Bỏ thao tác cắt giảm",
    "promote_scenario": "Đưa phương án vào dự toán gốc",
    "rebase_scenario": "Cập nhật phương án theo gốc mới",
    "comment": "Ghi ý kiến",
    "withdraw_comment": "Rút ý kiến",
    "attach": "Đính kèm tệp",
    "detach": "Bỏ tệp đính kèm",
    "dismiss": "Xác nhận đã xem cảnh báo",
    "undismiss": "Bỏ xác nhận đã xem",
    "split_line": "Tách khoản mục",
    "move_lines": "Chuyển khoản mục",
    "confirm_routes": "Xác nhận hướng xử lý (công an)",
    "appraise_content": "Thẩm định nội dung",
    "content_to_finance": "Lấy số thẩm định nội dung làm số thẩm định tài chính",
    "add_task": "Thêm nhiệm vụ",
    "edit_task": "Sửa nhiệm vụ",
    "keep_profile": "Lưu cách đọc tệp",
    "import_returned": "Nhận lại tệp đã xuất",
    "spread": "Phân kỳ khoản mục",
    "unspread": "Bỏ phân kỳ",
    "mark_spent": "Ghi đã chi",
    "unmark_spent": "Bỏ ghi đã chi",
    "save_allocation": "Lưu phương án bố trí nguồn",
    "save_cut": "Lưu phương án cắt giảm tìm được",
    "set_weights": "Đặt trọng số tiêu chí",
    "score_line": "Chấm điểm mức cần thiết",
    "unscore_line": "Bỏ điểm chấm tay",
    "band_line": "Xếp nhóm cắt giảm",
    "unband_line": "Bỏ xếp nhóm cắt giảm",
    "undo": "Hoàn tác",
}
KINDS: Mapping[str, str] = {
    "plan": "bộ dự toán",
    "unit": "đơn vị",
    "source": "nguồn kinh phí",
    "rule": "quy tắc sử dụng nguồn",
    "task": "nhiệm vụ",
    "ceiling": "hạn mức",
    "line": "khoản mục",
    "phase_split": "phân kỳ",
    "scenario": "phương án",
    "operation": "thao tác cắt giảm",
    "member": "khoản mục thuộc thao tác",
    "placement": "bố trí nguồn",
    "allocation": "lần bố trí nguồn",
    "listed_item": "mục trong phụ lục được cấp",
    "own_document": "văn bản",
    "criterion": "tiêu chí",
    "score": "điểm chấm tay",
    "banding": "nhóm cắt xếp tay",
    "cut_run": "lần tìm cắt giảm",
    "comment": "ý kiến",
    "attachment": "tệp đính kèm",
    "dismissal": "xác nhận đã xem",
    "profile": "cách đọc tệp",
}
_UNKNOWN = "chưa nhập"
_ABOUT = {
    "name": "Tên",
    "state": "Trạng thái",
    "note": "Ghi chú",
    "document": "Văn bản",
    "origin": "Nguồn gốc",
    "decider": "Cấp quyết định",
    "budget_year": "Năm ngân sách",
    "deadline": "Thời hạn",
    "lead_unit": "Đơn vị chủ trì",
    "partners": "Đơn vị phối hợp",
    "person": "Người phụ trách",
    "amended_deadline": "Hạn điều chỉnh",
    "amending_document": "Văn bản điều chỉnh hạn",
    "started": "Ngày bắt đầu",
    "finished": "Ngày hoàn thành",
    "task_group": "Nhóm tiện ích",
    "reason": "Lý do",
    "sample": "Số liệu minh họa",
}
_RUN_NAMES = {"allocation": "Bố trí nguồn", "cut_run": "Tìm cách cắt giảm"}
_RUNS: Mapping[str, Mapping[str, str]] = {
    "allocation": {"funded": "Đã bố trí", "unfunded": "Còn thiếu"},
    "cut_run": {"saved": "Cắt", "deferred": "Giãn", "reduced": "Giảm trừ thẩm định"},
}
_DAYS = ("deadline", "amended_deadline", "started", "finished")

Difference = tuple[str, str, str]
"""Label, old text, new text; "" = nothing."""


@dataclass(frozen=True, slots=True)
class ChangeText:
    """One figure of one thing changed: what it belongs to, what it is called, and both values as people read them."""

    subject: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names a change is told with: lines as "Khoản mục 12: ...", units, sources, scenarios and items of annexes by code."""

    lines: Mapping[str, str]
    units: Mapping[str, str]
    sources: Mapping[str, str]
    scenarios: Mapping[str, str]
    items: Mapping[str, str] = field(default_factory=dict)


def action_label(action: str) -> str:
    """A batch's action in words."""
    return ACTIONS.get(action, "Thay đổi khác")


def kind_label(kind: str) -> str:
    """What sort of thing was changed, in words."""
    return KINDS.get(kind, "số liệu khác")


def describe_any(change: Change, names: Names) -> list[ChangeText]:
    """What one change did; empty when nothing a person reads differs."""
    subject = _subject(change, names)
    teller = _TELLERS.get(change.kind, _tell_about)
    return [ChangeText(subject, label, old, new) for label, old, new in teller(change, names)]


def _subject(change: Change, names: Names) -> str:
    record = change.new or change.old or {}
    if change.kind == "line":
        number = record.get("number")
        return names.lines.get(change.entity) or (f"Khoản mục {number}: {record.get('name')}" if number else "Khoản mục đã xóa")
    if change.kind == "ceiling":
        return f"Hạn mức {_pot(change.entity, names)}"
    if change.kind == "scenario":
        return _scenario(str(record.get("name") or names.scenarios.get(change.entity, "")))
    if change.kind == "operation":
        scenario = str(record.get("scenario") or "")
        return _scenario(names.scenarios.get(scenario, "")) if scenario else "Thao tác cắt giảm"
    if change.kind in _RUN_NAMES:
        whose = "phương án gốc" if change.entity == BASE else _scenario(names.scenarios.get(change.entity, ""))
        return f"{_RUN_NAMES[change.kind]}, {whose}"
    if change.kind == "listed_item":
        return f"Phụ lục được cấp: {record.get('name') or names.items.get(change.entity, 'mục đã xóa')}"
    if change.kind == "criterion":
        return subject_of_weight(change.entity)
    if change.kind in ("score", "banding"):
        return names.lines.get(change.entity.partition("|")[0], "Khoản mục đã xóa")
    if change.kind in ("comment", "attachment", "dismissal", "phase_split", "placement"):
        return names.lines.get(str(record.get("line")), "Khoản mục đã xóa")
    return f"{kind_label(change.kind).capitalize()} {record.get('name') or change.entity}"


def _pot(pot: str, names: Names) -> str:
    source, unit, year, nature = [*pot.split("|"), "", "", ""][:4]
    owner = "Ngân sách tỉnh" if unit == PROVINCE_POT else names.units.get(unit, unit)
    return f"{names.sources.get(source, source)}, {owner}, năm {year}, {labels.NATURE.get(nature, nature).lower()}"


def _scenario(name: str) -> str:
    """A scenario by name, without saying the word twice; one that is gone has none."""
    return name if name.startswith("Phương án") else f"Phương án {name or 'đã xóa'}"


def _tell_line(change: Change, names: Names) -> list[Difference]:
    named: Mapping[str, Mapping[str, str]] = {"source": names.sources, "unit": names.units, "listed_item": names.items}
    found = []
    for name, label, old, new in describe_change(change):
        known = named.get(name, {})
        found.append((label, known.get(old, old), known.get(new, new)))
    return found


def _tell_ceiling(change: Change, names: Names) -> list[Difference]:
    before, after = change.old or {}, change.new or {}
    money = [
        (label, _money(before.get(column), bool(before)), _money(after.get(column), bool(after)))
        for column, label in CEILING_LABELS.items()
        if before.get(column) != after.get(column) or not before or not after
    ]
    rest = [] if change.old is None or change.new is None else _tell_about(change, names)
    return [*(money if change.group != "about" else []), *rest]


def _tell_operation(change: Change, _names: Names) -> list[Difference]:
    return [("Thao tác cắt giảm", _operation(change.old), _operation(change.new))]


def _tell_comment(change: Change, _names: Names) -> list[Difference]:
    old, new = (str((side or {}).get("text") or "") for side in (change.old, change.new))
    return [("Ý kiến", old, new)]


def _tell_attachment(change: Change, _names: Names) -> list[Difference]:
    return [("Tệp đính kèm", _file_text(change.old), _file_text(change.new))]


def _tell_dismissal(change: Change, names: Names) -> list[Difference]:
    record = change.new or change.old or {}
    code = str(record.get("code") or "")
    title = REGISTRY[code].title if code in REGISTRY else code or "cảnh báo"
    other = names.lines.get(str(record.get("other")), "")
    old, new = (str((side or {}).get("reason") or "") for side in (change.old, change.new))
    return [(f"Xác nhận đã xem: {title}" + (f", so với {other[0].lower()}{other[1:]}" if other else ""), old, new)]


def _tell_phase(change: Change, _names: Names) -> list[Difference]:
    record = change.new or change.old or {}
    when = f"quý {record.get('quarter')}/{record.get('year')}"
    spent = ", đã chi" if record.get("spent") else ""
    old, new = (_money((side or {}).get("amount"), bool(side)) for side in (change.old, change.new))
    return [(f"Phân kỳ {when}{spent}", old, new)]


def _tell_placement(change: Change, names: Names) -> list[Difference]:
    old, new = ("" if side is None else f"{format_money(int(side.get('amount') or 0))} đ" for side in (change.old, change.new))
    return [(f"Bố trí từ {_pot(str((change.new or change.old or {}).get('pot')), names)}", old, new)]


def _tell_run(change: Change, _names: Names) -> list[Difference]:
    before, after = change.old or {}, change.new or {}
    told = _RUNS[change.kind]
    return [
        (label, _money(before.get(column), bool(before)), _money(after.get(column), bool(after)))
        for column, label in told.items()
        if before.get(column) != after.get(column)
    ]


def _file_text(record: Record | None) -> str:
    if record is None:
        return ""
    return f"{record.get('name')} ({format_money(int(record.get('size') or 0))} byte, SHA-256 {str(record.get('digest'))[:12]}…)"


def _tell_rule(change: Change, names: Names) -> list[Difference]:
    """Each field of a rule that differs, codes of units and sources by their names."""
    named: Mapping[str, Mapping[str, str]] = {"source": names.sources, "unit": names.units}
    before, after = (show_texts(side) if side is not None else {} for side in (change.old, change.new))
    found = []
    for name, asked in RULE_FIELDS.items():
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            found.append((asked.label, named.get(name, {}).get(old, old), named.get(name, {}).get(new, new)))
    return found


def _tell_document(change: Change, _names: Names) -> list[Difference]:
    before, after = (show_document(side) if side is not None else {} for side in (change.old, change.new))
    return [
        (asked.label, before.get(name, ""), after.get(name, ""))
        for name, asked in DOCUMENT_FIELDS.items()
        if before.get(name, "") != after.get(name, "")
    ]


def _tell_about(change: Change, names: Names) -> list[Difference]:
    if change.old is None or change.new is None:
        word = kind_label(change.kind)
        name = str((change.new or change.old or {}).get("name") or "")
        return [(f"Thêm {word}", "", name)] if change.old is None else [(f"Xóa {word}", name, "")]
    before, after = change.old, change.new
    return [
        (label, _named(column, before.get(column), names), _named(column, after.get(column), names))
        for column, label in _ABOUT.items()
        if column in after and before.get(column) != after.get(column)
    ]


def _named(column: str, value: Value, names: Names) -> str:
    if column in ("lead_unit", "partners"):
        return "; ".join(names.units.get(code, code) for code in str(value or "").split(";") if code)
    return _text(column, value)


def _operation(record: Record | None) -> str:
    if record is None:
        return ""
    sentence = describe_operation(str(record.get("kind")), settings_from_text(str(record.get("settings") or "{}")))
    return f"{sentence} ({format_money(int(record.get('members') or 0))} khoản mục). Lý do: {record.get('reason')}"


def _money(value: Value, known: bool) -> str:
    if value is None or isinstance(value, str):
        return _UNKNOWN if known else ""
    return f"{format_money(int(value))} đ"


def _text(column: str, value: Value) -> str:
    if column == "state":
        return labels.SCENARIO_STATE.get(str(value)) or labels.TASK_STATE.get(str(value), str(value or ""))
    if column in _DAYS and value:
        return date.fromisoformat(str(value)).strftime("%d/%m/%Y")
    if isinstance(value, bool):
        return "có" if value else "không"
    return "" if value is None else str(value)


_TELLERS: Mapping[str, Callable[[Change, Names], list[Difference]]] = {
    "line": _tell_line,
    "ceiling": _tell_ceiling,
    **dict.fromkeys(("allocation", "cut_run"), _tell_run),
    "placement": _tell_placement,
    "operation": _tell_operation,
    "listed_item": lambda change, _names: tell_item(change),
    **dict.fromkeys(("criterion", "score", "banding"), lambda change, _names: tell_judged(change)),
    "comment": _tell_comment,
    "attachment": _tell_attachment,
    "dismissal": _tell_dismissal,
    "rule": _tell_rule,
    "own_document": _tell_document,
    "phase_split": _tell_phase,
}
