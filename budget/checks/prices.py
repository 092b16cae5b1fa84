"""Prices against those of the same thing elsewhere in the plan: far from the median, or a thousand times off.

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

_JUDGED = f"""(
    WITH middle AS (
           SELECT wanted, measure_key, count(*) AS n, quantile_disc(unit_price, 0.5) AS median
           FROM peers WHERE unit_price > 0 GROUP BY ALL HAVING count(*) >= {MINIMUM}),
         spread AS (
           SELECT m.wanted, m.measure_key, m.n, m.median, quantile_disc(abs(p.unit_price - m.median), 0.5) AS mad
           FROM middle m JOIN peers p USING (wanted, measure_key) WHERE p.unit_price > 0 GROUP BY ALL)
    SELECT k.id, k.number, k.name, k.unit_name, k.measure, k.unit_price, s.n, s.median,
      k.unit_price >= {SLIP} * s.median OR k.unit_price * {SLIP} <= s.median AS slipped
    FROM kept k JOIN spread s USING (wanted, measure_key)
    WHERE k.listing = 'estimate' AND k.amount > 0 AND k.unit_price > 0
      AND abs(k.unit_price - s.median) > {DEVIATIONS} * s.mad
      AND abs(k.unit_price - s.median) * 100 >= {LEAST_PERCENT} * s.median) k"""


def check_prices(scope: Scope) -> list[Problem]:
    """Lines priced far from the median of the same thing, and those off by a factor that only a slipped unit explains."""
    problems = []
    for line, (measure, price, count, median, slipped) in scope.rows("measure, unit_price, n, median, slipped", _JUDGED):
        figures = (int(str(price)), int(str(median)), int(str(count)))
        problems.append((_slip if slipped else _outlier)(line, str(measure), *figures))
    return problems


def _outlier(line: Line, measure: str, price: int, median: int, count: int) -> Problem:
    side = "cao hơn" if price > median else "thấp hơn"
    sentence = (
        f"{line} có đơn giá {format_money(price)} đ/{measure}, {side} hẳn mặt bằng: "
        f"trung vị của {count} khoản cùng nội dung là {format_money(median)} đ."
    )
    return found("price_outlier", sentence, "Kiểm tra báo giá, cấu hình; giải trình hoặc sửa đơn giá.", line=line.id)


def _slip(line: Line, measure: str, price: int, median: int, count: int) -> Problem:
    times = price // median if price > median else median // price
    side = f"gấp {format_money(times)} lần" if price > median else f"chỉ bằng một phần {format_money(times)}"
    sentence = (
        f"{line} có đơn giá {format_money(price)} đ/{measure}, {side} trung vị {format_money(median)} đ "
        f"của {count} khoản cùng nội dung; có thể nhầm đồng với nghìn đồng."
    )
    return found("unit_slip", sentence, "Kiểm tra đơn vị tiền của đơn giá rồi nhập lại.", line=line.id)
