"""One row of a stranger's sheet as it is shown: what it is in words, in tone, and what must be looked at."""

from budget.imports.understanding import Meaning, ReadRow, RowKind
from budget.model.problem import Problem
from pages.parts.import_rows import read_row
from pages.parts.tables import Cell


def test_a_line_shows_its_figures_in_dong() -> None:
    texts = {Meaning.NAME: "Máy in", Meaning.NUMBERING: "1", Meaning.MEASURE: "chiếc", Meaning.QUANTITY: "2"}
    row = ReadRow(9, RowKind.LINE, texts, level=1, amount=9_000_000, money={Meaning.UNIT_PRICE: 4_500_000})
    shown = read_row(row)
    assert shown[:2] == ["9", Cell("Khoản mục")]
    assert shown[3] == Cell("\u2003Máy in")
    assert shown[4:8] == ["chiếc", "2", "4.500.000", Cell("9.000.000")]


def test_a_rejected_row_says_why_and_a_heading_stays_quiet() -> None:
    problem = Problem("x", "Không đọc được số.")
    assert read_row(ReadRow(9, RowKind.REJECTED, {}, problem=problem))[-1] == Cell("Không đọc được số.", "thieu")
    assert read_row(ReadRow(9, RowKind.HEADING, {Meaning.NAME: "I"}))[1] == Cell("Nhóm", "mo")
