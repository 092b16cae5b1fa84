"""An annex pasted from a spreadsheet: every row is read, left out or refused by name."""

import pytest

from budget.funding.listed_pasted import Paste, PastedItem, read_items_text
from budget.funding.pasted import UnitLabel

UNITS = [UnitLabel("SBN-STC", "Sở Tài chính", "STC"), UnitLabel("SBN-STP", "Sở Tư pháp", "STP")]


def read(text: str, held: frozenset[tuple[str, str, str, str, int]] = frozenset()) -> list[PastedItem]:
    return read_items_text(text, Paste("QD334", "recurrent", 2024, UNITS, held))


def test_rows_without_a_heading_are_read_in_the_stated_order() -> None:
    (row,) = read("SBN-STC\tMáy tính\tbộ\t4\t10.000.000\t\t2025\t1")
    assert row.draft is not None
    assert (row.draft.unit, row.draft.quantity_milli, row.draft.amount, row.draft.year, row.draft.bought_milli) == (
        "SBN-STC", 4_000, 40_000_000, 2025, 1_000,
    )  # fmt: skip


def test_a_heading_says_what_the_columns_mean_and_merged_units_go_on() -> None:
    heading = "STT\tĐơn vị\tTên thiết bị\tSố lượng\tĐVT\tThành tiền (đồng)"
    text = f"{heading}\n1\tSở Tài chính\tMáy tính\t2\tbộ\t20 triệu\n2\t\tMáy in\t1\tchiếc\t5 triệu"
    rows = read(text)
    assert rows[0].left_out == "dòng tiêu đề"
    assert [(row.draft.unit, row.draft.name, row.draft.unit_price) for row in rows if row.draft] == [
        ("SBN-STC", "Máy tính", 10_000_000),
        ("SBN-STC", "Máy in", 5_000_000),
    ]


def test_a_sum_row_is_left_out_and_said_so() -> None:
    rows = read("STC\tMáy tính\tbộ\t4\nTổng cộng\t\t\t4")
    assert [row.refused for row in rows] == [False, False]
    assert rows[1].draft is None
    assert "dòng cộng" in rows[1].left_out


def test_a_cell_with_a_line_break_is_one_cell() -> None:
    (row,) = read('STC\t"Máy tính\nđể bàn"\tbộ\t4')
    assert row.draft is not None
    assert row.draft.name == "Máy tính để bàn"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sở Lạ\tMáy tính\tbộ\t4", "unknown_unit"),
        ("So Tu phap\tMáy tính\tbộ\t4", "unit_spelling"),
        ("\tMáy tính\tbộ\t4", "required"),
        ("STC\tMáy tính\tbộ\tbốn", "quantity_unreadable"),
        ("STC\tMáy tính\tbộ\t0.5", "quantity_separator"),
        ("STC\tMáy tính\t\t4", "required"),
        ("STC", "pasted_cells"),
    ],
)
def test_a_row_that_could_mean_two_things_is_refused_by_name(text: str, code: str) -> None:
    (row,) = read(text)
    assert row.draft is None
    assert code in {problem.code for problem in row.problems}
    assert all(problem.fix for problem in row.problems)


def test_a_row_given_twice_or_entered_already_is_refused() -> None:
    rows = read("STC\tMáy tính\tbộ\t4\nSở Tài chính\tmáy  tính\tBộ\t1")
    assert [row.refused for row in rows] == [False, True]
    assert rows[0].draft is not None
    (again,) = read("STC\tMáy tính\tbộ\t4", frozenset({rows[0].draft.key}))
    assert "đã có trong phụ lục" in again.problems[0].sentence


def test_empty_rows_are_no_rows_and_everything_else_is_accounted_for() -> None:
    text = "STC\tA\tbộ\t1\n\n\t\t\nSTP\tB\tbộ\tx\nCộng\nSTP\tC\tbộ\t2"
    rows = read(text)
    assert [(bool(row.draft), row.refused, bool(row.left_out)) for row in rows] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
        (True, False, False),
    ]
