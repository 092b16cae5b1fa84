"""The lines that pay for a task, each with what it waits for and the chance that its money is disbursed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from budget.store.database import Cursor, Parameter
from budget.tasks.groups import LIVING, SPENT, SPENT_OF, YEAR, share_of, told
from budget.tasks.readiness import Steps, estimate_chance, steps_of, waits_for


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """A line with what it waits for. `amount`, `spent`, `expected` in đồng; `chance_bp` 0-10000, None = unknown, then `expected` is too.

    `own_bp` is a person's own figure, which outranks the convention; `version` the journal seq that last touched the line.
    """

    id: str
    number: int
    version: int
    unit: str
    unit_name: str
    task: str
    name: str
    source: str
    year: int
    quarter: int
    amount: int
    spent: int
    contracted: bool
    steps: Steps
    note: str
    own_bp: int | None
    chance_bp: int | None
    waits: str
    reason: str

    @property
    def score_bp(self) -> int:
        """How much of what it waits for is settled, 0 to 10000."""
        return self.steps.score_bp

    @property
    def expected(self) -> int | None:
        """What is expected to be disbursed in the line's year: what is spent, and its chance of the rest."""
        return None if self.chance_bp is None else self.spent + share_of(self.amount - self.spent, self.chance_bp)


def read_ready_lines(
    cursor: Cursor, scenario: str, day: date, *, lines: Sequence[str] | None = None, task: str | None = None
) -> list[ReadyLine]:
    """The living lines of the estimate (of some ids, of a task) with their readiness on `day`; in unit and number order."""
    conditions = [LIVING]
    parameters: list[Parameter] = [scenario]
    if lines is not None:
        conditions.append("r.id IN (SELECT unnest(?::TEXT[]))")
        parameters.append(list(lines))
    if task is not None:
        conditions.append("COALESCE(r.task, '') = ?")
        parameters.append(task)
    sql = f"""SELECT r.id, r.number, greatest(r.created_seq, COALESCE(t.seq, 0))::BIGINT, r.unit, COALESCE(p.unit_name, r.unit),
                COALESCE(r.task, ''), r.name, COALESCE(r.source, ''), {YEAR}, COALESCE(r.quarter, 4), r.amount, {SPENT_OF}::BIGINT,
                COALESCE(r.contracted, FALSE), r.guidance, r.design, r.procurement, r.readiness_note, r.disbursable_bp
              FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit LEFT JOIN {SPENT} s ON s.line = r.id
              LEFT JOIN (SELECT entity, max(seq) AS seq FROM touch WHERE starts_with(entity, 'line:') GROUP BY entity) t
                ON t.entity = 'line:' || r.id
              WHERE {" AND ".join(conditions)} ORDER BY p.position NULLS LAST, r.unit, r.number"""
    return [_ready(row, day) for row in cursor.rows(sql, parameters)]


def _ready(row: Sequence[object], day: date) -> ReadyLine:
    identity, number, version, unit, unit_name, task, name, source, year, quarter, amount, spent, contracted = row[:13]
    steps = steps_of(told(row[13]), told(row[14]), told(row[15]), contracted=bool(contracted))
    note, own = told(row[16]) or "", None if row[17] is None else int(str(row[17]))
    chance = estimate_chance(steps, int(str(year)), day, own, note)
    return ReadyLine(
        id=str(identity),
        number=int(str(number)),
        version=int(str(version)),
        unit=str(unit),
        unit_name=str(unit_name),
        task=str(task),
        name=str(name),
        source=str(source),
        year=int(str(year)),
        quarter=int(str(quarter)),
        amount=int(str(amount)),
        spent=int(str(spent)),
        contracted=bool(contracted),
        steps=steps,
        note=note,
        own_bp=own,
        chance_bp=chance.share_bp,
        waits=waits_for(steps),
        reason=chance.reason,
    )
