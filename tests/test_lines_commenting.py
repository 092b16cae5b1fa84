"""Comments are texts with an author; only the author takes one back; a part shows what was said before the split."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.commenting import LONGEST_COMMENT, Comment, plan_comment, plan_withdrawal
from budget.lines.splitting import SplitBy, SplitPart
from budget.plan.face import Plan
from tests.plans import a_plan

MOMENT = "2024-06-01T08:00:00.000+07:00"


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{"quantity": "12"}]) as opened:
        yield opened


def test_a_text_is_kept_with_its_lines_in_composed_letters() -> None:
    change, problems = plan_comment("L", "  Đề nghị\u200b  bổ sung\n\n báo giá \n", "An", MOMENT)
    assert problems == []
    assert change is not None
    assert (change.new or {})["text"] == "Đề nghị bổ sung\n\nbáo giá"


@pytest.mark.parametrize(
    ("text", "code"), [("", "comment_empty"), (" \n\u200b ", "comment_empty"), ("x" * (LONGEST_COMMENT + 1), "comment_too_long")]
)
def test_nothing_and_too_much_are_refused(text: str, code: str) -> None:
    change, problems = plan_comment("L", text, "An", MOMENT)
    assert (change, [problem.code for problem in problems]) == (None, [code])


def test_only_the_author_takes_a_comment_back() -> None:
    comment = Comment("C", "L", "An", MOMENT, "x")
    assert plan_withdrawal(comment, "An")[0] is not None
    change, problems = plan_withdrawal(comment, "Bình")
    assert change is None
    assert "An viết" in problems[0].sentence


def test_a_part_shows_what_was_said_of_the_line_before_the_split(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    plan.notes.comment(line, "Trước khi tách")
    _, planned = plan.rearrange.split(line, SplitBy.QUANTITY, [SplitPart("7"), SplitPart("5")], "hai đơn vị dùng")
    part = str(planned.parts[1]["id"])
    plan.notes.comment(line, "Sau khi tách")
    plan.notes.comment(part, "Của phần hai")
    assert [(found.text, found.inherited) for found in plan.notes.comments(part)] == [("Của phần hai", None), ("Trước khi tách", 1)]
    assert (plan.notes.counts(part), plan.notes.counts(line), plan.notes.counts("khác")) == ((2, 0), (2, 0), (0, 0))
    assert [found.text for found in plan.notes.comments(line)] == ["Sau khi tách", "Trước khi tách"]
