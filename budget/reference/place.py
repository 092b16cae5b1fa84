"""Units that ask for money: GSO codes for districts and communes, a namespace of our own for departments, bodies and the police."""

from dataclasses import dataclass
from datetime import date

from budget.model.states import UnitKind, UnitLevel
from budget.reference.law import Confidence
from budget.vietnamese import sort_key


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; join by `code` only, since folded names collide (Phước Hòa, Phước Hoà).

    `parent` is the district's code for a commune and the province's code for the rest; `position` is the official order
    and the alphabetical one is computed from `short_name`. `mountain` is recalled, not confirmed.
    """

    code: str
    name: str
    short_name: str
    level: UnitLevel
    kind: UnitKind
    parent: str
    type_name: str
    position: int
    chapter: str
    mountain: bool
    valid_from: date | None
    valid_to: date | None
    confidence: Confidence
    citation: str
    note: str

    @property
    def sort_key(self) -> str:
        """The key of the Vietnamese alphabetical order of the short name."""
        return sort_key(self.short_name)
