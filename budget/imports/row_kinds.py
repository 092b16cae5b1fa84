"""Lines apart from headings, by what stands under a row and by what its figures say; where the two disagree, the row tells.

Law: nothing is counted twice in silence. A row with counted rows under it is a heading, whatever it states; a row that nothing tells
apart from a subtotal is refused.
"""

from collections.abc import Sequence

from budget.imports.body_row import BodyRow
from budget.imports.line_arithmetic import refuse_amount
from budget.imports.understanding import Meaning, RowKind
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.numerals import group_digits

_LONGEST_NOTE = 2_000
_OPEN = frozenset({RowKind.LINE, RowKind.HEADING})


def decide_kinds(rows: Sequence[BodyRow]) -> None:
    """Make every open row LINE, HEADING, OF_WHICH, CONTINUED or REJECTED; `counted` marks the lines. From the last row to the first."""
    under = [0] * len(rows)
    has_lines = [False] * len(rows)
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        if row.kind not in _OPEN:
            continue
        if has_lines[place]:
            _head(rows, place, under)
        else:
            _settle_leaf(rows, place)
        if row.parent is not None and (row.kind is RowKind.LINE or row.kind is RowKind.REJECTED or has_lines[place]):
            has_lines[row.parent] = True
            under[row.parent] += (row.amount or 0) if row.counted else under[place]
    _note_descriptions(rows)


def _head(rows: Sequence[BodyRow], place: int, under: Sequence[int]) -> None:
    row = rows[place]
    row.kind, row.problem = RowKind.HEADING, None
    if row.trouble is not None:
        row.problem = Problem(row.trouble.code, row.trouble.sentence, row.trouble.fix, Severity.WARNING)
    if not row.fits or row.amount == under[place]:
        return
    if under[place] == (row.money or {}).get(Meaning.UNIT_PRICE):
        _take_as_priced_by_parts(rows, place)
        return
    sentence = (
        f"Dòng có số lượng × đơn giá khớp thành tiền {group_digits(row.amount or 0)} đồng như một khoản mục, nhưng đánh số là đề mục của "
        f"các dòng dưới (cộng lại {group_digits(under[place])} đồng); chỉ tính các dòng dưới."
    )
    fix = "Nếu dòng này là khoản mục thì xóa số tiền của các dòng dưới; nếu là đề mục thì sửa số tổng."
    row.problem = Problem("numbering_against_arithmetic", sentence, fix, Severity.WARNING)


def _take_as_priced_by_parts(rows: Sequence[BodyRow], place: int) -> None:
    """The rows below add up to the unit price: they explain it, the row itself is the line."""
    row = rows[place]
    for below in rows[place + 1 : row.end]:
        if below.kind in (RowKind.LINE, RowKind.HEADING, RowKind.REJECTED):
            below.kind, below.counted, below.problem = RowKind.OF_WHICH, False, None
    sentence = "Các dòng bên dưới cộng lại bằng đơn giá nên chỉ là diễn giải đơn giá, không tính thêm."
    row.kind, row.counted = RowKind.LINE, True
    row.problem = Problem("price_explained", sentence, "", Severity.NOTE)


def _note_descriptions(rows: Sequence[BodyRow]) -> None:
    for row in rows:
        if row.kind is RowKind.CONTINUED and row.bullet and row.parent is not None:
            texts = rows[row.parent].texts
            if len(texts.get(Meaning.NOTE, "")) < _LONGEST_NOTE:
                texts[Meaning.NOTE] = "; ".join(text for text in (texts.get(Meaning.NOTE, ""), row.name) if text)


def _settle_leaf(rows: Sequence[BodyRow], place: int) -> None:
    row = rows[place]
    if not row.figures and row.trouble is None:
        _settle_without_figures(rows, place)
        return
    refused = refuse_amount(row)
    if refused is not None:
        row.kind, row.problem = RowKind.REJECTED, refused
        return
    row.kind, row.counted = RowKind.LINE, True


def _settle_without_figures(rows: Sequence[BodyRow], place: int) -> None:
    """Words only: a description under a line goes into its note, a thing with a measure lacks its figures, all else is a heading."""
    row = rows[place]
    above = rows[row.parent] if row.parent is not None else None
    if row.bullet and above is not None and above.figures and above.kind in _OPEN:
        row.kind = RowKind.CONTINUED
        return
    if Meaning.MEASURE in row.texts and row.name:
        sentence = f"“{row.name[:80]}” có đơn vị tính nhưng không có số lượng, đơn giá, thành tiền."
        row.kind, row.problem = RowKind.REJECTED, Problem("row_without_amount", sentence, "Ghi số liệu cho dòng này, hoặc xóa dòng.")
        return
    row.kind = RowKind.HEADING
    if row.labels and row.end == place + 1:
        sentence = "Đề mục không có khoản nào bên dưới và không có số tiền."
        row.problem = Problem("heading_empty", sentence, "", Severity.NOTE)
