"""Which norm or budget code counts on a day: the one in force, never the better confirmed one."""

from collections.abc import Iterable
from datetime import date

from budget.model.states import UnitLevel
from budget.reference.law import BudgetCode, Norm


def is_in_force(valid_from: date | None, valid_to: date | None, on: date) -> bool:
    """True when the day lies in the period, both ends included; a null end is open."""
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)


def norm_in_force(norms: Iterable[Norm], code: str, unit_level: str | None, on: date) -> Norm | None:
    """The norm of a code for a unit level on a day: the row of that level, else the row for every level; None when there is none.

    A norm may be in force with an unknown price (`max_price` null). Levels without a row have no cap (the police).
    """
    level = UnitLevel(unit_level) if unit_level is not None else None
    matching = [
        norm for norm in norms if norm.code == code and norm.unit_level in (level, None) and is_in_force(norm.valid_from, norm.valid_to, on)
    ]
    return max(matching, key=lambda norm: (norm.unit_level is not None, norm.valid_from or date.min), default=None)


def budget_code_in_force(codes: Iterable[BudgetCode], code: str, on: date) -> BudgetCode | None:
    """The budget code's edition in force on a day (TT 324/2016 from 2018, QĐ 33/2008 before); None when it is in force in neither.

    9000 and 9050 exist only in the edition that ended with 2017, so they are refused after it.
    """
    matching = [row for row in codes if row.code == code and is_in_force(row.valid_from, row.valid_to, on)]
    return max(matching, key=lambda row: row.valid_from or date.min, default=None)
