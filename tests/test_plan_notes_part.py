"""Comments and attachments are batches: told in the journal, undone and redone, carried by backup and rebuild."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.model.problem import PlanError
from budget.plan.face import Plan, open_plan
from budget.plan.shared import close_plan
from budget.plan.verification import verify_plan
from budget.store.backup import restore
from tests.plans import a_plan, problems_of

PDF = b"%PDF-1.7 bao gia"


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{}]) as opened:
        yield opened


def first(plan: Plan) -> str:
    return plan.lines.find_id("1")


def test_what_was_said_stands_newest_first_with_who_and_when(plan: Plan) -> None:
    line = first(plan)
    plan.notes.comment(line, "Một")
    open_plan(plan.path, "Bình").notes.comment(line, "Hai")
    found = plan.notes.comments(line)
    assert [(comment.author, comment.text) for comment in found] == [("Bình", "Hai"), ("An", "Một")]
    assert found[0].moment >= found[1].moment


def test_a_comment_is_taken_back_by_its_author_and_comes_again_by_undo(plan: Plan) -> None:
    line = first(plan)
    comment, _ = plan.notes.comment(line, "Một")
    assert comment is not None
    other = open_plan(plan.path, "Bình")
    receipt, problems = other.notes.withdraw(comment.id)
    assert (receipt, [problem.code for problem in problems]) == (None, ["comment_of_other"])
    receipt, _ = plan.notes.withdraw(comment.id)
    assert plan.notes.comments(line) == []
    assert receipt is not None
    plan.undo(receipt.seq)
    assert plan.notes.comments(line) == [comment]
    plan.undo_last()  # the comment itself
    assert plan.notes.comments(line) == []
    with pytest.raises(PlanError):
        plan.notes.withdraw(comment.id)


def test_an_attachment_goes_and_comes_back_with_its_bytes(plan: Plan, tmp_path: Path) -> None:
    line = first(plan)
    held, problems = plan.notes.attach(line, "../Báo giá.pdf", PDF, "báo giá")
    assert problems == []
    assert held is not None
    assert plan.notes.read(held.id) == (held, PDF)
    plan.notes.detach(held.id, "nhầm tệp")
    assert plan.notes.attachments(line) == []
    plan.undo_last()
    assert [item.name for item in plan.notes.attachments(line)] == ["Báo giá.pdf"]
    assert plan.notes.read(held.id)[1] == PDF
    plan.undo_last()
    assert plan.notes.attachments(line) == []
    plan.redo_last()
    assert plan.notes.read(held.id)[1] == PDF
    assert problems_of(plan, tmp_path) == []


def test_the_same_file_twice_on_a_line_is_told_but_taken(plan: Plan) -> None:
    line = first(plan)
    plan.notes.attach(line, "a.pdf", PDF)
    held, problems = plan.notes.attach(line, "b.pdf", PDF)
    assert held is not None
    assert [problem.code for problem in problems] == ["file_attached_twice"]
    assert "“a.pdf”" in problems[0].sentence


def test_a_refused_file_writes_nothing(plan: Plan) -> None:
    head = plan.head()
    held, problems = plan.notes.attach(first(plan), "a.exe", b"MZ")
    assert (held, problems[0].code, plan.head()) == (None, "file_not_accepted", head)


def test_a_line_that_is_gone_takes_no_notes_and_has_them_again_when_it_comes_back(plan: Plan) -> None:
    line = first(plan)
    plan.notes.comment(line, "Một")
    plan.notes.attach(line, "a.pdf", PDF)
    plan.lines.delete([line], "trùng")
    with pytest.raises(PlanError, match="không còn"):
        plan.notes.comment(line, "Hai")
    plan.undo_last()
    assert [comment.text for comment in plan.notes.comments(line)] == ["Một"]
    assert len(plan.notes.attachments(line)) == 1


def test_the_journal_tells_of_them_in_words(plan: Plan) -> None:
    line = first(plan)
    plan.notes.comment(line, "Một")
    said = plan.journal.describe(plan.head())
    assert said.changes[0].subject == "Khoản mục 1: Máy tính để bàn"
    assert (said.changes[0].label, said.changes[0].new) == ("Ý kiến", "Một")
    plan.notes.attach(line, "a.pdf", PDF)
    told = plan.journal.describe(plan.head()).changes[0]
    assert told.label == "Tệp đính kèm"
    assert told.new.startswith("a.pdf (16 byte, SHA-256 ")


def test_a_backup_carries_the_files_and_verify_counts_and_checks_them(plan: Plan, tmp_path: Path) -> None:
    held, _ = plan.notes.attach(first(plan), "a.pdf", PDF)
    assert held is not None
    result = verify_plan(plan)
    assert (result.ok, result.checked["files"]) == (True, 1)
    plan.back_up(tmp_path / "copy.duckdb")
    restore(tmp_path / "copy.duckdb", tmp_path / "restored.duckdb")
    other = open_plan(tmp_path / "restored.duckdb", "An")
    assert other.notes.read(held.id)[1] == PDF
    close_plan(other.path)
    with plan.store.database.write() as cursor:
        cursor.run("UPDATE file SET data = 'x'::BLOB")
    found = verify_plan(plan)
    assert [finding.place.split()[0] for finding in found.wrong] == ["file"]
