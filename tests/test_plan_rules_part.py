"""Rules of an open plan: previewed by the judge that decides, journaled with a reason, refused when stale, undone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from budget.model.problem import PlanError, Problem
from budget.model.states import OperationKind, Verdict
from budget.plan.face import Plan, open_plan
from budget.store.stale import StaleWriteError
from tests.plans import DISTRICT, branch, close, make_plan, operate, problems_of
from tests.rule_texts import DOCUMENT_TEXTS, TEXTS


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    made = make_plan(tmp_path, [{"source": "PHI"}, {"unit": DISTRICT, "source": "NQ36-H"}])
    yield made
    close(made)


@pytest.fixture
def rule(plan: Plan) -> str:
    """A rule that allows line 1 its source."""
    added, problems = plan.rules.add(TEXTS, "kê khai của đơn vị")
    assert added is not None, problems
    return added


def verdict(plan: Plan, source: str = "PHI", line: str = "1") -> Verdict:
    offers = plan.checks.eligible_sources(plan.lines.find_id(line))
    return next(offer.verdict for offer in offers if offer.source == source)


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_every_rule_is_listed_in_words_with_what_it_decides(plan: Plan, rule: str) -> None:
    listed = {item.rule.id: item for item in plan.rules.listed()}
    assert (listed[rule].lines, listed[rule].amount, listed[rule].text.verdict) == (1, 20_000_000, "Được")
    assert listed[rule].text.applies == "Sở, ban, ngành; Thiết bị CNTT"
    assert plan.rules.ids("PHI") == [name for name, item in listed.items() if item.rule.source == "PHI"]
    assert (listed["PHI-03"].lines, listed["PHI-03"].text.verdict) == (0, "Không")


def test_a_rule_is_added_changed_and_undone(plan: Plan, tmp_path: Path) -> None:
    assert verdict(plan) is Verdict.INSUFFICIENT
    rule, problems = plan.rules.add(TEXTS, "kê khai của đơn vị")
    assert problems == []
    assert verdict(plan) is Verdict.ALLOW
    texts, seen = plan.rules.texts(str(rule))
    receipt, problems = plan.rules.change(str(rule), {**texts, "verdict": "Không"}, "đã chi hết", seen)
    assert receipt is not None
    assert (verdict(plan), problems) == (Verdict.DENY, [])
    assert plan.entries(1)[0].reason == "đã chi hết"
    plan.undo(receipt.seq)
    assert verdict(plan) is Verdict.ALLOW
    assert problems_of(plan, tmp_path) == []


def test_a_preview_writes_nothing_and_says_what_saving_then_does(plan: Plan, rule: str) -> None:
    head, (texts, seen) = plan.head(), plan.rules.texts(rule)
    preview = plan.rules.preview({**texts, "verdict": "Không"}, rule)
    (shift,) = preview.shifts
    assert (shift.before, shift.after, shift.lines, shift.planned_amount) == (Verdict.ALLOW, Verdict.DENY, 1, 20_000_000)
    assert (plan.head(), preview.problems) == (head, ())
    plan.rules.change(rule, {**texts, "verdict": "Không"}, "thử", seen)
    assert verdict(plan) is Verdict.DENY


def test_a_rule_that_moves_to_another_source_turns_verdicts_at_both(plan: Plan, rule: str) -> None:
    texts, _ = plan.rules.texts(rule)
    assert {shift.source for shift in plan.rules.preview({**texts, "source": "QPTSN"}, rule).shifts} == {"PHI", "QPTSN"}


def test_the_same_texts_again_write_nothing(plan: Plan, rule: str) -> None:
    texts, seen = plan.rules.texts(rule)
    assert plan.rules.change(rule, texts, "không đổi gì", seen) == (None, [])


def test_a_rule_that_decides_is_ended_and_not_taken_out(plan: Plan, rule: str) -> None:
    assert codes(plan.rules.delete(rule, "thử")[1]) == ["rule_decides"]
    last = date(2024, 2, 29)
    assert [shift.after for shift in plan.rules.preview_without(rule, last)] == [Verdict.INSUFFICIENT]
    receipt, problems = plan.rules.end(rule, last, "hết đợt")
    assert (receipt is not None, problems) == (True, [])
    assert verdict(plan) is Verdict.INSUFFICIENT
    assert plan.rules.texts(rule)[0]["valid_to"] == "29/02/2024"


def test_a_rule_that_decides_only_in_a_scenario_stays_too(plan: Plan) -> None:
    added, _ = plan.rules.add({**TEXTS, "year_from": "2025", "year_to": "2025"}, "năm sau")
    assert added is not None
    operate(plan, branch(plan, "giãn"), OperationKind.DEFER, {"year": 2025, "quarter": 1})
    assert codes(plan.rules.delete(added, "thử")[1]) == ["rule_decides"]


def test_a_deleted_rules_id_is_never_given_again(plan: Plan) -> None:
    first, _ = plan.rules.add({**TEXTS, "year_from": "2030"}, "thử")
    receipt, problems = plan.rules.delete(str(first), "nhập nhầm")
    assert (receipt is not None, problems) == (True, [])
    second, _ = plan.rules.add({**TEXTS, "year_from": "2031"}, "thử lại")
    assert second is not None
    assert second > str(first)


def test_a_rule_others_stand_for_is_kept_under_them(plan: Plan) -> None:
    first, _ = plan.rules.add({**TEXTS, "year_from": "2030"}, "thử")
    seq = plan.head()
    second, problems = plan.rules.add({**TEXTS, "year_from": "2031", "instead_of": str(first)}, "thay")
    assert second is not None, problems
    assert codes(plan.rules.delete(str(first), "thử")[1]) == ["rule_replaced"]
    with pytest.raises(PlanError, match="Không hoàn tác được"):
        plan.undo(seq)


def test_a_rule_somebody_else_has_changed_is_not_overwritten(plan: Plan, rule: str) -> None:
    texts, seen = plan.rules.texts(rule)
    open_plan(plan.path, "Bình").rules.change(rule, {**texts, "article": "Điều 1"}, "bổ sung điều")
    with pytest.raises(StaleWriteError, match="Bình"):
        plan.rules.change(rule, {**texts, "article": "Điều 2"}, "của tôi", seen)
    with pytest.raises(StaleWriteError, match="Bình"):
        plan.rules.end(rule, date(2024, 6, 30), "của tôi", seen)
    shipped, version = plan.rules.texts("PHI-02")
    open_plan(plan.path, "Bình").rules.change("PHI-02", {**shipped, "article": "Điều 1"}, "bổ sung điều")
    with pytest.raises(StaleWriteError, match="Bình"):
        plan.rules.change("PHI-02", {**shipped, "article": "Điều 2"}, "của tôi", version)


def test_refusals_name_what_is_wrong_and_write_nothing(plan: Plan, rule: str) -> None:
    head = plan.head()
    added, problems = plan.rules.add({**TEXTS, "verdict": "Không"}, "trái nhau")
    assert (added, codes(problems)) == (None, ["rule_conflict"])
    assert rule in problems[0].sentence
    assert codes(plan.rules.add({**TEXTS, "document": "KHONG-CO"}, "x")[1]) == ["unknown_code"]
    assert codes(plan.rules.add({**TEXTS, "category": "Tuyên truyền"}, " ")[1]) == ["reason_missing"]
    assert codes(plan.rules.change(rule, {**TEXTS, "cap_share": "120"}, "x")[1]) == ["cap_out_of_range"]
    with pytest.raises(PlanError, match="không có quy tắc"):
        plan.rules.texts("KHONG")
    assert plan.head() == head


def test_the_journal_tells_a_rules_change_field_by_field(plan: Plan, rule: str) -> None:
    texts, seen = plan.rules.texts(rule)
    plan.rules.change(rule, {**texts, "unit": "SBN-STC", "category": ""}, "hẹp lại", seen)
    told = {(change.label, change.old, change.new) for change in plan.journal.describe(plan.head()).changes}
    assert told == {("Nhóm chi", "Thiết bị CNTT", ""), ("Đơn vị", "", "Sở Tài chính")}


def test_a_document_people_add_can_be_cited_ended_and_is_kept_under_its_rules(plan: Plan, tmp_path: Path) -> None:
    code, problems = plan.rules.save_document(DOCUMENT_TEXTS, "văn bản mới đến")
    assert (code, problems) == ("12-QD-UBND", [])
    seq = plan.head()
    rule, problems = plan.rules.add(
        {**TEXTS, "source": "BSCDS", "unit_kind": "", "unit": "SBN-STC", "document": str(code)}, "theo văn bản mới"
    )
    assert rule is not None, problems
    assert verdict(plan, "BSCDS") is Verdict.ALLOW
    assert next(item.text.citation for item in plan.rules.listed() if item.rule.id == rule) == "QĐ 12/QĐ-UBND, Điều 7 (cần kiểm tra)"
    with pytest.raises(PlanError, match="Không hoàn tác được"):
        plan.undo(seq)
    texts, seen = plan.rules.own_documents()[str(code)]
    assert plan.rules.save_document({**texts, "valid_to": "29/02/2024"}, "hết hiệu lực", code, seen) == (code, [])
    assert verdict(plan, "BSCDS") is Verdict.INSUFFICIENT
    assert codes(plan.rules.save_document({**texts, "rank": "HĐND tỉnh"}, "nhầm bậc", code)[1]) == ["document_cited"]
    with pytest.raises(PlanError, match="do người dùng thêm"):
        plan.rules.save_document(texts, "x", "LNSNN2015")
    assert problems_of(plan, tmp_path) == []


def test_a_document_is_told_in_the_journal_field_by_field(plan: Plan) -> None:
    plan.rules.save_document(DOCUMENT_TEXTS, "văn bản mới đến")
    told = {change.label: change.new for change in plan.journal.describe(plan.head()).changes}
    assert (told["Số, ký hiệu"], told["Bậc của văn bản"]) == ("12/QĐ-UBND", "UBND tỉnh")
