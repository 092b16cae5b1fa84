"""Rules changed as data: ids never given twice, a reason always, ended where they decide and taken out only where they do not."""

from datetime import date

import pytest

from budget.funding.rule_editing import complete, next_id, plan_addition, plan_change, plan_deletion, plan_end
from budget.funding.rule_fields import read_texts
from tests.rule_texts import TEXTS

RECORD, RULE = complete("PHI-07", read_texts({**TEXTS, "valid_from": "07/02/2024"})[0], {"LNSNN2015": 6})


def test_a_new_rule_comes_after_every_number_ever_given() -> None:
    assert next_id("NQ36-H", ["NQ36-H-01", "NQ36-H-09", "NQ36-X-12", "khac"]) == "NQ36-H-10"
    assert next_id("MOI", []) == "MOI-01"


def test_the_rank_is_the_documents_own() -> None:
    assert (RULE.id, RULE.rank, RECORD["rank"]) == ("PHI-07", 6, 6)
    assert complete("X-01", read_texts({**TEXTS, "document": "KHONG"})[0], {})[1].rank == 0


def test_nothing_is_planned_without_a_reason() -> None:
    other = {**RECORD, "article": "Điều 2"}
    planned = [
        *(plan_addition(RECORD, " "), plan_change(RECORD, other, "", None)),
        *(plan_end(RECORD, date(2024, 6, 30), "", None), plan_deletion(RECORD, (0, 0), (), "", None)),
    ]
    assert [(changes, [problem.code for problem in problems]) for changes, problems in planned] == [([], ["reason_missing"])] * 4


def test_a_change_carries_both_sides_and_the_version_that_was_seen() -> None:
    ((change,), problems) = plan_change(RECORD, {**RECORD, "article": "Điều 2"}, "sửa", 7)
    assert problems == []
    assert change.old is not None
    assert change.new is not None
    assert (change.entity, change.expected, change.old["article"], change.new["article"]) == ("PHI-07", 7, "Điều 7", "Điều 2")
    assert plan_change(RECORD, dict(RECORD), "sửa", 7) == ([], [])


def test_a_rule_is_ended_inside_its_period_only() -> None:
    ((change,), _) = plan_end(RECORD, date(2024, 6, 30), "hết hiệu lực", 3)
    assert change.new is not None
    assert (change.new["valid_to"], change.new["verdict"]) == ("2024-06-30", "allow")
    assert [problem.code for problem in plan_end(RECORD, date(2024, 2, 6), "x", 3)[1]] == ["period_backward"]
    ended = {**RECORD, "valid_to": "2024-06-30"}
    assert [problem.code for problem in plan_end(ended, date(2024, 12, 31), "x", 3)[1]] == ["rule_ended"]


@pytest.mark.parametrize(
    ("deciding", "replacing", "codes"),
    [((3, 60_000_000), (), ["rule_decides"]), ((0, 0), ("PHI-08",), ["rule_replaced"]), ((0, 0), (), [])],
)
def test_a_rule_in_use_stays(deciding: tuple[int, int], replacing: tuple[str, ...], codes: list[str]) -> None:
    changes, problems = plan_deletion(RECORD, deciding, replacing, "nhập nhầm", 3)
    assert [problem.code for problem in problems] == codes
    assert [(change.old, change.new) for change in changes] == ([] if codes else [(RECORD, None)])
