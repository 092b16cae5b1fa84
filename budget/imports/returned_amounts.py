"""The drivers and the amount of one layer in one returned row: amounts typed over formulas, drivers left out, a layer taken back.

Law: an amount is never taken from the file; it follows from its drivers or the row is asked about.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from budget.imports.returned_book import Copied
from budget.imports.returned_cells import DRIVERS
from budget.model.problem import Problem
from budget.money import format_money, parse_money, scale_amount
from budget.quantity import parse_quantity


@dataclass(frozen=True)
class LayerRow:
    """One layer as a row says it: driver -> text now and copy at export; the amount's text and copy; drivers that fill what is left out."""

    texts: Mapping[str, str]
    copies: Mapping[str, Copied]
    amount: str
    amount_copy: Copied
    fallback: Mapping[str, str]

    @property
    def emptied(self) -> bool:
        """Whether a layer that had figures has no driver left."""
        return bool(self.amount_copy.shown) and not any(self.texts.get(name) for name in DRIVERS)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The drivers that had a figure and have none now, while others stay."""
        return tuple(name for name in DRIVERS if not self.texts.get(name, "x") and self.copies[name].shown)


def check_amount(row: LayerRow) -> Problem | None:
    """What is wrong with the amount beside its drivers; None when it is theirs, was not recalculated, or cannot be told."""
    if not row.amount or row.amount == row.amount_copy.shown:
        return None
    stated, _ = parse_money(row.amount)
    if not any(row.texts.get(name) for name in DRIVERS):
        told = row.amount if stated is None else format_money(stated)
        sentence = f"Chỉ ghi Thành tiền {told}, chưa ghi số lượng và đơn giá, nên không biết số tiền từ đâu ra."
        return Problem("returned_amount_alone", sentence, "Ghi số lượng, đơn giá (và số lần) vào tệp rồi nhận lại.")
    if stated is None:
        return Problem("returned_amount_unreadable", f"Không đọc được Thành tiền “{row.amount}”.", "Khôi phục công thức của ô đó.")
    product = _multiply(row)
    if product is None or abs(product + _reduction(row) - stated) <= 1:  # one đồng is how far an office program may round otherwise
        return None
    expected = format_money(product + _reduction(row))
    sentence = f"Thành tiền {format_money(stated)} được gõ đè lên công thức, khác số lượng x đơn giá x số lần = {expected}."
    return Problem("returned_amount_typed", sentence, "Sửa số lượng hoặc đơn giá cho khớp rồi nhận lại; thành tiền không nhận thẳng.")


def _multiply(row: LayerRow) -> int | None:
    """The product of the drivers as the row says them, a missing one as the request has it; None when one is unreadable."""
    texts = [row.texts.get(name) or row.fallback.get(name, "") for name in DRIVERS]
    return multiply_texts(*texts)


def multiply_texts(quantity: str, price: str, times: str) -> int | None:
    """Quantity x price x times as they are typed, in đồng; None when one of them is missing or unreadable."""
    values = [value for value, _ in (parse_quantity(quantity), parse_money(price), parse_quantity(times)) if value is not None]
    return scale_amount(values[0], values[1], values[2], 0) if len(values) == len(DRIVERS) else None


def _reduction(row: LayerRow) -> int:
    """What a percent cut takes off: as its column says, else what lay between product and amount at export."""
    if "adjustment" in row.copies:
        value, _ = parse_money(row.texts.get("adjustment", "") or "0")
        return value or 0
    product = multiply_texts(*(row.copies[name].shown for name in DRIVERS))
    stated, _ = parse_money(row.amount_copy.shown)
    return 0 if product is None or stated is None else stated - product
