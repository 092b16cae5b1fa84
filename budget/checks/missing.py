"""What a line of the estimate must state before anybody can appraise it: measure, amount, budget code, price basis."""

from budget.checks.scope import Scope
from budget.model.problem import Problem

_EXAMPLE = "báo giá, giá trúng thầu trong 12 tháng, thẩm định giá hoặc đơn giá nhà nước"
_WANTED: tuple[tuple[str, str, str, str], ...] = (
    ("missing_measure", "measure_key = ''", "chưa có đơn vị tính", "Ghi đơn vị tính, ví dụ bộ, chiếc, tháng."),
    (
        "missing_amount",
        "requested_amount = 0 AND amount = 0",
        "chưa có thành tiền vì số lượng hoặc đơn giá bằng 0",
        "Nhập số lượng và đơn giá đề nghị, hoặc xóa khoản mục.",
    ),
    ("missing_code", "budget_code = ''", "chưa có mã mục lục ngân sách", "Chọn mục, tiểu mục theo nội dung chi."),
    ("missing_basis", "trim(basis) = '' AND price_kind = ''", "chưa có căn cứ giá", f"Ghi căn cứ: {_EXAMPLE}."),
)


def check_missing(scope: Scope) -> list[Problem]:
    """Lines of the estimate without measure, amount, budget code or price basis."""
    asked = "kept k WHERE k.listing = 'estimate' AND "
    return [problem for code, condition, what, fix in _WANTED for problem in scope.told(code, f"' {what}.'", fix, asked + condition)]
