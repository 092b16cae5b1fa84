"""How a verdict is shown: a sign, a word and a tone, the same wherever one stands, so that none is told by colour alone."""

from collections.abc import Mapping

from budget.model import labels
from budget.model.states import Verdict
from budget.money import format_money
from pages.parts.tables import Cell

SIGNS: Mapping[Verdict, str] = {Verdict.ALLOW: "✓", Verdict.DENY: "✗", Verdict.INSUFFICIENT: "?"}
TONES: Mapping[Verdict, str] = {Verdict.ALLOW: "duoc", Verdict.DENY: "khong", Verdict.INSUFFICIENT: "xem"}
DEPENDS = "±\N{NO-BREAK SPACE}Tùy khoản mục"


def say(verdict: Verdict) -> str:
    """A verdict's sign and word."""
    return f"{SIGNS[verdict]}\N{NO-BREAK SPACE}{labels.VERDICT[verdict]}"


def verdict_cell(verdict: Verdict, under: str = "", identity: str = "") -> Cell:
    """A verdict as a cell."""
    return Cell(say(verdict), TONES[verdict], under, identity)


def say_split(split: Mapping[Verdict, tuple[int, int]]) -> str:
    """How many lines each verdict holds for: "✓ 5 · ✗ 7"."""
    return " · ".join(f"{SIGNS[verdict]}\N{NO-BREAK SPACE}{format_money(lines)}" for verdict, (lines, _) in split.items())


def cited(citation: str) -> str | Cell:
    """A citation, asking for a look while nobody has checked it; a dash where none is known."""
    return Cell(citation, "xem") if "cần kiểm tra" in citation else citation or "–"
