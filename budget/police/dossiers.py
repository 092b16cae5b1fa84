"""The two dossiers the request becomes: public investment to Sở KH&ĐT, operating funds to Sở Tài chính.

Law: nothing unclassified and nothing unappraised is submitted; what failed is in neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.model.problem import Problem
from budget.model.states import ContentVerdict, Route, Severity
from budget.police.request import PoliceLine, PoliceRequest
from budget.police.routes import refuse_route
from budget.police.standing import Standing
from budget.words import amount_in_words

TITLE = {Route.INVESTMENT: "Hồ sơ đầu tư công", Route.OPERATING: "Hồ sơ kinh phí hoạt động"}
RECEIVER = {Route.INVESTMENT: "Sở Kế hoạch và Đầu tư", Route.OPERATING: "Sở Tài chính"}
_STANDING = {Route.INVESTMENT: Standing.INVESTMENT, Route.OPERATING: Standing.OPERATING}


@dataclass(frozen=True)
class Dossier:
    """One of the two: the lines that go up with their sums (đồng), what blocks it, and what is worth a look but blocks nothing."""

    route: Route
    lines: tuple[PoliceLine, ...]
    waiting: tuple[PoliceLine, ...]
    blocking: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    @property
    def title(self) -> str:
        """What the dossier is called."""
        return TITLE[self.route]

    @property
    def receiver(self) -> str:
        """The body that takes it further."""
        return RECEIVER[self.route]

    @property
    def requested(self) -> int:
        """What its lines asked for, in đồng."""
        return sum(line.requested for line in self.lines)

    @property
    def amount(self) -> int:
        """What goes up, in đồng: the figures the content appraisal accepted."""
        return sum(line.accepted for line in self.lines)

    @property
    def words(self) -> str:
        """The amount in words."""
        return amount_in_words(self.amount)

    @property
    def may_go_up(self) -> bool:
        """Whether the dossier can be submitted: something is in it and nothing blocks it."""
        return bool(self.lines) and not self.blocking


def build_dossiers(request: PoliceRequest) -> tuple[Dossier, Dossier]:
    """The investment dossier and the operating dossier; what has no way yet blocks both, for it may belong to either."""
    return _build(request, Route.INVESTMENT), _build(request, Route.OPERATING)


def count_blocked(dossiers: Sequence[Dossier]) -> int:
    """How many lines keep a dossier back; a line that keeps both back counts once."""
    return len({problem.line for dossier in dossiers for problem in dossier.blocking})


def _build(request: PoliceRequest, route: Route) -> Dossier:
    lines = request.at(_STANDING[route])
    waiting = tuple(line for line in request.at(Standing.WAITING) if line.route == route)
    blocking = [_unclassified(line) for line in request.at(Standing.UNCLASSIFIED)]
    blocking += [_unjudged(line) for line in waiting]
    blocking += [problem for line in (*lines, *waiting) if (problem := _wrong(line, route))]
    notes = [_undocumented(line) for line in lines if not line.document]
    return Dossier(route, lines, waiting, tuple(blocking), tuple(notes))


def name_line(line: PoliceLine) -> str:
    """A line as sentences name it."""
    return f"Khoản mục số {line.number} “{line.name}”"


def _unclassified(line: PoliceLine) -> Problem:
    sentence = f"{name_line(line)} chưa phân loại hướng xử lý."
    told = f"Gợi ý: {line.suggestion.reason}" if line.may_follow else line.suggestion.reason
    return Problem("police_unclassified", sentence, told, line=line.id)


def _unjudged(line: PoliceLine) -> Problem:
    if line.verdict == ContentVerdict.AMEND:
        sentence = f"{name_line(line)} bị yêu cầu sửa mà chưa có số được chấp nhận."
        fix = f"Công an tỉnh sửa theo ý kiến: {line.opinion}" if line.opinion else "Công an tỉnh sửa rồi thẩm định lại."
        return Problem("police_not_appraised", sentence, fix, line=line.id)
    sentence = f"{name_line(line)} chưa có kết luận thẩm định nội dung."
    return Problem("police_not_appraised", sentence, "Nhập kết luận của Sở Thông tin và Truyền thông.", line=line.id)


def _wrong(line: PoliceLine, route: Route) -> Problem | None:
    refusal = refuse_route(line, route)
    if refusal is not None:
        return Problem(refusal.code, f"{name_line(line)}: {refusal.sentence}", refusal.fix, line=line.id)
    if line.accepted > line.requested:
        sentence = f"{name_line(line)} có số thẩm định nội dung lớn hơn đề nghị."
        return Problem("police_content_above", sentence, "Sửa số thẩm định nội dung, không cao hơn đề nghị.", line=line.id)
    return None


def _undocumented(line: PoliceLine) -> Problem:
    sentence = f"{name_line(line)} chưa ghi số văn bản thẩm định nội dung."
    return Problem("police_document_missing", sentence, "Ghi số, ngày văn bản của Sở TT&TT.", Severity.NOTE, line=line.id)
