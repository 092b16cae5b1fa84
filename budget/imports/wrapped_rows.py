"""Names too long for one row: the rows that only go on with the text above them, put back together."""

from collections.abc import Sequence

from budget.imports.body_row import BodyRow
from budget.imports.understanding import Meaning, RowKind

_OPEN_ENDED = ("-", ",", ";", "(", "/", "+", "–", "&")
_JOINING = (" và", " của", " cho", " tại", " từ", " đến", " theo", " hoặc", " với", " trên", " về")
_LONGEST_TEXT = 2_000


def fold_wrapped(rows: Sequence[BodyRow]) -> None:
    """Add the words of a row that only goes on with the text above it to that text; such a row becomes CONTINUED."""
    above: BodyRow | None = None
    for row in rows:
        if row.kind is RowKind.HEADING and above is not None and _goes_on(row, above):
            _append(above, row)
            row.kind = RowKind.CONTINUED
        elif row.kind in (RowKind.LINE, RowKind.HEADING):
            above = row
        elif row.kind is not RowKind.CONTINUED:
            above = None


def _goes_on(row: BodyRow, above: BodyRow) -> bool:
    if row.labels or row.figures or len(above.name) > _LONGEST_TEXT:
        return False
    if not row.name:
        return True
    if any(meaning not in (Meaning.NAME, Meaning.NOTE, Meaning.BASIS) for meaning in row.texts):
        return False
    first, before = row.name[0], above.name
    if above.bullet and not above.figures and not row.name.isupper():
        return True
    open_bracket = before.count("(") > before.count(")")
    return first.islower() or first in ")," or before.endswith(_OPEN_ENDED) or before.lower().endswith(_JOINING) or open_bracket


def _append(above: BodyRow, row: BodyRow) -> None:
    for meaning, text in row.texts.items():
        before = above.texts.get(meaning, "")
        joint = "" if not before or before.endswith("-") else " "
        above.texts[meaning] = f"{before}{joint}{text}"
    above.name = above.texts.get(Meaning.NAME, above.name)
