"""Signed contracts: the state has promised to pay, so they are neither cut nor deferred."""

from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.model.problem import Problem
from budget.money import format_money


def check_contracts(scope: Scope) -> list[Problem]:
    """Lines under a signed contract that the scenario cuts or drops, or that stand later than they may."""
    problems: list[Problem] = []
    if not scope.may(lambda k: k["contracted"]):
        return problems
    cut = "checked k WHERE k.contracted AND (k.dropped OR k.amount < k.base_amount)"
    for line, (amount, base) in scope.rows("amount, base_amount", cut):
        sentence = f"{line} đã ký hợp đồng nhưng phương án cắt từ {format_money(int(str(base)))} đ còn {format_money(int(str(amount)))} đ."
        fix = "Bỏ khoản này ra khỏi thao tác cắt; chỉ cắt phần chưa ký hợp đồng."
        problems.append(found("contract_cut", sentence, fix, line=line.id))
    deferred = "kept k WHERE k.contracted AND (k.deferred OR k.year > ?::BIGINT)"
    for line, (year, quarter) in scope.rows("year, quarter", deferred, [scope.law.budget_year]):
        sentence = f"{line} đã ký hợp đồng nhưng lại xếp thực hiện vào quý {quarter}/{year}, sau kỳ đã ký."
        fix = "Giữ kỳ thực hiện theo hợp đồng, hoặc kèm phụ lục hợp đồng đã sửa thời hạn."
        problems.append(found("deferred_contract", sentence, fix, line=line.id))
    return problems
