"""Warnings somebody has looked at and set aside with a reason: counted and listed apart, and back again once what was seen has changed.

Law: a dismissal holds for one code and one line (and one line it was held against) while the facts it was judged on stay the same in
the scenario at hand; an error is never set aside.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from budget.checks.registry import may_dismiss
from budget.model.ids import new_id
from budget.model.problem import Problem
from budget.store.database import Cursor
from budget.store.journal import VIETNAM
from budget.store.kinds import ALL
from budget.store.records import Change

_THING = ("name", "unit", "measure")
_PRICE = ("name", "measure", "unit_price")
_WHEN = ("year", "quarter")
SEEN: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "duplicate_across_sources": ((*_THING, "source"), (*_THING, "source")),
    "duplicate_request": (_THING, _THING),
    "duplicate_across_units": (_THING, _THING),
    "duplicate_likely": (_THING, _THING),
    "split_purchase": (_THING, _THING),
    "price_outlier": (_PRICE, ()),
    "unit_slip": (_PRICE, ()),
    "amount_slip": (("name", "measure", "requested_amount"), ()),
    "quantity_fraction": (("measure", "quantity_milli"), ()),
    "request_out_of_proportion": (("requested_amount", "last_year_outturn", "this_year_allotted"), ()),
    "requires_later": (("requires", *_WHEN), _WHEN),
    **dict.fromkeys(("office_equipment_again", "listed_beyond", "listed_again"), (("name", "source", "quantity_milli"), ())),
}
"""What each code is judged on: columns of the line, and of the line it is held against."""
_FACTS = tuple(dict.fromkeys(column for own, others in SEEN.values() for column in (*own, *others)))
_KEPT = ("id", "code", "line", "other", "seen", "reason", "author", "moment")
_NOBODY = ""

Key = tuple[str, str, str]
"""Code, line, other line ("" = none)."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A stored dismissal; `holds` = what was seen is still so."""

    id: str
    code: str
    line: str
    other: str
    seen: str
    reason: str
    author: str
    moment: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A problem that is set aside: who looked at it, when (ISO text with zone) and why."""

    problem: Problem
    reason: str
    author: str
    moment: str


def read_dismissals(cursor: Cursor, scenario: str) -> list[Dismissal]:
    """Every stored dismissal as it stands in a scenario, the oldest first."""
    kept = ", ".join(f"COALESCE(d.{name}, '')" for name in _KEPT)
    if not cursor.rows("SELECT 1 FROM dismissal LIMIT 1"):
        return []
    facts = ", ".join(f"{side}.{name}" for side in ("r", "o") for name in _FACTS)
    sql = f"""WITH held AS (SELECT * FROM resolved(?) WHERE id IN (SELECT line FROM dismissal UNION SELECT other FROM dismissal))
              SELECT {kept}, {facts} FROM dismissal d JOIN held r ON r.id = d.line LEFT JOIN held o ON o.id = d.other ORDER BY d.id"""
    return [_read(row) for row in cursor.rows(sql, [scenario])]


def _read(row: Sequence[object]) -> Dismissal:
    fields = [str(value) for value in row[: len(_KEPT)]]
    middle = len(_KEPT) + len(_FACTS)
    own, other = dict(zip(_FACTS, row[len(_KEPT) : middle], strict=True)), dict(zip(_FACTS, row[middle:], strict=True))
    code, seen = fields[1], fields[4]
    holds = code in SEEN and seen == describe_seen(code, own, other if fields[3] else None)
    identity, _, line, against, _, reason, author, moment = fields
    return Dismissal(identity, code, line, against, seen, reason, author, moment, holds)


def describe_seen(code: str, line: Mapping[str, object], other: Mapping[str, object] | None) -> str:
    """The facts a code is judged on, as the text that is kept."""
    own, others = SEEN[code]
    held = [[line[name] for name in own]]
    if other is not None:
        held.append([other[name] for name in others])
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def set_aside(problems: Iterable[Problem], dismissals: Sequence[Dismissal]) -> tuple[list[Problem], list[Dismissed]]:
    """The problems that stand, and those that are dismissed (against every line they are held against)."""
    holding = {(held.code, held.line, held.other): held for held in dismissals if held.holds}
    if not holding:
        return list(problems), []
    standing, dismissed = [], []
    for problem in problems:
        found = [holding.get(key) for key in keys_of_problem(problem)] if may_dismiss(problem) else [None]
        if None in found:
            standing.append(problem)
        else:
            newest = max((held for held in found if held is not None), key=lambda held: held.moment)
            dismissed.append(Dismissed(problem, newest.reason, newest.author, newest.moment))
    return standing, dismissed


def keys_of_problem(problem: Problem) -> list[Key]:
    """What has to be dismissed for a problem to be set aside."""
    return [(problem.code, problem.line or "", other) for other in problem.others or (_NOBODY,)]


def plan_dismissal(cursor: Cursor, scenario: str, problem: Problem, reason: str, author: str) -> list[Change]:
    """The changes that set a problem aside, judged on what the scenario shows now."""
    stored = {(held.code, held.line, held.other): held for held in read_dismissals(cursor, scenario)}
    moment = datetime.now(VIETNAM).isoformat(timespec="seconds")
    changes = []
    for code, line, other in keys_of_problem(problem):
        facts = _facts(cursor, scenario, [line, other])
        about = {"seen": describe_seen(code, facts[line], facts.get(other)), "reason": reason, "author": author, "moment": moment}
        held = stored.get((code, line, other))
        if held is not None:
            before = {name: getattr(held, name) for name in about}
            changes.append(Change("dismissal", held.id, "about", before, about))
        else:
            identity = new_id()
            changes.append(Change("dismissal", identity, ALL, None, {"id": identity, "code": code, "line": line, "other": other, **about}))
    return changes


def plan_return(cursor: Cursor, scenario: str, keys: Sequence[Key]) -> list[Change]:
    """The changes that take dismissals back, against every other line where a key names none; empty when there are none."""
    wanted = set(keys)
    return [
        Change("dismissal", held.id, ALL, {name: getattr(held, name) for name in _KEPT}, None)
        for held in read_dismissals(cursor, scenario)
        if (held.code, held.line, held.other) in wanted or (held.code, held.line, _NOBODY) in wanted
    ]


def _facts(cursor: Cursor, scenario: str, lines: Sequence[str]) -> dict[str, dict[str, object]]:
    rows = cursor.rows(f"SELECT id, {', '.join(_FACTS)} FROM resolved(?) WHERE id IN (?, ?)", [scenario, *lines])
    return {str(row[0]): dict(zip(_FACTS, row[1:], strict=True)) for row in rows}
