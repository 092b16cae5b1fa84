"""How a problem names the line it speaks of, so that an officer finds it without a code."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple


class Line(NamedTuple):
    """A line as sentences name it."""

    id: str
    number: int
    name: str
    unit_name: str

    def __str__(self) -> str:
        """Number, content and unit."""
        return f"Khoản mục số {self.number} “{self.name}” của {self.unit_name}"


def line_of(facts: Mapping[str, object]) -> Line:
    """A checked line as sentences name it."""
    return Line(str(facts["id"]), int(str(facts["number"])), str(facts["name"]), str(facts["unit_name"]))


SAID = "'Khoản mục số ' || k.number || ' “' || k.name || '” của ' || k.unit_name"
"""The same words as SQL says them, for sentences a hundred thousand lines may need."""


def say_day(day: object) -> str:
    """A stored day (2024-03-05) as people write it; what cannot be read stays as it stands."""
    try:
        return date.fromisoformat(str(day)).strftime("%d/%m/%Y")
    except ValueError:
        return str(day)
