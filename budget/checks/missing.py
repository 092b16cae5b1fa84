"""What a line of the estimate must state before anybody can appraise it: measure, amount, budget code, price basis."""

from budget.checks.few import Facts
from budget.checks.registry import found
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


def _is_lacking(line: Facts) -> bool:
    told = (line["measure_key"], line["requested_amount"], line["budget_code"], str(line["basis"]).strip() or line["price_kind"])
    return not all(told)


def check_missing(scope: Scope) -> list[Problem]:
    """Lines of the estimate without measure, amount, budget code or price basis."""
    if not scope.may(_is_lacking):
        return []
    columns = ", ".join(f"({condition})" for _, condition, _, _ in _WANTED)
    any_of_them = " OR ".join(f"({condition})" for _, condition, _, _ in _WANTED)
    problems: list[Problem] = []
    for line, absent in scope.rows(columns, f"kept k WHERE k.listing = 'estimate' AND ({any_of_them})"):
        lacking = (entry for entry, holds in zip(_WANTED, absent, strict=True) if holds)
        problems.extend(found(code, f"{line} {what}.", fix, line=line.id) for code, _, what, fix in lacking)
    return problems
