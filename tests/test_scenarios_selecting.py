"""Selections in a file: singular or plural, one or many, every code checked."""

import pytest

from budget.lines.query import LineFilter
from budget.scenarios.selecting import KEYS, SINGLE, read_where
from tests.test_scenarios_parsing import KNOWN, find_line


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("all", LineFilter()),
        ("Tất cả", LineFilter()),
        ({}, LineFilter()),
        ({"unit": "502"}, LineFilter(units=("502",))),
        ({"units": ["502"]}, LineFilter(units=("502",))),
        ({"priority": ["3", "4"]}, LineFilter(priorities=(3, 4))),
        ({"level": "commune", "nature": "Chi thường xuyên"}, LineFilter(levels=("commune",), natures=("recurrent",))),
        ({"category": ["Phần mềm", "equipment"]}, LineFilter(categories=("software", "equipment"))),
        ({"source": "NQ36-H", "task": "NV01", "year": "2024"}, LineFilter(sources=("NQ36-H",), tasks=("NV01",), years=(2024,))),
        ({"route": "investment", "text": "máy in"}, LineFilter(routes=("investment",), text="máy in")),
        ({"lines": ["1", "2"]}, LineFilter(listing=None, lines=("id-1", "id-2"))),
        ({"line": "1", "listing": "other"}, LineFilter(listing="other", lines=("id-1",))),
        ({"listing": "all"}, LineFilter(listing=None)),
        ({"locked": "true"}, LineFilter(locked=True)),
        ({"appraised": "không"}, LineFilter(appraised=False)),
    ],
)
def test_a_selection_is_read(raw: object, wanted: LineFilter) -> None:
    assert read_where(raw, KNOWN, find_line) == (wanted, [])


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("tat-ca-nhe", "where_shape"),
        (["502"], "where_shape"),
        (None, "where_shape"),
        ({"màu": "đỏ"}, "unknown_key"),
        ({"unit": "999"}, "unknown_code"),
        ({"unit": []}, "condition_empty"),
        ({"unit": ""}, "condition_empty"),
        ({"unit": ["502", ""]}, "condition_empty"),
        ({"text": " "}, "condition_empty"),
        ({"priority": "5"}, "out_of_range"),
        ({"priority": "cao"}, "out_of_range"),
        ({"year": "24"}, "out_of_range"),
        ({"category": "bánh kẹo"}, "unknown_choice"),
        ({"listing": "khac"}, "unknown_choice"),
        ({"line": "9"}, "line_missing"),
        ({"locked": "có lẽ"}, "not_a_flag"),
        ({"unit": "502", "units": "502"}, "key_twice"),
    ],
)
def test_what_would_select_something_else_is_refused(raw: object, code: str) -> None:
    assert [problem.code for problem in read_where(raw, KNOWN, find_line)[1]] == [code]


def test_every_condition_of_a_filter_can_be_written() -> None:
    fields = set(LineFilter.__dataclass_fields__)
    assert {*KEYS.values(), *SINGLE} == fields
