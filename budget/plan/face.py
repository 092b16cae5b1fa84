"""A plan that is open, as pages and commands see it: its facts, its parts, its journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.plan.allocation_part import Allocation
from budget.plan.catalogue import Catalogue
from budget.plan.checks_part import Checks
from budget.plan.cuts_part import Cuts
from budget.plan.eligibility_part import Eligibility
from budget.plan.exports_part import Exports
from budget.plan.funding_part import Funding
from budget.plan.imports_part import Imports
from budget.plan.journal_part import Journal
from budget.plan.lines_part import Lines
from budget.plan.listed_part import Listed
from budget.plan.necessity_part import Necessity
from budget.plan.notes_part import Notes
from budget.plan.police_part import Police
from budget.plan.rearranging_part import Rearranging
from budget.plan.returns_part import Returns
from budget.plan.rules_part import Rules
from budget.plan.scenarios_part import Scenarios
from budget.plan.schedule_part import Schedule
from budget.plan.shared import Shared, share_plan
from budget.plan.shortage_steps import shortage_steps
from budget.plan.tasks_part import Tasks
from budget.plan.transfers_part import Transfers
from budget.store.backup import Copy, back_up
from budget.store.records import Entry, Receipt
from budget.store.undo import Conflict, last_batch_of, last_undo_of
from budget.totals.cube import Totals
from budget.totals.reading import Figures, GroupedTotals, group_figures, group_totals


@dataclass(frozen=True)
class PlanInfo:
    """The facts of a plan: `sample` while any illustrative line or ceiling is inside; `seq` is the journal's head."""

    id: str
    name: str
    province: str
    programme: str
    budget_year: int
    sample: bool
    seq: int
    lines: int
    path: Path


class Plan:
    """One person's door to an open plan; cheap to make, one a page run."""

    def __init__(self, shared: Shared, actor: str) -> None:
        """Stand on what all doors share, write in the name of `actor`."""
        self.actor = actor
        self._shared = shared
        self.store = shared.store
        year = shared.budget_year
        self.lines = Lines(shared.store, actor, lambda: shared.catalogue().known(), year, shared.totals.of)
        self.rearrange = Rearranging(shared.store, actor, lambda: shared.catalogue().known())
        self.notes = Notes(shared.store, actor)
        self.scenarios = Scenarios(shared.store, actor)
        self.schedule = Schedule(shared.store, actor, shared.pots, year)
        self.funding = Funding(shared.store, actor, shared.totals.of, shared.pots, year)
        self.listed = Listed(shared.store, actor, year)
        self.allocation = Allocation(shared.store, actor)
        self.rules = Rules(shared.store, actor)
        self.eligibility = Eligibility(shared.store)
        self.journal = Journal(shared.store, actor)
        self.tasks = Tasks(shared.store, actor, year)
        self.imports = Imports(shared.store, actor, shared.catalogue, year)
        self.returns = Returns(shared.store, actor, shared.catalogue, shared.totals.of)
        self.police = Police(shared.store, actor)
        self.checks = Checks(shared.store, shared.totals.of, (shared.checked, shared.ahead), self.scenarios.refusals, actor)
        checks = (self.checks.standing, self.checks.run)
        self.cuts = Cuts(shared.store, actor, lambda: shared.catalogue().known(), self.lines.find_id, checks)
        self.transfers = Transfers(shared.store)
        self.necessity = Necessity(shared.store, actor, year, shared.needed, checks)
        cuts = self.cuts
        steps = partial(shortage_steps, cuts.current, cuts.ladder)
        self.exports = Exports(shared.store, self.checks.review, steps)

    @property
    def path(self) -> Path:
        """Where the plan file is."""
        return self.store.path

    @property
    def budget_year(self) -> int:
        """The plan's own budget year."""
        return self._shared.budget_year

    def info(self) -> PlanInfo:
        """The plan's facts as they stand."""
        facts = self._shared.facts()
        totals = self.totals()
        return PlanInfo(*facts, self._shared.has_sample(), totals.seq, totals.lines(), self.path)

    def head(self) -> int:
        """The journal's last seq: the revision of everything read now."""
        return self._shared.totals.of().seq

    def expect_edit(self) -> None:
        """Somebody is about to change something: what goes on beside the people stands still for a moment."""
        self._shared.people.act()

    def totals(self, scenario: str = BASE) -> Totals:
        """The totals of a scenario at the head."""
        return self._shared.totals.of(scenario)

    def group_totals(self, by: Sequence[str], scenario: str = BASE, wanted: LineFilter | None = None) -> GroupedTotals:
        """The totals of a scenario by any of GROUPINGS, read afresh from its resolved lines."""
        with self.store.read() as cursor:
            return group_totals(cursor, by, scenario, wanted)

    def group_figures(self, by: Sequence[str], scenario: str = BASE, wanted: LineFilter | None = None) -> dict[tuple[str, ...], Figures]:
        """Lines and sums (đồng; requested, appraised, working) of a filter at every level of `by`; () is the whole."""
        with self.store.read() as cursor:
            return group_figures(cursor, by, scenario, wanted)

    def catalogue(self) -> Catalogue:
        """What the plan's codes mean."""
        return self._shared.catalogue()

    def entries(self, limit: int = 200, before: int | None = None) -> list[Entry]:
        """The journal, newest first."""
        return self.store.entries(limit, before)

    def undo(self, seq: int, reason: str = "", operation_id: str | None = None) -> Receipt:
        """Take a batch back as a new batch; PlanError naming the later batch when one built on it."""
        return self.store.undo(seq, self.actor, reason, operation_id)

    def undo_conflicts(self, seq: int) -> list[Conflict]:
        """What stands in the way of taking a batch back."""
        return self.store.undo_conflicts(seq)

    def undo_last(self, operation_id: str | None = None) -> Receipt | None:
        """Take this person's newest batch back; None when there is none."""
        with self.store.read() as cursor:
            seq = last_batch_of(cursor, self.actor)
        return None if seq is None else self.undo(seq, operation_id=operation_id)

    def redo_last(self, operation_id: str | None = None) -> Receipt | None:
        """Take this person's newest undo back; None when the newest batch is not an undo."""
        with self.store.read() as cursor:
            seq = last_undo_of(cursor, self.actor)
        return None if seq is None else self.undo(seq, "Làm lại", operation_id)

    def back_up(self, target: Path) -> Copy:
        """A consistent copy of the plan file while it is in use."""
        return back_up(self.store.database, target)


def open_plan(path: Path | str, actor: str = "") -> Plan:
    """The plan at `path`, opened once per process; PlanError with a sentence when it cannot be opened."""
    return Plan(share_plan(Path(path)), actor or "chưa ghi tên")
