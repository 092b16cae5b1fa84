"""What a conclusion of the content appraisal leaves behind: figures accepted, nothing yet, or 0 with a reason."""

import pytest

from budget.lines.editing import LineRecord
from budget.model.states import ContentVerdict
from budget.police.appraisal import Judgement, plan_appraisal, plan_finance, read_judgement
from budget.store.kinds import LINE
from budget.store.records import Value


def record(line: str = "a", **columns: Value) -> dict[str, Value]:
    """A stored line of 4 x 25.000 x 2 = 200.000 đồng."""
    empty: dict[str, Value] = dict.fromkeys(LINE.columns)
    asked = {"quantity_milli": 4_000, "unit_price": 25_000, "times_milli": 2_000, "adjustment": 0, "amount": 200_000}
    return {**empty, "id": line, "number": 7, **{f"requested_{name}": value for name, value in asked.items()}, **columns}


def accepted(judgement: Judgement, held: LineRecord) -> Value:
    """The content amount a conclusion leaves on a line, starting from its record."""
    planned = plan_appraisal({"a": held}, judgement, None)
    assert not planned.problems
    after = {**held}
    for change in planned.changes:
        after.update(change.new or {})
    return after["content_amount"]


@pytest.mark.parametrize(
    ("judgement", "amount"),
    [
        (Judgement(ContentVerdict.PASSED), 200_000),
        (Judgement(ContentVerdict.AMEND, 3_000), 150_000),
        (Judgement(ContentVerdict.AMEND, None, 20_000), 160_000),
        (Judgement(ContentVerdict.AMEND, opinion="làm rõ số người"), None),
        (Judgement(ContentVerdict.FAILED, opinion="trùng nhiệm vụ"), 0),
        (Judgement(ContentVerdict.PENDING), None),
    ],
)
def test_what_each_conclusion_accepts(judgement: Judgement, amount: int | None) -> None:
    already = record(**{f"content_{name}": record()[f"requested_{name}"] for name in ("quantity_milli", "unit_price", "times_milli")})
    assert accepted(judgement, record()) == amount
    assert accepted(judgement, {**already, "content_adjustment": 0, "content_amount": 200_000}) == amount


def test_only_the_content_layer_and_the_opinion_are_touched() -> None:
    planned = plan_appraisal({"a": record()}, Judgement(ContentVerdict.PASSED, document="12/STTTT"), 5)
    assert [(change.group, change.expected) for change in planned.changes] == [("content", 5), ("opinion", 5)]
    assert (planned.before, planned.after, planned.changed) == (0, 200_000, 1)


def test_taking_a_conclusion_back_leaves_nothing_of_it() -> None:
    told = record(content_verdict="failed", content_opinion="trùng", content_amount=0, content_quantity_milli=0)
    planned = plan_appraisal({"a": told}, Judgement(ContentVerdict.PENDING), None)
    assert all(value is None for change in planned.changes for value in (change.new or {}).values())


@pytest.mark.parametrize(
    ("judgement", "code"),
    [
        (Judgement(ContentVerdict.AMEND, 5_000), "police_content_above"),
        (Judgement(ContentVerdict.AMEND, None, 26_000), "police_content_above"),
    ],
)
def test_more_than_the_request_is_not_accepted(judgement: Judgement, code: str) -> None:
    planned = plan_appraisal({"a": record()}, judgement, None)
    assert [(problem.code, problem.line) for problem in planned.problems] == [(code, "a")]
    assert planned.changes == ()


def test_one_quantity_is_not_given_to_many_lines() -> None:
    planned = plan_appraisal({"a": record(), "b": record("b")}, Judgement(ContentVerdict.AMEND, 1_000), None)
    assert [problem.code for problem in planned.problems] == ["figures_for_many"]


def test_many_lines_pass_with_their_own_figures() -> None:
    planned = plan_appraisal({"a": record(), "b": record("b", requested_amount=50_000, requested_unit_price=6_250)}, PASSED, None)
    assert (planned.changed, planned.after) == (2, 250_000)


PASSED = Judgement(ContentVerdict.PASSED)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({}, "verdict_missing"),
        ({"verdict": "không đạt"}, "opinion_missing"),
        ({"verdict": "cần sửa"}, "amendment_missing"),
        ({"verdict": "đạt", "quantity": "3"}, "figures_not_asked"),
        ({"verdict": "không đạt", "opinion": "trùng", "unit_price": "1"}, "figures_not_asked"),
        ({"verdict": "được"}, "unknown_choice"),
        ({"verdict": "đạt", "date": "31/02/2024"}, "not_a_date"),
    ],
)
def test_what_a_conclusion_lacks_is_said(texts: dict[str, str], code: str) -> None:
    judgement, problems = read_judgement(texts)
    assert judgement is None
    assert [problem.code for problem in problems] == [code]


def test_a_conclusion_is_read_as_people_type_it() -> None:
    typed = {"verdict": "Cần sửa", "quantity": "2,5", "unit_price": "1.250.000", "opinion": " giảm ", "document": "", "date": "5/6/2024"}
    judgement, problems = read_judgement(typed)
    assert problems == []
    assert judgement == Judgement(ContentVerdict.AMEND, 2_500, 1_250_000, "giảm", None, "2024-06-05")


def test_content_figures_become_finance_figures_where_there_are_none() -> None:
    content = {"content_quantity_milli": 3_000, "content_unit_price": 25_000, "content_times_milli": 2_000, "content_adjustment": 0}
    judged = record("a", **content, content_amount=150_000, content_verdict="amend")
    failed = record("b", **{**content, "content_quantity_milli": 0}, content_amount=0, content_verdict="failed")
    done = {**judged, "id": "c", "finance_amount": 10}
    bare, unsaid = record("d"), {**judged, "id": "e", "content_verdict": None}
    planned = plan_finance({"a": judged, "b": failed, "c": done, "d": bare, "e": unsaid}, None)
    assert [change.entity for change in planned.changes] == ["a", "b"]
    assert planned.before == 200_000 * 4 + 10
    assert planned.after == 150_000 + 0 + 10 + 200_000 + 200_000
