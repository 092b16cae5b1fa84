"""Rules of an open plan: previewed by the judge that decides, journaled with a reason, refused when stale, undone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from budget.model.problem import PlanError
from budget.model.states import OperationKind, Verdict
from budget.plan.face import Plan, open_plan
from budget.store.stale import StaleWriteError
from tests.plans import DISTRICT, branch, close, make_plan, operate, problems_of
from tests.rule_texts import TEXTS


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    made = make_plan(tmp_path, [{}, {"unit": DISTRICT, "source": "NQ36-H"}])
    yield made
    close(made)


def verdict(plan: Plan, source: str, line: str = "1") -> Verdict:
    offers = plan.checks.eligible_sources(plan.lines.find_id(line))
    return next(offer.verdict for offer in offers if offer.source == source)


def codes(problems: list) -> list[str]:  # type: ignore[type-arg]
    return [problem.code for problem in problems]


def test_every_rule_is_listed_in_words_with_what_it_decides(plan: Plan) -> None:
    listed = {item.rule.id: item for item in plan.rules.listed()}
    assert (listed["QD334-04"].lines, listed["QD334-04"].amount) == (1, 20_000_000)
    assert (listed["QD334-05"].lines, listed["QD334-05"].text.verdict) == (0, "Chưa đủ căn cứ")


def test_a_rule_is_added_changed_and_undone(plan: Plan, tmp_path: Path) -> None:
    narrow = {"category": "Thiết bị CNTT", "unit": "SBN-STC", "unit_kind": "department", "nature": "recurrent", "valid_from": "01/03/2024"}
    added, problems = plan.rules.add({**TEXTS, **narrow}, "kết luận họp")
    assert (added, problems) == ("QD334-06", [])
    assert verdict(plan, "QD334") is Verdict.DENY
    texts, seen = plan.rules.texts("QD334-06")
    receipt, problems = plan.rules.change("QD334-06", {**texts, "verdict": "Chưa đủ căn cứ"}, "chờ phụ lục", seen)
    assert receipt is not None
    assert (verdict(plan, "QD334"), problems) == (Verdict.INSUFFICIENT, [])
    assert plan.entries(1)[0].reason == "chờ phụ lục"
    plan.undo(receipt.seq)
    assert verdict(plan, "QD334") is Verdict.DENY
    assert problems_of(plan, tmp_path) == []


def test_a_preview_writes_nothing_and_says_what_saving_then_does(plan: Plan) -> None:
    head, (texts, seen) = plan.head(), plan.rules.texts("QD334-04")
    preview = plan.rules.preview({**texts, "verdict": "Không"}, "QD334-04")
    (shift,) = preview.shifts
    assert (shift.before, shift.after, shift.lines, shift.planned_amount) == (Verdict.ALLOW, Verdict.DENY, 1, 20_000_000)
    assert (plan.head(), preview.problems) == (head, ())
    plan.rules.change("QD334-04", {**texts, "verdict": "Không"}, "thử", seen)
    assert verdict(plan, "QD334") is Verdict.DENY


def test_a_rule_that_moves_to_another_source_turns_verdicts_at_both(plan: Plan) -> None:
    texts, _ = plan.rules.texts("QD334-04")
    turned = {
        shift.source for shift in plan.rules.preview({**texts, "source": "CTX-TINH", "unit_kind": "", "unit": "SBN-STC"}, "QD334-04").shifts
    }
    assert turned == {"CTX-TINH", "QD334"}


def test_the_same_texts_again_write_nothing(plan: Plan) -> None:
    texts, seen = plan.rules.texts("QD334-04")
    assert plan.rules.change("QD334-04", texts, "không đổi gì", seen) == (None, [])


def test_a_rule_that_decides_is_ended_and_not_taken_out(plan: Plan) -> None:
    assert codes(plan.rules.delete("QD334-04", "thử")[1]) == ["rule_decides"]
    assert [shift.after for shift in plan.rules.preview_without("QD334-04", date(2024, 2, 29))] == [Verdict.DENY]
    receipt, problems = plan.rules.end("QD334-04", date(2024, 2, 29), "hết đợt")
    assert (receipt is not None, problems) == (True, [])
    assert verdict(plan, "QD334") is Verdict.DENY
    assert plan.rules.texts("QD334-04")[0]["valid_to"] == "29/02/2024"


def test_a_rule_that_decides_only_in_a_scenario_stays_too(plan: Plan) -> None:
    narrow = {"category": "equipment", "unit": "SBN-STC", "unit_kind": "department", "nature": "recurrent"}
    texts = {**TEXTS, **narrow, "year_from": "2025", "year_to": "2025"}
    added, _ = plan.rules.add(texts, "năm sau")
    assert added is not None
    scenario = branch(plan, "giãn")
    operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 1})
    assert codes(plan.rules.delete(added, "thử")[1]) == ["rule_decides"]


def test_a_deleted_rules_id_is_never_given_again(plan: Plan) -> None:
    first, _ = plan.rules.add({**TEXTS, "year_from": "2030"}, "thử")
    assert first is not None
    receipt, problems = plan.rules.delete(first, "nhập nhầm")
    assert (receipt is not None, problems) == (True, [])
    assert plan.rules.add({**TEXTS, "year_from": "2031"}, "thử lại")[0] == "QD334-07"


def test_a_rule_others_stand_for_is_kept_under_them(plan: Plan) -> None:
    first, _ = plan.rules.add({**TEXTS, "year_from": "2030"}, "thử")
    seq = plan.head()
    second, _ = plan.rules.add({**TEXTS, "year_from": "2031", "instead_of": str(first)}, "thay")
    assert codes(plan.rules.delete(str(first), "thử")[1]) == ["rule_replaced"]
    with pytest.raises(PlanError, match="Không hoàn tác được"):
        plan.undo(seq)
    assert second == "QD334-07"


def test_a_rule_somebody_else_has_changed_is_not_overwritten(plan: Plan) -> None:
    texts, seen = plan.rules.texts("QD334-04")
    open_plan(plan.path, "Bình").rules.change("QD334-04", {**texts, "article": "Điều 1"}, "bổ sung điều")
    with pytest.raises(StaleWriteError, match="Bình"):
        plan.rules.change("QD334-04", {**texts, "article": "Điều 2"}, "của tôi", seen)
    with pytest.raises(StaleWriteError, match="Bình"):
        plan.rules.end("QD334-04", date(2024, 6, 30), "của tôi", seen)


def test_refusals_name_what_is_wrong_and_write_nothing(plan: Plan) -> None:
    head = plan.head()
    tie = {**TEXTS, "category": "Thiết bị CNTT", "unit_kind": "Sở, ban, ngành", "nature": "recurrent", "valid_from": "07/02/2024"}
    added, problems = plan.rules.add(tie, "trái nhau")
    assert (added, codes(problems)) == (None, ["rule_conflict"])
    assert "QD334-04" in problems[0].sentence
    assert "QD334-06" in problems[0].sentence
    assert codes(plan.rules.add({**TEXTS, "document": "KHONG-CO"}, "x")[1]) == ["unknown_code"]
    assert codes(plan.rules.add(TEXTS, " ")[1]) == ["reason_missing"]
    assert codes(plan.rules.change("QD334-02", {**TEXTS, "cap_share": "120"}, "x")[1]) == ["cap_out_of_range"]
    with pytest.raises(PlanError, match="không có quy tắc"):
        plan.rules.texts("KHONG")
    assert plan.head() == head


def test_the_journal_tells_a_rules_change_field_by_field(plan: Plan) -> None:
    texts, seen = plan.rules.texts("QD334-04")
    plan.rules.change("QD334-04", {**texts, "unit": "SBN-STC", "unit_kind": ""}, "hẹp lại", seen)
    told = {(change.label, change.old, change.new) for change in plan.journal.describe(plan.head()).changes}
    assert told == {("Loại đơn vị", "Sở, ban, ngành", ""), ("Đơn vị", "", "Sở Tài chính")}
