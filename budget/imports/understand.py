"""A stranger's sheet understood: its table found, its columns named, every row accounted for, every stated total computed again.

Without a person's word everything is found; whatever a person corrects is taken and the rest found anew. Nothing is decided silently: what
is doubtful stands as a problem on its row or on the sheet.
"""

from collections.abc import Sequence
from dataclasses import replace

from budget.imports.body import read_body
from budget.imports.body_row import BodyRow
from budget.imports.cells import CellValue, cell_text
from budget.imports.columns import propose_columns
from budget.imports.formula_checks import check_formulas
from budget.imports.gathering import gathering
from budget.imports.hidden_subtotals import find_hidden_subtotals
from budget.imports.hierarchy import build_hierarchy
from budget.imports.layout import Layout, lay_out
from budget.imports.line_arithmetic import LineArithmetic
from budget.imports.restated import doubt_below_total, leave_out_restated
from budget.imports.row_kinds import decide_kinds
from budget.imports.sheet import Sheet
from budget.imports.sheet_problems import explain_no_table, judge_sheet
from budget.imports.stated_totals import check_totals
from budget.imports.table_finding import Table, find_table
from budget.imports.understanding import ColumnUse, Meaning, ReadRow, RowKind, SheetReading
from budget.imports.unit_settling import confirm_units, find_units, set_units
from budget.imports.unnamed_totals import TAKEN_AS_TOTAL, find_unnamed_totals
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import MoneyUnit

_LONGEST_SHOWN = 300


def understand_sheet(
    sheet: Sheet,
    *,
    columns: Sequence[ColumnUse] | None = None,
    money_unit: MoneyUnit | None = None,
    header_rows: tuple[int, int] | None = None,
) -> SheetReading:
    """Everything the sheet says, row by row; `columns`, `money_unit`, `header_rows` (first and last, workbook numbers) are a person's.

    rows = lines + headings + blanks + rejected. Words that only go on with the row above, and descriptions under a line, are added to it
    and stand as CONTINUED, among the headings.
    """
    table = find_table(sheet, header_rows)
    if table is None:
        return _without_table(sheet, money_unit)
    with gathering():
        return _understand(sheet, table, columns, money_unit)


def _understand(sheet: Sheet, table: Table, columns: Sequence[ColumnUse] | None, money_unit: MoneyUnit | None) -> SheetReading:
    uses = set_units(columns if columns is not None else propose_columns(sheet, table), money_unit)
    said = find_units(sheet, table, uses, money_unit)
    layout = lay_out(uses, said.unit, table.index)
    body = read_body(sheet, table, layout)
    settled, doubts = confirm_units(body, layout, said)
    if settled is not layout:
        layout, body = settled, read_body(sheet, table, settled)
    restated = _understand_rows(body, layout)
    restated = restated or leave_out_restated(body) or doubt_below_total(body)
    totals = check_totals(body, layout, sheet.first_row)
    formulas, unchecked = check_formulas(body, layout, table.index, sheet.first_row)
    checks = tuple(sorted([*totals, *formulas], key=lambda check: check.row))
    problems = (*said.problems, *doubts, *unchecked, *restated, *judge_sheet(sheet, layout, body, checks))
    rows = (*_rows_above(sheet, table), *_finish(body, sheet))
    units = tuple(column if column.unit or not _has_money(layout, column) else _with_unit(layout, column) for column in uses)
    amount = sum(row.amount or 0 for row in rows if row.kind is RowKind.LINE)
    return SheetReading(sheet.name, units, rows, said.unit, said.stated, sheet.encoding, checks, amount, problems)


def _understand_rows(body: list[BodyRow], layout: Layout) -> list[Problem]:
    arithmetic = LineArithmetic(layout)
    for row in body:
        if row.figures:
            arithmetic.compute(row)
    multiplying = layout.position(Meaning.QUANTITY) is not None and layout.position(Meaning.UNIT_PRICE) is not None
    build_hierarchy(body, multiplying)
    decide_kinds(body)
    restated = leave_out_restated(body)
    find_unnamed_totals(body)
    find_hidden_subtotals(body)
    return restated


def _without_table(sheet: Sheet, money_unit: MoneyUnit | None) -> SheetReading:
    rows = tuple(_plain_row(sheet, at, RowKind.TITLE) for at in range(len(sheet.rows)))
    unit = money_unit or MoneyUnit.DONG
    return SheetReading(sheet.name, (), rows, unit, money_unit is not None, sheet.encoding, (), 0, (explain_no_table(sheet),))


def _rows_above(sheet: Sheet, table: Table) -> list[ReadRow]:
    rows = []
    for at in range(table.first):
        kind = RowKind.TITLE if at < table.top else RowKind.COLUMN_INDEX if at == table.index_at else RowKind.HEADER
        rows.append(_plain_row(sheet, at, kind))
    return rows


def _plain_row(sheet: Sheet, at: int, kind: RowKind) -> ReadRow:
    text = _all_words(sheet.rows[at])
    return ReadRow(at + sheet.first_row, kind if text else RowKind.BLANK, {Meaning.NAME: text} if text else {})


def _all_words(values: Sequence[CellValue]) -> str:
    return " ".join(" ".join(cell_text(value) for value in values if value != "").split())[:_LONGEST_SHOWN]


def _finish(body: Sequence[BodyRow], sheet: Sheet) -> list[ReadRow]:
    """The rows as they are handed on; each heading's path is made once and shared by all below it."""
    first = sheet.first_row
    rows: list[ReadRow] = []
    below: list[tuple[str, ...]] = []
    items: list[str] = []
    for row in body:
        path = below[row.parent] if row.parent is not None else ()
        item = row.texts.get(Meaning.BUDGET_ITEM) or (items[row.parent] if row.parent is not None else "")
        if row.kind is RowKind.LINE and item:
            row.texts[Meaning.BUDGET_ITEM] = item
        below.append((*path, row.name) if row.kind is RowKind.HEADING and row.name else path)
        items.append(item)
        if row.kind in (RowKind.BELOW, RowKind.HEADER, RowKind.COLUMN_INDEX):
            rows.append(_plain_row(sheet, row.at, row.kind))
            continue
        line = row.kind is RowKind.LINE
        rows.append(
            ReadRow(
                row.at + first, row.kind, row.texts, row.level, None if row.parent is None else body[row.parent].at + first, path,
                row.sources, row.amount, _problem_of(row), row.drivers if line else None,
                row.finance_drivers if line else None, row.money, row.source_money,
            )
        )  # fmt: skip
    return rows


def _problem_of(row: BodyRow) -> Problem | None:
    """A total's own figures need not multiply; what cannot be read in it must be told, for it is not checked."""
    if row.kind is not RowKind.TOTAL:
        return row.problem
    if row.problem is not None and row.problem.code == TAKEN_AS_TOTAL:
        return row.problem
    return None if row.trouble is None else replace(row.trouble, severity=Severity.WARNING)


def _has_money(layout: Layout, column: ColumnUse) -> bool:
    return any(at == column.position and unit is not None and meaning is not Meaning.IGNORED for at, meaning, unit in layout.figures)


def _with_unit(layout: Layout, column: ColumnUse) -> ColumnUse:
    return ColumnUse(column.position, column.heading, column.meaning, column.confidence, column.formula, layout.unit_of(column.position))
