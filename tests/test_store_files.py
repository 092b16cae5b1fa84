"""Attached bytes stand once under their digest, and what was altered or lost is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.model.problem import PlanError
from budget.plan.face import Plan
from budget.store.files import count_files, digest_of, get_file, put_file, verify_files
from tests.plans import a_plan

PDF = b"%PDF-1.7 b\xc3\xa1o gi\xc3\xa1"


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{}, {}]) as opened:
        yield opened


def attach(plan: Plan, number: int = 1, name: str = "bao-gia.pdf", data: bytes = PDF) -> str:
    found, problems = plan.notes.attach(plan.lines.find_id(str(number)), name, data)
    assert found is not None, problems
    return found.id


def run(plan: Plan, sql: str) -> None:
    with plan.store.database.write() as cursor:
        cursor.run(sql)


def findings(plan: Plan) -> list[str]:
    with plan.store.read() as cursor:
        return [finding.sentence for finding in verify_files(cursor)]


def test_the_same_bytes_stand_once_and_come_back_as_they_were(plan: Plan) -> None:
    attach(plan, 1)
    attach(plan, 2, "ten-khac.pdf")
    with plan.store.read() as cursor:
        assert count_files(cursor) == 1
        assert get_file(cursor, digest_of(PDF)) == PDF
    assert findings(plan) == []


def test_altered_bytes_are_not_given_out_and_are_named(plan: Plan) -> None:
    held = attach(plan)
    run(plan, "UPDATE file SET data = data || '\\x00'::BLOB")
    with pytest.raises(PlanError, match="mã kiểm tra không khớp"):
        plan.notes.read(held)
    assert findings(plan) == ["Tệp đính kèm “bao-gia.pdf” của khoản mục số 1 đã bị sửa ngoài chương trình: mã kiểm tra không khớp."]


def test_a_wrong_size_is_found(plan: Plan) -> None:
    attach(plan)
    run(plan, "UPDATE file SET size = size + 1")
    assert len(findings(plan)) == 1


def test_lost_bytes_are_named_even_when_the_attachment_was_taken_off(plan: Plan) -> None:
    held = attach(plan)
    run(plan, "DELETE FROM file")
    with pytest.raises(PlanError, match="không còn"):
        plan.notes.read(held)
    assert findings(plan) == ["Tệp đính kèm “bao-gia.pdf” của khoản mục số 1 đã mất nội dung."]
    plan.notes.detach(held)
    assert "đã mất nội dung" in findings(plan)[0]


def test_the_right_bytes_coming_again_mend_altered_ones(plan: Plan) -> None:
    attach(plan)
    run(plan, "UPDATE file SET data = 'x'::BLOB")
    with plan.store.database.write() as cursor:
        put_file(cursor, PDF)
    assert findings(plan) == []
