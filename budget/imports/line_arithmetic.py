"""What one row's figures make: its amount in đồng, whether quantity x price agrees, drivers that give the amount to the đồng.

The stated amount is taken, for it is what was asked for; where quantity x price says otherwise both are told. Only where a row states
no amount is it computed, from quantity x price or from the sources of a crosstab, with a note.
"""

from budget.exact import divide_half_up, scale_amount
from budget.imports.body_row import BodyRow
from budget.imports.figures import MICRO, SIZES, whole_dong
from budget.imports.layout import Layout
from budget.imports.understanding import Meaning
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import LARGEST_AMOUNT, MoneyUnit
from budget.numerals import group_digits

_MONEY_KEPT = (
    Meaning.UNIT_PRICE, Meaning.FINANCE_UNIT_PRICE, Meaning.FINANCE_AMOUNT,
    Meaning.LAST_YEAR_OUTTURN, Meaning.THIS_YEAR_ALLOTTED, Meaning.THIS_YEAR_SPENT,
)  # fmt: skip


class LineArithmetic:
    """Computes rows of one layout; positions are looked up once, for there may be a hundred thousand rows."""

    def __init__(self, layout: Layout) -> None:
        """Look up where the figures stand."""
        self._layout = layout
        self._units = {position: unit or MoneyUnit.DONG for position, _, unit in layout.figures}
        self._amount = layout.position(Meaning.AMOUNT)
        self._sources = layout.positions(Meaning.SOURCE_AMOUNT)
        self._asked = _Factors(layout, Meaning.QUANTITY, Meaning.UNIT_PRICE, layout.positions(Meaning.TIMES))
        self._appraised = _Factors(layout, Meaning.FINANCE_QUANTITY, Meaning.FINANCE_UNIT_PRICE, layout.positions(Meaning.TIMES))
        self._kept = [(meaning, position) for meaning in _MONEY_KEPT if (position := layout.position(meaning)) is not None]

    def compute(self, row: BodyRow) -> None:
        """Fill in the row's amount, drivers, money and problem; a row that is no line keeps what it states, for its total's sake."""
        figures = row.figures
        if not figures:
            return
        row.money = {meaning: whole_dong(figures[at], self._units[at])[0] for meaning, at in self._kept if at in figures}
        if self._sources:
            row.source_money = {at: whole_dong(figures[at], self._units[at])[0] for at in self._sources if at in figures}
        factors = self._asked.read(figures)
        if self._amount is not None and self._amount in figures:
            self._take_stated(row, figures[self._amount], factors)
        elif row.source_money and (self._amount is None or factors is None):
            self._take_sources(row, factors)
        elif factors is not None:
            self._take_product(row, factors)
        if row.amount is not None:
            row.drivers = (factors and factors.drivers(row.amount)) or (1000, row.amount, 1000)
        self._appraise(row)

    def _take_stated(self, row: BodyRow, micro: int, factors: "_Product | None") -> None:
        assert self._amount is not None
        unit = self._units[self._amount]
        row.amount, rounded = whole_dong(micro, unit)
        if rounded:
            sentence = f"Số tiền có phần lẻ của đồng nên được làm tròn thành {group_digits(row.amount)} đồng."
            row.problem = Problem("money_rounded", sentence, "", Severity.NOTE)
        if factors is not None:
            row.fits = factors.amount == row.amount
            if not row.fits and factors.amount != row.amount:
                row.problem = self._tell_difference(row, micro, unit, factors.amount)
        if row.source_money and sum(row.source_money.values()) != row.amount and row.problem is None:
            row.problem = _tell_sources(row.amount, sum(row.source_money.values()))

    def _tell_difference(self, row: BodyRow, micro: int, unit: MoneyUnit, product: int) -> Problem:
        amount = row.amount or 0
        figures = f"số lượng × đơn giá là {group_digits(product)} đồng nhưng thành tiền ghi {group_digits(amount)} đồng"
        if unit is not MoneyUnit.DONG and 2 * abs(product - amount) <= _last_place(micro, unit):
            row.fits = True
            return Problem("amount_rounded_off", f"Thành tiền được làm tròn theo {unit.label}: {figures}.", "", Severity.NOTE)
        sentence = f"{figures[:1].upper()}{figures[1:]}, lệch {group_digits(abs(product - amount))} đồng; lấy số đã ghi."
        return Problem("amount_not_product", sentence, "Kiểm tra số lượng, đơn giá và thành tiền của dòng này.", Severity.WARNING)

    def _take_product(self, row: BodyRow, factors: "_Product") -> None:
        row.amount, row.fits = factors.amount, True
        sentence = f"Không ghi thành tiền nên tính từ số lượng × đơn giá: {group_digits(factors.amount)} đồng."
        row.problem = Problem("amount_computed", sentence, "", Severity.NOTE)

    def _take_sources(self, row: BodyRow, factors: "_Product | None") -> None:
        row.amount = sum((row.source_money or {}).values())
        row.fits = factors is not None and factors.amount == row.amount
        if factors is not None and not row.fits:
            sentence = (
                f"Số lượng × đơn giá là {group_digits(factors.amount)} đồng nhưng các cột tiền cộng lại là "
                f"{group_digits(row.amount)} đồng; lấy số cộng lại."
            )
            row.problem = Problem(
                "amount_not_product", sentence, "Kiểm tra số lượng, đơn giá và các cột tiền của dòng này.", Severity.WARNING
            )
        elif self._amount is not None:
            sentence = f"Không ghi thành tiền nên cộng từ các cột nguồn: {group_digits(row.amount)} đồng."
            row.problem = Problem("amount_computed", sentence, "", Severity.NOTE)

    def _appraise(self, row: BodyRow) -> None:
        factors = self._appraised.read(row.figures)
        money = row.money or {}
        amount = money.get(Meaning.FINANCE_AMOUNT)
        if amount is None and factors is not None:
            amount = factors.amount
            money[Meaning.FINANCE_AMOUNT] = amount
        if amount is not None:
            row.finance_drivers = (factors and factors.drivers(amount)) or (1000, amount, 1000)


