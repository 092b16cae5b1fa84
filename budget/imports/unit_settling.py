"""The money unit of every column, from what the sheet says and what its own arithmetic confirms.

Law: a unit is never changed to make numbers fit, except the price's where only the amount's unit is stated, and then it is said.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from budget.imports.body_row import BodyRow
from budget.imports.figures import MICRO
from budget.imports.layout import Layout
from budget.imports.money_unit import Stated, unit_above, unit_in_heading
from budget.imports.sheet import Sheet
from budget.imports.table_finding import Table
from budget.imports.understanding import ColumnUse, Meaning, RowKind
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import MoneyUnit
from budget.numerals import group_digits

_PRICES = (Meaning.UNIT_PRICE, Meaning.FINANCE_UNIT_PRICE)
_BY_EXPONENT = {unit.exponent: unit for unit in MoneyUnit}
_MOST_LOOKED_AT = 2_000
_CHOOSE = "Chọn đúng đơn vị tiền của bảng rồi đọc lại."


@dataclass(frozen=True)
class UnitsSaid:
    """The unit of the sheet's amounts, whether anything or anybody stated it, and what is wrong with it."""

    unit: MoneyUnit
    stated: bool
    problems: tuple[Problem, ...] = ()


def find_units(sheet: Sheet, table: Table, columns: Sequence[ColumnUse], chosen: MoneyUnit | None) -> UnitsSaid:
    """What is said of the unit: by the person, in the amount's heading, above the table; đồng with a note when nowhere."""
    if chosen is not None:
        return UnitsSaid(chosen, True)
    in_heading = [found for column in columns if column.meaning is Meaning.AMOUNT and (found := _heading_unit(column)) is not None]
    above = unit_above(sheet.rows[: table.first])
    found = in_heading[0] if in_heading else above.unit if above else None
    if isinstance(found, Stated):
        sentence = f"Bảng ghi tiền theo “{found.value}”, đơn vị chương trình không đọc."
        fix = "Đổi số trong bảng sang triệu đồng (nhân 1.000), sửa dòng đơn vị tính rồi nhập lại."
        return UnitsSaid(MoneyUnit.TRIEU, True, (Problem("money_unit_unknown", sentence, fix),))
    return UnitsSaid(found or MoneyUnit.DONG, found is not None)


def set_units(columns: Sequence[ColumnUse], chosen: MoneyUnit | None) -> tuple[ColumnUse, ...]:
    """The columns as the person wants them: with a unit chosen for the sheet, what headings say of theirs no longer counts."""
    return tuple(replace(column, unit=None) for column in columns) if chosen is not None else tuple(columns)


def confirm_units(rows: Sequence[BodyRow], layout: Layout, said: UnitsSaid) -> tuple[Layout, tuple[Problem, ...]]:
    """The layout with the price's unit as the arithmetic has it, and what to tell: doubts, contradictions, a missing unit."""
    shift = _shift(rows, layout)
    price = next((column for column in layout.columns if column.meaning is Meaning.UNIT_PRICE), None)
    amount = layout.position(Meaning.AMOUNT)
    if shift is None or price is None or amount is None:
        return layout, tuple(_doubts(rows, layout, said))
    amount_unit, price_unit = layout.unit_of(amount), layout.unit_of(price.position)
    wanted = amount_unit.exponent - shift
    if wanted == price_unit.exponent:
        return layout, tuple(_doubts(rows, layout, said))
    times = group_digits(10 ** abs(wanted - price_unit.exponent))
    found = _BY_EXPONENT.get(wanted)
    if said.stated and price.unit is None and found is not None:
        sentence = (
            f"Đơn vị ghi “{amount_unit.label}” khớp với thành tiền nhưng không khớp đơn giá (lệch {times} lần): "
            f"đơn giá được hiểu theo {found.label}."
        )
        problem = Problem("price_unit_inferred", sentence, "Kiểm tra đơn vị của cột đơn giá.", Severity.WARNING)
        return _with_price_unit(layout, found), (problem,)
    more = "lớn" if wanted < price_unit.exponent else "nhỏ"
    name = f"ghi “{amount_unit.label}”" if said.stated else "không ghi ở đâu"
    sentence = f"Số lượng × đơn giá {more} hơn thành tiền đúng {times} lần, nên đơn vị tiền ({name}) không đúng cho cả hai cột."
    return layout, (Problem("money_unit_contradicted", sentence, _CHOOSE),)


def _heading_unit(column: ColumnUse) -> MoneyUnit | Stated | None:
    return next((unit for part in reversed(column.heading.split(" › ")) if (unit := unit_in_heading(part)) is not None), None)


def _with_price_unit(layout: Layout, unit: MoneyUnit) -> Layout:
    prices = {column.position for column in layout.columns if column.meaning in _PRICES and column.unit is None}
    figures = tuple((at, meaning, unit if at in prices else own) for at, meaning, own in layout.figures)
    return replace(layout, figures=figures)


def _shift(rows: Sequence[BodyRow], layout: Layout) -> int | None:
    """The power of ten by which quantity x price exceeds the amount as written, when four fifths of the rows agree on one."""
    quantity, price, amount = (layout.position(meaning) for meaning in (Meaning.QUANTITY, Meaning.UNIT_PRICE, Meaning.AMOUNT))
    times = layout.positions(Meaning.TIMES)
    if quantity is None or price is None or amount is None:
        return None
    votes: Counter[int | None] = Counter()
    for row in rows:
        figures = row.figures
        if row.kind is not RowKind.LINE or not (figures.get(quantity) and figures.get(price) and figures.get(amount)):
            continue
        product, scale = figures[quantity] * figures[price], figures[amount] * MICRO
        for at in times:
            if at in figures:
                product, scale = product * figures[at], scale * MICRO
        votes[_power(product, scale)] += 1
        if votes.total() >= _MOST_LOOKED_AT:
            break
    known = [(count, shift) for shift, count in votes.items() if shift is not None]
    count, shift = max(known, default=(0, 0))
    return shift if count and 5 * count >= 4 * votes.total() else None


def _power(product: int, scale: int) -> int | None:
    """k where product = scale x 10^k within a thousandth (rounded amounts), k one of -6, -3, 0, 3, 6."""
    for power in (0, 3, 6, -3, -6):
        left, right = (product, scale * 10**power) if power >= 0 else (product * 10**-power, scale)
        if 1000 * abs(left - right) <= abs(right):
            return power
    return None


def _doubts(rows: Sequence[BodyRow], layout: Layout, said: UnitsSaid) -> list[Problem]:
    amount = layout.position(Meaning.AMOUNT)
    figures = (
        sorted(abs(row.figures[amount]) for row in rows if amount in row.figures and row.kind is RowKind.LINE) if amount is not None else []
    )
    middle = figures[len(figures) // 2] // MICRO if figures else 0
    unit = said.unit
    if not said.stated:
        small = 0 < middle < 100_000
        why = f" Số tiền trong bảng nhỏ (giữa dãy là {group_digits(middle)}), có lẽ là nghìn hoặc triệu đồng." if small else ""
        sentence = f"Bảng không ghi đơn vị tiền nên hiểu là đồng.{why}"
        return [Problem("money_unit_not_stated", sentence, _CHOOSE, Severity.WARNING if small else Severity.NOTE)]
    if unit is not MoneyUnit.DONG and middle * unit.size >= 10**12:
        sentence = f"Bảng ghi “{unit.label}” nhưng số tiền giữa dãy là {group_digits(middle)} {unit.label}: có lẽ số đã là đồng."
        return [Problem("money_unit_doubtful", sentence, _CHOOSE, Severity.WARNING)]
    return []
