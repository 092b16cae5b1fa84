"""A slipped unit among kin, for lines with too few of the very same thing: the same first two words, measure and category.

Kin differ far more than equals do, so only a price that stands alone is doubted: SLIP times off the median, and GAP times off
every price that is not itself so far away. Measures that hold anything (gói, dự án) compare with nothing.
"""

from budget.checks.prices import MINIMUM, SLIP, slip_cure, times_off
from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import format_money

LEAST = 8
"""Fewer kin say nothing."""
GAP = 100
_JUDGED = f"""(
    WITH many AS (SELECT same FROM traits WHERE unit_price > 0 GROUP BY same HAVING count(*) >= {MINIMUM}),
         middle AS (SELECT kin, count(*) AS n, quantile_disc(unit_price, 0.5) AS median
                    FROM traits WHERE kin IS NOT NULL GROUP BY kin HAVING count(*) >= {LEAST}),
         usual AS (SELECT m.*, max(t.unit_price) FILTER (t.unit_price < {GAP} * m.median) AS most,
                     min(t.unit_price) FILTER (t.unit_price * {GAP} > m.median) AS least
                   FROM middle m JOIN traits t USING (kin) GROUP BY ALL),
         far AS (SELECT t.id, t.unit_price AS price, u.n, u.median FROM traits t JOIN usual u USING (kin)
                 WHERE ((t.unit_price >= {SLIP} * u.median AND t.unit_price >= {GAP} * u.most)
                     OR (t.unit_price * {SLIP} <= u.median AND t.unit_price * {GAP} <= u.least))
                   AND t.same NOT IN (SELECT same FROM many))
    SELECT k.id, k.number, k.name, k.unit_name, k.measure, f.* EXCLUDE (id) FROM kept k JOIN far f ON f.id = k.id) k"""


def check_kin(scope: Scope) -> list[Problem]:
    """Lines whose price stands a thousand times off those of the things most like them."""
    problems = []
    for line, (measure, price, count, median) in scope.rows("measure, price, n, median", _JUDGED):
        amount, middle = int(str(price)), int(str(median))
        sentence = (
            f"{line} có đơn giá {format_money(amount)} đ/{measure}, {times_off(amount, middle)} trung vị {format_money(middle)} đ "
            f"của {count} khoản gần giống; có thể nhầm đồng với nghìn đồng."
        )
        fix = "Kiểm tra đơn vị tiền của đơn giá rồi nhập lại."
        problems.append(found("unit_slip", sentence, fix, line=line.id, severity=Severity.WARNING, cure=slip_cure(amount, middle)))
    return problems
