"""A whole sheet understood: laws over generated estimates. The phenomena of real workbooks, one by one, stand in test_imports_phenomena."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from budget.imports.sheet import Sheet, Span
from budget.imports.understand import understand_sheet
from budget.imports.understanding import Meaning, RowKind, SheetReading
from budget.model.states import Severity
from tests.generated_sheets import Generated, generated

NOT_HEADINGS = (RowKind.LINE, RowKind.BLANK, RowKind.REJECTED)


def errors(reading: SheetReading) -> list[str]:
    return [problem.sentence for problem in reading.problems if problem.severity is Severity.ERROR]


@given(generated())
def test_every_leaf_and_nothing_else_becomes_a_line_and_every_total_agrees(made: Generated) -> None:
    reading = understand_sheet(made.sheet)
    found = tuple((row.texts[Meaning.NAME], row.amount) for row in reading.rows if row.kind is RowKind.LINE)
    assert found == made.leaves
    assert reading.amount == sum(amount for _, amount in made.leaves)
    assert [check for check in reading.totals if not check.agrees] == []
    assert {(check.row - 1, check.column) for check in reading.totals} >= set(made.stated)
    assert errors(reading) == []
    assert reading.money_unit is made.style.unit
    assert reading.money_unit_stated


@given(generated())
def test_every_row_of_the_sheet_is_accounted_for_once(made: Generated) -> None:
    reading = understand_sheet(made.sheet)
    assert [row.row for row in reading.rows] == list(range(1, len(made.sheet.rows) + 1))
    headings = sum(row.kind not in NOT_HEADINGS for row in reading.rows)
    assert len(reading.rows) == reading.count(RowKind.LINE) + headings + reading.count(RowKind.BLANK) + reading.count(RowKind.REJECTED)


@given(generated(numbered=True), st.data())
def test_one_stated_total_changed_by_a_single_unit_is_found(made: Generated, data: st.DataObject) -> None:
    if not made.stated:
        return
    row, column = data.draw(st.sampled_from(made.stated))
    rows = [list(values) for values in made.sheet.rows]
    stated = rows[row][column]
    assert isinstance(stated, int | float)
    rows[row][column] = stated + 1
    reading = understand_sheet(replace(made.sheet, rows=rows))
    assert [(check.row - 1, check.column) for check in reading.totals if not check.agrees] == [(row, column)]
    assert reading.amount == sum(amount for _, amount in made.leaves)


@given(generated())
def test_the_proposal_handed_back_unchanged_changes_nothing(made: Generated) -> None:
    first = understand_sheet(made.sheet)
    assert understand_sheet(made.sheet, columns=first.columns) == first


@given(generated())
def test_drivers_of_every_line_multiply_to_its_amount(made: Generated) -> None:
    for row in understand_sheet(made.sheet).rows:
        if row.kind is RowKind.LINE:
            assert row.drivers is not None
            quantity, price, times = row.drivers
            assert quantity * price * times == (row.amount or 0) * 1_000_000


WORDS = [
    "STT",
    "Nội dung",
    "Thành tiền",
    "Số lượng",
    "Đơn giá",
    "ĐVT",
    "Tổng cộng",
    "Cộng A",
    "Trong đó:",
    "-",
    "A",
    "I",
    "1.1",
    "a)",
    "#REF!",
    "12.500.000",
    "Người lập biểu",
    "Đơn vị tính: triệu đồng",
    "3=1x2",
    "1",
    "2",
    "Máy in",
    "máy (",
    "NS tỉnh",
    "Năm 2023",
    "Đề nghị",
    "6950-6956",
    "…",
]
CELLS = st.one_of(
    st.sampled_from(["", "", "", *WORDS]),
    st.integers(-5, 60),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(max_size=6),
    st.dates(),
    st.booleans(),
)


@st.composite
def any_sheets(draw: st.DrawFn) -> Sheet:
    width = draw(st.integers(1, 8))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=25))
    places = st.integers(0, 30)
    spans = draw(st.lists(st.tuples(places, places, st.integers(0, 3), st.integers(0, 4)), max_size=4))
    headed = [["STT", "Nội dung", "Số lượng", "Đơn giá", "Thành tiền", "NS tỉnh", "NS huyện", "Ghi chú"][:width], *rows]
    return Sheet(
        "x",
        False,
        draw(st.sampled_from([rows, headed])),
        3,
        tuple(Span(top, left, top + tall, left + wide) for top, left, tall, wide in spans),
    )


@given(any_sheets())
def test_no_sheet_whatever_it_holds_breaks_or_loses_a_row(made: Sheet) -> None:
    reading = understand_sheet(made)
    assert [row.row for row in reading.rows] == list(range(3, 3 + len(made.rows)))
    assert reading.amount == sum(row.amount or 0 for row in reading.rows if row.kind is RowKind.LINE)
    assert all(row.problem is not None for row in reading.rows if row.kind is RowKind.REJECTED)
    assert all(row.drivers is not None and (row.amount or 0) >= 0 for row in reading.rows if row.kind is RowKind.LINE)
    parents = {row.row for row in reading.rows}
    assert all(row.parent is None or (row.parent in parents and row.parent < row.row) for row in reading.rows)
