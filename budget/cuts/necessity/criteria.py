"""The eight criteria of how needed a line is, each read from the plan's own data: 0-100 points, 100 speaks for keeping the line.

Law: what nobody has told is unknown, never 0. Each reading can say of any line why it has its points.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from budget.cuts.columns import UNKNOWN, Kinds, kinds_of
from budget.cuts.instance import Ints
from budget.cuts.necessity.duties import Duty
from budget.cuts.necessity.evidence import Evidence, priced_down_to, sureness
from budget.cuts.necessity.line_facts import LineFacts
from budget.model.states import Criterion, Listing, Priority
from budget.quantity import format_quantity
from budget.tasks.readiness import Chance, estimate_chance, steps_of

FULL, NOTHING = 100, 0
CRITERIA = tuple(Criterion)
"""The criteria in the order of the columns of points."""
BY_CHILD: Mapping[int, int] = {Priority.MANDATORY: 100, Priority.NEEDED: 80, Priority.DEFERRABLE: 50, Priority.NOT_NEEDED: 30}
"""Points of a line by the most needed of the lines that depend on it."""
_BP_A_POINT = 100


@dataclass(frozen=True)
class Reading:
    """A criterion as the plan answers it: the points of each line (UNKNOWN = nobody can tell), and why, for the line at a place."""

    points: Ints
    say: Callable[[int], str]


@dataclass(frozen=True)
class Ground:
    """What the criteria are read from: the lines, the duties of tasks, what the checks found, the day it is judged on."""

    facts: LineFacts
    duties: Mapping[str, Duty]
    evidence: Evidence
    day: date

    def chance(self, place: int) -> Chance:
        """The chance that the line at a place is disbursed within its year."""
        text, whole = self.facts.text, self.facts.whole
        told = [text[name].names[text[name].codes[place]] or None for name in ("guidance", "design", "procurement", "readiness_note")]
        own = int(whole["disbursable_bp"][place])
        steps = steps_of(*told[:3], contracted=bool(whole["contract"][place] == 1))
        return estimate_chance(steps, int(whole["year"][place]), self.day, None if own == UNKNOWN else own, told[3] or "")

    @cached_property
    def chances(self) -> Kinds:
        """The lines that have the same chance and the same reason for it."""
        text, whole = self.facts.text, self.facts.whole
        coded = [text[name].codes for name in ("guidance", "design", "procurement", "readiness_note")]
        return kinds_of([*coded, whole["contract"], whole["disbursable_bp"], whole["year"]])

    @cached_property
    def chance_bp(self) -> Ints:
        """The chance of each line in basis points; UNKNOWN where nobody can tell."""
        return self.chances.count(lambda place: _known(self.chance(place).share_bp))


def read_criteria(ground: Ground) -> dict[Criterion, Reading]:
    """Every criterion with its reading, in the stated order."""
    read: Mapping[Criterion, Callable[[Ground], Reading]] = {
        Criterion.LEGAL_DUTY: _legal_duty,
        Criterion.DEADLINE: _deadline,
        Criterion.DEPENDED_ON: _depended_on,
        Criterion.CONTRACTED: _contracted,
        Criterion.READINESS: _readiness,
        Criterion.PEOPLE: _people,
        Criterion.NOT_DUPLICATE: _not_duplicate,
        Criterion.WITHIN_NORM: _within_norm,
    }
    return {criterion: read[criterion](ground) for criterion in CRITERIA}


def _legal_duty(ground: Ground) -> Reading:
    tasks, priority = ground.facts.text["task"], ground.facts.whole["priority"]
    by_task = tasks.numbers(lambda code: ground.duties[code].points if code in ground.duties else UNKNOWN)
    first = priority == Priority.MANDATORY

    def say(place: int) -> str:
        duty = ground.duties.get(tasks.names[tasks.codes[place]])
        told = duty.sentence if duty else "Chưa gắn nhiệm vụ nên chưa biết căn cứ văn bản nào."
        return f"Ưu tiên 1: bắt buộc, đã cam kết. {told}" if first[place] else told

    return Reading(np.where(first, FULL, by_task), say)


def _deadline(ground: Ground) -> Reading:
    tasks, years = ground.facts.text["task"], ground.facts.whole["year"]

    def duty_at(place: int) -> Duty | None:
        return ground.duties.get(tasks.names[tasks.codes[place]])

    def points_at(place: int) -> int:
        duty = duty_at(place)
        return UNKNOWN if duty is None else _known(duty.urgency(int(years[place])))

    def say(place: int) -> str:
        duty = duty_at(place)
        return duty.tell_deadline(int(years[place])) if duty else "Chưa gắn nhiệm vụ nên chưa biết thời hạn."

    return Reading(kinds_of([tasks.codes, years]).count(points_at), say)


def _depended_on(ground: Ground) -> Reading:
    facts = ground.facts
    parents = facts.places
    requires = facts.text["requires"]
    edges = [
        (parents[requires.names[requires.codes[child]]], child)
        for child in np.flatnonzero(requires.where(lambda line: line in parents)).tolist()
    ]
    points = np.zeros(len(facts), np.int64)
    children: dict[int, int] = {}
    own = facts.whole["priority"].tolist()
    moved = True
    while moved:  # a chain hands the need of its last line up to the first
        moved = False
        for parent, child in edges:
            worth = max(BY_CHILD.get(own[child], NOTHING), int(points[child]))
            if worth > points[parent]:
                points[parent], children[parent], moved = worth, child, True

    def say(place: int) -> str:
        if place not in children:
            return "Không khoản mục nào ghi phụ thuộc vào khoản này."
        return f"Khoản mục số {facts.whole['number'][children[place]]} phụ thuộc vào khoản này."

    return Reading(points, say)


def _contracted(ground: Ground) -> Reading:
    contract = ground.facts.whole["contract"]
    sentences = {UNKNOWN: "Chưa khai đã ký hợp đồng hay chưa.", 0: "Chưa ký hợp đồng.", 1: "Đã ký hợp đồng."}
    return Reading(np.where(contract == UNKNOWN, UNKNOWN, contract * FULL), lambda place: sentences[int(contract[place])])


def _readiness(ground: Ground) -> Reading:
    chance = ground.chance_bp
    points = np.where(chance == UNKNOWN, UNKNOWN, (chance + _BP_A_POINT // 2) // _BP_A_POINT)
    return Reading(points, lambda place: ground.chance(place).reason)


def _people(ground: Ground) -> Reading:
    nobody = np.full(len(ground.facts), UNKNOWN, np.int64)
    return Reading(nobody, lambda _: "Bộ dự toán không có số người được phục vụ; chấm bằng tay nếu biết.")


def _not_duplicate(ground: Ground) -> Reading:
    facts, again = ground.facts, ground.evidence.again
    points = np.where(facts.text["listing"].are([Listing.ESTIMATE]), FULL, UNKNOWN)
    places = facts.places
    for line, problem in again.items():
        if line in places:
            points[places[line]] = FULL - sureness(problem)

    def say(place: int) -> str:
        problem = again.get(facts.ids[place])
        if problem:
            return problem.sentence
        return "Không thấy trùng với khoản mục khác hay thứ đã được cấp." if points[place] == FULL else "Danh sách này không rà soát trùng."

    return Reading(points, say)


def _within_norm(ground: Ground) -> Reading:
    facts = ground.facts
    price, priced = _price_points(ground)
    quantity, counted = _quantity_points(facts)
    points = np.where(price == UNKNOWN, quantity, np.where(quantity == UNKNOWN, price, np.minimum(price, quantity)))

    def say(place: int) -> str:
        told = " ".join(text for text in (priced(place), counted(place)) if text)
        return told or "Chưa có định mức hay tiêu chuẩn để so."

    return Reading(points, say)


def _price_points(ground: Ground) -> tuple[Ints, Callable[[int], str]]:
    facts, found = ground.facts, ground.evidence.prices
    prices, places = facts.whole["unit_price"], facts.places
    points = np.where(facts.normed, FULL, UNKNOWN)
    for line, problem in found.items():
        if line not in places or problem.code == "norm_excess_decided":
            continue
        lowered, asked = priced_down_to(problem), int(prices[places[line]])
        known = problem.code == "norm_exceeded" and lowered is not None and asked > 0
        points[places[line]] = min(FULL, FULL * (lowered or 0) // asked) if known else UNKNOWN

    def say(place: int) -> str:
        problem = found.get(facts.ids[place])
        return problem.sentence if problem else "Đơn giá trong định mức." if facts.normed[place] else ""

    return points, say


def _quantity_points(facts: LineFacts) -> tuple[Ints, Callable[[int], str]]:
    asked, entitled, usable = (facts.whole[name] for name in ("quantity_milli", "entitled_milli", "usable_milli"))
    room = room_of(facts)
    told = (room != UNKNOWN) & (asked > 0)
    points = np.where(told, np.minimum(FULL, FULL * np.maximum(room, 0) // np.maximum(asked, 1)), UNKNOWN)

    def say(place: int) -> str:
        if not told[place]:
            return ""
        most, held, wanted = (format_quantity(int(column[place])) for column in (entitled, usable, asked))
        return f"Tiêu chuẩn {most}, hiện có dùng được {held}, đề nghị {wanted}."

    return points, say


def room_of(facts: LineFacts) -> Ints:
    """What a unit still lacks of what it is entitled to, in thousandths; UNKNOWN where one of both is not told."""
    entitled, usable = facts.whole["entitled_milli"], facts.whole["usable_milli"]
    told = (entitled != UNKNOWN) & (usable != UNKNOWN)
    return np.where(told, np.maximum(entitled - usable, 0), UNKNOWN)


def _known(value: int | None) -> int:
    return UNKNOWN if value is None else value
