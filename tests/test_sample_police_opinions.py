"""The sample's content appraisal has something of everything the work meets, and says that it is illustrative."""

from budget.model.states import Category, ContentVerdict
from budget.sample.draft import Draft, Drivers
from budget.sample.load import load_sample
from budget.sample.police_opinions import REFUSED, SENT_BACK, judge_police

ASKED = Drivers(10_000, 1_000_000)


def draft(name: str = "Tập huấn", content: Drivers | None = None, route: str | None = "operating") -> Draft:
    return Draft("CA-TINH", "NV24", name, "lớp", Category.TRAINING, "6699", None, ASKED, route=route, content=content)


def test_what_was_accepted_whole_passes_and_what_was_cut_says_so() -> None:
    whole, cut, bare, other = judge_police([draft(content=ASKED), draft(content=Drivers(8_000, 1_000_000)), draft(), draft(route=None)])
    assert (whole.content_verdict, cut.content_verdict, bare.content_verdict) == (ContentVerdict.PASSED, ContentVerdict.AMEND, None)
    assert "minh họa" in str(cut.content_opinion)
    assert other == draft(route=None)


def test_one_line_fails_and_one_is_sent_back() -> None:
    failed, back = judge_police([draft(next(iter(REFUSED))), draft(next(iter(SENT_BACK)), ASKED)])
    assert (failed.content_verdict, failed.content.amount if failed.content else None) == (ContentVerdict.FAILED, 0)
    assert (back.content_verdict, back.content) == (ContentVerdict.AMEND, None)


def test_the_shipped_request_shows_every_conclusion_and_lines_nobody_has_judged() -> None:
    lines = [line for line in load_sample("quang-nam-2024").lines.to_pylist() if line["unit"] == "CA-TINH"]
    assert {line["content_verdict"] for line in lines} == {"passed", "amend", "failed", None}
    assert {line["route"] for line in lines} == {"investment", "operating", "unclassified", "not_local"}
    for line in lines:
        texts = [line["content_opinion"], line["content_document"]]
        assert all("minh họa" in text for text in texts if text)
        if line["content_verdict"] == "failed":
            assert line["content_amount"] == 0
