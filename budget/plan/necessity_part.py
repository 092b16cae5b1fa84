"""plan.necessity: how needed each line is, by weights people set; points and bands by hand; what an appraisal takes off before any cut."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from budget.cuts.explaining import LineNeed, Part, explain_line, say_score
from budget.cuts.necessity.bands import BANDS, HandBand, read_hand_bands
from budget.cuts.necessity.judging import plan_banding, plan_score, plan_weights
from budget.cuts.necessity.listing import NeedList, NeedRow, Wanted, list_needs
from budget.cuts.necessity.needed import Needed, NeededTable, find_needed
from budget.cuts.necessity.ranking import Moves, Stability, Swing, compare_orders, find_stability, rank_lines
from budget.cuts.necessity.reductions import ReducedLine, add_up, draft_reductions, find_reductions
from budget.cuts.necessity.scoring import HandScore, Weights, default_weights, read_hand_scores, read_weights, what_is_read
from budget.lines.query import LineFilter, select_ids
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.model.states import Band, Criterion, Listing, Reduction
from budget.plan.needed_cache import NeededCache
from budget.scenarios.operations import Draft
from budget.scenarios.reading import find_scenario
from budget.store.database import Cursor
from budget.store.journal import last_seq
from budget.store.records import Batch, Change, Receipt
from budget.store.store import Store
from budget.tasks.standing import default_day

Answer = tuple[Receipt | None, list[Problem]]
Standing = Callable[[Cursor, str, int], list[Problem] | None]
Run = Callable[[str], list[Problem]]
USUAL_SHARE_BP = 1_000
"""The share of the whole that a cut is tried with while nobody says another: one tenth."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of a criterion (0-100) beside the one the program comes with, and what of the plan it reads."""

    criterion: Criterion
    weight: int
    usual: int
    reads: str


@dataclass(frozen=True, slots=True)
class LineName:
    """What a line is called and whose it is."""

    name: str
    unit_name: str


@dataclass(frozen=True)
class Reductions:
    """What an appraisal takes off the lines of a scenario: line by line, and by ground (lines, đồng sure, đồng proposed)."""

    lines: tuple[ReducedLine, ...]
    by_ground: Mapping[Reduction, tuple[int, int, int]]

    @property
    def certain(self) -> int:
        """What is sure, in đồng."""
        return sum(sure for _, sure, _ in self.by_ground.values())

    @property
    def proposed(self) -> int:
        """What is only proposed, in đồng."""
        return sum(proposed for _, _, proposed in self.by_ground.values())

    @property
    def count(self) -> int:
        """How many lines are reduced."""
        return sum(lines for lines, _, _ in self.by_ground.values())

    @property
    def held(self) -> int:
        """How many lines are locked or under contract, so that nothing is taken off them."""
        return sum(1 for item in self.lines if item.held)


