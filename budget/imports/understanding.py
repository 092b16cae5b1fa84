"""What a sheet was understood to say: its table, the meaning of its columns, the kind of every row, and an account that adds up."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from budget.imports.sheet import Encoding
from budget.model.problem import Problem
from budget.money import MoneyUnit


class Meaning(StrEnum):
    """What a column holds.

    SOURCE is a column that names a source; SOURCE_AMOUNT one whose heading is a source and whose cells are money.
    """

    NUMBERING = "numbering"
    NAME = "name"
    MEASURE = "measure"
    QUANTITY = "quantity"
    UNIT_PRICE = "unit_price"
    TIMES = "times"
    AMOUNT = "amount"
    FINANCE_QUANTITY = "finance_quantity"
    FINANCE_UNIT_PRICE = "finance_unit_price"
    FINANCE_AMOUNT = "finance_amount"
    LAST_YEAR_OUTTURN = "last_year_outturn"
    THIS_YEAR_ALLOTTED = "this_year_allotted"
    THIS_YEAR_SPENT = "this_year_spent"
    SOURCE = "source"
    SOURCE_AMOUNT = "source_amount"
    UNIT = "unit"
    TASK = "task"
    BUDGET_ITEM = "budget_item"
    BUDGET_SUB_ITEM = "budget_sub_item"
    CATEGORY = "category"
    PRIORITY = "priority"
    YEAR = "year"
    QUARTER = "quarter"
    VAT = "vat"
    BASIS = "basis"
    NOTE = "note"
    IGNORED = "ignored"


class RowKind(StrEnum):
    """What a row of the sheet is; every row has exactly one kind.

    CONTINUED is the rest of a text that did not fit into the row above it, where it was added; it counts among the headings.
    """

    LINE = "line"
    HEADING = "heading"
    TOTAL = "total"
    OF_WHICH = "of_which"
    TITLE = "title"
    HEADER = "header"
    COLUMN_INDEX = "column_index"
    BELOW = "below"
    CONTINUED = "continued"
    BLANK = "blank"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One column: 0-based position, its whole heading ("Đề nghị › Số lượng"), what it means, how sure that is (0-1).

    `formula` is what the index row states of it ("3=1x2"), empty when it states none. `unit` is the unit its money stands in, None
    for a column without money; a proposal handed back as a correction keeps it unless the person chose a unit for the sheet.
    """

    position: int
    heading: str
    meaning: Meaning
    confidence: float
    formula: str = ""
    unit: MoneyUnit | None = None


@dataclass(frozen=True)
class ReadRow:
    """One row: `row` is its number in the workbook, `texts` what it says by meaning as a person would type it (money not yet scaled).

    `level` is the depth of its numbering (0 = outermost), `parent` the workbook row of the heading it stands under, `path` the names of
    the headings above it, outermost first. `sources` are the crosstab's cells: column position -> text. `problem` tells why a row is
    REJECTED, or what must be looked at in another.

    `amount` of a line is what the sheet states, whatever quantity x price say (then `problem` tells both); computed only where the sheet
    states none. `drivers` are quantity (thousandths), unit price (đồng), times (thousandths) whose product is exactly that amount: those
    of the sheet where they give it, else 1 x amount x 1. `finance_drivers` are the same for the appraised figures. `money` holds every
    other amount in đồng by meaning, `source_money` those of the crosstab by column position.
    """

    row: int
    kind: RowKind
    texts: Mapping[Meaning, str]
    level: int = 0
    parent: int | None = None
    path: tuple[str, ...] = ()
    sources: Mapping[int, str] | None = None
    amount: int | None = None
    problem: Problem | None = None
    drivers: tuple[int, int, int] | None = None
    finance_drivers: tuple[int, int, int] | None = None
    money: Mapping[Meaning, int] | None = None
    source_money: Mapping[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A stated subtotal or total (or index-row formula) recomputed from the leaves under it; đồng. `column` is the position checked."""

    row: int
    column: int
    stated: int
    computed: int
    what: str

    @property
    def agrees(self) -> bool:
        """Whether the difference is none at all."""
        return self.stated == self.computed


@dataclass(frozen=True)
class SheetReading:
    """Everything understood of one sheet. rows = lines + headings + blanks + rejected, always.

    `lines` are rows of kind LINE, `blanks` of kind BLANK, `rejected` of kind REJECTED, `headings` all other rows. `amount` is the sum of
    the lines in đồng. `problems` concern the sheet as a whole; with an error among them none of it can be taken.
    """

    sheet: str
    columns: tuple[ColumnUse, ...]
    rows: tuple[ReadRow, ...]
    money_unit: MoneyUnit
    money_unit_stated: bool
    encoding: Encoding
    totals: tuple[TotalCheck, ...]
    amount: int
    problems: tuple[Problem, ...] = ()

    def count(self, *kinds: RowKind) -> int:
        """How many rows are of these kinds."""
        return sum(row.kind in kinds for row in self.rows)
