"""What edits would come to, before anything is saved: how each text was read, and where somebody else was quicker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.lines.editing import Known, LineEdit, LineRecord, plan_edits
from budget.lines.fields import Field, find_field
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.store.database import Cursor
from budget.store.kinds import entity_key


@dataclass(frozen=True)
class Understood:
    """How one edit was read: the line's number and name, the field, what stands there, what was understood, what is to be said.

    `after` is "" with an error among the problems: nothing was understood.
    """

    edit: LineEdit
    number: int | None
    name: str
    label: str
    before: str
    after: str
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether this edit cannot be saved."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True)
class Overtaken:
    """An edit whose figure somebody else has changed since: what stands there now, by whom, when, in which batch.

    `number` and `theirs` are None when the line is gone.
    """

    edit: LineEdit
    number: int | None
    name: str
    label: str
    theirs: str | None
    actor: str
    moment: str
    seq: int


def understand_edits(records: Mapping[str, LineRecord], edits: Sequence[LineEdit], known: Known) -> list[Understood]:
    """How each edit is read and judged, in the order given; nothing is saved."""
    _, problems = plan_edits(records, edits, known)
    by_position: dict[int, list[Problem]] = {}
    for item in problems:
        by_position.setdefault(item.position, []).append(item.problem)
    return [_understand(records.get(edit.line), edit, known, tuple(by_position.get(place, ()))) for place, edit in enumerate(edits)]


def find_overtaken(cursor: Cursor, records: Mapping[str, LineRecord], edits: Sequence[LineEdit]) -> list[Overtaken]:
    """The edits whose group was touched after the person saw it, in the order given."""
    found = []
    for edit in edits:
        record = records.get(edit.line)
        field = _field_of(record, edit)
        if edit.seen is None or field is None:
            continue
        sql = """SELECT t.seq, b.actor, b.moment FROM touch t JOIN batch b ON b.seq = t.seq
                 WHERE t.entity = ? AND (t.grp = ? OR t.grp = 'all') AND t.seq > ?::BIGINT ORDER BY t.seq DESC LIMIT 1"""
        rows = cursor.rows(sql, [entity_key("line", edit.line), field.group, edit.seen])
        if rows:
            seq, actor, moment = rows[0]
            theirs = None if record is None else field.show(record.get(field.column))
            number, name = _line_of(record)
            found.append(Overtaken(edit, number, name, field.label, theirs, str(actor), str(moment), int(str(seq))))
    return found


def _understand(record: LineRecord | None, edit: LineEdit, known: Known, problems: tuple[Problem, ...]) -> Understood:
    field = _field_of(record, edit)
    number, name = _line_of(record)
    if field is None or record is None:
        return Understood(edit, number, name, edit.field, "", "", problems)
    before = field.show(record.get(field.column))
    refused = any(problem.severity is Severity.ERROR for problem in problems)
    after = "" if refused else field.show(known.code_of(field.name, field.read(edit.text)[0]))
    return Understood(edit, number, name, field.label, before, after, problems)


def _field_of(record: LineRecord | None, edit: LineEdit) -> Field | None:
    return find_field(edit.field, record is not None and record.get("finance_amount") is not None)


def _line_of(record: LineRecord | None) -> tuple[int | None, str]:
    if record is None:
        return None, ""
    number = record.get("number")
    return (number if isinstance(number, int) else None), str(record.get("name") or "")
