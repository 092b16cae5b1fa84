"""What cannot be true of a ceiling: money below zero, more used than granted, a year or a unit that the source does not reach.

Law: the same is said at entry and of what scripts and older files have put in; a district's or commune's own money needs its own
written commitment, and the source's own document is none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from budget.funding.holders import read_holders
from budget.funding.pots import Ceiling, pot_id, read_ceilings
from budget.model import labels
from budget.model.ids import PROVINCE_POT
from budget.model.problem import Problem
from budget.model.states import UnitLevel
from budget.money import format_money
from budget.store.database import Cursor
from budget.typed_date import FIRST_YEAR, LAST_YEAR

LOCAL = frozenset({UnitLevel.DISTRICT.value, UnitLevel.COMMUNE.value})
MONEY = {"granted": "hạn mức đã giao", "spent": "số đã chi", "committed": "số đã cam kết"}
Place = tuple[str, str, int, str]
"""Source, owning unit, year, nature."""


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What a source says of its own pots: `holders` None = the province's one purse."""

    name: str
    nature: str
    allocator: str
    document: str
    first_year: int
    last_year: int
    holders: frozenset[str] | None


@dataclass(frozen=True)
class Reach:
    """The sources and units of a plan: facts by source code, name and level by unit code, the codes of provinces."""

    sources: Mapping[str, SourceFacts]
    units: Mapping[str, tuple[str, str]]
    provinces: frozenset[str]

    def name_of(self, place: Place) -> str:
        """A pot in words: source, unit, year."""
        source, unit, year, _ = place
        known = self.sources.get(source)
        owner = "ngân sách tỉnh" if unit in self.provinces else self.units.get(unit, (unit, ""))[0]
        return f"Hạn mức {known.name if known else source} của {owner} năm {year}"

    def needs_commitment(self, source: str, unit: str) -> bool:
        """Whether a pot is a district's or commune's own, declared by it."""
        known = self.sources.get(source)
        return known is not None and known.allocator == "unit" and self.units.get(unit, ("", ""))[1] in LOCAL

    def lacks_commitment(self, ceiling: Ceiling) -> bool:
        """Whether such a pot was entered without the unit's own document."""
        if ceiling.granted is None or not self.needs_commitment(ceiling.source, ceiling.unit):
            return False
        return ceiling.document in ("", self.sources[ceiling.source].document)


def read_reach(cursor: Cursor, sources: Iterable[str] | None = None) -> Reach:
    """The facts of some sources (None = all) and every unit."""
    wanted = None if sources is None else set(sources)
    columns = ("code", "short_name", "nature", "allocator", "document", "purse", "valid_from", "valid_to")
    told = ", ".join(f"COALESCE({column}, '')" for column in columns)
    sql = f"SELECT {told} FROM source"
    facts = {}
    for code, name, nature, allocator, document, purse, start, end in ((str(value) for value in row) for row in cursor.rows(sql)):
        if wanted is not None and code not in wanted:
            continue
        holders = None if purse == "province" else frozenset(unit.code for unit in read_holders(cursor, code))
        years = (int(start[:4]) if start else FIRST_YEAR, int(end[:4]) if end else LAST_YEAR)
        facts[code] = SourceFacts(name, nature, allocator, document, *years, holders)
    units = {str(code): (str(name), str(level)) for code, name, level in cursor.rows("SELECT code, name, level FROM unit")}
    provinces = {PROVINCE_POT, *(str(row[0]) for row in cursor.rows("SELECT DISTINCT province FROM purse WHERE province IS NOT NULL"))}
    return Reach(facts, units, frozenset(provinces))


def judge_place(reach: Reach, place: Place) -> list[Problem]:
    """What is wrong with a pot whatever money it holds: its source, unit, year or nature."""
    source, unit, year, nature = place
    said, known, pot = reach.name_of(place), reach.sources.get(source), pot_id(*place)
    if known is None:
        return [Problem("unknown_source", f"{said}: nguồn này không có trong danh mục.", "Sửa mã nguồn hoặc bỏ hạn mức này.", pot=pot)]
    problems = []
    if not known.first_year <= year <= known.last_year:
        until = f"đến năm {known.last_year}" if known.last_year < LAST_YEAR else "trở đi"
        sentence = f"{said}: nguồn chỉ có từ năm {known.first_year} {until}."
        problems.append(Problem("year_out_of_range", sentence, "Sửa năm ngân sách, hoặc bỏ hạn mức này.", pot=pot))
    if known.holders is None and unit not in reach.provinces:
        fix = "Nhập một hạn mức chung của ngân sách tỉnh."
        problems.append(Problem("unit_cannot_hold", f"{said}: nguồn này là của ngân sách tỉnh, không chia theo đơn vị.", fix, pot=pot))
    if known.holders is not None and unit not in known.holders:
        fix = "Chọn đơn vị mà quy định của nguồn cho phép, hoặc nguồn khác."
        problems.append(Problem("unit_cannot_hold", f"{said}: đơn vị này không giữ được nguồn đó.", fix, pot=pot))
    if nature != known.nature:
        own, given = (labels.NATURE.get(value, value).lower() for value in (known.nature, nature))
        fix = "Nhập hạn mức đúng tính chất của nguồn."
        problems.append(Problem("nature_mismatch", f"{said}: nguồn là {own} nhưng hạn mức ghi {given}.", fix, pot=pot))
    return problems


def judge_money(reach: Reach, ceiling: Ceiling) -> list[Problem]:
    """What is wrong with the figures of a ceiling."""
    place = (ceiling.source, ceiling.unit, ceiling.year, ceiling.nature)
    said, problems = reach.name_of(place), []
    for name, label in MONEY.items():
        value = getattr(ceiling, name)
        if value is not None and value < 0:
            sentence = f"{said}: {label} âm ({format_money(value)} đ)."
            problems.append(Problem("negative", sentence, "Nhập số không âm; chưa rõ thì để trống.", pot=ceiling.id))
    used = (ceiling.spent or 0) + (ceiling.committed or 0)
    if ceiling.granted is not None and used > ceiling.granted and not problems:
        granted = format_money(ceiling.granted)
        sentence = f"{said}: đã chi và cam kết {format_money(used)} đ, nhiều hơn hạn mức đã giao {granted} đ."
        problems.append(Problem("ceiling_overspent", sentence, "Kiểm tra lại số đã giao, đã chi và đã cam kết.", pot=ceiling.id))
    return problems


def find_faults(cursor: Cursor) -> tuple[list[Problem], list[Ceiling], Reach]:
    """Everything wrong with the ceilings that were entered, those that lack the unit's commitment, and what they were judged by."""
    ceilings: Sequence[Ceiling] = list(read_ceilings(cursor).values())
    reach = read_reach(cursor, {ceiling.source for ceiling in ceilings})
    wrong = []
    for ceiling in ceilings:
        wrong.extend(judge_place(reach, (ceiling.source, ceiling.unit, ceiling.year, ceiling.nature)))
        wrong.extend(judge_money(reach, ceiling))
    return wrong, [ceiling for ceiling in ceilings if reach.lacks_commitment(ceiling)], reach
