"""plan.exports: the tables for approval, the lines for other programs, the template to fill in."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from budget.cuts.necessity.needed import read_needed
from budget.exports.comparison import read_side_by_side
from budget.exports.cut_annex import CutAnnex, Step, read_cut_annex
from budget.exports.delimited import write_csv
from budget.exports.files import Exported
from budget.exports.options import Office, PrintOptions
from budget.exports.progress import read_progress
from budget.exports.reading import Snapshot, read_snapshot
from budget.exports.selection import describe_selection
from budget.exports.template import write_template
from budget.exports.workbook import Content, Progress, write_workbook
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.money import MoneyUnit
from budget.plan.check_cache import Review
from budget.scenarios.moved import read_moved
from budget.scenarios.reading import find_scenario
from budget.store.database import Cursor
from budget.store.journal import head
from budget.store.store import Store
from budget.tasks.standing import default_day
from budget.words import Even, Thousand, ZeroTen


class Exports:
    """What can be taken away from an open plan; every file shows one journal seq."""

    def __init__(
        self, store: Store, check: Callable[[str], Review], steps: Callable[[str, date], Sequence[Step]] = lambda _scenario, _day: ()
    ) -> None:
        """Stand on the store; `check` gives the problems of a scenario by id, those that stand and those set aside.

        `steps`: what a shortage of money releases in a scenario as seen on a day.
        """
        self._store = store
        self._check = check
        self._steps = steps

    def workbook(
        self,
        out: Path,
        scenario: str = BASE,
        *,
        compare: Sequence[str] = (),
        where: LineFilter | None = None,
        unit: MoneyUnit = MoneyUnit.DONG,
        total_first: bool = True,
        thousand: Thousand = "nghìn",
        zero_ten: ZeroTen = "linh",
        even: Even = "auto",
        group_comma: bool = False,
        office: Office | None = None,
        problems: Sequence[Problem] | None = None,
        progress: Progress | None = None,
        day: date | None = None,
    ) -> Exported:
        """The tables for approval of a scenario (id, name or PAn) as one XLSX at `out`; its `amount` is the sum of the lines, in đồng.

        `compare` names scenarios to set beside it (base first); a scenario other than the base is always set against the base.
        `where` restricts the lines; `problems` fill the annex of checks (None = checked now, at the same
        seq); `progress` is told (share 0-1, what); `day` is the one tasks are judged on (None = as `plan.tasks.default_day`).
        PlanError when the scenario is unknown, the plan too large for a workbook, or the place cannot be written.
        """
        started = time.monotonic()
        wanted = where or LineFilter()
        if progress is not None:
            progress(0.0, "Đang đọc số liệu")
        if problems is None:
            # the slow first run is done before anyone is kept waiting; the run under the lock then finds it kept
            with self._store.read() as cursor:
                chosen = find_scenario(cursor, scenario).id
            self._check(chosen)
        judged_on = day or default_day(self._budget_year())
        if progress is not None:
            progress(0.01, "Đang tính các bước cắt khi thiếu nguồn")
        steps = self._ladder(scenario, judged_on)
        # under the writer's lock the snapshot, the comparison and the checks all see one journal seq
        with self._store.database.lock, self._store.read() as cursor:
            chosen = find_scenario(cursor, scenario).id
            snapshot = read_snapshot(cursor, chosen, wanted)
            asked = [BASE, chosen, *compare] if compare or chosen != BASE else []
            tasks = read_progress(cursor, snapshot, judged_on)
            side = read_side_by_side(cursor, asked, wanted) if asked else None
            review = self._check(chosen) if problems is None else Review(tuple(problems), (), snapshot.seq)
            cuts = self._cuts(cursor, snapshot, wanted, judged_on, steps)
        content = Content(side, review.problems, review.dismissed, describe_selection(wanted, snapshot), tasks, cuts)
        options = PrintOptions(unit, total_first, thousand, zero_ten, even, group_comma, office)
        written = write_workbook(snapshot, out, content, options, progress)
        return Exported(written.file, written.bytes, written.sha256, written.amount, time.monotonic() - started, written.seq)

    def _budget_year(self) -> int:
        with self._store.read() as cursor:
            return int(str(cursor.rows("SELECT budget_year FROM plan")[0][0]))

    def _ladder(self, scenario: str, day: date) -> tuple[int, Sequence[Step]]:
        """What a shortage releases in a scenario that cuts the estimate, at the journal seq it was worked out."""
        with self._store.read() as cursor:
            chosen, seq = find_scenario(cursor, scenario).id, head(cursor)[0]
            moved = read_moved(cursor, chosen)
        return seq, self._steps(chosen, day) if chosen != BASE and (moved.cut or moved.deferred) else ()

    def _cuts(
        self, cursor: Cursor, snapshot: Snapshot, wanted: LineFilter, day: date, ladder: tuple[int, Sequence[Step]]
    ) -> CutAnnex | None:
        """What PL VII is made of; None for the base and for a scenario that cuts nothing."""
        scenario = snapshot.scenario
        if scenario.id == BASE:
            return None
        found = self._check(BASE).problems
        need = read_needed(cursor, BASE, None, day, found=found)
        # somebody wrote in between: then the steps are of figures that are no more
        steps = ladder[1] if ladder[0] == snapshot.seq else self._ladder(scenario.id, day)[1]
        return read_cut_annex(cursor, scenario, wanted, need, found, steps)

    def csv(self, out: Path, scenario: str = BASE, where: LineFilter | None = None) -> Exported:
        """The lines of a scenario as CSV (UTF-8 with BOM, semicolons, decimal commas, amounts in whole đồng)."""
        with self._store.read() as cursor:
            snapshot = read_snapshot(cursor, find_scenario(cursor, scenario).id, where or LineFilter())
        return write_csv(snapshot, out)

    def template(self, out: Path) -> Exported:
        """An empty workbook with the fixed headings that `plan.imports` reads, and this plan's codes to choose from."""
        with self._store.read() as cursor:
            return write_template(cursor, out)
