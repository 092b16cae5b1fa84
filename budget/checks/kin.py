"""A slipped unit among kin, for lines with too few of the very same thing: the same first two words, measure and category.

Kin differ far more than equals do, so only a price that stands alone is doubted: SLIP times off the median, and GAP times off
every price that is not itself so far away. Measures that hold anything (gói, dự án) compare with nothing.
"""

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


def check_kin_of(cursor: Cursor, scenario: str, names: str) -> tuple[frozenset[str], list[Problem]]:
    """All problems of the kinships that the folded names of a query belong to, and every line in these: for what follows a change."""
    lay_out_kin(cursor, scenario, names)
    return frozenset(str(row[0]) for row in cursor.rows("SELECT id FROM kin")), find_alone(cursor)


def is_of_kin(problem: Problem) -> bool:
    """Whether a problem was found among kin."""
    return problem.code == "unit_slip" and problem.severity is Severity.WARNING


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
