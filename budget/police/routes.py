"""Which way a line of the police request would go, and why: the tool suggests, a person confirms.

Projects, construction and systems go to Sở KH&ĐT as public investment; operation, publicity, inspection, training, meetings and
travel to Sở Tài chính. Equipment outside a project goes neither way and is never given one by default.
"""

from dataclasses import dataclass
from typing import Protocol

from budget.model.labels import CATEGORY
from budget.model.problem import Problem
from budget.model.states import Category, Form, Nature, Route
from budget.vietnamese import normalise


class Asked(Protocol):
    """What a suggestion looks at in a line."""

    @property
    def name(self) -> str:
        """What the money is for."""

    @property
    def measure(self) -> str:
        """What is counted."""

    @property
    def basis(self) -> str:
        """What the request rests on."""

    @property
    def category(self) -> str:
        """The kind of spending."""

    @property
    def nature(self) -> str:
        """Recurrent or investment."""

    @property
    def form(self) -> str:
        """How it is prepared."""

    @property
    def budget_code(self) -> str:
        """Mục or tiểu mục."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way and one sentence that says why; unclassified = the tool cannot say and a person must."""

    route: Route
    reason: str


_RUNNING = frozenset({Category.TRAINING, Category.PUBLICITY, Category.INSPECTION, Category.MEETING, Category.OPERATION})
_BUILDING = frozenset({Category.PROJECT, Category.CONSTRUCTION})
_GOODS = frozenset({Category.EQUIPMENT})
_RUNNING_ITEMS = {
    "6500": "thanh toán dịch vụ công cộng",
    "6550": "vật tư văn phòng",
    "6600": "thông tin, tuyên truyền, liên lạc",
    "6650": "hội nghị",
    "6700": "công tác phí",
}
"""The items whose sub-items run an office, by mục."""
_ASSET_ITEMS = frozenset({"6950", "7050"})
_UNIFORMS = "7004"
_OWN_WORDS = ("bộ công an bảo đảm", "bộ công an trang bị", "của bộ công an")
_OWN_GOODS = ("trang phục", "phù hiệu", "quân trang", "vũ khí", "công cụ hỗ trợ")
_TELL = "một người phải chọn hướng."


def suggest_route(line: Asked) -> Suggestion:
    """The way the line's category, form, nature, sub-item and words point to; unclassified where they do not agree."""
    return _own_of_the_ministry(line) or _building(line) or _goods(line) or _running(line) or _nothing_says(line)


def refuse_route(line: Asked, route: Route) -> Problem | None:
    """Why a person may not confirm this way for the line; None when they may."""
    if route not in (Route.INVESTMENT, Route.OPERATING):
        return None
    if is_outside_project(line):
        sentence = "Thiết bị ngoài dự án không thuộc đầu tư công, cũng không thuộc kinh phí hoạt động."
        fix = "Đưa thiết bị vào một dự án (đổi hình thức, nhóm chi), chuyển sang không thuộc ngân sách địa phương, hoặc trả lại đơn vị."
        return Problem("police_route_wrong", sentence, fix)
    wanted = Nature.INVESTMENT if route is Route.INVESTMENT else Nature.RECURRENT
    if line.nature != wanted:
        way, held = ("đầu tư công", "chi thường xuyên") if route is Route.INVESTMENT else ("kinh phí hoạt động", "chi đầu tư")
        sentence = f"Hướng {way} không đi với khoản mục đang ghi là {held}: hai loại tiền không dùng lẫn."
        return Problem("police_route_wrong", sentence, "Sửa tính chất chi của khoản mục trước, hoặc chọn hướng khác.")
    return None


def is_outside_project(line: Asked) -> bool:
    """Whether the line buys equipment that stands in no project."""
    return line.category in _GOODS and line.form != Form.PROJECT and line.nature != Nature.INVESTMENT


def _own_of_the_ministry(line: Asked) -> Suggestion | None:
    name = normalise(line.name).lower()
    told = f"{name} {normalise(line.basis).lower()}"
    if any(words in told for words in _OWN_WORDS):
        return Suggestion(Route.NOT_LOCAL, "Nội dung hoặc căn cứ ghi là phần của Bộ Công an nên không thuộc ngân sách địa phương.")
    if line.budget_code == _UNIFORMS or any(words in name for words in _OWN_GOODS):
        return Suggestion(
            Route.NOT_LOCAL, "Bộ Công an có tiêu chuẩn trang bị riêng cho loại này nên có thể không thuộc ngân sách địa phương."
        )
    return None


def _building(line: Asked) -> Suggestion | None:
    if line.category in _BUILDING or line.form == Form.PROJECT:
        kind = "công trình xây lắp" if line.category == Category.CONSTRUCTION else "dự án"
        return Suggestion(Route.INVESTMENT, f"Là {kind} nên do Sở KH&ĐT tham mưu theo đầu tư công.{_other_nature(line)}")
    if line.nature == Nature.INVESTMENT:
        return Suggestion(Route.INVESTMENT, "Đang ghi là chi đầu tư nên do Sở KH&ĐT tham mưu theo đầu tư công.")
    if line.category == Category.SOFTWARE and "hệ thống" in normalise(f"{line.measure} {line.name}").lower():
        return Suggestion(Route.INVESTMENT, f"Là hệ thống CNTT nên do Sở KH&ĐT tham mưu theo đầu tư công.{_other_nature(line)}")
    return None


def _other_nature(line: Asked) -> str:
    return " Đang ghi là chi thường xuyên: sửa tính chất chi trước khi xác nhận." if line.nature == Nature.RECURRENT else ""


def _goods(line: Asked) -> Suggestion | None:
    if not is_outside_project(line):
        return None
    why = "Thiết bị ngoài dự án không thuộc hai hướng: đưa vào dự án, trả lại đơn vị, hoặc không thuộc ngân sách địa phương."
    return Suggestion(Route.UNCLASSIFIED, why)


def _running(line: Asked) -> Suggestion | None:
    item = _item_of(line.budget_code)
    if line.category in _RUNNING:
        named = CATEGORY[line.category].lower()
        if item in _ASSET_ITEMS or item >= "9000":
            return Suggestion(Route.UNCLASSIFIED, f"Nhóm chi là {named} nhưng mã {line.budget_code} là mua sắm, đầu tư; {_TELL}")
        code = f" (mục {item} {_RUNNING_ITEMS[item]})" if item in _RUNNING_ITEMS else ""
        return Suggestion(Route.OPERATING, f"Nhóm chi {named}{code} là kinh phí hoạt động do Sở Tài chính tham mưu.")
    if line.category == Category.OTHER and item in _RUNNING_ITEMS:
        said = _RUNNING_ITEMS[item]
        return Suggestion(Route.OPERATING, f"Mã {line.budget_code} thuộc {said}, là kinh phí hoạt động do Sở Tài chính tham mưu.")
    return None


def _nothing_says(line: Asked) -> Suggestion:
    named = CATEGORY.get(line.category, "chưa rõ").lower()
    return Suggestion(Route.UNCLASSIFIED, f"Nhóm chi {named} không có trong danh mục của hướng nào; {_TELL}")


def _item_of(code: str) -> str:
    """The mục a sub-item stands under: 6702 -> 6700, 6658 -> 6650; "" for what is not a code."""
    return str(int(code) // 50 * 50) if code.isdecimal() and len(code) == 4 else ""
