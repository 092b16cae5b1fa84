"""A slipped unit among kin, for lines with too few of the very same thing: the same first two words, measure and category.

Kin differ far more than equals do, so only a price that stands alone is doubted: SLIP times off the median, and GAP times off
every price that is not itself so far away. Measures that hold anything (gói, dự án) compare with nothing.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from budget.checks.prices import MINIMUM, SLIP, slip_cure, times_off
from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.traits import lay_out_kin
from budget.checks.who import Line
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import format_money
from budget.store.database import Cursor

LEAST = 8
"""Fewer kin say nothing."""
GAP = 100
_FAR = f"""
    WITH many AS (SELECT same FROM kin WHERE unit_price > 0 GROUP BY same HAVING count(*) >= {MINIMUM}),
         middle AS (SELECT kin, count(*) AS n, quantile_disc(unit_price, 0.5) AS median
                    FROM kin WHERE kin IS NOT NULL GROUP BY kin HAVING count(*) >= {LEAST}),
         usual AS (SELECT m.*, max(t.unit_price) FILTER (t.unit_price < {GAP} * m.median) AS most,
                     min(t.unit_price) FILTER (t.unit_price * {GAP} > m.median) AS least
                   FROM middle m JOIN kin t USING (kin) GROUP BY ALL),
         far AS (SELECT t.id, t.unit_price AS price, u.n, u.median FROM kin t JOIN usual u USING (kin)
                 WHERE ((t.unit_price >= {SLIP} * u.median AND t.unit_price >= {GAP} * u.most)
                     OR (t.unit_price * {SLIP} <= u.median AND t.unit_price * {GAP} <= u.least))
                   AND t.same NOT IN (SELECT same FROM many))"""
_JUDGED = """(
    SELECT l.id, l.number, l.name, COALESCE(p.unit_name, l.unit) AS unit_name, COALESCE(l.measure, '') AS measure, f.* EXCLUDE (id)
    FROM alone f JOIN line l ON l.id = f.id LEFT JOIN purse p ON p.unit = l.unit) k"""


def check_kin(scope: Scope) -> list[Problem]:
    """Lines whose price stands a thousand times off those of the things most like them."""
    lay_out_kin(scope.cursor, scope.scenario, None if scope.whole else "SELECT folded FROM checked")
    kept = None if scope.whole else {line.id for line, _ in scope.rows("", "kept k")}
    return [problem for problem in find_alone(scope.cursor) if kept is None or problem.line in kept]


def is_of_kin(problem: Problem) -> bool:
    """Whether a problem was found among kin."""
    return problem.code == "unit_slip" and problem.severity is Severity.WARNING


def find_doubtful(kinship: pa.Table) -> pa.Table:
    """Of lines with their base figures the kin among whom a price may stand alone, with all that is the same as such a price.

    Cheaper than asking the plan of a whole kinship, and never less than what `find_alone` would say of it.
    """
    price, amount, kin, same = (kinship.column(name).to_numpy() for name in ("unit_price", "amount", "kin", "same"))
    compared = (price > 0) & (amount > 0) & (kin != 0)
    kept, doubted = np.zeros(len(kin), np.bool_), np.zeros(len(kin), np.bool_)
    for one in np.unique(kin[compared]):
        members = np.flatnonzero(compared & (kin == one))
        far = members[_stands_far(price[members])] if len(members) >= LEAST else members[:0]
        if len(far):
            kept[members] = True
            doubted[far] = True
    chosen = kept | np.isin(same, same[doubted])
    held = kinship.set_column(kinship.schema.get_field_index("kin"), "kin", pa.array(np.where(kept, kin, 0)))
    return held.filter(pa.array(chosen))


def _stands_far(prices: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which prices of a kin may be far from its median and from everything between; either of two middle prices counts as median."""
    ordered = np.sort(prices)
    found = np.zeros(len(prices), np.bool_)
    for median in (int(ordered[(len(ordered) - 1) // 2]), int(ordered[len(ordered) // 2])):
        most, least = int(ordered[ordered < GAP * median][-1]), int(ordered[ordered > median // GAP][0])
        found |= (prices >= max(SLIP * median, GAP * most)) | (prices <= min(median // SLIP, least // GAP))
    return found


def find_alone(cursor: Cursor) -> list[Problem]:
    """The prices in `kin` that stand alone."""
    problems: list[Problem] = []
    cursor.run(f"CREATE OR REPLACE TEMP TABLE alone AS {_FAR} SELECT * FROM far")
    if not cursor.rows("SELECT 1 FROM alone LIMIT 1"):
        return problems
    sql = f"SELECT id, number, name, unit_name, measure, price, n, median FROM {_JUDGED} ORDER BY number"
    for identity, number, name, unit, measure, price, count, median in cursor.rows(sql):
        line = Line(str(identity), int(str(number)), str(name), str(unit))
        amount, middle = int(str(price)), int(str(median))
        sentence = (
            f"{line} có đơn giá {format_money(amount)} đ/{measure}, {times_off(amount, middle)} trung vị {format_money(middle)} đ "
            f"của {count} khoản gần giống; có thể nhầm đồng với nghìn đồng."
        )
        fix = "Kiểm tra đơn vị tiền của đơn giá rồi nhập lại."
        problems.append(found("unit_slip", sentence, fix, line=line.id, severity=Severity.WARNING, cure=slip_cure(amount, middle)))
    return problems
