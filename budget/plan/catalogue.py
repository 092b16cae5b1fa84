"""What a plan's codes mean: units, sources, tasks, budget codes and norms with the names people read."""

from collections.abc import Mapping
from dataclasses import dataclass

from budget.lines.editing import Known
from budget.store.database import Cursor
from budget.vietnamese import fold


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as lists show it."""

    code: str
    name: str
    short_name: str
    level: str
    kind: str
    parent: str
    position: int
    sort_key: str


@dataclass(frozen=True, slots=True)
class SourceName:
    """A funding source as lists show it."""

    code: str
    name: str
    short_name: str
    nature: str
    purse: str
    allocator: str
    origin: str
    decider: str
    document: str
    note: str
    position: int


@dataclass(frozen=True, slots=True)
class TaskName:
    """A task as lists show it."""

    code: str
    group: str
    name: str
    lead_unit: str
    deadline: str
    state: str
    document: str


@dataclass(frozen=True, slots=True)
class DocumentName:
    """A legal document as citations show it; `confidence` other than confirmed is shown as "cần kiểm tra"."""

    code: str
    number: str
    title: str
    short_name: str
    issued: str
    confidence: str


@dataclass(frozen=True)
class Catalogue:
    """Every code of a plan, in display order."""

    units: Mapping[str, UnitName]
    sources: Mapping[str, SourceName]
    tasks: Mapping[str, TaskName]
    task_groups: Mapping[str, str]
    documents: Mapping[str, DocumentName]
    budget_codes: Mapping[str, str]
    norms: Mapping[str, str]

    def unit_name(self, code: str) -> str:
        """A unit's name; the code itself when it is unknown."""
        return self.units[code].name if code in self.units else code

    def source_name(self, code: str) -> str:
        """A source's short name; the code itself when it is unknown."""
        return self.sources[code].short_name if code in self.sources else code

    def known(self) -> Known:
        """What edits may refer to."""
        return Known(
            frozenset(self.units),
            {code: source.nature for code, source in self.sources.items()},
            frozenset(self.tasks),
            frozenset(self.budget_codes),
            frozenset(self.norms),
            self._source_names(),
        )

    def _source_names(self) -> dict[str, str]:
        """Folded code, name and short name -> code; what two sources share names neither."""
        found: dict[str, set[str]] = {}
        for code, source in self.sources.items():
            for name in filter(None, (code, source.short_name, source.name)):
                found.setdefault(fold(name), set()).add(code)
        return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def read_catalogue(cursor: Cursor, year: int) -> Catalogue:
    """The codes of a plan; budget codes are those in force in its budget year."""
    units = cursor.rows("SELECT code, name, short_name, level, kind, parent, position, sort_key FROM unit ORDER BY position, code")
    columns = "code, name, short_name, nature, purse, allocator, origin, decider, document, note, position"
    sources = cursor.rows(f"SELECT {columns} FROM source ORDER BY position, code")
    tasks = cursor.rows("SELECT code, task_group, name, lead_unit, deadline, state, document FROM task ORDER BY code")
    documents = cursor.rows("SELECT code, number, title, short_name, issued, confidence FROM known_document ORDER BY code")
    codes = cursor.rows(
        """SELECT code, name FROM budget_code WHERE COALESCE(valid_from, '') <= ? AND COALESCE(NULLIF(valid_to, ''), '9999') >= ?
           ORDER BY code, valid_from""",
        [f"{year}-12-31", f"{year}-01-01"],
    )
    return Catalogue(
        {str(row[0]): UnitName(*row) for row in units},  # type: ignore[arg-type]  # the schema's types
        {str(row[0]): SourceName(*row) for row in sources},  # type: ignore[arg-type]
        {str(row[0]): TaskName(*row) for row in tasks},  # type: ignore[arg-type]
        {str(code): str(name) for code, name in cursor.rows("SELECT code, name FROM task_group ORDER BY position")},
        {str(row[0]): DocumentName(*(str(value or "") for value in row)) for row in documents},
        {str(code): str(name or "") for code, name in codes},
        {str(code): str(name) for code, name in cursor.rows("SELECT code, any_value(name) FROM norm GROUP BY code ORDER BY code")},
    )
