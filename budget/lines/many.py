"""One thing done to many chosen lines: fields set, lines moved, copied or added together; one batch, all or nothing.

Law: the preview is worked out by the very code that saves, and its totals are what the lines come to afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.lines.adding import plan_copy, plan_new_line
from budget.lines.editing import CellProblem, Known, LineEdit, LineRecord, has_errors, plan_edits
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import format_money
from budget.store.records import Change, Value

MOST_LINES = 50_000
"""Lines one act may change: a few seconds of work, and a batch a person can still oversee."""
MOVABLE = ("unit", "task", "source", "year", "quarter")
"""Where a line stands: what moving it changes."""


@dataclass(frozen=True)
class ManyPlanned:
    """What an act on many lines comes to: how many it changes, the working amount before and after (đồng), and what stands in the way."""

    changes: tuple[Change, ...]
    chosen: int
    changed: int
    amount_before: int
    amount_after: int
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether an error keeps all of it from being saved."""
        return bool(self.problems)


def plan_many(records: Mapping[str, LineRecord], texts: Mapping[str, str], known: Known, seen: int | None) -> ManyPlanned:
    """The changes that give every line these fields (name -> text); one wrong line refuses all, the same fault said once with its count."""
    edits = [LineEdit(line, name, text, seen) for line in records for name, text in texts.items()]
    changes, found = plan_edits(records, edits, known)
    after = {line: dict(record) for line, record in records.items()}
    for change in changes:
        after[change.entity].update(change.new or {})
    return ManyPlanned(
        tuple(changes),
        len(records),
        len({change.entity for change in changes}),
        sum(working_amount(record) for record in records.values()),
        sum(working_amount(record) for record in after.values()),
        tuple(_gather(found, records, Severity.ERROR)),
        tuple(_gather(found, records, Severity.NOTE)),
    )


def working_amount(record: LineRecord) -> int:
    """A line's working amount in đồng: finance once done, else requested."""
    value = record.get("requested_amount") if record.get("finance_amount") is None else record["finance_amount"]
    return int(value or 0)


def plan_copies(records: Mapping[str, LineRecord], first_number: int) -> list[Change]:
    """The changes that add a copy of each line, numbered in their order; a copy of what requires a copied line requires the copy."""
    changes = [plan_copy(record, first_number + place) for place, record in enumerate(records.values())]
    copy_of: dict[Value, Value] = {line: change.entity for line, change in zip(records, changes, strict=True)}
    return [_requiring(change, copy_of) for change in changes]


def plan_additions(
    rows: Sequence[Mapping[str, str]], known: Known, first_number: int, default_year: int
) -> tuple[list[Change], list[CellProblem]]:
    """The changes that add every row of field texts, numbered in their order; problems by row, errors refuse all."""
    changes: list[Change] = []
    problems: list[CellProblem] = []
    for position, texts in enumerate(rows):
        change, found = plan_new_line(texts, known, first_number + position, default_year)
        problems.extend(CellProblem(position, problem) for problem in found)
        if change is not None:
            changes.append(change)
    return ([] if has_errors(problems) else changes), problems


def _requiring(change: Change, copy_of: Mapping[Value, Value]) -> Change:
    record = dict(change.new or {})
    record["requires"] = copy_of.get(record.get("requires"), record.get("requires"))
    return Change(change.kind, change.entity, change.group, None, record)


def _gather(found: Sequence[CellProblem], records: Mapping[str, LineRecord], severity: Severity) -> list[Problem]:
    """Problems that say the same are said once, with how many lines they concern and the first of them."""
    lines: dict[tuple[str, str, str], list[str]] = {}
    for item in found:
        if item.problem.severity is severity:
            held = lines.setdefault((item.problem.code, item.problem.sentence, item.problem.fix), [])
            if item.problem.line and item.problem.line not in held:
                held.append(item.problem.line)
    return [_said(code, sentence, fix, held, records, severity) for (code, sentence, fix), held in lines.items()]


def _said(code: str, sentence: str, fix: str, lines: list[str], records: Mapping[str, LineRecord], severity: Severity) -> Problem:
    first = records.get(lines[0]) if lines else None
    if first is None or len(records) == 1:
        return Problem(code, sentence, fix, severity)
    where = f"{format_money(len(lines))} khoản mục, đầu tiên là số {first['number']}: "
    return Problem(code, where + sentence, fix, severity, line=lines[0])
