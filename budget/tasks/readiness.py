"""How ready a line is to be spent, and the chance that its money is disbursed within its year.

The chance is a convention of this program, not law (docs/decisions/readiness.md): the days left to 31/12 against the days that
the open steps take, one after the other; without the ministry's guidance nothing is disbursed. Whoever is in charge may state a
figure of their own, which outranks it. What nobody has told is unknown, never taken as ready.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from budget.model.states import Step
from budget.quantity import format_share_bp

STEPS = ("guidance", "design", "procurement")
LABELS: Mapping[str, str] = {
    "guidance": "hướng dẫn của bộ, ngành",
    "design": "thiết kế, đề cương được duyệt",
    "procurement": "lựa chọn nhà thầu",
}
DAYS: Mapping[tuple[str, Step], int] = {
    ("guidance", Step.UNDER_WAY): 90,
    ("design", Step.MISSING): 60,
    ("design", Step.UNDER_WAY): 30,
    ("procurement", Step.MISSING): 60,
    ("procurement", Step.UNDER_WAY): 30,
}
"""Days an open step takes until it is settled; missing guidance has no figure: nobody here can hasten it."""
PAYMENT_DAYS = 30
"""Days from the last step to the payment, while any step is open."""
WHOLE_BP = 10_000
_POINTS = {Step.DONE: 2, Step.NOT_NEEDED: 2, Step.UNDER_WAY: 1, Step.MISSING: 0}


@dataclass(frozen=True, slots=True)
class Steps:
    """How far the three steps have come; None = nobody has told."""

    guidance: Step | None = None
    design: Step | None = None
    procurement: Step | None = None

    def each(self) -> tuple[tuple[str, Step | None], ...]:
        """The steps in the order they are taken."""
        return (("guidance", self.guidance), ("design", self.design), ("procurement", self.procurement))

    @property
    def untold(self) -> tuple[str, ...]:
        """The steps nobody has told of."""
        return tuple(name for name, step in self.each() if step is None)

    @property
    def open(self) -> tuple[tuple[str, Step], ...]:
        """The steps that are told and not settled, in order."""
        return tuple((name, step) for name, step in self.each() if step in (Step.MISSING, Step.UNDER_WAY))

    @property
    def score_bp(self) -> int:
        """How much is settled, 0 to 10000: a third a step, half of it while under way, nothing where nobody has told."""
        return sum(_POINTS[step] for _, step in self.each() if step is not None) * WHOLE_BP // (2 * len(STEPS))


@dataclass(frozen=True, slots=True)
class Chance:
    """The share of a line's unspent money expected to be disbursed in its year (basis points; None = unknown) and why, in a sentence."""

    share_bp: int | None
    reason: str
    own: bool = False


@lru_cache(maxsize=10_000)
def steps_of(guidance: str | None, design: str | None, procurement: str | None, *, contracted: bool = False) -> Steps:
    """The steps as stored; under a signed contract those nobody told of are behind us."""
    otherwise = Step.DONE if contracted else None
    return Steps(*(Step(text) if text else otherwise for text in (guidance, design, procurement)))


@lru_cache(maxsize=10_000)
def estimate_chance(steps: Steps, year: int, day: date, own_bp: int | None = None, note: str = "") -> Chance:
    """The chance that a line of budget year `year` is disbursed by 31/12, as seen on `day`."""
    if own_bp is not None:
        told = f"Người phụ trách ước {format_share_bp(own_bp)}" + (f": {note}" if note else "")
        return Chance(own_bp, f"{told.rstrip('.')}.", own=True)
    end = date(year, 12, 31)
    left = (end - day).days
    if left < 0:
        return Chance(0, f"Đã qua ngày 31/12/{year} nên phần chưa chi không còn giải ngân trong năm.")
    if steps.guidance is Step.MISSING:
        return Chance(0, f"Chưa có hướng dẫn của bộ, ngành nên không giải ngân được trong năm {year}.")
    needed = days_needed(steps)
    most = WHOLE_BP if needed == 0 else min(WHOLE_BP, left * WHOLE_BP // needed)
    if steps.untold and most:
        return Chance(None, f"Chưa khai {_listed(steps.untold)} nên chưa ước được khả năng giải ngân.")
    if needed == 0:
        return Chance(WHOLE_BP, "Đủ hướng dẫn, thiết kế và nhà thầu; chỉ còn thanh toán.")
    return Chance(most, f"Còn {left} ngày đến 31/12/{year}, các bước còn lại cần khoảng {needed} ngày.")


def days_needed(steps: Steps) -> int:
    """Days the open steps and the payment take, one after the other; 0 when nothing told is open."""
    return sum(DAYS.get(item, 0) for item in steps.open) + PAYMENT_DAYS if steps.open else 0


@lru_cache(maxsize=10_000)
def waits_for(steps: Steps) -> str:
    """What a line waits for, in a sentence."""
    parts = [f"{LABELS[name]} ({'chưa có' if step is Step.MISSING else 'đang làm'})" for name, step in steps.open]
    untold = f"chưa khai {_listed(steps.untold)}" if steps.untold else ""
    if parts:
        return f"Chờ {'; '.join(parts)}" + (f"; {untold}." if untold else ".")
    return f"{untold[0].upper()}{untold[1:]}." if untold else "Không chờ gì, chỉ còn thanh toán."


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(LABELS[name] for name in names)
