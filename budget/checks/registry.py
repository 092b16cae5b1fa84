"""Every check code once: its family, how bad it is by default, and the words a list of problems is headed with.

docs/checks.md explains each of them; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from budget.model.problem import Problem
from budget.model.states import Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Check:
    """One check code: what people see over its problems, and its place when problems are ranked (smaller = more pressing)."""

    code: str
    family: str
    severity: Severity
    title: str
    place: int


_LISTED: tuple[tuple[str, str, Severity, str], ...] = (
    ("rule_conflict", "sources", _ERROR, "Quy tắc nguồn trái nhau"),
    ("ceiling_exceeded", "ceilings", _ERROR, "Nhu cầu vượt hạn mức còn lại"),
    ("nature_mismatch", "sources", _ERROR, "Nguồn khác tính chất chi"),
    ("source_not_allowed", "sources", _ERROR, "Nguồn không được chi"),
    ("source_cap_exceeded", "sources", _ERROR, "Vượt mức chi tối đa của nguồn"),
    ("police_unclassified", "police", _ERROR, "Khoản công an chưa phân loại"),
    ("unit_slip", "prices", _ERROR, "Đơn giá lệch hàng nghìn lần"),
    ("norm_exceeded", "norms", _ERROR, "Đơn giá vượt định mức"),
    ("requires_dropped", "dependencies", _ERROR, "Giữ khoản phụ thuộc, bỏ khoản gốc"),
    ("contract_cut", "contracts", _ERROR, "Cắt khoản đã ký hợp đồng"),
    ("deferred_contract", "contracts", _ERROR, "Giãn khoản đã ký hợp đồng"),
    ("code_nature_mismatch", "codes", _ERROR, "Mã mục lục khác tính chất chi"),
    ("missing_measure", "missing", _ERROR, "Thiếu đơn vị tính"),
    ("missing_amount", "missing", _ERROR, "Chưa có thành tiền"),
    ("duplicate_across_sources", "duplicates", _WARNING, "Đề nghị trùng ở hai nguồn"),
    ("duplicate_request", "duplicates", _WARNING, "Đề nghị trùng"),
    ("source_missing", "sources", _WARNING, "Chưa có nguồn dự kiến"),
    ("source_insufficient", "sources", _WARNING, "Nguồn chưa đủ căn cứ"),
    ("price_outlier", "prices", _WARNING, "Đơn giá khác hẳn mặt bằng"),
    ("ceiling_unknown", "ceilings", _WARNING, "Chưa nhập hạn mức"),
    ("spent_unknown", "ceilings", _WARNING, "Chưa nhập số đã chi"),
    ("requires_later", "dependencies", _WARNING, "Khoản gốc thực hiện sau khoản phụ thuộc"),
    ("code_unknown", "codes", _WARNING, "Mã mục lục không có hiệu lực"),
    ("quantity_fraction", "quantities", _WARNING, "Số lượng lẻ của thứ đếm được"),
    ("police_not_appraised", "police", _WARNING, "Khoản công an chưa thẩm định nội dung"),
    ("missing_basis", "missing", _WARNING, "Thiếu căn cứ giá"),
    ("missing_code", "missing", _WARNING, "Thiếu mã mục lục"),
    ("norm_unclear", "norms", _NOTE, "Không so được với định mức"),
)

REGISTRY: Mapping[str, Check] = {
    code: Check(code, family, severity, title, place) for place, (code, family, severity, title) in enumerate(_LISTED)
}
"""Every code, the most pressing first."""

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def found(
    code: str,
    sentence: str,
    fix: str,
    *,
    line: str | None = None,
    pot: str | None = None,
    citation: str = "",
    severity: Severity | None = None,
) -> Problem:
    """A problem of a registered code (KeyError for another); its severity is the code's own unless said otherwise."""
    return Problem(code, sentence, fix, severity or REGISTRY[code].severity, citation, line, pot)


def urgency(problem: Problem) -> tuple[int, int, str]:
    """Where a problem stands among others: errors first, then the order of the register, then the older line."""
    check = REGISTRY.get(problem.code)
    return _WEIGHT[problem.severity], check.place if check else -1, problem.line or ""
