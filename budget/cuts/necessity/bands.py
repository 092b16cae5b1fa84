"""The ordered bands cuts are taken from (domain: first what cannot be spent, then what is there already, ...), each with its reason.

Law: the first band that holds; a person's band with a reason outranks it. What is only supposed says so, nothing is put down to a guess.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from budget.checks.quantities import COUNTED
from budget.cuts.columns import UNKNOWN, say_each
from budget.cuts.instance import Flags, Ints
from budget.cuts.marks import find_marked
from budget.cuts.necessity.criteria import Ground, room_of
from budget.cuts.necessity.line_facts import LineFacts
from budget.model.states import Band, Form, Nature, Priority, Step
from budget.quantity import format_quantity, format_share_bp
from budget.reference.cut_conventions import CutEffect
from budget.store.database import Cursor

BANDS = tuple(Band)
"""The bands in the order of their places."""
HALF_BP = 5_000
ONE = 1_000
OUTSIDE = BANDS.index(Band.OUTSIDE)
LEVELS: Mapping[int, int] = {Priority.NOT_NEEDED: 6, Priority.DEFERRABLE: 7, Priority.NEEDED: 8, Priority.MANDATORY: 9}
"""The level of a line outside every band, by its priority; a line in a band has its band's place."""


@dataclass(frozen=True, slots=True)
class HandBand:
    """The band a person put a line into, with the reason, who and when (ISO text with zone)."""

    line: str
    band: Band
    reason: str
    author: str
    moment: str


@dataclass(frozen=True)
class Banded:
    """The band of each line as a place in BANDS, its reason, and whether a person gave it."""

    band: Ints
    reason: tuple[str, ...]
    by_hand: Flags


@dataclass(frozen=True)
class _Rule:
    """Which lines are of a band, the reason of the line at a place, and the columns that reason hangs on."""

    band: Band
    lines: Flags
    say: Callable[[int], str]
    hangs_on: tuple[Ints, ...] = ()


def read_hand_bands(cursor: Cursor, line: str | None = None) -> list[HandBand]:
    """The bands people gave (to one line), by line."""
    sql = """SELECT line, band, COALESCE(reason, ''), COALESCE(author, ''), COALESCE(moment, '') FROM banding
             WHERE band IS NOT NULL AND (?::TEXT IS NULL OR line = ?) ORDER BY line"""
    return [HandBand(str(row[0]), Band(str(row[1])), *(str(value) for value in row[2:])) for row in cursor.rows(sql, [line, line])]


def find_bands(ground: Ground, by_hand: list[HandBand]) -> Banded:
    """The band of every line with its one-line reason ("" outside every band)."""
    facts = ground.facts
    band = np.full(len(facts), OUTSIDE, np.int64)
    reason = np.full(len(facts), "", object)
    for rule in _rules(ground):
        taken, said = say_each(rule.lines & (band == OUTSIDE), rule.hangs_on, rule.say)
        band[taken], reason[taken] = BANDS.index(rule.band), said
    given = facts.none()
    places = facts.places if by_hand else {}
    for hand in by_hand:
        place = places.get(hand.line, UNKNOWN)
        if place != UNKNOWN:
            band[place], reason[place], given[place] = BANDS.index(hand.band), f"Xếp tay: {hand.reason}", True
    return Banded(band, tuple(reason.tolist()), given)


def levels_of(banded: Banded, priority: Ints) -> Ints:
    """The level of each line, 0 the first to be cut: its band, else by its priority; priority 1 stands highest unless banded by hand."""
    by_priority = np.array([LEVELS.get(number, LEVELS[Priority.DEFERRABLE]) for number in range(len(LEVELS) + 1)], np.int64)
    outside = by_priority[np.clip(priority, 0, len(LEVELS))]
    level = np.where(banded.band == OUTSIDE, outside, banded.band)
    highest = (priority == Priority.MANDATORY) & ~banded.by_hand
    return np.where(highest, LEVELS[Priority.MANDATORY], level)


def _rules(ground: Ground) -> list[_Rule]:
    facts = ground.facts
    return [
        _not_disbursable(ground),
        _given_already(ground),
        *_marked(facts, Band.GIVEN_ALREADY, ground.day),
        _early_replacement(facts),
        *_marked(facts, Band.MEETINGS, ground.day),
        _new_project(facts),
        _smaller_quantity(facts),
    ]


def _marked(facts: LineFacts, band: Band, day: date) -> list[_Rule]:
    return [
        _Rule(band, found.lines, lambda _, reason=found.mark.reason: f"{reason}.")  # type: ignore[misc]  # bound to this turn
        for found in find_marked(facts, CutEffect.BAND, day)
        if found.mark.place == band
    ]


def _not_disbursable(ground: Ground) -> _Rule:
    chance = ground.chance_bp

    def say(place: int) -> str:
        return f"Khả năng giải ngân trong năm {format_share_bp(int(chance[place]))}. {ground.chance(place).reason}"

    return _Rule(Band.NOT_DISBURSABLE, (chance != UNKNOWN) & (chance < HALF_BP), say, (ground.chances.of_line,))


def _given_already(ground: Ground) -> _Rule:
    facts, given = ground.facts, ground.evidence.given
    lines = facts.none()
    lines[[facts.places[line] for line in given if line in facts.places]] = True
    return _Rule(Band.GIVEN_ALREADY, lines, lambda place: given[facts.ids[place]].sentence, (np.arange(len(facts)),))


def _early_replacement(facts: LineFacts) -> _Rule:
    room = room_of(facts)
    asked, usable = facts.whole["quantity_milli"], facts.whole["usable_milli"]
    entitled = facts.whole["entitled_milli"]

    def say(place: int) -> str:
        most, held, wanted = (format_quantity(int(column[place])) for column in (entitled, usable, asked))
        return f"Đề nghị {wanted} trong khi tiêu chuẩn {most}, hiện có dùng được {held}: thay thiết bị còn dùng được hoặc vượt biên chế."

    return _Rule(Band.EARLY_REPLACEMENT, (room != UNKNOWN) & (asked > room), say, (asked, usable, entitled))


def _new_project(facts: LineFacts) -> _Rule:
    text, whole = facts.text, facts.whole
    project = text["nature"].are([Nature.INVESTMENT]) | text["form"].are([Form.PROJECT])
    untendered = text["procurement"].are(["", Step.MISSING])
    begun = (whole["accumulated"] > 0) | (whole["disbursed"] > 0)
    untold = text["procurement"].are([""])

    def say(place: int) -> str:
        tender = "chưa khai việc lựa chọn nhà thầu" if untold[place] else "chưa lựa chọn nhà thầu"
        return f"Dự án mới, {tender}, chưa ký hợp đồng."

    return _Rule(Band.NEW_PROJECT, project & untendered & ~begun & (whole["contract"] != 1), say, (untold.astype(np.int64),))


def _smaller_quantity(facts: LineFacts) -> _Rule:
    quantity = facts.whole["quantity_milli"]
    several = facts.text["measure"].are(COUNTED) & (quantity > ONE) & (quantity % ONE == 0)
    later = facts.whole["priority"] >= Priority.DEFERRABLE

    def say(place: int) -> str:
        measures = facts.text["measure"]
        return (
            f"Đề nghị {format_quantity(int(quantity[place]))} {measures.names[measures.codes[place]]}, ưu tiên 3-4: giảm bớt số lượng được."
        )

    return _Rule(Band.SMALLER_QUANTITY, several & later, say, (quantity, facts.text["measure"].codes))
