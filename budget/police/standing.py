"""Where a line of the police request stands: in one of the two dossiers, or what keeps it out of both.

Every line stands in exactly one place, so the places add up to the request.
"""

from enum import StrEnum

from budget.model.states import ContentVerdict, Route


class Standing(StrEnum):
    """The places; only the first two go up."""

    INVESTMENT = "investment"
    OPERATING = "operating"
    WAITING = "waiting"
    UNCLASSIFIED = "unclassified"
    NOT_LOCAL = "not_local"
    REFUSED = "refused"
    DROPPED = "dropped"


STANDING = {
    Standing.INVESTMENT: "Hồ sơ đầu tư công",
    Standing.OPERATING: "Hồ sơ kinh phí hoạt động",
    Standing.WAITING: "Chờ thẩm định nội dung",
    Standing.UNCLASSIFIED: "Chưa phân loại",
    Standing.NOT_LOCAL: "Không thuộc ngân sách địa phương",
    Standing.REFUSED: "Không đạt thẩm định nội dung",
    Standing.DROPPED: "Phương án đã bỏ",
}
"""The words a person sees for each place."""

_IN_A_DOSSIER = {Route.INVESTMENT: Standing.INVESTMENT, Route.OPERATING: Standing.OPERATING}
ACCEPTING = frozenset({ContentVerdict.PASSED, ContentVerdict.AMEND})
"""Verdicts under which figures are accepted; "cần sửa" without figures accepts nothing yet."""


def find_standing(route: str, verdict: str, *, accepted: bool, dropped: bool) -> Standing:
    """Where a line stands; `accepted` = the content layer holds figures, `dropped` = the scenario took the line out.

    What is not the province's to pay is not judged here; what failed needs no way any more; the rest needs a way, then figures.
    """
    if dropped:
        return Standing.DROPPED
    if route == Route.NOT_LOCAL:
        return Standing.NOT_LOCAL
    if verdict == ContentVerdict.FAILED:
        return Standing.REFUSED
    if route not in _IN_A_DOSSIER:
        return Standing.UNCLASSIFIED
    return _IN_A_DOSSIER[Route(route)] if accepted and verdict in ACCEPTING else Standing.WAITING
