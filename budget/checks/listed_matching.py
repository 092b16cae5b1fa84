"""Which item of an annex a line may be: suggestions with a confidence, by unit and name; a person confirms, nothing is tied by itself.

Law: only items of the line's own unit and source are offered; numbers that both names tell must agree; another measure is never sure.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from budget.checks.likeness import likeness
from budget.funding.listed import ListedItem, same_measure
from budget.model.ids import BASE
from budget.store.database import Cursor

LEAST = 60
"""Below this nothing is suggested."""
SURE = 85
"""From here a person may take all suggestions at once."""
_SPECIFIED, _CONTAINED, _MOST_ALIKE, _OTHER_MEASURE, _OTHER_YEAR = 92, 80, 75, 65, 10
_NUMBERS = re.compile(r"\d+")
_BRACKETS = re.compile(r"\([^)]*\)")
_FEW_WORDS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line of a listed source that is tied to no item yet; quantity in thousandths."""

    line: str
    number: int
    name: str
    folded: str
    unit: str
    source: str
    measure: str
    year: int
    quantity_milli: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line and the item it most probably is: confidence 0-100, and whether both count in the same measure."""

    line: Candidate
    item: ListedItem
    confidence: int

    @property
    def measured_alike(self) -> bool:
        """Whether the line and the item have the same measure."""
        return same_measure(self.line.measure, self.item.measure)


def read_candidates(cursor: Cursor, sources: Iterable[str]) -> list[Candidate]:
    """The lines of the estimate on listed sources that stand on no item, in number order."""
    names = sorted(sources)
    if not names:
        return []
    sql = f"""SELECT id, number, name, folded, unit, source, COALESCE(measure, ''), year, COALESCE(quantity_milli, 0) FROM resolved(?)
              WHERE listing = 'estimate' AND amount > 0 AND COALESCE(listed_item, '') = '' AND source IN ({", ".join("?" for _ in names)})
              ORDER BY number"""
    return [Candidate(*row) for row in cursor.rows(sql, [BASE, *names])]  # type: ignore[arg-type]  # the schema's types


def suggest(lines: Sequence[Candidate], items: Sequence[ListedItem]) -> list[Suggestion]:
    """The best item for each line that has one, in the order of the lines; two equally good items leave the choice to a person."""
    granted: dict[tuple[str, str], list[ListedItem]] = {}
    for item in items:
        granted.setdefault((item.source, item.unit), []).append(item)
    found = (_best(line, granted.get((line.source, line.unit), ())) for line in lines)
    return [suggestion for suggestion in found if suggestion is not None]


def confidence_of(line: Candidate, item: ListedItem) -> int:
    """How sure it is that a line is an item, 0 to 100."""
    numbers, granted = _NUMBERS.findall(line.folded), _NUMBERS.findall(item.folded)
    if numbers and granted and numbers != granted:
        return 0
    found = max(likeness(line.name, item.name), _contained(line.folded, item.folded), _alike(line.folded, item.folded))
    if not same_measure(line.measure, item.measure):
        found = min(found, _OTHER_MEASURE)
    return max(0, found - (_OTHER_YEAR if line.year != item.year else 0))


def _best(line: Candidate, items: Sequence[ListedItem]) -> Suggestion | None:
    ranked = sorted(((confidence_of(line, item), len(item.folded), item) for item in items), key=lambda one: (-one[0], -one[1], one[2].id))
    if not ranked or ranked[0][0] < LEAST:
        return None
    confidence, length, item = ranked[0]
    tied = len(ranked) > 1 and ranked[1][:2] == (confidence, length)
    return Suggestion(line, item, min(confidence, SURE - 1) if tied else confidence)


def _contained(line: str, item: str) -> int:
    """One name says what the other says and more: a specification in brackets leaves it the same, a purpose ("số hóa hồ sơ") may not."""
    if _BRACKETS.sub("", line).strip() == _BRACKETS.sub("", item).strip():
        return _SPECIFIED
    shorter, longer = sorted((line, item), key=len)
    return _CONTAINED if len(shorter.split()) >= _FEW_WORDS and longer.startswith(f"{shorter} ") else 0


def _alike(line: str, item: str) -> int:
    return min(_MOST_ALIKE, int(fuzz.token_sort_ratio(line, item)))


def group_by_line(suggestions: Iterable[Suggestion]) -> Mapping[str, Suggestion]:
    """The suggestions by line id."""
    return {suggestion.line.line: suggestion for suggestion in suggestions}
