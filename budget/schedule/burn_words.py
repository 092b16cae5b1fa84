"""What a burn shows of one source, in a sentence: from which quarter the plan passes what is left, and by how much at the year's end."""

from budget.money import format_short
from budget.schedule.burn import Burn, BurnCeiling, BurnRow


def rows_of(burn: Burn, source: str) -> list[BurnRow]:
    """The quarters of one source, in order."""
    return [row for row in burn.rows if row.source == source]


def ceiling_of(burn: Burn, source: str) -> BurnCeiling | None:
    """What the source may pay; None when it is not in the burn."""
    return next((ceiling for ceiling in burn.ceilings if ceiling.source == source), None)


def describe_burn(burn: Burn, source: str, name: str) -> str:
    """The finding; an unknown ceiling is said to be unknown and never compared with.

    Money of many pots is added up here: the shortage of a single unit stands with the source, not in this sentence.
    """
    rows, ceiling = rows_of(burn, source), ceiling_of(burn, source)
    if not rows:
        return f"{name}: năm {burn.year} chưa có kế hoạch chi"
    whole = rows[-1].planned_sum
    if ceiling is None or ceiling.unknown or not ceiling.granted:
        return f"{name}: kế hoạch năm {burn.year} {format_short(whole)}, chưa nhập đủ hạn mức để so"
    passed = next((row for row in rows if row.planned_sum > ceiling.left), None)
    if passed is None:
        return f"{name}: kế hoạch năm {burn.year} {format_short(whole)}, trong hạn mức còn lại {format_short(ceiling.left)}"
    over = format_short(whole - ceiling.left)
    return f"{name}: kế hoạch lũy kế năm {burn.year} vượt hạn mức còn lại từ quý {passed.quarter}, cuối năm vượt {over}"
