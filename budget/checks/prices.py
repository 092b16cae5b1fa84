"""Prices and amounts against those of the same thing elsewhere in the plan: far from the median, or a thousand times off.

Median and median absolute deviation are elements of the data (whole đồng); fewer than MINIMUM prices say nothing.
"""

from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.who import Line
from budget.model.problem import Problem
from budget.money import format_money

MINIMUM = 5
SLIP = 500
"""Times above or below the median from which a slipped unit (đồng for nghìn đồng) is the likely reason."""
DEVIATIONS = 5
"""Times the median absolute deviation (about 3,4 standard deviations) from which a price stands out."""
LEAST_PERCENT = 30
"""Where nearly all prices are equal, a price within this much of the median does not stand out."""

_MIDDLE = f"""CREATE OR REPLACE TEMP TABLE middle AS
    SELECT same, count(*) AS n, quantile_disc(unit_price, 0.5) AS median, quantile_disc(requested_amount, 0.5) AS usual
    FROM priced WHERE unit_price > 0 GROUP BY same HAVING count(*) >= {MINIMUM}"""
_OFF = "({one} >= {slip} * {middle} OR {one} * {slip} <= {middle})"
_SLIPPED = _OFF.format(one="t.unit_price", middle="s.median", slip=SLIP)
_PRICED = f"""(
    WITH spread AS (
           SELECT m.same, m.n, m.median, quantile_disc(abs(p.unit_price - m.median), 0.5) AS mad
           FROM middle m JOIN priced p USING (same) WHERE p.unit_price > 0 GROUP BY ALL),
         far AS (
           SELECT t.id, t.unit_price AS price, s.n, s.median, s.mad, {_SLIPPED} AS slipped FROM priced t JOIN spread s USING (same)
           WHERE t.unit_price > 0 AND abs(t.unit_price - s.median) > {DEVIATIONS} * s.mad
             AND abs(t.unit_price - s.median) * 100 >= {LEAST_PERCENT} * s.median)
    SELECT k.id, k.number, k.name, k.unit_name, k.measure, f.* EXCLUDE (id) FROM kept k JOIN far f ON f.id = k.id) k"""
_ASKED = f"""(
    WITH far AS (
           SELECT t.id, t.requested_amount AS asked, s.n, s.usual FROM priced t JOIN middle s USING (same)
           WHERE t.unit_price > 0 AND NOT {_SLIPPED} AND s.usual > 0
             AND {_OFF.format(one="t.requested_amount", middle="s.usual", slip=SLIP)}
             AND {_OFF.format(one="t.amount", middle="s.usual", slip=SLIP)})
    SELECT k.id, k.number, k.name, k.unit_name, f.* EXCLUDE (id) FROM kept k JOIN far f ON f.id = k.id) k"""


def check_prices(scope: Scope) -> list[Problem]:
    """Lines priced far from the median of the same thing, and prices or amounts off by a factor that only a slip explains."""
    scope.cursor.run(_MIDDLE)
    problems = []
    for line, (measure, price, count, median, mad, slipped) in scope.rows("measure, price, n, median, mad, slipped", _PRICED):
        figures = (int(str(price)), int(str(median)), int(str(count)))
        if slipped:
            problems.append(_slip(line, str(measure), *figures))
        else:
            problems.append(_outlier(line, str(measure), *figures, int(str(mad))))
    for line, (amount, count, usual) in scope.rows("asked, n, usual", _ASKED):
        problems.append(_amount_slip(line, int(str(amount)), int(str(usual)), int(str(count))))
    return problems


def times_off(value: int, middle: int) -> str:
    """How many times a figure is above or below another, in words."""
    return f"gấp {format_money(value // middle)} lần" if value > middle else f"chỉ bằng một phần {format_money(middle // value)}"


def slip_cure(price: int, middle: int) -> tuple[str, str] | None:
    """The price with the three zeros that are too many, or too few, set right."""
    if price < middle:
        return ("unit_price", format_money(price * 1_000))
    return ("unit_price", format_money(price // 1_000)) if price % 1_000 == 0 else None


def _outlier(line: Line, measure: str, price: int, median: int, count: int, mad: int) -> Problem:
    side = "cao hơn" if price > median else "thấp hơn"
    sentence = (
        f"{line} có đơn giá {format_money(price)} đ/{measure}, {side} hẳn mặt bằng: trung vị của {count} khoản cùng nội dung là "
        f"{format_money(median)} đ (độ lệch trung vị {format_money(mad)} đ)."
    )
    return found("price_outlier", sentence, "Kiểm tra báo giá, cấu hình; giải trình hoặc sửa đơn giá.", line=line.id)


def _slip(line: Line, measure: str, price: int, median: int, count: int) -> Problem:
    sentence = (
        f"{line} có đơn giá {format_money(price)} đ/{measure}, {times_off(price, median)} trung vị {format_money(median)} đ "
        f"của {count} khoản cùng nội dung; có thể nhầm đồng với nghìn đồng."
    )
    fix = "Kiểm tra đơn vị tiền của đơn giá rồi nhập lại."
    return found("unit_slip", sentence, fix, line=line.id, cure=slip_cure(price, median))


def _amount_slip(line: Line, amount: int, usual: int, count: int) -> Problem:
    sentence = (
        f"{line} đề nghị {format_money(amount)} đ, {times_off(amount, usual)} trung vị {format_money(usual)} đ "
        f"của {count} khoản cùng nội dung, dù đơn giá bình thường; có thể nhầm số lượng."
    )
    return found("amount_slip", sentence, "Kiểm tra số lượng, số lần và đơn vị tính rồi nhập lại.", line=line.id)
