"""Lines below the grand total: often the same money told again, by source or by group.

A grand total covers everything above it. What stands below it and adds up to it once more is a second telling where its words say so or
where it lacks the quantities of the table above; told again it is not counted. Anything else below it is counted, and the sheet says so.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from budget.imports.body_row import BodyRow
from budget.imports.heading_words import say_heading
from budget.imports.row_words import is_carried, total_labels
from budget.imports.understanding import Meaning, RowKind
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.numerals import group_digits
from budget.vietnamese import fold

_AGAIN = re.compile(r"tong hop|theo nguon|chia theo|phan theo|chia ra|trong do|bao gom|co cau|^nguon\b|^gom\b")
_TELLING = re.compile(r"^(bang )?tong hop\b|(theo|co cau|cac) nguon\b|^nguon (kinh phi|von)\b")
_CONTENT = frozenset({RowKind.LINE, RowKind.HEADING, RowKind.TOTAL, RowKind.OF_WHICH, RowKind.CONTINUED, RowKind.REJECTED})


def leave_out_restated(rows: Sequence[BodyRow]) -> list[Problem]:
    """Put a second telling BELOW the table, and say so; nothing where there is none."""
    upto = _running(rows)
    told = _headed_again(rows, upto)
    if told is not None:
        return [_leave_out(rows, told, f"Phần “{rows[told].name}”", "phần trên")]
    place = _grand_total(rows, upto)
    lines = [row for row in rows[place + 1 :] if row.counted] if place is not None else []
    again = place is not None and upto[-1] - upto[place] == rows[place].amount and _told_again(rows[:place], rows[place + 1 :], lines)
    return [_leave_out(rows, place + 1, _below(rows[place], lines), "dòng đó")] if place is not None and lines and again else []


def doubt_below_total(rows: Sequence[BodyRow]) -> list[Problem]:
    """The warning that lines below the grand total are counted."""
    upto = _running(rows)
    place = _grand_total(rows, upto)
    lines = [row for row in rows[place + 1 :] if row.counted] if place is not None else []
    if place is None or not lines:
        return []
    rest = group_digits(upto[-1] - upto[place])
    sentence = f"{_below(rows[place], lines)}, cộng lại {rest} đồng, không nằm trong tổng đó nhưng vẫn được tính."
    fix = "Nếu chỉ là tổng hợp lại hay ghi chú thì xóa các dòng đó rồi nhập lại; nếu là khoản chi thì sửa dòng tổng."
    return [Problem("lines_below_total", sentence, fix, Severity.WARNING)]


def _running(rows: Sequence[BodyRow]) -> list[int]:
    return [0, *accumulate(row.amount or 0 if row.counted else 0 for row in rows)]


def _below(total: BodyRow, lines: Sequence[BodyRow]) -> str:
    return f"Dưới dòng “{total.name}” ({group_digits(total.amount or 0)} đồng) còn {group_digits(len(lines))} khoản"


def _leave_out(rows: Sequence[BodyRow], first: int, said: str, same: str) -> Problem:
    for row in rows[first:]:
        if row.kind in _CONTENT:
            row.kind, row.counted, row.problem = RowKind.BELOW, False, None
    sentence = f"{said} cộng lại bằng đúng {same}: là tổng hợp lại, không tính thêm."
    return Problem("restated_below", sentence, "Nếu là khoản riêng thì chuyển lên trên dòng tổng cộng rồi nhập lại.", Severity.WARNING)


def _headed_again(rows: Sequence[BodyRow], upto: Sequence[int]) -> int | None:
    """An unnumbered heading that announces a summary, with exactly as much money below it as above."""
    return next(
        (
            place
            for place, row in enumerate(rows)
            if row.kind is RowKind.HEADING
            and not row.labels
            and 0 < upto[place] == upto[-1] - upto[place]
            and _TELLING.search(fold(row.name))
        ),
        None,
    )


def _grand_total(rows: Sequence[BodyRow], upto: Sequence[int]) -> int | None:
    """The first total of all above it, when no total of the sheet covers what comes after it too."""
    totals = [place for place, row in enumerate(rows) if row.kind is RowKind.TOTAL and row.amount and not is_carried(row.name)]
    if any(rows[place].amount == upto[-1] for place in totals):
        return None
    covering = [place for place in totals if rows[place].amount == upto[place] and len(total_labels(rows[place].name)) != 1]
    if not covering:
        return None
    found = covering[-1]
    # the first section's total covers everything above it as well: a later section with another total of its own tells it apart
    later = {rows[place].amount for place in totals if place > found and rows[place].amount == upto[place] - upto[found]}
    return found if later <= {rows[found].amount} else None


def _told_again(above: Sequence[BodyRow], below: Sequence[BodyRow], lines: Sequence[BodyRow]) -> bool:
    if any(_AGAIN.search(fold(row.name)) for row in below if row.kind is not RowKind.BELOW):
        return True
    if all((said := say_heading(row.name)) is not None and said.meaning in (Meaning.SOURCE, Meaning.SOURCE_AMOUNT) for row in lines):
        return True
    counted = [row for row in above if row.counted]
    return 2 * sum(row.has_factors for row in counted) > len(counted) and not any(row.has_factors for row in lines)
