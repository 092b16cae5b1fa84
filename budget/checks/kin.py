"""A slipped unit among kin, for lines with too few of the very same thing: the same first two words, measure and category.

Kin differ far more than equals do, so only a price that stands alone is doubted: SLIP times off the median, and GAP times off
every price that is not itself so far away. Measures that hold anything (gói, dự án) compare with nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from budget.checks.law import Law
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


class Far(NamedTuple):
    """A price that stands alone: the line, its price, how many kin, their median (đồng)."""

    id: str
    price: int
    kin: int
    median: int


def check_kin(scope: Scope) -> list[Problem]:
    """Lines whose price stands a thousand times off those of the things most like them."""
    lay_out_kin(scope.cursor, scope.scenario, None if scope.whole else "SELECT folded FROM checked")
    kept = None if scope.whole else {line.id for line, _ in scope.rows("", "kept k")}
    return [problem for problem in find_alone(scope.cursor) if kept is None or problem.line in kept]


def is_of_kin(problem: Problem) -> bool:
    """Whether a problem was found among kin."""
    return problem.code == "unit_slip" and problem.severity is Severity.WARNING


def find_far(kinship: pa.Table) -> list[Far]:
    """Of lines with their kin and figures (peers.py) those whose price stands alone: what `find_alone` says, without asking the plan."""
    price, amount, kin, same = (kinship.column(name).to_numpy() for name in ("unit_price", "amount", "kin", "same"))
    priced = (price > 0) & (amount > 0)
    alone: list[Far] = []
    for one in np.unique(kin[priced & (kin != 0)]):
        members = np.flatnonzero(priced & (kin == one))
        if len(members) < LEAST:
            continue
        median, far = _stand_far(price[members])
        # where there are enough of the very same thing, these are compared among themselves (prices.py)
        places = [int(place) for place in members[far] if np.count_nonzero(priced & (same == same[place])) < MINIMUM]
        alone.extend(Far(str(kinship.column("id")[place].as_py()), int(price[place]), len(members), median) for place in places)
    return alone


def tell_far(cursor: Cursor, law: Law, alone: Sequence[Far]) -> list[Problem]:
    """The problems of lines whose price stands alone."""
    if not alone:
        return []
    marks, ids = ", ".join("?" for _ in alone), [far.id for far in alone]
    rows = cursor.rows(f"SELECT id, number, name, unit, COALESCE(measure, '') FROM line WHERE id IN ({marks})", ids)
    said = {str(row[0]): row for row in rows}
    problems = []
    for far in alone:
        _, number, name, unit, measure = said[far.id]
        place = law.places.get(str(unit))
        line = Line(far.id, int(str(number)), str(name), place.unit_name if place else str(unit))
        problems.append(_tell(line, str(measure), far))
    return problems


def _stand_far(prices: npt.NDArray[np.int64]) -> tuple[int, npt.NDArray[np.bool_]]:
    """The median of a kin, and which of its prices are far from it and from everything between."""
    ordered = np.sort(prices)
    median = int(ordered[(len(ordered) - 1) // 2])
    most, least = int(ordered[ordered < GAP * median][-1]), int(ordered[ordered > median // GAP][0])
    return median, (prices >= max(SLIP * median, GAP * most)) | (prices <= min(median // SLIP, least // GAP))


def find_alone(cursor: Cursor) -> list[Problem]:
    """The prices in `kin` that stand alone."""
    problems: list[Problem] = []
    cursor.run(f"CREATE OR REPLACE TEMP TABLE alone AS {_FAR} SELECT * FROM far")
    if not cursor.rows("SELECT 1 FROM alone LIMIT 1"):
        return problems
    sql = f"SELECT id, number, name, unit_name, measure, price, n, median FROM {_JUDGED} ORDER BY number"
    for identity, number, name, unit, measure, price, count, median in cursor.rows(sql):
        line = Line(str(identity), int(str(number)), str(name), str(unit))
        problems.append(_tell(line, str(measure), Far(line.id, int(str(price)), int(str(count)), int(str(median)))))
    return problems


def _tell(line: Line, measure: str, far: Far) -> Problem:
    times, median = times_off(far.price, far.median), format_money(far.median)
    sentence = (
        f"{line} có đơn giá {format_money(far.price)} đ/{measure}, {times} trung vị {median} đ "
        f"của {far.kin} khoản gần giống; có thể nhầm đồng với nghìn đồng."
    )
    fix = "Kiểm tra đơn vị tiền của đơn giá rồi nhập lại."
    return found("unit_slip", sentence, fix, line=line.id, severity=Severity.WARNING, cure=slip_cure(far.price, far.median))
