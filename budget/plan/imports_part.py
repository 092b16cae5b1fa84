"""plan.imports: a file previewed row by row, then taken whole as one batch that undo takes back; ways of reading kept for the next file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from budget.exports.template_columns import SHEET
from budget.imports.account import Content, ImportPreview, stands_in_the_way
from budget.imports.decisions import Decisions
from budget.imports.directory import Directory, make_directory
from budget.imports.gathering import gathering
from budget.imports.lines_table import as_records, make_table
from budget.imports.planning import PlannedImport, plan_template, plan_workbook
from budget.imports.profiles import Profile, keep_as_profile, propose_profile, read_profiles
from budget.imports.taking_in import check_sheets, take_in, understand_workbook
from budget.imports.uploads import UploadKind, kind_of_upload
from budget.lines.numbering import next_number
from budget.model.ids import new_id
from budget.model.problem import Problem
from budget.plan.catalogue import Catalogue
from budget.store.records import Batch, Receipt
from budget.store.store import Store

_UNDERSTOOD_BY = ("columns", "money_unit", "header_rows")
"""The decisions that change what is understood of a sheet, and not only where its lines land."""


@dataclass(frozen=True, slots=True)
class Landed:
    """Where the lines of an import are to be seen: their number, the first of them, their units, and their ids when they are few."""

    lines: int
    first: str
    units: tuple[str, ...]
    ids: tuple[str, ...]


MOST_LISTED = 2_000
"""The most lines of one import that can be filtered by themselves."""
_PlannedFor = tuple[Content, Decisions, Directory, str]


class Imports:
    """Importing lines into an open plan."""

    def __init__(self, store: Store, actor: str, catalogue: Callable[[], Catalogue], budget_year: int) -> None:
        """Stand on the store, write in the name of `actor`."""
        self._store = store
        self._actor = actor
        self._catalogue = catalogue
        self._budget_year = budget_year
        self._made: tuple[Catalogue, Directory] | None = None
        self._planned: tuple[_PlannedFor, PlannedImport] | None = None

    def preview(self, path: Path, decisions: Decisions | None = None) -> ImportPreview:
        """What a file would add: lines and đồng, its account, every question and refused row. Nothing is written."""
        decided = decisions or Decisions()
        kind = kind_of_upload(path)
        content, problems = take_in(path, kind, decided, self.directory().sources.names_source)
        return self._judge(new_id(), path.name, kind, content, decided, problems)

    def revise(self, preview: ImportPreview, decisions: Decisions) -> ImportPreview:
        """The same file under other decisions, without reading it again."""
        content = preview.content
        if content.workbook is not None and any(getattr(decisions, name) != getattr(preview.decisions, name) for name in _UNDERSTOOD_BY):
            content = replace(content, readings=understand_workbook(content.workbook, decisions, self.directory().sources.names_source))
        problems = [*_unread(preview), *check_sheets(content, decisions)]
        return self._judge(preview.id, preview.file, preview.kind, content, decisions, problems)

    def apply(self, preview: ImportPreview, reason: str = "") -> tuple[Receipt | None, list[Problem]]:
        """Add every line of a preview as one batch, or nothing: None with what stands in the way."""
        with self._store.database.lock:
            # codes may have changed since the preview was shown, so the rows are judged again against the plan as it stands
            first = self._next_number()
            planned = self._plan(preview.kind, preview.content, preview.decisions, preview.file, first)
            fresh = self._tell(preview, planned, [*check_sheets(preview.content, preview.decisions), *_unread(preview)])
            problems = stands_in_the_way(fresh)
            if problems:
                return None, list(problems)
            with gathering():
                table = make_table(planned.drafts, first, fresh.decisions.request_document)
            changes, bulks = as_records(table)
            batch = Batch(
                self._actor,
                "import",
                _reason(fresh, reason),
                [*planned.changes, *changes],
                bulks,
                operation_id=fresh.id,
            )
            return self._store.commit(batch), []

    def landed(self, seq: int) -> Landed:
        """What an import of this seq added, as it stands now: how many lines, the first of them, their units."""
        with self._store.read() as cursor:
            units = cursor.rows("SELECT unit, count(*)::BIGINT FROM line WHERE created_seq = ?::BIGINT GROUP BY unit ORDER BY unit", [seq])
            sql = "SELECT id FROM line WHERE created_seq = ?::BIGINT ORDER BY number LIMIT ?::BIGINT"
            ids = tuple(str(row[0]) for row in cursor.rows(sql, [seq, MOST_LISTED + 1]))
        lines = sum(int(str(row[1])) for row in units)
        return Landed(lines, ids[0] if ids else "", tuple(str(row[0]) for row in units), ids if len(ids) <= MOST_LISTED else ())

    def profiles(self) -> list[Profile]:
        """The ways of reading kept in this plan, newest first."""
        with self._store.read() as cursor:
            return read_profiles(cursor)

    def proposed_profile(self, preview: ImportPreview) -> Profile | None:
        """The way of reading kept for a table with the headings of this file; None when there is none."""
        return propose_profile(self.profiles(), preview.content.readings)

    def keep_profile(self, name: str, preview: ImportPreview) -> Receipt:
        """Keep how this file was read, for the next one with its headings; what was kept for them before is replaced."""
        with self._store.database.lock:
            earlier = self.proposed_profile(preview)
            change = keep_as_profile(name, preview.decisions, preview.content.readings, earlier)
            return self._store.commit(Batch(self._actor, "keep_profile", f"Nhớ cách đọc “{name}”", [change]))

    def directory(self) -> Directory:
        """What the plan's codes are called, for finding names; made once for a catalogue."""
        catalogue = self._catalogue()
        if self._made is None or self._made[0] is not catalogue:
            units, sources, tasks = catalogue.units.values(), catalogue.sources.values(), catalogue.tasks.values()
            self._made = catalogue, make_directory(units, sources, tasks, catalogue.known(), self._budget_year)
        return self._made[1]

    def _judge(
        self, identity: str, file: str, kind: UploadKind, content: Content, decisions: Decisions, problems: list[Problem]
    ) -> ImportPreview:
        planned = self._plan(kind, content, decisions, file, self._next_number())
        empty = ImportPreview(identity, file, kind, (), 0, 0, 0, (), (), (), decisions, content=content)
        return self._tell(empty, planned, problems)

    def _tell(self, preview: ImportPreview, planned: PlannedImport, problems: list[Problem]) -> ImportPreview:
        """The preview of a file as it was planned, with what forbids it."""
        return replace(
            preview,
            sheets=planned.sheets,
            lines=planned.lines,
            amount=planned.amount,
            working_amount=planned.working_amount,
            questions=planned.questions,
            notes=planned.notes,
            already=self._already(preview.file),
            problems=(*problems, *self.directory().check(preview.decisions)),
        )

    def _plan(self, kind: UploadKind, content: Content, decisions: Decisions, file: str, first: int) -> PlannedImport:
        directory = self.directory()
        if kind is UploadKind.TEMPLATE:
            return plan_template(content.template_rows, directory.known, first, self._budget_year, SHEET)
        key = (content, decisions, directory, file)
        if self._planned is None or not _same(self._planned[0], key):
            with gathering():
                self._planned = key, plan_workbook(content, directory, decisions, file)
        return self._planned[1]

    def _already(self, file: str) -> int:
        """How many lines of the plan came from a file of this name."""
        with self._store.read() as cursor:
            rows = cursor.rows("SELECT count(*)::BIGINT FROM line WHERE starts_with(origin, ?)", [f"{file}, trang "])
        return int(str(rows[0][0]))

    def _next_number(self) -> int:
        with self._store.read() as cursor:
            return next_number(cursor)


def _reason(preview: ImportPreview, given: str) -> str:
    """What the journal says of an import: the person's words or the file, and rows left out, which nobody should find out later."""
    said = given or f"Nhập từ tệp {preview.file}"
    left_out = len({(item.sheet, item.row) for item in preview.rejected})
    return f"{said} (bỏ {left_out} dòng bị từ chối)" if left_out else said


def _same(one: _PlannedFor, other: _PlannedFor) -> bool:
    """Whether the lines of a file need not be made again: the same content and catalogue themselves, equal decisions."""
    return one[0] is other[0] and one[2] is other[2] and one[1] == other[1] and one[3] == other[3]


def _unread(preview: ImportPreview) -> list[Problem]:
    """What forbids reading the file at all: it stays, whatever is decided."""
    return list(preview.problems) if not preview.content.readings and not preview.content.template_rows else []
