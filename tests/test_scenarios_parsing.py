"""Operations in YAML: understood whole or refused by name."""

import pytest

from budget.lines.editing import Known
from budget.lines.query import LineFilter
from budget.model.problem import refuse
from budget.model.states import OperationKind
from budget.scenarios.operations import Draft, check_draft
from budget.scenarios.parsing import SETTINGS, Surroundings, parse_operations, read_mapping, refuse_unreadable

KNOWN = Known(frozenset({"502", "0502"}), {"NQ36-H": "recurrent"}, frozenset({"NV01"}), frozenset(), frozenset())


def find_line(wanted: str) -> str:
    if wanted not in ("1", "2"):
        raise refuse("line_missing", f"Không có khoản mục “{wanted}” trong bộ dự toán.")
    return f"id-{wanted}"


AROUND = Surroundings(KNOWN, find_line)


def read(text: str) -> Draft:
    drafts, problems = parse_operations(text, AROUND)
    assert problems == []
    assert check_draft(drafts[0]) == []
    return drafts[0]


def codes(text: str) -> list[str]:
    drafts, problems = parse_operations(text, AROUND)
    assert drafts == []
    assert all(problem.sentence for problem in problems)
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("settings", "kind", "read_as"),
    [
        ("kind: drop", "drop", {}),
        ("op: price_to_norm", "price_to_norm", {}),
        ("kind: percent, percent: 10", "percent", {"share_bp": 1000}),
        ("kind: percent, percent: '12,5%'", "percent", {"share_bp": 1250}),
        ("kind: percent, percent: 12.5", "percent", {"share_bp": 1250}),
        ("kind: Cắt theo tỷ lệ, percent: 7 %", "percent", {"share_bp": 700}),
        ("kind: reduce-quantity, to: 5", "reduce_quantity", {"to_milli": 5000}),
        ("kind: reduce_quantity, by: 0.5", "reduce_quantity", {"by_milli": 500}),
        ("kind: reduce_quantity, percent: 20", "reduce_quantity", {"share_bp": 2000}),
        ("kind: set_driver, driver: unit_price, value: 12.500.000", "set_driver", {"driver": "unit_price", "value": 12_500_000}),
        ("kind: set_driver, driver: unit_price, value: 15 triệu", "set_driver", {"driver": "unit_price", "value": 15_000_000}),
        ("kind: set_driver, driver: quantity, value: '1,5'", "set_driver", {"driver": "quantity", "value": 1500}),
        ("kind: defer, year: 2025", "defer", {"year": 2025}),
        ("kind: defer, year: 2025, quarter: 3", "defer", {"year": 2025, "quarter": 3}),
        ("kind: re_source, source: NQ36-H", "re_source", {"source": "NQ36-H"}),
    ],
)
def test_every_kind_and_its_settings(settings: str, kind: str, read_as: dict[str, object]) -> None:
    draft = read(f"- {{{settings}, where: all, reason: vì sao}}")
    assert (draft.kind, dict(draft.settings), draft.reason) == (OperationKind(kind), read_as, "vì sao")


def test_every_kind_has_its_settings_listed() -> None:
    assert set(SETTINGS) == set(OperationKind)


def test_a_common_reason_holds_where_none_is_given() -> None:
    text = "reason: chung\noperations:\n- {kind: drop, where: all}\n- {kind: drop, where: all, reason: riêng}\n"
    drafts, problems = parse_operations(text, AROUND)
    assert problems == []
    assert [draft.reason for draft in drafts] == ["chung", "riêng"]


def test_codes_keep_their_zeros() -> None:
    assert read("- {kind: drop, where: {unit: 0502}, reason: x}").where == LineFilter(units=("0502",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "operations_missing"),
        ("[]", "operations_missing"),
        ("kind: drop", "unknown_key"),
        ("operations: []", "operations_missing"),
        ("- drop", "operation_shape"),
        ("- {kind: bán, where: all}", "unknown_operation"),
        ("- {where: all}", "unknown_operation"),
        ("- {kind: drop, reason: x}", "where_missing"),
        ("- {kind: drop, where: all, percent: 5}", "unknown_key"),
        ("- {kind: percent, where: all, percent: 10, per_cent: 12}", "unknown_key"),
        ("- {kind: percent, where: all, percent: 120}", "share_too_large"),
        ("- {kind: percent, where: all, percent: -5}", "share_negative"),
        ("- {kind: percent, where: all, percent: [5]}", "setting_shape"),
        ("- {kind: percent, where: all, percent: }", "setting_missing"),
        ("- {kind: set_driver, where: all, driver: unit_price, value: '1,000'}", "money_separator"),
        ("- {kind: defer, where: all, year: 20255}", "out_of_range"),
        ("- {kind: drop, kind: percent, where: all}", "yaml_unreadable"),
        ("- {kind: drop, where: {unit: 502, unit: 503}}", "yaml_unreadable"),
        ("- {kind: drop", "yaml_unreadable"),
        ("\t- x", "yaml_unreadable"),
        ("!!python/object/apply:os.system ['true']", "operation_shape"),
    ],
)
def test_what_is_not_understood_is_refused(text: str, code: str) -> None:
    assert codes(text)[0] == code


def test_one_problem_leaves_no_operation_and_says_which() -> None:
    drafts, problems = parse_operations("- {kind: drop, where: all, reason: x}\n- {kind: bán, where: all}\n", AROUND)
    assert drafts == []
    assert problems[0].sentence.startswith("Thao tác 2: ")


def test_missing_settings_are_left_to_the_check_of_drafts() -> None:
    drafts, problems = parse_operations("- {kind: percent, where: all, reason: x}", AROUND)
    assert problems == []
    assert [problem.code for problem in check_draft(drafts[0])] == ["percent_missing"]


def test_bytes_must_be_utf8_with_or_without_a_mark() -> None:
    assert refuse_unreadable("﻿lý do".encode()) == "lý do"
    with pytest.raises(Exception, match="UTF-8"):
        refuse_unreadable("lý do".encode("utf-16"))


def test_a_mapping_is_read_as_texts_or_refused() -> None:
    assert read_mapping("target: 12 %\nkeep: [0502]") == ({"target": "12 %", "keep": ["0502"]}, [])
    for text in ("- 1", "a: 1\na: 2", "a: [", ""):
        found, problems = read_mapping(text)
        assert not found
        assert problems[0].fix
