"""The terms in which screens and commands talk with a plan: filters and edits in, outcomes and comparisons out."""

from budget.checks.registry import REGISTRY, may_dismiss
from budget.funding.pots import PotSums
from budget.lines.editing import CellProblem, LineEdit
from budget.lines.fields import FIELDS
from budget.lines.paging import LinePage
from budget.lines.query import LineFilter
from budget.scenarios.bridge import BridgeStep
from budget.scenarios.compare import Compared, Comparison, label_difference
from budget.scenarios.compare_lines import column_of
from budget.scenarios.operations import Draft
from budget.scenarios.planning import Outcome, Skipped

__all__ = [
    "FIELDS",
    "REGISTRY",
    "BridgeStep",
    "CellProblem",
    "Compared",
    "Comparison",
    "Draft",
    "LineEdit",
    "LineFilter",
    "LinePage",
    "Outcome",
    "PotSums",
    "Skipped",
    "column_of",
    "label_difference",
    "may_dismiss",
]
