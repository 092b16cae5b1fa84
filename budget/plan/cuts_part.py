"""plan.cuts: the least harmful cut that keeps the rules: drawn, solved here or elsewhere, told, saved as a scenario, solved again.

`draw` gives the question with its `instance`; whoever solves it (here, or a worker with its arrays) hands the answer to `preview`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from budget.allocation.saving import Later
from budget.cuts.answer import Answer, ContradictionError, broken_lines, broken_rows
from budget.cuts.asked import read_settings
from budget.cuts.beside import ByHand, weigh_by_hand
from budget.cuts.by_level import solve_by_level
from budget.cuts.drawing import Drawn, draw
from budget.cuts.exchanging import KeepPrice, Swap, nearest_swap, price_of_other
from budget.cuts.finding import Progress, find_points
from budget.cuts.finding import find as find_here
from budget.cuts.instance import Instance
from budget.cuts.ladder import climb
from budget.cuts.narrowing import with_target
from budget.cuts.outcome import By
from budget.cuts.resolving import LineChange, compare_run
from budget.cuts.saving import SAVE, Run, find_run, later_than, new_batch, prove, replacing_batch
from budget.cuts.settings import LADDER_BP, PRESETS_BP, CutSettings, Mode, Quota, Target
from budget.cuts.telling import LineTold
from budget.cuts.transfers.drawing import RoomDrawn, draw_room
from budget.cuts.transfers.rows import as_one
from budget.cuts.transfers.saving import add_transfers
from budget.lines.editing import Known
from budget.model.ids import BASE
from budget.model.problem import Problem, refuse
from budget.model.states import ScenarioState
from budget.moments import say_moment
from budget.plan.change_words import action_label
from budget.plan.cut_preview import CutPreview, SavedCut, SolvedAgain, Step
from budget.plan.room_preview import RoomPreview
from budget.scenarios.creating import check_name
from budget.scenarios.parsing import Surroundings
from budget.scenarios.reading import Scenario, find_scenario, read_scenarios
from budget.store.database import Cursor
from budget.store.journal import VIETNAM, head
from budget.store.records import Batch, Receipt
from budget.store.store import Store

Find = Callable[[Instance], Answer]
"""Solves a question somewhere else."""
Standing = Callable[[Cursor, str, int], list[Problem] | None]
Check = Callable[[str], list[Problem]]
if TYPE_CHECKING:
    from budget.cuts.search.frontier import Point

GAP, SECONDS, FRONTIER_SECONDS = 1e-6, 60.0, 120.0


class Cuts:
    """The searches for cuts of an open plan."""

    def __init__(
        self, store: Store, actor: str, known: Callable[[], Known], find_line: Callable[[str], str], checks: tuple[Standing, Check]
    ) -> None:
        """Stand on the store, write in the name of `actor`.

        `known`, `find_line`: what words may refer to; `checks`: the problems of a scenario that stand where they are known already,
        and the same once all has been checked.
        """
        self._store = store
        self._actor = actor
        self._known, self._find_line = known, find_line
        self._standing, self._check = checks

    def read_settings(self, texts: Mapping[str, object]) -> tuple[CutSettings | None, list[Problem]]:
        """Settings from words (docs/cli.md lists them), or everything that is wrong with them."""
        return read_settings(texts, Surroundings(self._known(), self._find_line))

    def draw(self, settings: CutSettings, day: date, scenario: str = BASE) -> Drawn:
        """The question as seen on `day`; `instance` is what a solver reads, `problems` what of the settings cannot be."""
        with self._store.read() as cursor:
            chosen = find_scenario(cursor, scenario).id
        found = self._check(chosen) if settings.reductions else None
        with self._store.read() as cursor:
            known = self._standing(cursor, chosen, head(cursor)[0]) if found is None else found
            asked = draw_room if settings.mode is Mode.MAKE_ROOM else draw
            return asked(cursor, chosen, settings, day, known)

    def is_behind(self, drawn: Drawn) -> bool:
        """Whether anything was written since a question was drawn that may matter to it; to room that is made, everything may."""
        with self._store.read() as cursor:
            if isinstance(drawn, RoomDrawn):
                return head(cursor)[0] != drawn.seq
            return bool(later_than(cursor, drawn.seq, drawn.scenario))

    def solve(self, drawn: Drawn, gap: float = GAP, time_limit: float = SECONDS, progress: Progress | None = None) -> Answer:
        """The answer with the least harm, found in this process.

        StoppedError when `progress` answers no; PlanError when what was pinned contradicts itself.
        """

        def answer(instance: Instance) -> Answer:
            return find_here(instance, gap, time_limit, progress)

        try:
            return solve_by_level(drawn.instance, drawn.need.level, answer) if drawn.settings.strict else answer(drawn.instance)
        except ContradictionError:
            fix = "Bỏ bớt ghim hoặc nhóm cắt cùng nhau rồi tìm lại."
            raise refuse("cut_contradiction", "Các khoản đã ghim trái nhau hoặc trái với khoản không được cắt.", fix) from None

    def preview(self, drawn: Drawn, answer: Answer) -> CutPreview:
        """What an answer means, wherever it was found."""
        with self._store.read() as cursor:
            kind = RoomPreview if isinstance(drawn, RoomDrawn) else CutPreview
            return kind(find_scenario(cursor, drawn.scenario), drawn, answer)

    def save(self, preview: CutPreview, name: str, reason: str) -> tuple[Scenario | None, list[Problem]]:
        """A new scenario that does what the preview says, with the run it came from, as one batch; or what stands in the way."""
        cleaned = " ".join(name.split())
        with self._store.database.lock:
            with self._store.read() as cursor:
                problems = [*check_name(cleaned, read_scenarios(cursor)), *self._refusals(cursor, preview, reason)]
                if problems:
                    return None, problems
                batch, scenario = new_batch(cursor, preview.outcome, cleaned, reason.strip(), self._actor, _now())
                batch = _with_transfers(cursor, batch, scenario, preview)
            self._prove(preview, batch, scenario, alone=True)
            self._store.commit(batch)
            with self._store.read() as cursor:
                return find_scenario(cursor, scenario), []

    def save_into(self, preview: CutPreview, scenario: str, reason: str) -> tuple[Receipt | None, list[Problem]]:
        """Put a preview in the place of the run that a scenario came from, as one batch; what people did there by hand stays."""
        with self._store.database.lock:
            with self._store.read() as cursor:
                known = find_scenario(cursor, scenario)
                run = find_run(cursor, known.id)
                problems = [*_fits_into(preview, known, run), *self._refusals(cursor, preview, reason)]
                if problems or run is None:
                    return None, problems
                batch = replacing_batch(cursor, preview.outcome, run, reason.strip(), self._actor, _now())
                batch = _with_transfers(cursor, batch, known.id, preview)
                sql = "SELECT count(*) FROM operation WHERE scenario = ? AND id NOT IN (SELECT unnest(?::TEXT[]))"
                others = int(str(cursor.rows(sql, [known.id, list(run.operations)])[0][0]))
            self._prove(preview, batch, known.id, alone=not others)
            return self._store.commit(batch), []

    def current(self, scenario: str) -> SavedCut | None:
        """The run a scenario came from, held against today's plan; None when it came from none."""
        with self._store.read() as cursor:
            return _read_saved(cursor, scenario)

    def solve_again(self, scenario: str, day: date, find: Callable[[Drawn], Answer] | None = None) -> SolvedAgain | None:
        """The same settings on today's plan, answered by `find`, else here: the new answer, what changed and why; None without a run.

        Nothing is written until `save_into`.
        """
        saved = self.current(scenario)
        if saved is None:
            return None
        drawn = self.draw(saved.run.settings, day, saved.parent)
        preview = self.preview(drawn, (find or self.solve)(drawn))
        with self._store.read() as cursor:
            return SolvedAgain(saved, preview, compare_run(cursor, saved.run, preview.outcome))

    def keep_price(
        self, preview: CutPreview, line: str, gap: float = GAP, time_limit: float = SECONDS, find: Find | None = None
    ) -> KeepPrice | None:
        """What keeping a cut line (or cutting a kept one) costs, solved anew by `find`, else here; None for a line that may not be cut."""
        place, here = _place(preview, line), partial(find_here, gap=gap, time_limit=time_limit)
        return None if place is None else price_of_other(preview.outcome, place, find or here)

    def swap(self, preview: CutPreview, line: str) -> Swap | None:
        """The nearest exchange for a cut line; None when no single line can stand in for it."""
        place = _place(preview, line)
        return None if place is None else nearest_swap(preview.outcome, place)

    def by_hand(self, drawn: Drawn, scenario: str) -> ByHand:
        """A cut that somebody made by hand in a scenario, weighed as the question weighs: a point beside the frontier."""
        with self._store.read() as cursor:
            return weigh_by_hand(cursor, drawn, find_scenario(cursor, scenario).id)

    def frontier(
        self, drawn: Drawn, points: int = 25, gap: float = GAP, time_limit: float = FRONTIER_SECONDS, progress: Progress | None = None
    ) -> Iterator["Point"]:
        """Harm against saving by rising saving, each point as soon as it is there; the question needs a target of its own.

        Each tells beside it what the same share off every line would do. StoppedError when `progress` answers no.
        """
        instance = as_one(drawn.instance) if isinstance(drawn, RoomDrawn) else drawn.instance
        return find_points(instance, points, gap, time_limit, progress)

    def at_point(self, drawn: Drawn, point: "Point") -> CutPreview:
        """A point of the frontier as an answer that can be told and saved; its settings ask for the point's own saving."""
        targets = (replace(drawn.settings.targets[0], quota=Quota(amount=point.target)), *drawn.settings.targets[1:])
        asked = replace(drawn, settings=replace(drawn.settings, targets=targets), instance=with_target(drawn.instance, point.target))
        status = "optimal" if point.gap <= GAP else "feasible"
        return self.preview(asked, Answer(point.chosen, point.harm, point.bound, status, (0.0,) * len(drawn.instance.rows)))

    def between(self, drawn: Drawn, first: "Point", second: "Point") -> tuple[list[LineTold], list[LineTold]]:
        """The lines that the second of two points cuts and the first does not, and those the first cuts and the second does not."""
        one, two = self.at_point(drawn, first), self.at_point(drawn, second)
        lines_in = sorted(set(two.outcome.touched.tolist()) - set(one.outcome.touched.tolist()))
        lines_out = sorted(set(one.outcome.touched.tolist()) - set(two.outcome.touched.tolist()))
        return two.telling.lines(lines_in), one.telling.lines(lines_out)

    def ladder(
        self,
        settings: CutSettings,
        day: date,
        shares: Sequence[int] = LADDER_BP,
        scenario: str = BASE,
        gap: float = GAP,
        time_limit: float = SECONDS,
        progress: Progress | None = None,
        find: Find | None = None,
    ) -> list[Step]:
        """The contingency ladder: nested answers for money falling short by each share (bp), the smallest first.

        Of the estimate, whatever the mode; the settings' own targets give way to the shares of the whole, every other rule stays. Solved
        by `find`, else here.
        """
        asked = replace(settings, mode=Mode.TRIM, targets=(Target(Quota(share_bp=max(shares))),), strict=False)
        drawn, steps = self.draw(asked, day, scenario), []
        for rung in climb(drawn, shares, find or partial(find_here, gap=gap, time_limit=time_limit, progress=progress)):
            preview = self.preview(_aiming(drawn, rung.share_bp), rung.answer)
            steps.append(Step(rung.share_bp, rung.short, preview, tuple(preview.telling.lines(rung.released.tolist()))))
        return steps

    def _refusals(self, cursor: Cursor, preview: CutPreview, reason: str) -> list[Problem]:
        drawn, answer = preview.drawn, preview.answer
        problems = [] if reason.strip() else [Problem("reason_missing", "Chưa ghi lý do cắt giảm.", "Ghi ngắn gọn vì sao rồi lưu lại.")]
        if not len(preview.outcome.touched) and not drawn.reduced:
            problems.append(Problem("nothing_cut", "Không có khoản nào bị cắt nên không có gì để lưu.", "Đặt mục tiêu lớn hơn."))
        eased = {one.row for one in answer.relaxed}
        broken = broken_lines(drawn.instance, answer.chosen)
        rows = [row for row, _ in broken_rows(drawn.instance, answer.chosen) if row not in eased]
        if broken or (rows and answer.status in ("optimal", "feasible", "relaxed")):
            fix = "Tìm lại; nếu vẫn vậy thì báo người quản lý chương trình."
            problems.append(Problem("cut_breaks_rules", "Phương án cắt vi phạm ràng buộc nên không lưu.", fix))
        return [*problems, *(_moved(later) for later in later_than(cursor, drawn.seq, drawn.scenario)[:1])]

    def _prove(self, preview: CutPreview, batch: Batch, scenario: str, *, alone: bool) -> None:
        with self._store.database.trial() as cursor:
            prove(cursor, preview.outcome, batch, scenario, alone=alone)


