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
    ("rule_circle", "sources", _ERROR, "Quy tắc nguồn thay thế vòng"),
    ("ceiling_exceeded", "ceilings", _ERROR, "Nhu cầu vượt hạn mức còn lại"),
    ("nature_mismatch", "sources", _ERROR, "Nguồn khác tính chất chi"),
    ("source_not_allowed", "sources", _ERROR, "Nguồn không được chi"),
    ("source_cap_exceeded", "sources", _ERROR, "Vượt mức chi tối đa của nguồn"),
    ("police_unclassified", "police", _ERROR, "Khoản công an chưa phân loại"),
    ("police_route_wrong", "police", _ERROR, "Hướng xử lý không hợp với khoản công an"),
    ("police_failed_kept", "police", _ERROR, "Khoản công an không đạt nhưng vẫn đề nghị"),
    ("police_content_above", "police", _ERROR, "Thẩm định nội dung lớn hơn đề nghị"),
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
    ("duplicate_across_units", "duplicates", _WARNING, "Hai cấp cùng đề nghị một thứ"),
    ("duplicate_likely", "duplicates", _WARNING, "Có thể đề nghị trùng"),
    ("split_purchase", "duplicates", _WARNING, "Một gói mua sắm ở nhiều đơn vị"),
    ("source_missing", "sources", _WARNING, "Chưa có nguồn dự kiến"),
    ("source_insufficient", "sources", _WARNING, "Nguồn chưa đủ căn cứ"),
    ("quantity_over_entitlement", "stock", _WARNING, "Số lượng vượt tiêu chuẩn trừ hiện có"),
    ("price_outlier", "prices", _WARNING, "Đơn giá khác hẳn mặt bằng"),
    ("amount_slip", "prices", _WARNING, "Thành tiền lệch hàng nghìn lần"),
    ("ceiling_unknown", "ceilings", _WARNING, "Chưa nhập hạn mức"),
    ("spent_unknown", "ceilings", _WARNING, "Chưa nhập số đã chi"),
    ("spent_over_allotted", "given", _WARNING, "Chi vượt dự toán đã giao"),
    ("request_out_of_proportion", "given", _WARNING, "Đề nghị gấp nhiều lần năm trước"),
    ("requires_later", "dependencies", _WARNING, "Khoản gốc thực hiện sau khoản phụ thuộc"),
    ("code_unknown", "codes", _WARNING, "Mã mục lục không có hiệu lực"),
    ("quantity_fraction", "quantities", _WARNING, "Số lượng lẻ của thứ đếm được"),
    ("police_not_appraised", "police", _WARNING, "Khoản công an chưa thẩm định nội dung"),
    ("price_date_wrong", "pricing", _WARNING, "Ngày căn cứ giá không hợp lý"),
    ("price_basis_stale", "pricing", _WARNING, "Giá trúng thầu quá 12 tháng"),
    ("quotations_few", "pricing", _WARNING, "Chưa đủ ba báo giá"),
    ("price_basis_incomplete", "pricing", _WARNING, "Căn cứ giá thiếu số, ngày, nhà cung cấp"),
    ("missing_basis", "missing", _WARNING, "Thiếu căn cứ giá"),
    ("price_kind_missing", "pricing", _WARNING, "Chưa rõ loại căn cứ giá"),
    ("vat_not_stated", "pricing", _WARNING, "Chưa rõ thuế GTGT"),
    ("missing_code", "missing", _WARNING, "Thiếu mã mục lục"),
    ("norm_excess_decided", "norms", _NOTE, "Vượt định mức theo quyết định"),
    ("office_equipment_again", "stock", _NOTE, "Máy tính có thể đã nằm trong định mức"),
    ("entitlement_unknown", "stock", _NOTE, "Chưa rõ tiêu chuẩn hoặc số hiện có"),
    ("norm_unclear", "norms", _NOTE, "Không so được với định mức"),
)

DISMISSIBLE = frozenset(
    {
        *("duplicate_across_sources", "duplicate_request", "duplicate_across_units", "duplicate_likely", "split_purchase"),
        *("price_outlier", "unit_slip", "amount_slip", "quantity_fraction", "request_out_of_proportion", "requires_later"),
        "office_equipment_again",
    }
)
"""Codes that call for a person's judgement: who has looked may say so with a reason. An error is never dismissed."""

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
    others: tuple[str, ...] = (),
    confidence: int | None = None,
    cure: tuple[str, str] | None = None,
) -> Problem:
    """A problem of a registered code (KeyError for another); its severity is the code's own unless said otherwise."""
    return Problem(code, sentence, fix, severity or REGISTRY[code].severity, citation, line, pot, others, confidence, cure)


def may_dismiss(problem: Problem) -> bool:
    """Whether somebody may say of a problem that it was looked at and is none."""
    return problem.code in DISMISSIBLE and problem.severity is not Severity.ERROR and problem.line is not None


def urgency(problem: Problem) -> tuple[int, int, str]:
    """Where a problem stands among others: errors first, then the order of the register, then the older line."""
    check = REGISTRY.get(problem.code)
    return _WEIGHT[problem.severity], check.place if check else -1, problem.line or ""
