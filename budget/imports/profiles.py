"""Ways of reading kept in the plan: the decisions taken for one table, proposed again when a table with the same headings comes."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from budget.imports.decisions import Decisions, read_settings, settings_of
from budget.imports.understanding import SheetReading
from budget.model.ids import new_id
from budget.store.database import Cursor
from budget.store.kinds import ALL, KINDS
from budget.store.records import Change
from budget.vietnamese import fold, normalise


@dataclass(frozen=True)
class Profile:
    """A kept way of reading: `headings` are the folded headings of the table it was made for."""

    id: str
    name: str
    headings: frozenset[str]
    decisions: Decisions


def read_profiles(cursor: Cursor) -> list[Profile]:
    """Every profile of a plan, newest first; one that today's program cannot read is passed over."""
    found = []
    for identity, name, headings, settings in cursor.rows("SELECT id, name, headings, settings FROM profile ORDER BY id DESC"):
        decisions, _ = read_settings(json.loads(str(settings)))
        if decisions is not None:
            found.append(Profile(str(identity), str(name), frozenset(json.loads(str(headings))), decisions))
    return found


def propose_profile(profiles: Iterable[Profile], readings: Sequence[SheetReading]) -> Profile | None:
    """The newest profile made for a table with the very headings of one of these sheets."""
    tables = [headings_of_table(reading) for reading in readings if reading.columns]
    return next((profile for profile in profiles if profile.headings and profile.headings in tables), None)


def keep_as_profile(name: str, decisions: Decisions, readings: Sequence[SheetReading], earlier: Profile | None = None) -> Change:
    """The change that keeps decisions under a name; `earlier` is the profile of these headings they replace."""
    table = next((reading for reading in readings if reading.columns and reading.amount), None)
    headings = sorted(headings_of_table(table)) if table is not None else []
    # which sheets, rows and letter a workbook has are its own; the way of reading outlives it
    kept = replace(decisions, profile="", skip_rejected=False, sheets=(), header_rows={}, request_document="")
    record = {
        "id": earlier.id if earlier else new_id(),
        "name": normalise(name),
        "headings": json.dumps(headings, ensure_ascii=False),
        "settings": json.dumps(settings_of(kept), ensure_ascii=False, sort_keys=True),
    }
    if earlier is None:
        return Change("profile", str(record["id"]), ALL, None, dict(record))
    old = {
        "name": earlier.name,
        "headings": json.dumps(sorted(earlier.headings), ensure_ascii=False),
        "settings": json.dumps(settings_of(earlier.decisions), ensure_ascii=False, sort_keys=True),
    }
    columns = KINDS["profile"].groups["about"]
    return Change("profile", earlier.id, "about", old, {column: record[column] for column in columns})


def headings_of_table(reading: SheetReading) -> frozenset[str]:
    """The folded headings of a sheet's table, empty ones left out."""
    return frozenset(filter(None, (fold(column.heading) for column in reading.columns)))
