"""The terms in which screens and commands talk with a plan: filters and edits in, outcomes and comparisons out."""

from budget.checks.registry import REGISTRY, may_dismiss
from budget.funding.pots import PotSums
from budget.imports.account import ImportPreview, SheetAccount, difference_of, stands_in_the_way, total_account, why_asked
from budget.imports.decisions import Decisions
from budget.imports.labels import ENCODING, MEANING, ROW_KIND
from budget.imports.landing import RowProblem
from budget.imports.notes import describe_notes
from budget.imports.questions import Question
from budget.imports.taking_in import column_key, column_letter
from budget.imports.understanding import ColumnUse, Meaning, ReadRow, RowKind, SheetReading, TotalCheck
from budget.imports.uploads import UploadKind
from budget.lines.editing import CellProblem, LineEdit
from budget.lines.entitlement import describe_room, room_left
from budget.lines.fields import FIELDS
from budget.lines.many import MOVABLE, ManyPlanned
from budget.lines.ordering import SORTABLE, Order
from budget.lines.paging import LinePage
from budget.lines.query import LineFilter
from budget.lines.splitting import SPLIT_BY, PlannedSplit, SplitBy, SplitPart, working_layer
from budget.lines.understanding import Overtaken, Understood
from budget.police.appraisal import PlannedAppraisal
from budget.police.dossiers import Dossier, count_blocked
from budget.police.request import PoliceLine, PoliceRequest, Reconciliation, RouteSums
from budget.police.standing import STANDING, Standing
from budget.scenarios.bridge import BridgeStep
from budget.scenarios.compare import Compared, Comparison, label_difference
from budget.scenarios.compare_lines import column_of
from budget.scenarios.operations import Draft
from budget.scenarios.planning import Outcome, Skipped

__all__ = [
    "ENCODING",
    "FIELDS",
    "MEANING",
    "MOVABLE",
    "REGISTRY",
    "ROW_KIND",
    "SORTABLE",
    "SPLIT_BY",
    "STANDING",
    "BridgeStep",
    "CellProblem",
    "ColumnUse",
    "Compared",
    "Comparison",
    "Decisions",
    "Dossier",
    "Draft",
    "ImportPreview",
    "LineEdit",
    "LineFilter",
    "LinePage",
    "ManyPlanned",
    "Meaning",
    "Order",
    "Outcome",
    "Overtaken",
    "PlannedAppraisal",
    "PlannedSplit",
    "PoliceLine",
    "PoliceRequest",
    "PotSums",
    "Question",
    "ReadRow",
    "Reconciliation",
    "RouteSums",
    "RowKind",
    "RowProblem",
    "SheetAccount",
    "SheetReading",
    "Skipped",
    "SplitBy",
    "SplitPart",
    "Standing",
    "TotalCheck",
    "Understood",
    "UploadKind",
    "column_key",
    "column_letter",
    "column_of",
    "count_blocked",
    "describe_notes",
    "describe_room",
    "difference_of",
    "label_difference",
    "may_dismiss",
    "room_left",
    "stands_in_the_way",
    "total_account",
    "why_asked",
    "working_layer",
]
