"""A selection of lines said in words, so that a partial table can never pass for the whole."""

from collections.abc import Callable, Mapping

from budget.exports.reading import Snapshot
from budget.lines.query import LineFilter
from budget.model import labels
from budget.money import format_money

_SHOWN = 4


def describe_selection(wanted: LineFilter, snapshot: Snapshot) -> str:
    """What a filter leaves in, as one sentence; "" when it leaves everything of the estimate in."""
    parts = [] if wanted.listing in ("estimate", None) else [labels.LISTING[wanted.listing].lower()]
    fields: tuple[tuple[str, tuple[str | int, ...], Callable[[str], str]], ...] = (
        ("đơn vị", wanted.units, lambda code: snapshot.units[code].name if code in snapshot.units else code),
        ("khối", wanted.levels, _from(labels.UNIT_LEVEL)),
        ("nguồn", wanted.sources, snapshot.source_name),
        ("nhóm chi", wanted.categories, _from(labels.CATEGORY)),
        ("tính chất", wanted.natures, _from(labels.NATURE)),
        ("mức ưu tiên", wanted.priorities, str),
        ("nhiệm vụ", wanted.tasks, str),
        ("năm", wanted.years, str),
        ("luồng xử lý", wanted.routes, _from(labels.ROUTE)),
    )
    parts += [f"{name}: {_listed([say(str(value)) for value in values])}" for name, values, say in fields if values]
    if wanted.lines:
        parts.append(f"{len(wanted.lines)} khoản mục được chọn")
    if wanted.locked is not None:
        parts.append("không được cắt" if wanted.locked else "được phép cắt")
    if wanted.appraised is not None:
        parts.append("đã thẩm định" if wanted.appraised else "chưa thẩm định")
    told = ((wanted.commented, "có ý kiến"), (wanted.attached, "có tệp đính kèm"), (wanted.priced, "đã có căn cứ giá"))
    parts += [said if value else f"chưa {said.removeprefix('đã ')}" for value, said in told if value is not None]
    if wanted.text:
        parts.append(f"nội dung có “{wanted.text}”")
    if snapshot.elsewhere:
        beside = f"thành tiền là của cả khoản mục, trong đó {format_money(snapshot.elsewhere)} đ thuộc năm khác theo phân kỳ ở cột Ghi chú"
        parts.append(beside)
    return f"Chỉ gồm một phần dự toán - {'; '.join(parts)}." if parts else ""


def _from(names: Mapping[str, str]) -> Callable[[str], str]:
    return lambda value: names.get(value, value)


def _listed(values: list[str]) -> str:
    more = f" và {len(values) - _SHOWN} mục khác" if len(values) > _SHOWN else ""
    return ", ".join(values[:_SHOWN]) + more
