"""The police request: every line goes one confirmed way, after Sở TT&TT has appraised its content; nothing stays unclassified.

What failed is no longer asked for, what was accepted is never more than the request, and the way fits what the line is.
"""

from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.model.problem import Problem
from budget.model.states import Category, ContentVerdict, Form, Nature, Route, UnitKind

_OF_POLICE = f"kept k WHERE k.listing = 'estimate' AND k.amount > 0 AND k.kind = '{UnitKind.POLICE}'"
_ROUTED = f"k.route IN ('{Route.INVESTMENT}', '{Route.OPERATING}')"
_FAILED = f"k.content_verdict = '{ContentVerdict.FAILED}'"
_JUDGED = f"k.content_done AND k.content_verdict IN ('{ContentVerdict.PASSED}', '{ContentVerdict.AMEND}')"
_OUTSIDE_PROJECT = f"(k.category = '{Category.EQUIPMENT}' AND k.form <> '{Form.PROJECT}' AND k.nature <> '{Nature.INVESTMENT}')"
_OTHER_NATURE = f"k.nature <> CASE k.route WHEN '{Route.INVESTMENT}' THEN '{Nature.INVESTMENT}' ELSE '{Nature.RECURRENT}' END"


def check_police(scope: Scope) -> list[Problem]:
    """Police lines without a confirmed or a fitting way, not appraised, failed but still asked for, or accepted above the request."""
    if not scope.may(lambda k: k["kind"] == UnitKind.POLICE):
        return []
    return [*_unclassified(scope), *_route_wrong(scope), *_not_appraised(scope), *_failed_kept(scope), *_content_above(scope)]


def _unclassified(scope: Scope) -> list[Problem]:
    ending = "' chưa phân loại hướng xử lý: đầu tư công hay kinh phí hoạt động.'"
    fix = "Xác nhận hướng xử lý; thiết bị ngoài dự án không thuộc hướng nào thì đưa vào dự án hoặc trả lại đơn vị."
    return scope.told("police_unclassified", ending, fix, f"{_OF_POLICE} AND k.route IN ('', '{Route.UNCLASSIFIED}') AND NOT {_FAILED}")


def _route_wrong(scope: Scope) -> list[Problem]:
    problems = []
    wrong = f"{_OF_POLICE} AND {_ROUTED} AND ({_OUTSIDE_PROJECT} OR {_OTHER_NATURE})"
    for line, (outside, route) in scope.rows(f"{_OUTSIDE_PROJECT}, k.route", wrong):
        if outside:
            sentence = f"{line} là thiết bị ngoài dự án nên không thuộc đầu tư công, cũng không thuộc kinh phí hoạt động."
            fix = "Đưa vào dự án, chuyển sang không thuộc ngân sách địa phương, hoặc trả lại đơn vị."
        else:
            way, held = ("đầu tư công", "chi thường xuyên") if route == Route.INVESTMENT else ("kinh phí hoạt động", "chi đầu tư")
            sentence = f"{line} được xác nhận hướng {way} nhưng đang ghi là {held}."
            fix = "Sửa tính chất chi, hoặc xác nhận hướng khác."
        problems.append(found("police_route_wrong", sentence, fix, line=line.id))
    return problems


def _not_appraised(scope: Scope) -> list[Problem]:
    problems = []
    waiting = f"{_OF_POLICE} AND {_ROUTED} AND NOT {_FAILED} AND NOT ({_JUDGED})"
    for line, (verdict, done) in scope.rows("k.content_verdict, k.content_done", waiting):
        sentence = f"{line} chưa có ý kiến thẩm định nội dung của Sở Thông tin và Truyền thông."
        fix = "Lấy ý kiến thẩm định nội dung rồi nhập kết luận và số thẩm định nội dung, sau đó mới bố trí nguồn."
        if verdict == ContentVerdict.AMEND:
            sentence = f"{line} bị yêu cầu sửa khi thẩm định nội dung mà chưa có số được chấp nhận."
            fix = "Đơn vị sửa theo ý kiến rồi thẩm định lại, hoặc nhập số được chấp nhận."
        elif done:
            sentence = f"{line} có số thẩm định nội dung nhưng chưa có kết luận của Sở Thông tin và Truyền thông."
            fix = "Nhập kết luận: đạt, cần sửa hoặc không đạt."
        problems.append(found("police_not_appraised", sentence, fix, line=line.id))
    return problems


def _failed_kept(scope: Scope) -> list[Problem]:
    ending = "' không đạt thẩm định nội dung nhưng vẫn được tính trong dự toán.'"
    fix = "Lấy số thẩm định nội dung (0 đ) làm số thẩm định tài chính, hoặc bỏ khoản mục."
    return scope.told("police_failed_kept", ending, fix, f"{_OF_POLICE} AND {_FAILED}")


def _content_above(scope: Scope) -> list[Problem]:
    ending = "' có số thẩm định nội dung lớn hơn số đề nghị.'"
    fix = "Sửa số thẩm định nội dung, không cao hơn đề nghị; đơn vị muốn thêm thì phải đề nghị lại."
    return scope.told("police_content_above", ending, fix, f"{_OF_POLICE} AND k.content_amount > k.requested_amount")
