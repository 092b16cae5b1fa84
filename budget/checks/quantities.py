"""Quantities of things that are counted come in whole units: nobody buys half a computer."""

from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.model.problem import Problem
from budget.quantity import format_quantity

COUNTED = (
    *("bộ", "chiếc", "cái", "máy", "thiết bị", "hệ thống", "bản quyền", "tờ", "tấm", "cuốn", "quyển", "tin bài", "clip"),
    *("gói", "gói thầu", "dự án", "công trình", "hội nghị", "cuộc", "lớp", "đoàn", "đợt", "lượt", "lần", "hồ sơ", "trang", "thửa"),
    *("trường", "tổ", "người", "phóng sự", "chuyến", "điểm", "gian", "mô hình"),
)
"""Measures that count; months, days and litres may be parts."""


def check_quantities(scope: Scope) -> list[Problem]:
    """Lines that ask for a fraction of something that is counted."""
    marks = ", ".join("?" for _ in COUNTED)
    where = f"kept k WHERE k.quantity_milli % 1000 <> 0 AND k.measure_key IN ({marks})"
    problems: list[Problem] = []
    if not scope.may(lambda k: int(str(k["quantity_milli"])) % 1000):
        return problems
    for line, (quantity, measure) in scope.rows("quantity_milli, measure", where, COUNTED):
        sentence = f"{line} có số lượng {format_quantity(int(str(quantity)))} {measure}, không phải số nguyên."
        problems.append(found("quantity_fraction", sentence, "Sửa số lượng thành số nguyên, hoặc sửa đơn vị tính.", line=line.id))
    return problems
