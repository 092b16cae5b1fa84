"""The content appraisal of the sample's police request, half done: most judged lines pass, some are cut, one is sent back, one fails.

Every opinion and document is illustrative and says so.
"""

from collections.abc import Sequence
from dataclasses import replace

from budget.model.states import ContentVerdict
from budget.sample.draft import Draft

REFUSED = {"Màn hình ghép hiển thị trung tâm chỉ huy": "Chưa nêu được nhiệm vụ của Đề án cần đến (ý kiến minh họa)"}
SENT_BACK = {"Áo, mũ nhận diện tuyên truyền viên": "Làm rõ số tuyên truyền viên từng huyện (ý kiến minh họa)"}
CUT = "Chấp nhận số lượng thấp hơn đề nghị (ý kiến minh họa)"
DOCUMENT, DAY = "Văn bản thẩm định nội dung minh họa 01", "2024-05-20"


def judge_police(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with a conclusion on each line of the request whose content was looked at; every other draft as it was."""
    return [draft if draft.route is None else _judge(draft) for draft in drafts]


def _judge(draft: Draft) -> Draft:
    if draft.name in REFUSED:
        nothing = replace(draft.requested, quantity_milli=0, adjustment=0)
        return _conclude(replace(draft, content=nothing), ContentVerdict.FAILED, REFUSED[draft.name])
    if draft.name in SENT_BACK:
        return _conclude(replace(draft, content=None, finance=None), ContentVerdict.AMEND, SENT_BACK[draft.name])
    if draft.content is None:
        return draft
    if draft.content == draft.requested:
        return _conclude(draft, ContentVerdict.PASSED, None)
    return _conclude(draft, ContentVerdict.AMEND, CUT)


def _conclude(draft: Draft, verdict: ContentVerdict, opinion: str | None) -> Draft:
    return replace(draft, content_verdict=verdict.value, content_opinion=opinion, content_document=DOCUMENT, content_date=DAY)
