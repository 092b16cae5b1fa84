"""One row of a table on its way to being understood."""

from dataclasses import dataclass, field

from budget.imports.numbering import Label
from budget.imports.understanding import Meaning, RowKind
from budget.model.problem import Problem


@dataclass(slots=True)
class BodyRow:
    """What is known of a row so far.

    `at` is its 0-based row in the sheet; `figures` are millionths by column; `trouble` is the first figure that could not be read,
    `doubt` the first whose unit only quantity x price can confirm.
    `labels` are the ways to read its number, `label` the one chosen. `amount` is đồng, `fits` tells that quantity x price agrees with
    it, `counted` that it is a line whose amount is added up. `parent` and `end` are places in the list of body rows: the row it stands
    under, and the first row no longer under it.
    """

    at: int
    kind: RowKind
    name: str = ""
    texts: dict[Meaning, str] = field(default_factory=dict)
    figures: dict[int, int] = field(default_factory=dict)
    sources: dict[int, str] | None = None
    trouble: Problem | None = None
    doubt: Problem | None = None
    labels: tuple[Label, ...] = ()
    decimal_label: bool = False
    bullet: bool = False
    label: Label | None = None
    level: int = 0
    parent: int | None = None
    end: int = 0
    amount: int | None = None
    fits: bool = False
    counted: bool = False
    drivers: tuple[int, int, int] | None = None
    money: dict[Meaning, int] | None = None
    source_money: dict[int, int] | None = None
    finance_drivers: tuple[int, int, int] | None = None
    problem: Problem | None = None

    @property
    def has_factors(self) -> bool:
        """Whether it says a quantity or a price of its own."""
        return Meaning.QUANTITY in self.texts or Meaning.UNIT_PRICE in self.texts
