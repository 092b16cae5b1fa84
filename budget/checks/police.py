"""The police request: every line goes one confirmed way, after Sở TT&TT has appraised its content; nothing stays unclassified."""

from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.model.problem import Problem
from budget.model.states import Route, UnitKind

_OF_POLICE = f"kept k WHERE k.listing = 'estimate' AND k.amount > 0 AND k.kind = '{UnitKind.POLICE}'"


def check_police(scope: Scope) -> list[Problem]:
    """Police lines without a confirmed route, and routed ones whose content nobody has appraised yet."""
    problems: list[Problem] = []
    if not scope.may(lambda k: k["kind"] == UnitKind.POLICE):
        return problems
    for line, _ in scope.rows("", f"{_OF_POLICE} AND k.route IN ('', '{Route.UNCLASSIFIED}')"):
        sentence = f"{line} chưa phân loại hướng xử lý: đầu tư công hay kinh phí hoạt động."
        fix = "Xác nhận hướng xử lý; thiết bị ngoài dự án không thuộc hướng nào thì đưa vào dự án hoặc trả lại đơn vị."
        problems.append(found("police_unclassified", sentence, fix, line=line.id))
    routed = f"{_OF_POLICE} AND NOT k.content_done AND k.route IN ('{Route.INVESTMENT}', '{Route.OPERATING}')"
    for line, _ in scope.rows("", routed):
        sentence = f"{line} chưa có ý kiến thẩm định nội dung của Sở Thông tin và Truyền thông."
        fix = "Lấy ý kiến thẩm định nội dung rồi nhập số thẩm định nội dung, sau đó mới bố trí nguồn."
        problems.append(found("police_not_appraised", sentence, fix, line=line.id))
    return problems
