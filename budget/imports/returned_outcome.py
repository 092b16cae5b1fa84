"""What taking a returned workbook would do: its account, every difference, what waits for a person, and the changes once decided.

Law: nothing is written while anything waits; a missing row deletes nothing unless that was said in so many words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from budget.imports.returned import WAITING, Difference, Standing
from budget.imports.returned_book import Passport
from budget.imports.returned_new import Proposal
from budget.imports.returned_rows import BackKind, ReadSheet
from budget.lines.editing import Known, LineEdit, LineRecord, plan_edits
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.store.records import Change, Record


@dataclass(frozen=True, slots=True)
class SheetAccount:
    """The rows of one sheet: `rows` = matched + new + headings + blanks + rejected."""

    label: str
    name: str
    rows: int
    matched: int
    new: int
    headings: int
    blanks: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Missing:
    """An exported line whose row is no longer in the file."""

    line: str
    number: int
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote in Lý do điều chỉnh of a line; it becomes a comment on that line."""

    line: str
    number: int
    name: str
    text: str


@dataclass(frozen=True)
class ReturnPreview:
    """A returned file compared with the plan at journal seq `seq`; amounts in đồng. With `problem` nothing of it was compared.

    `rejected` are rows that belong to no line or to two (each must be left out knowingly); `gone` counts lines deleted since the export.
    """

    file: str
    sha256: str
    seq: int
    passport: Passport | None = None
    problem: Problem | None = None
    sheets: tuple[SheetAccount, ...] = ()
    differences: tuple[Difference, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    missing: tuple[Missing, ...] = ()
    rejected: tuple[tuple[str, Problem], ...] = ()
    remarks: tuple[Remark, ...] = ()
    gone: int = 0
    notes: tuple[str, ...] = ()
    amount_before: int = 0

    @property
    def waiting(self) -> tuple[Difference, ...]:
        """What a person must decide, conflicts and all that cannot be taken as it is."""
        return tuple(item for item in self.differences if item.standing in WAITING)

    @property
    def changes_nothing(self) -> bool:
        """Whether the file has nothing to give: no edit, no new row, no missing row, nothing refused."""
        mine = any(item.standing not in (Standing.KEEP, Standing.SAME) for item in self.differences)
        return not (mine or self.proposals or self.missing or self.rejected or self.remarks)


@dataclass(frozen=True)
class Decisions:
    """What a person decided: key -> True for the file's figure, False for the plan's; `rest` for all that is not named.

    `delete_missing` deletes the lines whose rows are gone; it is never implied. `leave_rejected` leaves refused rows out.
    """

    by_key: Mapping[str, bool] = field(default_factory=dict)
    rest: bool | None = None
    delete_missing: bool = False
    leave_rejected: bool = False

    def of(self, key: str) -> bool | None:
        """The decision on one key; None = none yet."""
        return self.by_key.get(key, self.rest)


def account_for(sheet: ReadSheet) -> SheetAccount:
    """The rows of a sheet by kind."""
    counts = [sheet.count(kind) for kind in (BackKind.MATCHED, BackKind.NEW, BackKind.HEADING, BackKind.BLANK, BackKind.REJECTED)]
    return SheetAccount(sheet.label, sheet.name, len(sheet.rows), *counts)


def prove_edits(differences: Sequence[Difference], records: Mapping[str, LineRecord], known: Known) -> list[Difference]:
    """The differences with what the editor of lines says of them: an edit it refuses becomes a PROBLEM, its notes are kept."""
    places = [place for place, item in enumerate(differences) if item.standing in (Standing.APPLY, Standing.CONFLICT, Standing.DOUBT)]
    edits = [LineEdit(differences[place].line, differences[place].field, differences[place].text) for place in places]
    _, problems = plan_edits(records, edits, known)
    proved = list(differences)
    for item in problems:
        place = places[item.position]
        said = f"{item.problem.sentence} {item.problem.fix}".strip()
        note = f"{proved[place].note} {said}".strip()
        standing = Standing.PROBLEM if item.problem.severity is Severity.ERROR else proved[place].standing
        proved[place] = replace(proved[place], note=note, standing=standing)
    return proved


def undecided(preview: ReturnPreview, decisions: Decisions) -> list[str]:
    """The keys that still wait: conflicts without an answer, and what cannot be taken but was not left out."""
    open_keys = []
    for item in preview.waiting:
        answer = decisions.of(item.key)
        if answer is None or (answer and item.standing is Standing.PROBLEM):
            open_keys.append(item.key)
    refused = [item.key for item in preview.proposals if item.problem is not None]
    open_keys.extend(key for key in refused if decisions.of(key) is not False)
    if preview.rejected and not (decisions.leave_rejected or decisions.rest is False):
        open_keys.append("rejected")
    return open_keys


def chosen_edits(preview: ReturnPreview, decisions: Decisions) -> list[LineEdit]:
    """The edits of lines that were not disputed or were decided for the file, each with the seq the person saw."""
    return [LineEdit(item.line, item.field, item.text, preview.seq) for item in preview.differences if is_taken(item, decisions)]


def is_taken(item: Difference, decisions: Decisions) -> bool:
    """Whether a difference is to be written."""
    if item.standing is Standing.APPLY:
        return decisions.by_key.get(item.key, True)
    return item.standing in (Standing.CONFLICT, Standing.DOUBT) and decisions.of(item.key) is True


def chosen_lines(preview: ReturnPreview, decisions: Decisions) -> list[Proposal]:
    """The new lines that are to be added."""
    return [item for item in preview.proposals if item.problem is None and decisions.by_key.get(item.key, True)]


def move_amount(changes: Iterable[Change], records: Mapping[str, Record]) -> int:
    """By how many đồng the sum of the working figures moves: finance where it is done, else requested."""
    after: dict[str, dict[str, object]] = {}
    moved = 0
    for change in changes:
        if change.kind != "line":
            continue
        if change.old is None or change.new is None:
            moved += _working(change.new) if change.new is not None else -_working(change.old or {})
        else:
            after.setdefault(change.entity, dict(records[change.entity])).update(change.new)
    return moved + sum(_working(record) - _working(records[line]) for line, record in after.items())


def _working(record: Mapping[str, object]) -> int:
    if record.get("listing", "estimate") != "estimate":
        return 0  # totals count the estimate
    finance = record.get("finance_amount")
    return int(str(record.get("requested_amount") or 0)) if finance is None else int(str(finance))
