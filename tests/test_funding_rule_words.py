"""Rules in words: conditions, verdict and citation as a person checks them."""

from dataclasses import replace

from budget.funding.rule_words import EVERYTHING, Named, condition_words, describe_conditions, describe_rule
from budget.model.states import ContentVerdict, Gate, Listed
from tests.plans import reference

NO_CONDITIONS = {
    **dict.fromkeys(("unit_level", "unit_kind", "category", "nature", "form", "route", "unit")),
    **dict.fromkeys(("valid_from", "valid_to", "year_from", "year_to", "cap_share_bp", "cap_amount")),
}
RULE = replace(reference().rules[0], **NO_CONDITIONS)


def test_conditions_are_joined_and_none_means_everything() -> None:
    assert describe_conditions(RULE, {}) == EVERYTHING
    limited = replace(RULE, unit="502", year_from=2022, year_to=2025, cap_share_bp=1250)
    assert describe_conditions(limited, {"502": "UBND thành phố Tam Kỳ"}) == (
        "UBND thành phố Tam Kỳ; năm ngân sách 2022 đến 2025; tối đa 12,5 %"
    )
    assert describe_conditions(replace(RULE, cap_amount=1_500_000), {}) == "tối đa 1.500.000 đồng"


def test_conditions_on_tasks_appraisal_annex_and_investment_have_words() -> None:
    named = Named({"NV07": "Cấp căn cước"}, {"TI3": "Công dân số"}, {"6956": "Thiết bị tin học"})
    rule = replace(RULE, task="NV07", task_group="TI3", budget_code="6956", appraisal=ContentVerdict.PASSED, instead_of="QD334-02")
    assert describe_conditions(rule, {}, named) == (
        "nhóm tiện ích TI3 Công dân số; nhiệm vụ NV07 Cấp căn cước; mục, tiểu mục 6956 Thiết bị tin học; "
        "thẩm định nội dung: đạt; thay cho quy tắc QD334-02"
    )
    rule = replace(RULE, listed=Listed.BEYOND, gate=Gate.CLOSED, budget_code="1234")
    assert describe_conditions(rule, {}) == "mục, tiểu mục 1234; phụ lục được cấp: ngoài phụ lục; chưa đủ thủ tục đầu tư"


def test_each_condition_is_told_by_its_field() -> None:
    assert condition_words(replace(RULE, year_from=2022, gate=Gate.OPEN), {}) == {
        "gate": "đủ thủ tục đầu tư",
        "year_from": "từ năm ngân sách 2022",
    }
    assert condition_words(RULE, {}) == {}


def test_an_unknown_document_is_never_shown_as_checked() -> None:
    text = describe_rule(RULE, {}, {})
    assert not text.confirmed
    assert text.citation.endswith("(cần kiểm tra)")


def test_every_shipped_rule_has_words_without_code_values() -> None:
    for rule in reference().rules:
        text = describe_rule(rule, {}, {})
        assert text.verdict in ("Được", "Không", "Chưa đủ căn cứ")
        assert text.reason
        assert "recurrent" not in text.applies
