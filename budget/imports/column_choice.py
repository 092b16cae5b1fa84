"""Which of several columns that claim one meaning has it: the planned year's, the one that adds up, the one after tax."""

import re
from collections.abc import Sequence
from dataclasses import replace

from budget.imports.column_content import Profile
from budget.imports.heading_words import plain_heading, say_heading
from budget.imports.understanding import ColumnUse, Meaning
from budget.vietnamese import fold

OUTDONE = 0.3
"""The confidence of a column ignored because another has its meaning."""
STANDING_IN, GUESSED = 0.3, 0.2
"""The confidences of a column of money taken for the amount because it is the only one, or one of several."""
_SHARED = frozenset({Meaning.SOURCE_AMOUNT, Meaning.TIMES, Meaning.IGNORED})
_PAST = frozenset({Meaning.LAST_YEAR_OUTTURN, Meaning.THIS_YEAR_ALLOTTED, Meaning.THIS_YEAR_SPENT})
_TOTAL = re.compile(r"^(tong|cong)\b|luy ke")
_LAST = re.compile(
    r"(sau|gom|gom ca|co|ca) (thue|vat|gtgt)|sau (khi )?(giam|chiet khau|khuyen mai|dieu chinh)|(con lai|phai tra|thanh toan)$"
)
_FIRST = re.compile(r"truoc|(chua|khong) (co |gom |bao gom |tinh )?(thue|vat|gtgt)|chua gom|chua giam|chua tru")
_SIGNS = re.compile(r"[^0-9a-z]+")
_ASKED = re.compile(r"de nghi|nhu cau|du kien|\bdn\b")


def keep_one_each(uses: Sequence[ColumnUse], profiles: Sequence[Profile], newest: int | None) -> list[ColumnUse]:
    """The proposal with every meaning held once; the other claimants are ignored, with a low confidence that says so.

    Without any amount, the surest column of money stands in for it with the lowest confidence, for a person to confirm.
    """
    chosen = _join_parts(list(uses))
    for meaning in {use.meaning for use in uses} - _SHARED:
        claimants = [use for use in chosen if use.meaning is meaning]
        if len(claimants) > 1:
            best = _best(claimants, profiles, newest, meaning)
            for use in claimants:
                if use is not best:
                    chosen[use.position] = replace(use, meaning=Meaning.IGNORED, confidence=OUTDONE)
    meanings = {use.meaning for use in chosen}
    if Meaning.AMOUNT not in meanings and not {Meaning.QUANTITY, Meaning.UNIT_PRICE} <= meanings:
        chosen = _stand_in_amount(chosen, profiles)
    return chosen


def _join_parts(uses: list[ColumnUse]) -> list[ColumnUse]:
    """Columns that only share the amount of their group ("Thành tiền" over "Vật liệu", "Nhân công") are its parts: together the amount."""
    claimants = [use for use in uses if use.meaning is Meaning.AMOUNT]
    parts = [use for use in claimants if _is_part(use)]
    groups = {use.heading.rpartition(" › ")[0] for use in parts}
    if len(parts) < 2 or len(parts) < len(claimants) or len(groups) > 1:
        return uses
    return [replace(use, meaning=Meaning.SOURCE_AMOUNT, confidence=0.4) if use in parts else use for use in uses]


def _is_part(use: ColumnUse) -> bool:
    group, _, own = use.heading.rpartition(" › ")
    said = say_heading(own)
    return bool(group) and (said is None or said.meaning is not Meaning.AMOUNT)


def _best(claimants: list[ColumnUse], profiles: Sequence[Profile], newest: int | None, meaning: Meaning) -> ColumnUse | None:
    if meaning in _PAST:
        # two partial columns (a source each) are not the whole year's: neither is taken
        whole = [use for use in claimants if _TOTAL.search(plain_heading(use.heading.rpartition(" › ")[2]))]
        return whole[0] if len(whole) == 1 else None
    return max(claimants, key=lambda use: (_score(use, profiles[use.position], newest), -use.position))


def _score(use: ColumnUse, profile: Profile, newest: int | None) -> float:
    plain, whole = plain_heading(use.heading), _SIGNS.sub(" ", fold(use.heading))
    score = use.confidence
    # what is paid in the end comes before what the quantities alone give, however surely those multiply
    score += 0.25 * bool(use.formula) + 0.6 * bool(_LAST.search(whole)) - 0.6 * bool(_FIRST.search(whole))
    score += 0.1 * bool(_ASKED.search(plain)) + 0.15 * bool(_TOTAL.search(plain_heading(use.heading.rpartition(" › ")[2])))
    score += 0.15 * (newest is not None and str(newest) in use.heading)
    return score - 2 * (profile.filled == 0)


def _stand_in_amount(uses: list[ColumnUse], profiles: Sequence[Profile]) -> list[ColumnUse]:
    def fitness(use: ColumnUse) -> tuple[int, int]:
        total = bool(_TOTAL.search(plain_heading(use.heading.rpartition(" › ")[2])))
        return (2 * (use.meaning in _PAST) + 2 * total + bool(use.formula and "-" not in use.formula), -use.position)

    money = [use for use in uses if use.meaning in (*_PAST, Meaning.SOURCE_AMOUNT) or _unknown_number(use, profiles[use.position])]
    if not money:
        return uses
    # several sources are the amount together; taking any one column would lose or change it
    if sum(use.meaning is Meaning.SOURCE_AMOUNT for use in uses) > 1:
        return uses
    chosen = max(money, key=fitness)
    confidence = GUESSED if len(money) > 1 else STANDING_IN
    return [replace(use, meaning=Meaning.AMOUNT, confidence=confidence) if use is chosen else use for use in uses]


def _unknown_number(use: ColumnUse, profile: Profile) -> bool:
    return use.meaning is Meaning.IGNORED and use.confidence <= 0.3 and profile.numeric
