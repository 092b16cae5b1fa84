"""The lines that pay for a task, each with what it waits for and the chance that its money is disbursed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from budget.store.database import Cursor, Parameter
from budget.tasks.groups import LIVING, PHASES, QUARTER, YEAR, share_of, told
from budget.tasks.readiness import Steps, estimate_chance, steps_of, waits_for


@dataclass(frozen=True, slots=True)
class Portion:
    """A line's money in one quarter (đồng), and what of it is expected to be disbursed within that year; None = nobody can tell."""

    year: int
    quarter: int
    amount: int
    spent: bool
    expected: int | None


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """A line with what it waits for and its money by quarter. `chance_bp` 0-10000 is of the line's own year; None = unknown.

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
    portions: tuple[Portion, ...]
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
    def amount(self) -> int:
        """The line's amount in đồng."""
        return sum(portion.amount for portion in self.portions)

    @property
    def spent(self) -> int:
        """What of it is recorded as spent."""
        return sum(portion.amount for portion in self.portions if portion.spent)

    @property
    def expected(self) -> int | None:
        """What is expected to be disbursed, each quarter's money within its own year; None where nobody can tell."""
        told = [portion.expected for portion in self.portions]
        return None if None in told else sum(amount or 0 for amount in told)


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
    where = " AND ".join(conditions)
    sql = f"""SELECT r.id, r.number, greatest(r.created_seq, COALESCE(t.seq, 0))::BIGINT, r.unit, COALESCE(p.unit_name, r.unit),
                COALESCE(r.task, ''), r.name, COALESCE(r.source, ''), COALESCE(r.year, (SELECT budget_year FROM plan LIMIT 1)),
                COALESCE(r.quarter, 4), COALESCE(r.contracted, FALSE), r.guidance, r.design, r.procurement, r.readiness_note,
                r.disbursable_bp
              FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit
              LEFT JOIN (SELECT entity, max(seq) AS seq FROM touch WHERE starts_with(entity, 'line:') GROUP BY entity) t
                ON t.entity = 'line:' || r.id
              WHERE {where} ORDER BY p.position NULLS LAST, r.unit, r.number"""
    rows = cursor.rows(sql, parameters)
    held: dict[str, list[tuple[int, int, int, bool]]] = {}
    phases = f"SELECT h.line, {YEAR}, {QUARTER}, h.amount, h.spent FROM {PHASES} WHERE {where} ORDER BY 1, 2, 3, 5 DESC, 4"
    for line, year, quarter, amount, spent in cursor.rows(phases, [scenario, *parameters]):
        held.setdefault(str(line), []).append((int(str(year)), int(str(quarter)), int(str(amount)), bool(spent)))
    return [_ready(row, held.get(str(row[0]), []), day) for row in rows]


def _ready(row: Sequence[object], phases: Sequence[tuple[int, int, int, bool]], day: date) -> ReadyLine:
    identity, number, version, unit, unit_name, task, name, source, year, quarter, contracted = row[:11]
    steps = steps_of(told(row[11]), told(row[12]), told(row[13]), contracted=bool(contracted))
    note, own = told(row[14]) or "", None if row[15] is None else int(str(row[15]))
    chance = estimate_chance(steps, int(str(year)), day, own, note)
    chances = {when: estimate_chance(steps, when, day, own).share_bp for when in {phase[0] for phase in phases}}
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
        portions=tuple(Portion(*phase, _expected(phase, chances[phase[0]])) for phase in phases),
        contracted=bool(contracted),
        steps=steps,
        note=note,
        own_bp=own,
        chance_bp=chance.share_bp,
        waits=waits_for(steps),
        reason=chance.reason,
    )


def _expected(phase: tuple[int, int, int, bool], chance_bp: int | None) -> int | None:
    _, _, amount, spent = phase
    if spent:
        return amount
    return None if chance_bp is None else share_of(amount, chance_bp)
