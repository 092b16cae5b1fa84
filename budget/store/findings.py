"""What a recomputation found not to agree."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that does not agree: where, and the sentence a person reads."""

    place: str
    sentence: str
