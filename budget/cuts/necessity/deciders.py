"""Who may decide that a line is cut, and whether the province only proposes it because the money is another purse's.

Source: each source's decider and who places its money as the plan holds them; where freed money goes (funding/freed.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from budget.cuts.columns import Kinds, kinds_of
from budget.cuts.instance import Flags
from budget.cuts.necessity.line_facts import LineFacts
from budget.funding.freed import where_freed
from budget.model.states import Nature, UnitKind, UnitLevel
from budget.store.database import Cursor

COMMITTEE, COUNCIL = "UBND tỉnh", "HĐND tỉnh"
OF_PROVINCE = (COMMITTEE, COUNCIL, "Thường trực HĐND tỉnh")
"""Deciders of the province: what others decide is only proposed to them."""
_OF_LEVEL: Mapping[str, str] = {UnitLevel.DISTRICT: "HĐND cấp huyện", UnitLevel.COMMUNE: "HĐND cấp xã"}
_ANSWER = "trả lời Công an kèm lý do"


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides a cut, as people read it; `proposal` = the province only proposes it; `freed` says where the money goes ("" unknown)."""

    name: str
    proposal: bool
    freed: str = ""


@dataclass(frozen=True)
class Deciders:
    """The decider of each line: `tell(place)` gives it, `names` and `proposal` are its columns."""

    names: tuple[str, ...]
    proposal: Flags


def read_deciders(cursor: Cursor, facts: LineFacts) -> Deciders:
    """Who decides on each line, by its source, its unit's tier and kind and its nature."""
    sources = {
        str(code): (str(decider or ""), allocator == "unit")
        for code, decider, allocator in cursor.rows("SELECT code, decider, allocator FROM source")
    }
    kinds = _alike(facts)

    def at(place: int) -> Decider:
        source, level, kind, nature = (facts.text[name].names[facts.text[name].codes[place]] for name in _HANGS_ON)
        return decide(source, level, kind, nature, sources)

    return Deciders(kinds.tell(lambda place: at(place).name), kinds.count(lambda place: int(at(place).proposal)) == 1)


def decide(source: str, level: str, kind: str, nature: str, sources: Mapping[str, tuple[str, bool]]) -> Decider:
    """Who decides a cut of a source's money (code -> its decider, whether the unit places it) at a unit; "" = no source yet."""
    freed = where_freed(source) if source else None
    told, own = sources.get(source, ("", False))
    if not told and freed:
        told = freed.decider
    if not told:
        told, own = _without_source(level, nature), level in _OF_LEVEL
    answered = f"{told}; {_ANSWER}" if kind == UnitKind.POLICE else told
    return Decider(answered, own or told not in OF_PROVINCE, freed.answer if freed else "")


def _without_source(level: str, nature: str) -> str:
    """A request nobody pays for yet is refused by who approves the estimate of that tier."""
    return _OF_LEVEL.get(level, COUNCIL if nature == Nature.INVESTMENT else COMMITTEE)


_HANGS_ON = ("source", "level", "kind", "nature")


def _alike(facts: LineFacts) -> Kinds:
    return kinds_of([facts.text[name].codes for name in _HANGS_ON])
