"""What PL VII prints, line by line: cut, put off, reduced by the appraisal, moved to the estimate, and what is left. Money in đồng.

Law: of every line before = reduced + cut + put off + left over the rows that tell of it, so that all rows add up to the scenario's own
totals. A line that is reduced, then cut or put off, stands in each of these blocks with just that part.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from budget.cuts.necessity.needed import NeededTable
from budget.cuts.operations import REDUCED
from budget.cuts.saving import find_run
from budget.cuts.telling import say_priority
from budget.lines.query import LineFilter, select_ids
from budget.model.ids import BASE
from budget.model.states import Listing, OperationKind
from budget.scenarios.attribution import Attribution, Taken, attribute
from budget.scenarios.resolve import read_chain
from budget.store.database import Cursor

APPRAISER = "Cơ quan thẩm định"
REST_BELOW = "phần còn lại ở mục cắt, giãn"
_LATE = (OperationKind.DEFER, OperationKind.SLIP)


class Block(StrEnum):
    """What is done to a line; deferral and reductions of the appraisal never count as cut."""

    CUT = "cut"
    LATE = "late"
    REDUCED = "reduced"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class CutRow:
    """One row: `group` is the reason of the operation that does it; `allotted`, `spent` None where nobody has told."""

    line: str
    number: int
    name: str
    unit_name: str
    source: str
    listing: str
    block: Block
    group: str
    allotted: int | None
    spent: int | None
    before: int
    reduced: int
    cut: int
    deferred: int
    moved: int
    reason: str
    decider: str

    @property
    def left(self) -> int:
        """What remains."""
        return self.before - self.reduced - self.cut - self.deferred


@dataclass(frozen=True, slots=True)
class _Line:
    line: str
    number: int
    name: str
    unit_name: str
    source: str
    listing: str
    before: int
    after: int
    deferred: bool
    allotted: int | None
    spent: int | None
    paid: int


_SQL = """SELECT r.id, r.number, r.name, COALESCE(u.name, r.unit), COALESCE(r.base_source, ''), r.listing, w.amount, r.amount,
      COALESCE(r.deferred, FALSE), r.this_year_allotted, COALESCE(r.this_year_spent, s.paid), COALESCE(s.paid, 0)::BIGINT
    FROM overlay o JOIN working w ON w.id = o.line JOIN resolved(?) r ON r.id = o.line LEFT JOIN unit u ON u.code = r.unit
    LEFT JOIN (SELECT line, sum(amount)::BIGINT AS paid FROM portioned(?) WHERE spent GROUP BY line) s ON s.line = o.line
    WHERE o.scenario = ? ORDER BY r.number"""


def read_cut_rows(
    cursor: Cursor, scenario: str, wanted: LineFilter, need: NeededTable, reductions: Mapping[str, str], given: Mapping[str, int]
) -> list[CutRow]:
    """The rows of a scenario against the base, by number of line; empty when it cuts, puts off and reduces nothing.

    `wanted` narrows both lists; `need` tells why and who decides; `reductions` why the appraisal takes off, `given` what a line of other
    spending gives to the estimate, both by line id.
    """
    rows = cursor.rows(_SQL, [scenario, scenario, scenario])
    lines = [_Line(*row) for row in rows]  # type: ignore[arg-type]  # the schema's types
    if not wanted.is_empty:
        kept = _selected(cursor, scenario, wanted)
        lines = [line for line in lines if line.line in kept]
    told = attribute(cursor, scenario)
    teller = _Teller(told, _own_steps(cursor, scenario, told), need, reductions, given)
    return [row for line in lines for row in teller.rows(line)]


def _selected(cursor: Cursor, scenario: str, wanted: LineFilter) -> set[str]:
    """The lines of either list that a filter takes, before or after."""
    found: set[str] = set()
    for listing in Listing:
        narrowed = LineFilter(**{**{name: getattr(wanted, name) for name in LineFilter.__dataclass_fields__}, "listing": listing.value})
        found.update(line for one in (BASE, scenario) for line in select_ids(cursor, narrowed, one))
    return found


def _own_steps(cursor: Cursor, scenario: str, told: Attribution) -> frozenset[int]:
    """The places of steps that a search made: what it brings to norm is a cut, unless it says otherwise."""
    made: set[str] = set()
    for one in read_chain(cursor, scenario):
        run = find_run(cursor, one)
        made.update(run.operations if run else ())
    return frozenset(at for at, step in enumerate(told.steps) if step.id in made)


class _Teller:
    """Makes the rows of each line."""

    def __init__(
        self, told: Attribution, found: frozenset[int], need: NeededTable, reductions: Mapping[str, str], given: Mapping[str, int]
    ) -> None:
        self._told, self._found, self._need = told, found, need
        self._reductions, self._given = reductions, given
        self._place = {line: at for at, line in enumerate(need.ids)}
        self._taken: dict[str, list[Taken]] = {}
        for one in told.taken:
            self._taken.setdefault(one.line, []).append(one)

    def rows(self, line: _Line) -> Iterator[CutRow]:
        taken = self._taken.get(line.line, [])
        reducing = [one for one in taken if self._reduces(one.step)]
        cutting = [one for one in taken if one.amount and not self._reduces(one.step)]
        putting = [one for one in taken if self._told.steps[one.step].kind in _LATE]
        reduced, cut = (sum(one.amount for one in part) for part in (reducing, cutting))
        late = line.after - line.paid if line.deferred else 0
        rest = line.before - reduced
        given = self._given.get(line.line, 0)
        if reduced:
            alone = not cut and not late
            reason = self._reductions.get(line.line) or self._reason(reducing)
            about = (Block.REDUCED, self._reason(reducing), line.before if alone else reduced, reduced, 0, 0, 0)
            yield self._row(line, *about, reason if alone else f"{reason} ({REST_BELOW})", APPRAISER)
        if cut:
            block = Block.CUT if cut > 0 else Block.MORE
            group, moved = self._reason(cutting), max(0, min(given, cut))
            # what is put off of the rest stands in its own row
            yield self._row(line, block, group, cut if late else rest, 0, cut, 0, moved, *self._why(line, group))
            given -= moved
        if late:
            group = self._reason(putting) if putting else ""
            yield self._row(line, Block.LATE, group, rest - cut, 0, 0, late, min(given, late), *self._why(line, group))

    def _row(
        self,
        line: _Line,
        block: Block,
        group: str,
        before: int,
        reduced: int,
        cut: int,
        deferred: int,
        moved: int,
        reason: str,
        decider: str,
    ) -> CutRow:
        names = (line.line, line.number, line.name, line.unit_name, line.source, line.listing)
        return CutRow(*names, block, group, line.allotted, line.spent, before, reduced, cut, deferred, moved, reason, decider)

    def _reduces(self, step: int) -> bool:
        by_norm = self._told.steps[step].kind is OperationKind.PRICE_TO_NORM and step not in self._found
        return by_norm or self._told.reasons[step].startswith(REDUCED)

    def _reason(self, parts: Sequence[Taken]) -> str:
        """The reason of the operation that took most, the first of equals."""
        best = max(parts, key=lambda one: (one.amount, -one.step))
        return self._told.reasons[best.step]

    def _why(self, line: _Line, group: str) -> tuple[str, str]:
        """Why this line, in one line, and who decides."""
        at = self._place.get(line.line)
        if at is None:
            return group, ""
        decider = self._need.decider[at] + (" (kiến nghị)" if self._need.proposal[at] else "")
        reason = self._need.band_reason[at] or f"{say_priority(int(self._need.priority[at]))}".capitalize()
        return reason or group, decider