def _aiming(drawn: Drawn, share_bp: int) -> Drawn:
    """The same question with another share of the whole as its target."""
    targets = (Target(Quota(share_bp=share_bp)),)
    limit = targets[0].quota.of(int(drawn.here.held.sum()))
    return replace(drawn, settings=replace(drawn.settings, targets=targets), instance=with_target(drawn.instance, limit))


def _with_transfers(cursor: Cursor, batch: Batch, scenario: str, preview: CutPreview) -> Batch:
    """The same batch; of a question of making room with its transfers."""
    return add_transfers(cursor, batch, scenario, preview.room, preview.moved) if isinstance(preview, RoomPreview) else batch


def _read_saved(cursor: Cursor, scenario: str) -> SavedCut | None:
    known = find_scenario(cursor, scenario)
    run = find_run(cursor, known.id)
    if run is None:
        return None
    parent = known.parent or BASE
    return SavedCut(known, parent, run, tuple(later_than(cursor, run.seen_seq, parent)))


def _fits_into(preview: CutPreview, scenario: Scenario, run: Run | None) -> list[Problem]:
    if run is None:
        fix = "Lưu thành phương án mới."
        return [Problem("not_of_a_run", f"“{scenario.name}” không phải phương án lập từ lần tìm cắt giảm nên không thay được.", fix)]
    if (scenario.parent or BASE) != preview.drawn.scenario:
        return [Problem("other_parent", f"“{scenario.name}” lập từ một phương án khác.", "Tìm lại trên đúng phương án đó, hoặc lưu mới.")]
    if scenario.state == ScenarioState.PROMOTED:
        fix = "Lưu thành phương án mới, hoặc hoàn tác lần đưa vào gốc."
        return [Problem("scenario_promoted", "Phương án này đã được đưa vào dự toán gốc nên không đổi được nữa.", fix)]
    return []


def _moved(later: Later) -> Problem:
    who = f"{later.actor} “{action_label(later.action)}” lúc {say_moment(later.moment)}"
    return Problem("plan_moved", f"Bộ dự toán đã thay đổi sau khi tìm: {who}, nên chưa lưu.", "Tìm lại trên số liệu mới rồi lưu.")


def _place(preview: CutPreview, line: str) -> int | None:
    ids = preview.drawn.figures.ids
    return ids.index(line) if line in ids else None


def _now() -> str:
    return datetime.now(VIETNAM).isoformat(timespec="seconds")


__all__ = [
    "LADDER_BP",
    "PRESETS_BP",
    "SAVE",
    "By",
    "CutPreview",
    "CutSettings",
    "Cuts",
    "LineChange",
    "LineTold",
    "Progress",
    "SavedCut",
    "SolvedAgain",
    "Step",
]
