"""How needed each line is: score, band, level, lock and who decides, as columns in id order; the one thing searches for cuts read.

Law: weights decide only inside a level, so a line of a later band never costs less harm than one of an earlier band.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from budget.cuts.instance import Flags, Ints
from budget.cuts.marks import all_phrases
from budget.cuts.necessity.bands import find_bands, levels_of, read_hand_bands
from budget.cuts.necessity.criteria import Ground, Reading, read_criteria
from budget.cuts.necessity.deciders import read_deciders
from budget.cuts.necessity.duties import read_duties
from budget.cuts.necessity.evidence import find_evidence, weigh_evidence
from budget.cuts.necessity.line_facts import read_line_facts
from budget.cuts.necessity.protection import find_protected
from budget.cuts.necessity.scoring import Weights, lay_points, read_hand_scores, read_weights, score_lines, weigh
from budget.model.problem import Problem
from budget.model.states import Criterion
from budget.store.database import Cursor


@dataclass(frozen=True)
class NeededTable:
    """The living lines with an amount (đồng), in id order; each column holds one value a line.

    `score`: weighted average of the known criteria in hundredths (0-10000), `known` how many of them were known; `band`: place in
    tuple(Band) with its reason; `level` 0-9 (0 is cut first); `weight`: the harm of taking x đồng is (x * weight + 50) // 100;
    `lock_reason` "" = may be cut; `decider` who may decide a cut, `proposal` where the province only proposes it; `disbursable_bp` -1 =
    unknown. `points` and `by_hand` are by [line, criterion in the order of Criterion], points -1 = unknown; `banded` = band given by hand.
    """

    ids: tuple[str, ...]
    number: Ints
    amount: Ints
    priority: Ints
    unit: tuple[str, ...]
    source: tuple[str, ...]
    nature: tuple[str, ...]
    score: Ints
    known: Ints
    band: Ints
    band_reason: tuple[str, ...]
    level: Ints
    weight: Ints
    lock_reason: tuple[str, ...]
    decider: tuple[str, ...]
    proposal: Flags
    disbursable_bp: Ints
    listing: tuple[str, ...]
    points: Ints
    by_hand: Flags
    banded: Flags

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self.ids)

    @property
    def locked(self) -> Flags:
        """The lines that may not be cut."""
        found: Flags = np.array([bool(reason) for reason in self.lock_reason], np.bool_)
        return found

    def weighed(self, weights: Weights) -> "NeededTable":
        """The same lines by other weights; bands, levels and locks do not hang on them."""
        score, known = score_lines(self.points, weights)
        return replace(self, score=score, known=known, weight=weigh(self.level, score))


@dataclass(frozen=True)
class Needed:
    """The table with what can say of a line why: the ground it was read from and the reading of each criterion."""

    table: NeededTable
    ground: Ground
    readings: Mapping[Criterion, Reading]


def read_needed(
    cursor: Cursor, scenario: str, year: int | None, day: date, weights: Weights | None = None, found: Iterable[Problem] | None = None
) -> NeededTable:
    """How needed the lines of a scenario are as seen on `day`: those whose own year is `year` (None = all), of both lists.

    `weights` stand in for the plan's own. `found`: what the checks of the scenario found and nobody set aside, where that is known
    already; else the few checks that bear on it are run.
    """
    return find_needed(cursor, scenario, year, day, weights, found).table


def find_needed(
    cursor: Cursor, scenario: str, year: int | None, day: date, weights: Weights | None = None, found: Iterable[Problem] | None = None
) -> Needed:
    """The same with what is needed to explain a line."""
    facts = read_line_facts(cursor, scenario, year, all_phrases())
    evidence = weigh_evidence(find_evidence(cursor, scenario) if found is None else found)
    ground = Ground(facts, read_duties(cursor, day), evidence, day)
    readings = read_criteria(ground)
    points = lay_points(facts, readings, read_hand_scores(cursor))
    score, known = score_lines(points.points, read_weights(cursor) if weights is None else weights)
    banded = find_bands(ground, read_hand_bands(cursor))
    level = levels_of(banded, facts.whole["priority"])
    deciders = read_deciders(cursor, facts)
    table = NeededTable(
        ids=facts.ids,
        number=facts.whole["number"],
        amount=facts.whole["amount"],
        priority=facts.whole["priority"],
        unit=facts.text["unit"].each(),
        source=facts.text["source"].each(),
        nature=facts.text["nature"].each(),
        score=score,
        known=known,
        band=banded.band,
        band_reason=banded.reason,
        level=level,
        weight=weigh(level, score),
        lock_reason=find_protected(ground, banded),
        decider=deciders.names,
        proposal=deciders.proposal,
        disbursable_bp=ground.chance_bp,
        listing=facts.text["listing"].each(),
        points=points.points,
        by_hand=points.by_hand,
        banded=banded.by_hand,
    )
    return Needed(table, ground, readings)
