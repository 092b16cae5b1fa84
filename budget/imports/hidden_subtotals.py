"""Subtotals that no number gives away: a row among lines whose amount is the sum of the lines after it.

Round sums meet by chance, so equality alone convicts nobody: it needs a row without quantity and price among rows that have them, or a
stated grand total that comes out right only without the row.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.imports.body_row import BodyRow
from budget.imports.numbering import BULLETS
from budget.imports.understanding import RowKind
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.numerals import group_digits

_MANY, _FEW, _ONE = 3, 2, 1


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A row that equals the sum of the lines after it, up to (not including) `end`."""

    place: int
    end: int
    bare: bool
    restarts: bool = False


def find_hidden_subtotals(rows: Sequence[BodyRow]) -> None:
    """Turn such rows into headings of the lines they add up; where it stays doubtful leave them lines and say so."""
    lines = [place for place, row in enumerate(rows) if row.counted]
    factored = sum(rows[place].has_factors for place in lines)
    multiplying = 2 * factored > len(lines)
    stated = {row.amount for row in rows if row.kind is RowKind.TOTAL and row.amount is not None}
    everything = sum(rows[place].amount or 0 for place in lines)
    if everything in stated:
        return
    suspects = _find_suspects(rows, lines, multiplying, _MANY)
    sure = everything - _amount(rows, suspects) in stated
    for members in (_FEW, _ONE):
        # two numbered lines that make a third, or one that equals the next, are nothing by themselves, but a total may say so
        more = [] if sure else _find_suspects(rows, lines, multiplying, members)
        if more and everything - _amount(rows, more) in stated:
            sure, suspects = True, more
    for suspect in suspects:
        _judge(rows, suspect, sure)
    if any(suspect.bare for suspect in suspects) and not sure:
        _refuse_look_alikes(rows, lines)


def _find_suspects(rows: Sequence[BodyRow], lines: list[int], multiplying: bool, numbered: int) -> list[_Suspect]:
    """From the last line to the first: sums to the end tell in one look whether some run after a line adds up to it."""
    suspects: list[_Suspect] = []
    sums: dict[tuple[int | None, int], int] = {}
    running: dict[int | None, int] = {}
    for order in range(len(lines) - 1, -1, -1):
        place = lines[order]
        row = rows[place]
        group, amount = row.parent, row.amount or 0
        total = running.get(group, 0)
        sums[group, total] = order + 1
        end = sums.get((group, total - amount)) if amount else None
        bare = multiplying and not row.has_factors
        restarts = end is not None and not row.has_factors and _restarts(rows, lines, order, end)
        if end is not None and (restarts or _tells(rows[place], end - order - 1, bare, multiplying, numbered)):
            suspects.append(_Suspect(place, lines[end] if end < len(lines) else len(rows), bare, restarts))
            continue
        running[group] = total + amount
    return suspects


def _tells(row: BodyRow, members: int, bare: bool, multiplying: bool, numbered: int) -> bool:
    """Whether a sum of so many lines is worth a thought; a numbered row needs `numbered` of them."""
    if multiplying:
        return bare and members >= 1
    return members >= (numbered if row.labels else min(numbered, _FEW))


def _restarts(rows: Sequence[BodyRow], lines: Sequence[int], order: int, end: int) -> bool:
    """Whether a list of its own stands after a row, in numbers of the same kind: 1, then 1 and 2 below it, then 2."""
    own, first = rows[lines[order]].label, rows[lines[order + 1]].label if order + 1 < end else None
    if own is None or first is None or own.scheme in BULLETS or own.scheme != first.scheme or not first.first:
        return False
    after = rows[lines[end]].label if end < len(lines) else None
    return after is None or after.follows(own)


def _amount(rows: Sequence[BodyRow], suspects: Sequence[_Suspect]) -> int:
    return sum(rows[suspect.place].amount or 0 for suspect in suspects)


def _judge(rows: Sequence[BodyRow], suspect: _Suspect, sure: bool) -> None:
    row = rows[suspect.place]
    alone = not row.labels
    if not (sure or suspect.restarts or (alone and suspect.bare) or alone):
        sentence = f"Số tiền bằng đúng tổng các dòng ngay bên dưới ({group_digits(row.amount or 0)} đồng): có thể đang cộng hai lần."
        row.problem = Problem("maybe_subtotal", sentence, "Nếu là đề mục thì bỏ dòng này khi nhập.", Severity.WARNING)
        return
    row.kind, row.counted = RowKind.HEADING, False
    row.problem = None
    if not sure and not suspect.bare:
        sentence = "Số tiền bằng đúng tổng các dòng ngay bên dưới nên được coi là đề mục, không tính."
        row.problem = Problem("taken_as_heading", sentence, "Nếu đây là khoản chi riêng thì đánh số thứ tự cho nó.", Severity.WARNING)
    _put_under(rows, suspect)


def _put_under(rows: Sequence[BodyRow], suspect: _Suspect) -> None:
    row = rows[suspect.place]
    place = suspect.place + 1
    while place < suspect.end:
        below = rows[place]
        if below.parent == row.parent and below.kind in (RowKind.LINE, RowKind.HEADING, RowKind.REJECTED):
            below.parent = suspect.place
            below.level = row.level + 1
        place = max(below.end, place + 1)
    row.end = max(row.end, suspect.end)


def _refuse_look_alikes(rows: Sequence[BodyRow], lines: list[int]) -> None:
    """Where some bare rows are subtotals, one more bare unnumbered row that adds up to nothing may be a wrong subtotal: refused."""
    for place in lines:
        row = rows[place]
        if not row.counted or row.labels or row.has_factors:
            continue
        sentence = (
            f"Dòng chỉ có số tiền {group_digits(row.amount or 0)} đồng, không có số lượng và đơn giá như các dòng khác, và không bằng tổng "
            "các dòng bên dưới: không rõ là đề mục cộng sai hay khoản chi riêng."
        )
        fix = "Nếu là khoản chi thì ghi số lượng và đơn giá (hoặc số thứ tự); nếu là đề mục thì sửa số tổng."
        row.kind, row.counted, row.problem = RowKind.REJECTED, False, Problem("line_or_subtotal", sentence, fix)
