"""The terms in which screens and commands talk with a plan: filters and edits in, outcomes and comparisons out."""

from budget.checks.registry import REGISTRY
from budget.funding.pots import PotSums
from budget.lines.editing import CellProblem, LineEdit
from budget.lines.entitlement import describe_room, room_left
from budget.lines.fields import FIELDS
from budget.lines.many import MOVABLE, ManyPlanned
from budget.lines.paging import LinePage
from budget.lines.query import LineFilter
from budget.lines.splitting import SPLIT_BY, PlannedSplit, SplitBy, SplitPart, working_layer
from budget.scenarios.bridge import BridgeStep
from budget.scenarios.compare import Compared, Comparison, label_difference
from budget.scenarios.compare_lines import column_of
from budget.scenarios.operations import Draft
from budget.scenarios.planning import Outcome, Skipped

__all__ = [
    "FIELDS",
    "MOVABLE",
    "REGISTRY",
    "SPLIT_BY",
    "BridgeStep",
    "CellProblem",
    "Compared",
    "Comparison",
    "Draft",
    "LineEdit",
    "LineFilter",
    "LinePage",
    "ManyPlanned",
    "Outcome",
    "PlannedSplit",
    "PotSums",
    "Skipped",
    "SplitBy",
    "SplitPart",
    "column_of",
    "describe_room",
    "label_difference",
    "room_left",
    "working_layer",
]
