"""What only a person can say of a workbook, gathered while its rows are landed: each name asked once, with where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

UNIT, SOURCE, TASK, SHEET_UNIT, SHEETS = "unit", "source", "task", "sheet_unit", "sheets"


@dataclass(frozen=True, slots=True)
class Question:
    """One name that could not be settled: its kind, the key an answer is kept under, the codes it may mean (none = all), where it stands.

    `required` ones must be answered before anything is imported; without the others the rows come in with that field left open.
    """

    kind: str
    key: str
    name: str
    candidates: tuple[str, ...]
    required: bool
    sheet: str
    row: int
    rows: int = 1


class Asked:
    """The questions of one workbook in the order they came up."""

    def __init__(self) -> None:
        """Nothing asked yet."""
        self._found: dict[tuple[str, str], Question] = {}

    def ask(self, question: Question) -> None:
        """Ask once; the same again only counts its row."""
        key = (question.kind, question.key)
        earlier = self._found.get(key)
        self._found[key] = question if earlier is None else replace(earlier, rows=earlier.rows + 1)

    def questions(self) -> Sequence[Question]:
        """Everything asked, what must be answered first."""
        return sorted(self._found.values(), key=lambda question: not question.required)
