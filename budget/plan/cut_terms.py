"""The terms in which screens talk of cuts: settings in, searches to start and follow, points, lines and sentences out."""

from budget.cuts.between import Between, compare_answers
from budget.cuts.curve import Curve, CurvePoint
from budget.cuts.drawing import Drawn
from budget.cuts.line_order import LineOrder, Which, choose_lines
from budget.cuts.process.following import SearchState, Standing
from budget.cuts.process.inquiry import Inquiry
from budget.cuts.process.running import SLOT
from budget.cuts.process.solving_beside import Tell, solve_beside
from budget.cuts.process.wire import Found
from budget.cuts.proof_words import say_gap, say_proof
from budget.cuts.rule_changes import NO_CAP, say_rule_changes
from budget.cuts.settings import LADDER_BP, PRESETS_BP, STEPS_BP, CutSettings, Means, Mode, Pin, Quota, Scope, Target
from budget.cuts.telling import LineTold, say_score
from budget.model.states import Reduction


def make_ready() -> None:
    """Have a worker ready; a screen that may soon ask for a search says so."""
    SLOT.make_ready()


def reduced_by_kind(drawn: Drawn) -> dict[Reduction, int]:
    """What the appraisal takes off by kind (đồng), of the question's year when it has one."""
    year = drawn.settings.year
    return {kind: sum(one.taken for one in drawn.reduced if one.kind is kind and year in (None, one.year)) for kind in Reduction}


__all__ = [
    "LADDER_BP",
    "NO_CAP",
    "PRESETS_BP",
    "STEPS_BP",
    "Between",
    "Curve",
    "CurvePoint",
    "CutSettings",
    "Drawn",
    "Found",
    "Inquiry",
    "LineOrder",
    "LineTold",
    "Means",
    "Mode",
    "Pin",
    "Quota",
    "Scope",
    "SearchState",
    "Standing",
    "Target",
    "Tell",
    "Which",
    "choose_lines",
    "compare_answers",
    "make_ready",
    "reduced_by_kind",
    "say_gap",
    "say_proof",
    "say_rule_changes",
    "say_score",
    "solve_beside",
]
