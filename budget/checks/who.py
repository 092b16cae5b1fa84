"""How a problem names the line it speaks of, so that an officer finds it without a code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line as sentences name it."""

    id: str
    number: int
    name: str
    unit_name: str

    def __str__(self) -> str:
        """Number, content and unit."""
        return f"Khoản mục số {self.number} “{self.name}” của {self.unit_name}"
