"""What a table cell holds: a plain value, or a live formula with the value it must give; the same đồng either way."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from budget.exports.formats import Style
from budget.exports.reading import Figures
from budget.money import format_money

_LONGEST_FORMULA = 8000
_MILLION = 10**6
_EXACT_BITS = 2**52


@dataclass(frozen=True, slots=True)
class Milli:
    """A quantity in thousandths."""

    value: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, both in đồng: printed as a percentage."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Live:
    """A formula and the value every viewer must see for it (đồng, or a word)."""

    formula: str
    value: int | str


@dataclass(frozen=True, slots=True)
class Shown:
    """A text printed in place of what is stored: a source's name for its code, a note with what the program adds to it."""

    text: str
    own: str


Cell = str | int | Milli | Share | Live | Shown | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, width in characters, look, its index under the heading ("A", "1", "3=1x2"), its band above.

    `field` names what stands in it for a workbook that comes back (a field of a line, or id, versions, amount, reason); "" = not read.
    """

    heading: str
    width: float
    style: Style = "text"
    index: str = ""
    band: str = ""
    field: str = ""


def money_width(*amounts: int) -> float:
    """The width of a column that shows the largest of these amounts (đồng) in bold: never ####."""
    return max(11.0, max(len(format_money(-abs(amount))) for amount in amounts) * 0.98 + 1)


def name_cell(row: int, column: int, sheet: str = "") -> str:
    """The address of a cell (from 0), with its sheet when it stands elsewhere: 'PL II'!H12."""
    place = f"{xl_col_to_name(column)}{row + 1}"
    return f"'{sheet}'!{place}" if sheet else place


def sum_range(column: int, first: int, last: int) -> str:
    """The formula that sums a column from row `first` to `last` (from 0)."""
    return f"=SUM({name_cell(first, column)}:{name_cell(last, column)})"


def sum_cells(column: int, rows: Sequence[int]) -> str:
    """The formula that adds some cells of a column; rows from 0."""
    names = [name_cell(row, column) for row in rows]
    formula = "=" + "+".join(names)
    if len(formula) <= _LONGEST_FORMULA and len(names) <= 30:
        return formula
    pieces = [f"SUM({','.join(names[start : start + 200])})" for start in range(0, len(names), 200)]
    return "=" + "+".join(pieces)


def amount_cell(figures: Figures, quantity: str, price: str, times: str | None, adjustment: str | None) -> Cell:
    """A line's amount as a live formula over the cells named, where an office program gives the same đồng; else the amount itself.

    `times` None = no such column (all are 1); `adjustment` None = written into the formula as a number.
    """
    if not is_safe_product(figures) or (times is None and figures.times_milli != 1000):
        return figures.amount
    factors = [quantity, price] + ([times] if times else [])
    product = f"{'*'.join(factors)}"
    formula = f"=ROUND({product},0)"
    if adjustment is not None:
        formula += f"+{adjustment}"
    elif figures.adjustment:
        formula += f"{figures.adjustment:+d}"
    return Live(formula, figures.amount)


def is_safe_product(figures: Figures) -> bool:
    """Whether binary floating point multiplied and rounded by an office program surely gives our half-up đồng.

    Sure when the product is a whole number small enough to be exact, or lies clear of a half by more than the error three
    roundings can make; a product that is exactly a half of a đồng is left to us.
    """
    product = figures.quantity_milli * figures.unit_price * figures.times_milli
    whole, rest = divmod(product, _MILLION)
    if whole >= _EXACT_BITS:
        return False
    distance = abs(2 * rest - _MILLION) / (2 * _MILLION)
    return distance > max(1e-6, whole * 8 / _EXACT_BITS)
