"""Totals that no word names: "Kinh phí đề nghị cấp" under a list, saying what all the lines above it come to."""

from collections.abc import Sequence

from budget.imports.body_row import BodyRow
from budget.imports.understanding import RowKind
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.numerals import group_digits

TAKEN_AS_TOTAL = "taken_as_total"


def find_unnamed_totals(rows: Sequence[BodyRow]) -> None:
    """Make TOTAL each row that is all the lines above it and lacks what those have: a number, or quantity and price; warn of others."""
    counted = [row for row in rows if row.counted]
    labelled = 2 * sum(bool(row.labels) for row in counted) > len(counted)
    multiplying = 2 * sum(row.has_factors for row in counted) > len(counted)
    together, members = 0, 0
    for row in counted:
        amount = row.amount or 0
        same = members > 1 and amount == together > 0
        if same and _lacks(row, labelled, multiplying):
            row.kind, row.counted, row.problem = RowKind.TOTAL, False, _say(row, "nên được coi là dòng cộng, không tính", TAKEN_AS_TOTAL)
            continue
        if same and not row.has_factors:
            row.problem = _say(row, ": có thể đang cộng hai lần", "maybe_total")
        together, members = together + amount, members + 1


def _lacks(row: BodyRow, labelled: bool, multiplying: bool) -> bool:
    return not row.has_factors and not row.labels and (labelled or multiplying)


def _say(row: BodyRow, then: str, code: str) -> Problem:
    sentence = f"Số tiền bằng đúng tổng mọi dòng bên trên ({group_digits(row.amount or 0)} đồng) {then}.".replace(") :", "):")
    return Problem(code, sentence, "Kiểm tra dòng này là khoản chi hay là dòng cộng.", Severity.WARNING)