def refuse_amount(row: BodyRow) -> Problem | None:
    """Why a row that should be a line cannot be one: no amount, a negative one, or one beyond every estimate."""
    if row.trouble is not None:
        return row.trouble
    if row.doubt is not None and not (row.fits and row.drivers and row.problem is None):
        return row.doubt
    if not row.name:
        return Problem("row_without_name", "Dòng có số liệu nhưng không có nội dung.", "Ghi nội dung cho dòng này, hoặc xóa số nếu thừa.")
    if row.amount is None:
        sentence = "Dòng có số liệu nhưng không có thành tiền, cũng không đủ số lượng và đơn giá để tính."
        return Problem("row_without_amount", sentence, "Ghi thành tiền của dòng này; nếu không có thì ghi 0.")
    if row.amount < 0:
        sentence = f"Số tiền của dòng là số âm ({group_digits(row.amount)} đồng); khoản mục không nhận số âm."
        return Problem("row_negative", sentence, "Trừ thẳng vào khoản mục có liên quan, hoặc ghi giảm trừ ở phần thẩm định.")
    if row.amount > LARGEST_AMOUNT:
        sentence = f"Số tiền {group_digits(row.amount)} đồng vượt mọi dự toán có thể có."
        return Problem("money_too_large", sentence, "Kiểm tra đơn vị tiền của bảng và số chữ số 0.")
    return None


class _Product:
    """Quantity x price x times of one row, exactly."""

    __slots__ = ("_counts", "_price", "_unit", "amount")

    def __init__(self, counts: list[int], price: int, unit: MoneyUnit) -> None:
        self._counts, self._price, self._unit = counts, price, unit
        product, scale = price * SIZES[unit], MICRO
        for count in counts:
            product, scale = product * count, scale * MICRO
        self.amount = divide_half_up(product, scale)

    def drivers(self, amount: int) -> tuple[int, int, int] | None:
        """The factors in the plan's units when they are exact there and give the amount."""
        price, rest = divmod(self._price * SIZES[self._unit], MICRO)
        times = 1000
        for count in self._counts[1:]:
            times, over = divmod(times * count, MICRO)
            rest = rest or over
        quantity, over = divmod(self._counts[0], 1000)
        if rest or over or min(quantity, price, times) < 0 or scale_amount(quantity, price, times) != amount:
            return None
        return quantity, price, times


class _Factors:
    """Where quantity, price and multipliers stand."""

    def __init__(self, layout: Layout, quantity: Meaning, price: Meaning, times: tuple[int, ...]) -> None:
        self._quantity, self._price, self._times = layout.position(quantity), layout.position(price), times
        self._unit = layout.unit_of(self._price) if self._price is not None else MoneyUnit.DONG

    def read(self, figures: dict[int, int]) -> _Product | None:
        """The product, None when quantity or price is missing; a missing multiplier is one."""
        if self._quantity is None or self._price is None:
            return None
        quantity, price = figures.get(self._quantity), figures.get(self._price)
        if quantity is None or price is None:
            return None
        return _Product([quantity, *(figures[at] for at in self._times if at in figures)], price, self._unit)


def _last_place(micro: int, unit: MoneyUnit) -> int:
    """Đồng in one unit of the last decimal the figure has: 12,5 triệu is given to 100.000."""
    place = unit.size
    rest = abs(micro) % MICRO
    while rest and place > 1:
        place //= 10
        rest = rest * 10 % MICRO
    return place


def _tell_sources(amount: int, together: int) -> Problem:
    sentence = f"Các cột nguồn cộng lại là {group_digits(together)} đồng, thành tiền ghi {group_digits(amount)} đồng."
    return Problem("sources_not_amount", sentence, "Kiểm tra phần chia theo nguồn của dòng này.", Severity.WARNING)
