"""One purchase split across units: the same numbered package (gói thầu số 3) of the same thing, asked for by several in one year."""

from dataclasses import dataclass
from itertools import groupby

from budget.checks.likely import read_kept
from budget.checks.likeness import LEAST, likeness
from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.who import Line
from budget.model.problem import Problem
from budget.money import format_money
from budget.store.database import Cursor

SHOWN = 3
_SHARED = """SELECT t.package, t.id, t.number, l.name, t.unit, t.amount FROM traits t JOIN named l ON l.id = t.id
    WHERE t.package IN (SELECT package FROM traits WHERE package IS NOT NULL GROUP BY package HAVING min(unit) <> max(unit))
    ORDER BY t.package, t.number"""


@dataclass(frozen=True, slots=True)
class Part:
    """A line that bears the number of a package."""

    id: str
    number: int
    name: str
    unit: str
    amount: int


def check_packages(scope: Scope) -> list[Problem]:
    """Lines of a package that older lines of other units bear as well, each naming these."""
    shared = find_shared(scope.cursor)
    lines = read_kept(scope, [part.id for part, _ in shared])
    return [_problem(lines[part.id], part, older) for part, older in shared if part.id in lines]


def find_shared(cursor: Cursor) -> list[tuple[Part, list[Part]]]:
    """Every line in `traits` with the older lines of other units that are of the same package and thing."""
    shared = []
    for _, rows in groupby(cursor.rows(_SHARED), key=lambda row: row[0]):
        parts = [Part(str(row[1]), int(str(row[2])), str(row[3]), str(row[4]), int(str(row[5]))) for row in rows]
        for place, part in enumerate(parts):
            older = [other for other in parts[:place] if other.unit != part.unit and likeness(other.name, part.name) >= LEAST]
            if older:
                shared.append((part, older))
    return shared


def _problem(line: Line, part: Part, older: list[Part]) -> Problem:
    shown = ", ".join(f"số {other.number}" for other in older[:SHOWN])
    more = f" và {len(older) - SHOWN} khoản nữa" if len(older) > SHOWN else ""
    whole = part.amount + sum(other.amount for other in older)
    sentence = (
        f"{line} là cùng một gói với khoản mục {shown}{more} của đơn vị khác, cộng {format_money(whole)} đ; "
        "có thể một gói mua sắm bị chia nhỏ."
    )
    fix = "Gộp về một đơn vị đầu mối mua sắm; nếu là các gói khác nhau thì xác nhận không phải trùng và ghi lý do."
    return found("split_purchase", sentence, fix, line=line.id, others=tuple(other.id for other in older))
