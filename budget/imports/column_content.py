"""What a column's cells look like, whatever its heading says: numbers, texts, numbering; and which numbers multiply to which."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from budget.imports.figures import MICRO, read_figure
from budget.imports.numbering import read_labels
from budget.imports.sheet import Sheet
from budget.vietnamese import fold

MOST_SAMPLED = 300
_MOST_COLUMNS = 14
_ORGANISATIONS = (
    "so ", "ubnd", "uy ban", "huyen", "xa ", "phuong", "cong an", "ban ", "van phong", "trung tam", "phong ", "thanh pho", "tp", "thi xa",
    "truong ", "hoi ",
)  # fmt: skip


@dataclass
class Profile:
    """What a sample of one column holds; `figures` has one entry per sampled row, in millionths, None where there is no number."""

    position: int
    filled: int = 0
    numbers: int = 0
    texts: int = 0
    labels: int = 0
    letters: int = 0
    organisations: int = 0
    figures: list[int | None] = field(default_factory=list)

    @property
    def numeric(self) -> bool:
        """Whether it mostly holds numbers."""
        return self.numbers > 0 and self.numbers >= 0.6 * self.filled

    @property
    def numbers_rows(self) -> bool:
        """Whether it mostly holds numbering."""
        return self.filled > 0 and self.labels >= 0.6 * self.filled

    @property
    def worded(self) -> bool:
        """Whether it mostly holds words."""
        return self.texts > 0 and self.texts >= 0.6 * self.filled

    @property
    def middle(self) -> int:
        """The median of its numbers, 0 without any."""
        known = sorted(abs(figure) for figure in self.figures if figure is not None)
        return known[len(known) // 2] if known else 0


def profile_columns(sheet: Sheet, first: int) -> list[Profile]:
    """A profile of every column from the first filled rows of content."""
    profiles = [Profile(position) for position in range(sheet.width)]
    sampled = 0
    for at in range(first, len(sheet.rows)):
        values = sheet.rows[at]
        if not any(values):
            continue
        sampled += 1
        if sampled > MOST_SAMPLED:
            break
        for profile, value in zip(profiles, values, strict=False):
            _count(profile, value)
    return profiles


def _count(profile: Profile, value: object) -> None:
    figure: int | None = None
    if isinstance(value, str):
        if value.strip():
            _count_text(profile, value.strip())
            read = read_figure(value) if value.strip()[:1] in "0123456789-(" else None
            figure = read if isinstance(read, int) else None
            profile.numbers += figure is not None
            profile.texts += figure is None
    elif isinstance(value, int | float) and not isinstance(value, bool):
        read = read_figure(value)
        figure = read if isinstance(read, int) else None
        profile.filled += 1
        profile.numbers += 1
        profile.labels += bool(read_labels(value))
    else:
        profile.filled += 1
    profile.figures.append(figure)


def _count_text(profile: Profile, text: str) -> None:
    profile.filled += 1
    profile.labels += bool(read_labels(text))
    profile.letters += len(text)
    profile.organisations += fold(text).startswith(_ORGANISATIONS)


def find_product(profiles: Sequence[Profile]) -> tuple[int, int, int] | None:
    """Columns (quantity, unit price, amount) whose numbers multiply in at least four fifths of the rows that have all three.

    The larger factor is the price. None when fewer than two rows say so, or ones alone would.
    """
    numeric = [profile for profile in profiles if profile.numeric and profile.numbers >= 2][:_MOST_COLUMNS]
    best: tuple[int, tuple[int, int, int]] | None = None
    for amount in numeric:
        for one, other in combinations([profile for profile in numeric if profile is not amount], 2):
            fits, rows, telling = _fit(one, other, amount)
            if telling >= 2 and fits * 5 >= rows * 4 and (best is None or telling > best[0]):
                quantity, price = (one, other) if one.middle <= other.middle else (other, one)
                best = (telling, (quantity.position, price.position, amount.position))
    return None if best is None else best[1]


def _fit(one: Profile, other: Profile, amount: Profile) -> tuple[int, int, int]:
    """In how many rows the product fits, of how many, and in how many of them both factors differ from the amount."""
    fits = rows = telling = 0
    for first, second, product in zip(one.figures, other.figures, amount.figures, strict=True):
        if not first or not second or not product:
            continue
        rows += 1
        exact = first * second
        if any(exact == product * MICRO * scale for scale in (1, 1_000, MICRO)):
            fits += 1
            telling += first != MICRO and second != MICRO
    return fits, rows, telling