class Necessity:
    """How needed the lines of an open plan are."""

    def __init__(self, store: Store, actor: str, budget_year: int, known: NeededCache, checks: tuple[Standing, Run]) -> None:
        """Stand on the store, write in the name of `actor`.

        `checks`: the problems of a scenario that stand where they are known already, and the same once all has been checked.
        """
        self._store = store
        self._actor = actor
        self._budget_year = budget_year
        self._known = known
        self._standing, self._run = checks

    def default_day(self) -> date:
        """Today in Vietnam, or the last day of the plan's budget year once that has passed."""
        return default_day(self._budget_year)

    def weights(self) -> list[Weight]:
        """The criteria with their weights, in the stated order."""
        with self._store.read() as cursor:
            held = read_weights(cursor)
        usual, reads = default_weights(), what_is_read()
        return [Weight(criterion, held[criterion], usual[criterion], reads[criterion]) for criterion in Criterion]

    def table(self, scenario: str = BASE, year: int | None = None, day: date | None = None, weights: Weights | None = None) -> NeededTable:
        """How needed the lines of a scenario are, both lists, in id order; `weights` are tried in the place of the plan's own."""
        found = self._view(scenario, year, day).table
        return found if weights is None else found.weighed(weights)

    def of_line(
        self, line: str, scenario: str = BASE, year: int | None = None, day: date | None = None, weights: Weights | None = None
    ) -> LineNeed | None:
        """One line explained, its rank among its list; None when it asks for nothing here."""
        needed = self._view(scenario, year, day)
        place = needed.ground.facts.places.get(line)
        if place is None:
            return None
        with self._store.read() as cursor:
            held = read_weights(cursor) if weights is None else dict(weights)
            scores, banded = read_hand_scores(cursor, line), read_hand_bands(cursor, line)
        table = needed.table.weighed(held)
        rank = int(rank_lines(table, table.listing[place]).rank[place])
        return explain_line(Needed(table, needed.ground, needed.readings), line, held, rank, scores, banded[0] if banded else None)

    def listed(
        self,
        wanted: Wanted,
        scenario: str = BASE,
        year: int | None = None,
        day: date | None = None,
        weights: Weights | None = None,
        limit: int | None = None,
    ) -> NeedList:
        """The first `limit` of the lines asked for in the order they would be cut in, locked ones last, with their sums."""
        return list_needs(self.table(scenario, year, day, weights), wanted, limit)

    def stability(
        self,
        scenario: str = BASE,
        year: int | None = None,
        day: date | None = None,
        listing: str = Listing.ESTIMATE,
        share_bp: int = USUAL_SHARE_BP,
        weights: Weights | None = None,
    ) -> Stability:
        """Which lines change sides of a cut of a share in plain order when one weight after the other moves by a fifth."""
        held = {item.criterion: item.weight for item in self.weights()} if weights is None else weights
        return find_stability(self.table(scenario, year, day, held), listing, held, share_bp)

    def hand_scores(self, line: str) -> list[HandScore]:
        """The points people gave a line."""
        with self._store.read() as cursor:
            return read_hand_scores(cursor, line)

    def hand_band(self, line: str) -> HandBand | None:
        """The band a person put a line into; None = nobody did."""
        with self._store.read() as cursor:
            held = read_hand_bands(cursor, line)
        return held[0] if held else None

    def names(self, lines: Sequence[str]) -> dict[str, LineName]:
        """What some lines are called."""
        sql = """SELECT l.id, l.name, COALESCE(p.unit_name, l.unit) FROM line l LEFT JOIN purse p ON p.unit = l.unit
                 WHERE l.id IN (SELECT unnest(?::TEXT[]))"""
        with self._store.read() as cursor:
            rows = cursor.rows(sql, [list(lines)])
        return {str(line): LineName(str(name), str(unit)) for line, name, unit in rows}

    def matching(self, wanted: LineFilter, scenario: str = BASE) -> frozenset[str]:
        """The ids of the lines a filter selects."""
        with self._store.read() as cursor:
            return frozenset(select_ids(cursor, wanted, find_scenario(cursor, scenario).id))

    def preview_weights(
        self,
        weights: Weights,
        scenario: str = BASE,
        year: int | None = None,
        day: date | None = None,
        listing: str = Listing.ESTIMATE,
        share_bp: int = USUAL_SHARE_BP,
    ) -> Moves:
        """Which ranks other weights would move, and which lines would change sides of a cut of a share in plain order."""
        table = self.table(scenario, year, day)
        return compare_orders(table, table.weighed(weights), listing, share_bp)

    def set_weights(self, weights: Weights, reason: str) -> Answer:
        """Give criteria these weights (0-100) as one batch with a reason; (None, []) = nothing differs."""
        with self._store.database.lock:
            with self._store.read() as cursor:
                held = read_weights(cursor)
                moved = {criterion: weight for criterion, weight in weights.items() if held[criterion] != weight}
                left = {**held, **moved}
                changes, problems = plan_weights(cursor, moved, reason)
            if not problems and not any(left.values()):
                fix = "Để ít nhất một tiêu chí có trọng số lớn hơn 0."
                problems = [Problem("weights_empty", "Mọi trọng số đều bằng 0 nên không xếp được thứ tự.", fix)]
            return self._commit("set_weights", reason, changes, problems)

    def score(self, line: str, criterion: Criterion, points: int | None, reason: str) -> Answer:
        """Give a line points (0-100) by hand for a criterion, which outrank the computed ones; None takes them back."""
        with self._store.database.lock:
            with self._store.read() as cursor:
                changes, problems = plan_score(cursor, line, criterion, points, reason, self._actor)
            return self._commit("unscore_line" if points is None else "score_line", reason, changes, problems)

    def band(self, line: str, band: Band | None, reason: str) -> Answer:
        """Put a line into a band by hand, which outranks the computed one; None leaves it to the program again."""
        with self._store.database.lock:
            with self._store.read() as cursor:
                changes, problems = plan_banding(cursor, line, band, reason, self._actor)
            return self._commit("unband_line" if band is None else "band_line", reason, changes, problems)

    def reductions(self, scenario: str = BASE, year: int | None = None) -> Reductions:
        """What is to be taken off before any cut, of lines with money in a year (None = all); all lines are checked first."""
        with self._store.read() as cursor:
            chosen = find_scenario(cursor, scenario).id
        problems = self._run(chosen)
        only = None if year is None else self.matching(LineFilter(listing=None, years=(year,)), chosen)
        with self._store.read() as cursor:
            found = tuple(find_reductions(cursor, chosen, problems, only))
        return Reductions(found, add_up(found))

    @staticmethod
    def drafts(reductions: Iterable[ReducedLine]) -> list[Draft]:
        """The scenario operations that do some reductions."""
        return draft_reductions(reductions)

    def _view(self, scenario: str, year: int | None, day: date | None) -> Needed:
        with self._store.read() as cursor:
            chosen, seq, seen = find_scenario(cursor, scenario).id, last_seq(cursor), day or self.default_day()
            return self._known.read(
                (chosen, year, seen),
                seq,
                lambda: find_needed(cursor, chosen, year, seen, found=self._standing(cursor, chosen, seq)),
            )

    def _commit(self, action: str, reason: str, changes: list[Change], problems: list[Problem]) -> Answer:
        if problems or not changes:
            return None, problems
        return self._store.commit(Batch(self._actor, action, reason.strip(), changes)), []


__all__ = [
    "BANDS",
    "USUAL_SHARE_BP",
    "Draft",
    "HandBand",
    "HandScore",
    "LineName",
    "LineNeed",
    "Moves",
    "Necessity",
    "NeedList",
    "NeedRow",
    "NeededTable",
    "Part",
    "ReducedLine",
    "Reductions",
    "Stability",
    "Swing",
    "Wanted",
    "Weight",
    "say_score",
]
