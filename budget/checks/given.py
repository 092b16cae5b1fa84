"""The request beside last year's outturn, this year's allotment and what is spent of it."""

from budget.checks.few import Facts
from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.model.problem import Problem
from budget.money import format_money

TIMES = 3
"""From how many times the larger of outturn and allotment a request is out of proportion."""


def check_given(scope: Scope) -> list[Problem]:
    """Lines that ask for many times what was given, or have spent more than was allotted."""
    return [*_out_of_proportion(scope), *_overspent(scope)]


def _out_of_proportion(scope: Scope) -> list[Problem]:
    if not scope.may(_is_out_of_proportion):
        return []
    known = "greatest(COALESCE(k.last_year_outturn, 0), COALESCE(k.this_year_allotted, 0))"
    where = f"kept k WHERE k.listing = 'estimate' AND {known} > 0 AND k.requested_amount > {TIMES} * {known}"
    problems = []
    for line, (asked, outturn, allotted) in scope.rows("k.requested_amount, k.last_year_outturn, k.this_year_allotted", where):
        amount = int(str(asked))
        given = [
            (words, int(str(value)))
            for words, value in (("thực hiện năm trước", outturn), ("năm nay đã giao", allotted))
            if value is not None
        ]
        most = max(value for _, value in given)
        beside = ", ".join(f"{words} {format_money(value)} đ" for words, value in given)
        sentence = f"{line} đề nghị {format_money(amount)} đ, gấp {say_times(amount, most)} lần số đã có: {beside}."
        fix = "Giải trình phần tăng, hoặc sửa số đề nghị; nếu là nhiệm vụ mới thì xác nhận đã xem và ghi lý do."
        problems.append(found("request_out_of_proportion", sentence, fix, line=line.id))
    return problems


def _is_out_of_proportion(line: Facts) -> bool:
    given = max(_whole(line["last_year_outturn"]), _whole(line["this_year_allotted"]))
    return given > 0 and _whole(line["requested_amount"]) > TIMES * given


def _whole(value: object) -> int:
    return int(str(value or 0))


def say_times(amount: int, base: int) -> str:
    """How many times one amount is another, to a tenth that is never rounded up: 3,5."""
    tenths = amount * 10 // base
    return f"{format_money(tenths // 10)},{tenths % 10}" if tenths % 10 else format_money(tenths // 10)


def _overspent(scope: Scope) -> list[Problem]:
    if not scope.may(lambda k: k["this_year_allotted"] is not None and _whole(k["this_year_spent"]) > _whole(k["this_year_allotted"])):
        return []
    where = "kept k WHERE k.listing = 'estimate' AND k.this_year_spent > k.this_year_allotted"
    problems = []
    for line, (spent, allotted) in scope.rows("k.this_year_spent, k.this_year_allotted", where):
        over = int(str(spent)) - int(str(allotted))
        figures = [format_money(value) for value in (int(str(spent)), int(str(allotted)), over)]
        sentence = "{} đã chi {} đ, vượt dự toán đã giao {} đ {} đ.".format(line, *figures)
        fix = "Kiểm tra lại số đã chi và số đã giao; nếu đã được bổ sung thì ghi dự toán sau bổ sung."
        problems.append(found("spent_over_allotted", sentence, fix, line=line.id))
    return problems
