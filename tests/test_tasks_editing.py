"""Changing tasks: what cannot stand together is refused, what does not count yet is said, nothing differing writes nothing."""

import pytest

from budget.model.problem import Problem
from budget.model.states import Severity
from budget.store.kinds import ALL, KINDS
from budget.store.records import Record
from budget.tasks.editing import next_code, plan_addition, plan_edit
from tests.test_tasks_typed import KNOWN

TASK: Record = {
    **dict.fromkeys(KINDS["task"].columns, ""),
    **dict.fromkeys(("started", "finished", "amended_deadline"), None),
    "code": "NV14",
    "task_group": "TI4",
    "name": "Số hóa dữ liệu đất đai",
    "lead_unit": "SBN-STNMT",
    "state": "running",
    "deadline": "2024-12-31",
    "quarter": 4,
    "confidence": "confirmed",
}


def errors(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems if problem.severity is Severity.ERROR]


def notes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems if problem.severity is not Severity.ERROR]


def test_an_edit_replaces_what_differs_and_keeps_the_rest() -> None:
    (change,), problems = plan_edit(TASK, {"person": "Phó Giám đốc phụ trách", "partners": "Sở Tài chính"}, "phân công", KNOWN, 7)
    assert problems == []
    assert (change.kind, change.entity, change.group, change.expected) == ("task", "NV14", "about", 7)
    assert change.new is not None
    assert change.old is not None
    assert {name for name in change.new if change.new[name] != change.old[name]} == {"person", "partners"}


def test_nothing_differing_writes_nothing() -> None:
    assert plan_edit(TASK, {"name": "Số hóa dữ liệu đất đai", "finished": "", "note": ""}, "xem lại", KNOWN) == ([], [])


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"deadline": "31/3/2025"}, "deadline_confirmed"),
        ({"amending_document": "99/KH-UBND"}, "amended_deadline_missing"),
        ({"finished": "1/10/2024"}, "finished_not_done"),
        ({"state": "Hoàn thành", "started": "2/10/2024", "finished": "1/10/2024"}, "finished_before_start"),
        ({"lead_unit": "Sở Vũ trụ"}, "unknown_unit"),
        ({"colour": "đỏ"}, "unknown_field"),
    ],
)
def test_what_cannot_stand_is_refused(texts: dict[str, str], code: str) -> None:
    changes, problems = plan_edit(TASK, texts, "thử", KNOWN)
    assert changes == []
    assert code in errors(problems)


def test_without_a_reason_nothing_is_changed() -> None:
    assert errors(plan_edit(TASK, {"note": "x"}, " ", KNOWN)[1]) == ["reason_missing"]


def test_an_amended_deadline_without_a_number_is_kept_and_said_not_to_count() -> None:
    changes, problems = plan_edit(TASK, {"amended_deadline": "30/6/2025", "amending_document": "đang trình"}, "đề nghị", KNOWN)
    assert (len(changes), notes(problems)) == (1, ["deadline_only_proposed"])
    changes, problems = plan_edit(TASK, {"amended_deadline": "30/6/2025", "amending_document": "99/KH-UBND"}, "đã ký", KNOWN)
    assert (len(changes), notes(problems)) == (1, ["document_not_listed"])


def test_an_unconfirmed_deadline_may_be_put_right_with_its_quarter() -> None:
    (change,), _ = plan_edit({**TASK, "confidence": "unsure"}, {"deadline": "15/8/2024"}, "đối chiếu văn bản", KNOWN)
    assert change.new is not None
    assert (change.new["deadline"], change.new["quarter"]) == ("2024-08-15", 3)


def test_a_new_task_takes_the_next_code() -> None:
    (change,), problems = plan_addition("", {"name": "Việc mới", "group": "TI4", "deadline": "30/9/2024"}, KNOWN)
    assert problems == []
    assert (change.entity, change.group, change.old) == ("NV15", ALL, None)
    assert change.new is not None
    assert (change.new["state"], change.new["quarter"], change.new["finished"], change.new["person"]) == ("planned", 3, None, "")


@pytest.mark.parametrize(
    ("code", "texts", "wrong"),
    [
        ("NV14", {"name": "Việc", "group": "TI4"}, ["task_exists"]),
        ("việc 1", {"name": "Việc", "group": "TI4"}, ["task_code"]),
        ("", {"group": "TI4"}, ["name_missing"]),
        ("", {"name": "Việc"}, ["group_missing"]),
    ],
)
def test_a_new_task_that_cannot_stand_is_refused(code: str, texts: dict[str, str], wrong: list[str]) -> None:
    changes, problems = plan_addition(code, texts, KNOWN)
    assert (changes, errors(problems)) == ([], wrong)


def test_codes_follow_the_highest() -> None:
    assert (next_code(frozenset()), next_code(frozenset({"NV09", "NV30", "X99"}))) == ("NV01", "NV31")
