"""Whose line a row is: named in its own column, else by the nearest heading that is a unit, else by its own name, else as decided.

Law: what a name may mean twice is asked; what it does not mean at all falls to the unit decided on for the whole, and is said.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from budget.imports.matching import Match
from budget.imports.questions import SHEET_UNIT, UNIT, Asked, Question
from budget.imports.understanding import Meaning, ReadRow
from budget.vietnamese import normalise

if TYPE_CHECKING:
    from budget.imports.decisions import Decisions
    from budget.imports.directory import Directory

_LONGEST_UNIT = 80


@dataclass(frozen=True, slots=True)
class Owner:
    """The unit of a row: its code ("" = asked), the name that was not understood and left to the default."""

    code: str
    unknown: str = ""


class Owners:
    """Finds the unit of each row of one sheet; rows under the same headings are settled once."""

    def __init__(self, directory: "Directory", decisions: "Decisions", asked: Asked, sheet: str) -> None:
        """Stand on what the plan knows and what a person decided."""
        self._directory = directory
        self._decisions = decisions
        self._asked = asked
        self._sheet = sheet
        self._paths: dict[tuple[str, ...], tuple[str, Match]] = {}

    def of(self, row: ReadRow) -> Owner:
        """The unit of a row."""
        district, above = self._above(row.path)
        name = row.texts.get(Meaning.UNIT, "").strip()
        if name:
            return self._named(row, name, district)
        if above.code:
            return Owner(self._own_name(row, district) or above.code)
        if above.asked:
            return self._ask(row, self._asking_heading(row.path), above)
        own = self._own_name(row, district)
        if own or self._decisions.unit:
            return Owner(own or self._decisions.unit)
        self._asked.ask(Question(SHEET_UNIT, self._sheet, self._sheet, (), True, self._sheet, row.row))
        return Owner("")

    def _named(self, row: ReadRow, name: str, district: str) -> Owner:
        key, answer = self._answer(name, district)
        if answer:
            return Owner(answer)
        found = self._directory.units.match(name, district)
        if found.code:
            return Owner(found.code)
        if not found.candidates and self._decisions.unit:
            return Owner(self._decisions.unit, name)
        return self._ask(row, key, found)

    def _own_name(self, row: ReadRow, district: str) -> str:
        """The unit a row's own name is, as in a table that allots money to units; "" when it is none for sure."""
        name = row.texts.get(Meaning.NAME, "")
        if not name or len(name) > _LONGEST_UNIT or not (self._directory.units.may_be_unit(name) or name in self._decisions.units):
            return ""
        return self._answer(name, district)[1] or self._directory.units.match_heading(name, district).code

    def _above(self, path: tuple[str, ...]) -> tuple[str, Match]:
        """The district rows under these headings lie in, and the nearest heading that is a unit."""
        if path not in self._paths:
            self._paths[path] = self._read_path(path)
        return self._paths[path]

    def _read_path(self, path: tuple[str, ...]) -> tuple[str, Match]:
        if not path:
            return self._directory.units.district_of(self._decisions.unit), Match()
        district, nearest = self._above(path[:-1])
        answer = self._answer(path[-1], district)[1]
        found = Match(answer) if answer else self._directory.units.match_heading(path[-1], district)
        if found.code:
            return self._directory.units.district_of(found.code), found
        return district, found if found.asked else nearest

    def _asking_heading(self, path: tuple[str, ...]) -> str:
        """The key of the heading that could not be settled: the nearest one that may be a unit."""
        for depth in range(len(path), 0, -1):
            district, _ = self._above(path[: depth - 1])
            if self._directory.units.match_heading(path[depth - 1], district).asked:
                return self._answer(path[depth - 1], district)[0]
        return path[-1]

    def _answer(self, name: str, district: str) -> tuple[str, str]:
        """The key a name is asked under, and what a person answered to it or to the plain name; "" when nobody did."""
        plain = normalise(name)
        key = f"{plain} @{district}" if district else plain
        return key, self._decisions.units.get(key) or self._decisions.units.get(plain, "")

    def _ask(self, row: ReadRow, key: str, found: Match) -> Owner:
        self._asked.ask(Question(UNIT, key, key.partition(" @")[0], found.candidates, True, self._sheet, row.row))
        return Owner("")
