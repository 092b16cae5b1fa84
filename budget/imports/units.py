"""Units by the names strangers give them. Law: only a name that can mean one unit alone is taken; everything else is asked.

A name that may have lost its marks ("Trà Don") asks for every unit it could stand for (Trà Don, Trà Dơn), unless the district it is
said to lie in leaves one; a name without its marks is a proposal to confirm.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from budget.imports.matching import UNKNOWN, Match
from budget.imports.spelling import Spelling, spell
from budget.imports.unit_words import COMMUNE_WORDS, DISTRICT_WORDS, FIRST_WORDS, PlaceName, body_key, initials, read_place
from budget.vietnamese import fold

_LEAST_HEADING_WORDS = 2


class NamedUnit(Protocol):
    """What a unit must tell of itself to be found by name."""

    @property
    def code(self) -> str:
        """Its code in the plan."""

    @property
    def name(self) -> str:
        """Its whole name, with the sort of place in it for districts and communes."""

    @property
    def short_name(self) -> str:
        """What lists call it."""

    @property
    def level(self) -> str:
        """province, district, commune or central."""

    @property
    def parent(self) -> str:
        """The code of the unit above it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A district or commune: the sort of place it is, its bare name spelt, the district it is or lies in."""

    code: str
    sort: str
    spelling: Spelling
    district: str


class UnitMatcher:
    """The units of a plan, ready to be found by name; answers are kept, for a column repeats few names many times."""

    def __init__(self, units: Iterable[NamedUnit]) -> None:
        """Read every name once."""
        self._places: dict[str, list[_Place]] = defaultdict(list)
        self._bodies: dict[str, set[str]] = defaultdict(set)
        self._folded_bodies: dict[str, set[str]] = defaultdict(set)
        self._districts: dict[str, str] = {}
        self._kept: dict[tuple[str, str, bool], Match] = {}
        self._first_words = set(FIRST_WORDS)
        for unit in units:
            if unit.level in ("district", "commune"):
                self._add_place(unit)
            else:
                self._add_body(unit)

    def match(self, name: str, district: str = "") -> Match:
        """What a name in a column means; `district` is the district it stands under, "" when none is known."""
        return self._remembered(name, district, False)

    def match_heading(self, name: str, district: str = "") -> Match:
        """What a heading means as a unit: only names that say what they are, or leave no doubt, are units at all."""
        return self._remembered(name, district, True)

    def may_be_unit(self, name: str) -> bool:
        """Whether a name begins as the names of units do; tells the many names of things from the few of units quickly."""
        first = name.split(maxsplit=1)
        return bool(first) and _plain_word(first[0]) in self._first_words

    def district_of(self, code: str) -> str:
        """The district a unit is or lies in; "" for provincial bodies and unknown codes."""
        return self._districts.get(code, "")

    def _remembered(self, name: str, district: str, heading: bool) -> Match:
        key = (name, district, heading)
        if key not in self._kept:
            self._kept[key] = self._find_heading(name, district) if heading else self._find(name, district)
        return self._kept[key]

    def _find_heading(self, name: str, district: str) -> Match:
        found = self._find(name, district)
        sure = bool(found.code) and len(name.split()) >= _LEAST_HEADING_WORDS
        return found if sure or read_place(name).sort else UNKNOWN

    def _find(self, name: str, district: str) -> Match:
        text = name.strip()
        if text in self._districts:
            return Match(text)
        body = self._find_body(text)
        return body if body is not None else self._find_place(read_place(text), district)

    def _find_body(self, text: str) -> Match | None:
        exact = self._bodies.get(body_key(text))
        if exact:
            return one_or_ask(sorted(exact))
        folded = self._folded_bodies.get(fold(body_key(text)))
        return Match("", tuple(sorted(folded))) if folded else None

    def _find_place(self, place: PlaceName, district: str) -> Match:
        wanted = spell(place.name)
        alike = self._places.get(wanted.letters, [])
        fitting = [one for one in alike if place.sort in ("", one.sort)]
        if not fitting:
            return Match("", tuple(one.code for one in alike if _same_tier(place.sort, one.sort)))
        within = "" if place.sort in DISTRICT_WORDS else self._said_district(place) or district
        near = [one for one in fitting if one.district == within] if within else fitting
        possible = [one for one in near if wanted.may_stand_for(one.spelling)]
        if len(possible) == 1 and possible[0].spelling.may_stand_for(wanted):
            return Match(possible[0].code)
        return Match("", tuple(one.code for one in possible or near or fitting))

    def _said_district(self, place: PlaceName) -> str:
        """The district a name says it lies in; "" when it says none, or none that is sure."""
        if not place.within:
            return ""
        wanted = spell(place.within)
        said = [
            one.code for one in self._places.get(wanted.letters, ()) if one.sort in DISTRICT_WORDS and wanted.may_stand_for(one.spelling)
        ]
        return said[0] if len(said) == 1 else ""

    def _add_place(self, unit: NamedUnit) -> None:
        place = read_place(unit.name)
        district = unit.code if unit.level == "district" else unit.parent
        self._districts[unit.code] = district
        spelling = spell(place.name)
        self._first_words.add(fold(place.name).split()[0])
        self._places[spelling.letters].append(_Place(unit.code, place.sort, spelling, district))

    def _add_body(self, unit: NamedUnit) -> None:
        self._districts[unit.code] = ""
        self._first_words |= {fold(name).split()[0] for name in (unit.name, unit.short_name, unit.code, initials(unit.name)) if name}
        whole = body_key(unit.name)
        for key in {
            body_key(unit.short_name),
            initials(unit.name),
            initials(unit.name, keep_first=True),
            *_with_and_without_province(whole),
        }:
            self._bodies[key].add(unit.code)
            self._folded_bodies[fold(key)].add(unit.code)


@lru_cache(maxsize=20_000)
def _plain_word(word: str) -> str:
    return fold(word).strip(".,:;-")


def one_or_ask(codes: Sequence[str]) -> Match:
    """A match when one code is possible, a question when several are."""
    return Match(codes[0]) if len(codes) == 1 else Match("", tuple(codes))


def _with_and_without_province(key: str) -> set[str]:
    """A body's name with and without the word tỉnh and what follows: "công an tỉnh", "công an tỉnh Quảng Nam"."""
    head, middle, _ = key.partition("tỉnh")
    if not middle:
        return {key, key + "tỉnh"}
    return {key, head + "tỉnh"} if head else {key}


def _same_tier(said: str, sort: str) -> bool:
    return any(said in words and sort in words for words in (DISTRICT_WORDS, COMMUNE_WORDS))
