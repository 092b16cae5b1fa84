"""One purchase asked for by two tiers: a district asks for a commune it names while the commune asks for the same itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.checks.likely import read_kept
from budget.checks.likeness import LEAST, likeness
from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.who import Line
from budget.model.problem import Problem
from budget.store.database import Cursor

_MEASURE = "lower(trim(COALESCE(l.measure, '')))"
_NAMED = f"""WITH above AS (SELECT t.id, t.number, t.unit, t.year FROM traits t JOIN unit u ON u.code = t.unit AND u.level = 'district')
    SELECT a.id, a.number, l.name, a.year, {_MEASURE}, c.code, c.short_name FROM above a JOIN named l ON l.id = a.id
    JOIN unit c ON c.parent = a.unit AND c.level = 'commune' AND contains(l.name, c.short_name) ORDER BY a.number"""
_TYPES = "xã|phường|thị trấn|thị xã|xa|phuong|thi tran"


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of one tier: what it asks for once the place is taken out of its name."""

    id: str
    number: int
    name: str
    year: int
    measure: str


def check_tiers(scope: Scope) -> list[Problem]:
    """Lines that two tiers ask for; one problem a pair, held by the younger line."""
    pairs = find_tier_pairs(scope.cursor)
    lines = read_kept(scope, [later.id for _, later, _ in pairs])
    units = {str(code): str(name) for code, name in scope.cursor.rows("SELECT code, name FROM unit")} if lines else {}
    owners = _owners(scope.cursor, [earlier.id for earlier, later, _ in pairs if later.id in lines])
    return [
        _problem(lines[later.id], earlier, units.get(owners.get(earlier.id, ""), ""), sure)
        for earlier, later, sure in pairs
        if later.id in lines
    ]


def find_tier_pairs(cursor: Cursor) -> list[tuple[Asked, Asked, int]]:
    """(older, younger, confidence) of the lines in `traits` that a district and a commune it names both ask for."""
    named = [row for row in cursor.rows(_NAMED) if names_place(str(row[2]), str(row[6]))]
    if not named:
        return []
    communes = _lines_of(cursor, sorted({str(row[5]) for row in named}))
    pairs = []
    for identity, number, name, year, measure, commune, place in named:
        above = Asked(str(identity), int(str(number)), str(name), int(str(year)), str(measure))
        for below in communes.get(str(commune), ()):
            sure = _judge(above, below, str(place))
            if sure >= LEAST:
                earlier, later = sorted((above, below), key=lambda line: line.number)
                pairs.append((earlier, later, sure))
    return pairs


def names_place(name: str, place: str) -> bool:
    """Whether a name speaks of a commune; one of a single syllable (Ba, Tư) only where its kind stands before it."""
    before = "" if " " in place else rf"(?:{_TYPES})\s+"
    return re.search(rf"\b{before}{re.escape(place)}\b", name, re.IGNORECASE if before else 0) is not None


def _judge(above: Asked, below: Asked, place: str) -> int:
    if above.year != below.year or (above.measure and below.measure and above.measure != below.measure):
        return 0
    return likeness(_without(above.name, place), _without(below.name, place))


def _without(name: str, place: str) -> str:
    return re.sub(rf"\b(?:cho |tại |của |ở )?(?:(?:UBND )?(?:{_TYPES})\s+)?{re.escape(place)}\b", " ", name, flags=re.IGNORECASE)


def _lines_of(cursor: Cursor, communes: Sequence[str]) -> Mapping[str, list[Asked]]:
    marks = ", ".join("?" for _ in communes)
    sql = f"""SELECT t.unit, t.id, t.number, l.name, t.year, {_MEASURE} FROM traits t JOIN named l ON l.id = t.id
              WHERE t.unit IN ({marks}) ORDER BY t.number"""
    lines: dict[str, list[Asked]] = {}
    for unit, identity, number, name, year, measure in cursor.rows(sql, list(communes)):
        lines.setdefault(str(unit), []).append(Asked(str(identity), int(str(number)), str(name), int(str(year)), str(measure)))
    return lines


def _owners(cursor: Cursor, lines: Sequence[str]) -> Mapping[str, str]:
    if not lines:
        return {}
    marks = ", ".join("?" for _ in lines)
    return {str(line): str(unit) for line, unit in cursor.rows(f"SELECT id, unit FROM line WHERE id IN ({marks})", list(lines))}


def _problem(line: Line, earlier: Asked, owner: str, sure: int) -> Problem:
    sentence = (
        f"{line} và khoản mục số {earlier.number} “{earlier.name}” của {owner} có thể là một thứ do hai cấp cùng đề nghị (giống {sure}%)."
    )
    fix = "Giữ khoản của cấp có nhiệm vụ chi, bỏ khoản kia; nếu là hai thứ khác nhau thì xác nhận không phải trùng và ghi lý do."
    return found("duplicate_across_units", sentence, fix, line=line.id, others=(earlier.id,), confidence=sure)
