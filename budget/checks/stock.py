"""Quantities against what a unit is entitled to less what it has and can still use; computers that may be inside the norm already."""

from budget.checks.few import Facts, is_asked
from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.funding.rules import cite
from budget.model.problem import Problem
from budget.model.states import Category, UnitLevel
from budget.quantity import format_quantity

_ASKED = "kept k WHERE k.listing = 'estimate' AND k.amount > 0"
_EQUIPPED = ("NQ36-H", "NQ36-X")
"""The sources whose norm already holds ordinary office equipment of districts and communes."""
_LISTED = ", ".join(f"'{source}'" for source in _EQUIPPED)


def check_stock(scope: Scope) -> list[Problem]:
    """Lines that ask for more than is missing, that cannot be judged so, and computers asked for outside the money given for them."""
    return [*_over(scope), *_unknown(scope), *_again(scope)]


def _over(scope: Scope) -> list[Problem]:
    both = "k.entitled_milli IS NOT NULL AND k.usable_milli IS NOT NULL"
    where = f"{_ASKED} AND {both} AND k.quantity_milli > greatest(k.entitled_milli - k.usable_milli, 0)"
    if not scope.may(_asks_for_more):
        return []
    problems = []
    for line, (quantity, entitled, usable, measure) in scope.rows("k.quantity_milli, k.entitled_milli, k.usable_milli, k.measure", where):
        asked, most, held = (int(str(value)) for value in (quantity, entitled, usable))
        room = max(most - held, 0)
        sentence = (
            f"{line} đề nghị {format_quantity(asked)} {measure}, trong khi tiêu chuẩn {format_quantity(most)}, "
            f"hiện có dùng được {format_quantity(held)}, chỉ còn thiếu {format_quantity(room)}."
        )
        fix = f"Giảm số lượng về {format_quantity(room)}, hoặc sửa lại tiêu chuẩn, số hiện có nếu chưa đúng."
        cure = ("quantity", format_quantity(room)) if room else None
        problems.append(found("quantity_over_entitlement", sentence, fix, line=line.id, cure=cure))
    return problems


def _unknown(scope: Scope) -> list[Problem]:
    if not scope.may(lambda k: is_asked(k) and _is_unknown(scope, k)):
        return []
    one = "(k.entitled_milli IS NULL) <> (k.usable_milli IS NULL)"
    equipped = f"k.category = '{Category.EQUIPMENT}' AND k.norm IN (SELECT code FROM norm WHERE NOT hard)"
    both = f"k.entitled_milli IS NULL AND k.usable_milli IS NULL AND {equipped}"
    ending = """' chưa ghi ' || CASE WHEN k.entitled_milli IS NOT NULL THEN 'số hiện có còn dùng được' WHEN k.usable_milli IS NOT NULL
        THEN 'số lượng theo tiêu chuẩn' ELSE 'số lượng theo tiêu chuẩn và số hiện có còn dùng được' END
        || ', nên chưa biết còn thiếu bao nhiêu.'"""
    fix = "Ghi biên chế, tiêu chuẩn và số máy móc hiện có còn dùng được."
    return scope.told("entitlement_unknown", ending, fix, f"{_ASKED} AND ({one} OR ({both}))")


def _asks_for_more(line: Facts) -> bool:
    entitled, usable = line["entitled_milli"], line["usable_milli"]
    if entitled is None or usable is None or not is_asked(line):
        return False
    return int(str(line["quantity_milli"])) > max(int(str(entitled)) - int(str(usable)), 0)


def _is_unknown(scope: Scope, line: Facts) -> bool:
    untold = (line["entitled_milli"] is None, line["usable_milli"] is None)
    soft = any(not entry.hard for entry in scope.law.norms.get(str(line["norm"]), ()))
    return any(untold) and (not all(untold) or (line["category"] == Category.EQUIPMENT and soft))


def _again(scope: Scope) -> list[Problem]:
    if not scope.may(lambda k: str(k["folded"]).startswith("may tinh")):
        return []
    levels = f"k.level IN ('{UnitLevel.DISTRICT}', '{UnitLevel.COMMUNE}')"
    # who has shown both figures has shown what is missing
    unshown = "(k.entitled_milli IS NULL OR k.usable_milli IS NULL)"
    where = f"""{_ASKED} AND {levels} AND k.category = '{Category.EQUIPMENT}' AND {unshown} AND k.source NOT IN ('', {_LISTED})
                AND starts_with(k.folded, 'may tinh')"""
    citation = cite(scope.law.documents.get("NQ36"), "NQ36", confirmed=False)
    problems = []
    for line, _ in scope.rows("", where):
        sentence = f"{line} xin thêm máy tính ngoài định mức phân bổ, trong khi máy tính văn phòng có thể đã nằm trong định mức đó."
        fix = "Đối chiếu số máy đã mua bằng kinh phí định mức; ghi tiêu chuẩn và số hiện có, hoặc xác nhận đã xem."
        problems.append(found("office_equipment_again", sentence, fix, line=line.id, citation=citation))
    return problems
