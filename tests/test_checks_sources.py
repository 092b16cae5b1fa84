"""Sources that are missing, of the other nature, denied, doubted or capped."""

from pathlib import Path

from budget.model.states import Severity
from budget.plan.face import Plan
from budget.store.kinds import ALL, KINDS
from budget.store.records import Batch, Change, Value
from tests.checked import CLEAN, POLICE, PROJECT, everything, force, found, grant
from tests.plans import COMMUNE, DISTRICT, a_plan, edit


def add_rule(plan: Plan, identity: str, **conditions: Value) -> None:
    record: dict[str, Value] = {**dict.fromkeys(KINDS["rule"].columns), "id": identity, "rank": 2, "document": "QD334", "article": "Điều 9"}
    record.update({"source": "QD334", "reason": "Thử.", "confidence": "confirmed", **conditions})
    plan.store.commit(Batch("An", "add_rule", changes=[Change("rule", identity, ALL, None, record)]))


def test_allowed_sources_are_silent(tmp_path: Path) -> None:
    own = [{**CLEAN, "unit": DISTRICT, "source": "NQ36-H"}, {**CLEAN, "unit": COMMUNE, "source": "NQ36-X"}]
    with a_plan(tmp_path, [CLEAN, {**CLEAN, **PROJECT}, *own]) as plan:
        grant(plan, "1")
        assert everything(plan) == []


def test_a_denied_source_cites_its_article_and_names_those_that_may_pay(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "unit": DISTRICT}]) as plan:
        (problem,) = found(plan, "source_not_allowed")
        assert problem.severity is Severity.ERROR
        assert "không được chi từ nguồn QĐ 334" in problem.sentence
        assert problem.citation == "QĐ 334/QĐ-UBND ngày 07/02/2024, Tên Đề án"
        assert problem.fix == "Đổi sang nguồn được phép: Bổ sung CĐS, NQ 36 huyện, NS huyện thêm."


def test_a_line_is_judged_on_the_last_day_of_its_quarter_and_by_its_year(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "unit": DISTRICT, "source": "NQ36-H"}]) as plan:
        line = plan.lines.find_id("1")
        edit(plan, line, "year", "2025")
        assert found(plan, "source_not_allowed") == []
        edit(plan, line, "year", "2026")
        (problem,) = found(plan, "source_not_allowed")
        assert "hết thời kỳ áp dụng" in problem.sentence or "không áp dụng cho năm ngân sách từ 2026" in problem.sentence


def test_not_enough_basis_is_a_warning_that_says_what_is_not_confirmed_but_not_for_other_spending(tmp_path: Path) -> None:
    land = {**CLEAN, "unit": "SBN-STNMT", "category": "digitisation", "source": "SN-DC", "norm": ""}
    with a_plan(tmp_path, [land, {**land, "listing": "other"}]) as plan:
        (problem,) = found(plan, "source_insufficient")
        assert problem.line == plan.lines.find_id("1")
        assert problem.severity is Severity.WARNING
        assert "Căn cứ này cần kiểm tra." in problem.sentence
        assert "cần kiểm tra" in problem.citation


def test_rules_that_name_a_unit_speak_of_that_unit_alone(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN, {**CLEAN, "unit": "SBN-STP"}]) as plan:
        grant(plan, "1", "2")
        assert everything(plan) == []
        add_rule(
            plan,
            "R1",
            verdict="deny",
            unit="SBN-STP",
            category="equipment",
            unit_kind="department",
            nature="recurrent",
            valid_from="2024-02-07",
            listed="listed",
        )
        assert [problem.line for problem in found(plan, "source_not_allowed")] == [plan.lines.find_id("2")]


def test_contradicting_rules_are_an_error_naming_both(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN]) as plan:
        grant(plan, "1")
        same = {"category": "equipment", "unit_kind": "department", "nature": "recurrent", "valid_from": "2024-02-07", "listed": "listed"}
        assert found(plan, "rule_conflict") == []
        add_rule(plan, "R1", verdict="deny", **same)
        (problem,) = found(plan, "rule_conflict")
        assert "QD334-04" in problem.sentence
        assert "R1" in problem.sentence
        assert problem.line == plan.lines.find_id("1")


def test_rules_that_replace_one_another_are_an_error_naming_both(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN]) as plan:
        add_rule(plan, "R1", verdict="allow", rank=6, instead_of="R2")
        add_rule(plan, "R2", verdict="deny", rank=6, instead_of="R1")
        (problem,) = found(plan, "rule_circle")
        assert problem.line == plan.lines.find_id("1")
        assert "lấy nguồn QĐ 334: Các quy tắc R1, R2 thay thế lẫn nhau" in problem.sentence
        assert plan.checks.most_pressing(n=1)[0].code == "rule_circle"


def test_what_a_list_an_appraisal_and_a_gate_lack_is_told_at_the_line(tmp_path: Path) -> None:
    police = {**CLEAN, **POLICE, "content_verdict": ""}
    with a_plan(tmp_path, [CLEAN, police, {**CLEAN, **PROJECT, "decision_document": ""}]) as plan:
        unlisted, unseen, gateless = found(plan, "source_insufficient")
        assert "Chưa nhập phụ lục Quyết định 334" in unlisted.sentence
        assert "Sở TT&TT chưa thẩm định nội dung" in unseen.sentence
        assert "Còn thiếu: báo cáo nghiên cứu khả thi" in gateless.sentence
        assert "quyết định đầu tư phê duyệt" in gateless.sentence
        grant(plan, "1")
        edit(plan, plan.lines.find_id("2"), "content_verdict", "passed")
        edit(plan, plan.lines.find_id("3"), "decision_document", "34/QĐ-UBND")
        assert found(plan, "source_insufficient") == []
        for number in ("1", "2", "3"):
            assert plan.checks.of_lines([plan.lines.find_id(number)]) == []


def test_a_capped_source_pays_up_to_its_cap(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN, {**CLEAN, "unit": "SBN-STP", "quantity": "1"}]) as plan:
        add_rule(plan, "R1", verdict="allow", rank=6, cap_amount=10_000_000)
        (problem,) = found(plan, "source_cap_exceeded")
        assert problem.line == plan.lines.find_id("1")
        assert "cần 20.000.000 đ nhưng nguồn QĐ 334 chỉ được chi tối đa 10.000.000 đ" in problem.sentence


def test_a_line_without_a_source_or_with_an_unknown_one_is_found(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN, CLEAN, {**CLEAN, "listing": "other"}]) as plan:
        force(plan, plan.lines.find_id("1"), "funding", source=None)
        force(plan, plan.lines.find_id("2"), "funding", source="KHAC")
        force(plan, plan.lines.find_id("3"), "funding", source=None)
        none, unknown = found(plan, "source_missing")
        assert "chưa có nguồn dự kiến cho 20.000.000 đ" in none.sentence
        assert "“KHAC” không có trong danh mục" in unknown.sentence


def test_a_source_of_the_other_nature_is_told_once_and_not_again_by_the_rules(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN]) as plan:
        force(plan, plan.lines.find_id("1"), "funding", source="DTC")
        (problem,) = found(plan, "nature_mismatch")
        assert "chi thường xuyên nhưng lấy nguồn Đầu tư công là chi đầu tư" in problem.sentence
        assert problem.citation.endswith("Điều 8, Điều 12 (cần kiểm tra)")
        assert found(plan, "source_not_allowed") == []
