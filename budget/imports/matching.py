"""What a name in a stranger's workbook was found to mean: one code, several to choose from, or nothing known."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome for one name: `code` when it is sure, else the `candidates` a person chooses from (none = unknown).

    A single candidate is a proposal to be confirmed, never taken by itself.
    """

    code: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether a person has to choose."""
        return not self.code and bool(self.candidates)


UNKNOWN = Match()
