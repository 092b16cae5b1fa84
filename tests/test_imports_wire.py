"""What the reader's process says is heard as it was meant, and anything else ends in one exception."""

import io
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.imports import refusals
from budget.imports.cells import CellValue
from budget.imports.sheet import Encoding, Sheet, Span
from budget.imports.wire import BrokenMessage, read_answer, write_end, write_problem, write_sheet

cells = st.one_of(
    st.just(""),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=6),
    st.floats(allow_nan=False),
    st.integers(-(2**53), 2**53),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


def heard(*pieces: bytes) -> list[Sheet]:
    answer = read_answer(io.BytesIO(b"".join(pieces)))
    assert answer.kind == "xlsx"
    return answer.sheets


def same(one: CellValue, other: CellValue) -> bool:
    return type(one) is type(other) and one == other


@given(st.integers(0, 4).flatmap(lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=5)))
def test_every_cell_arrives_as_it_was(rows: list[list[CellValue]]) -> None:
    sheet = Sheet("Bảng\n1", True, rows, 2, (Span(0, 0, 1, 1),), Encoding.VNI, True)
    got = heard(*write_sheet(sheet), *write_sheet(Sheet("B", False, [])), write_end("xlsx"))
    assert [(page.name, page.hidden, page.first_row, page.spans, page.encoding, page.cut) for page in got] == [
        ("Bảng\n1", True, 2, (Span(0, 0, 1, 1),), Encoding.VNI, True),
        ("B", False, 1, (), Encoding.UNICODE, False),
    ]
    expected = rows if rows and rows[0] else []
    assert len(got[0].rows) == len(expected)
    assert all(same(a, b) for was, now in zip(expected, got[0].rows, strict=True) for a, b in zip(was, now, strict=True))


def test_more_rows_than_a_portion_keep_their_order() -> None:
    rows: list[list[CellValue]] = [[float(number), f"dòng {number}"] for number in range(9_001)]
    assert [list(row) for row in heard(*write_sheet(Sheet("A", False, rows)), write_end("xlsx"))[0].rows] == rows


def test_a_refusal_arrives() -> None:
    answer = read_answer(io.BytesIO(write_problem(refusals.encrypted("a.xlsx"))))
    assert (answer.kind, answer.problem) == ("", refusals.encrypted("a.xlsx"))


WHOLE = b"".join([*write_sheet(Sheet("A", False, [[1.0, "x", date(2024, 1, 2)], [2.0, "y", time(1)]])), write_end("xlsx")])


@pytest.mark.parametrize("cut", range(len(WHOLE) - 1))
def test_an_answer_cut_short_is_broken(cut: int) -> None:
    with pytest.raises(BrokenMessage):
        read_answer(io.BytesIO(WHOLE[:cut]))


@given(st.data())
def test_an_answer_changed_is_broken_or_some_answer(data: st.DataObject) -> None:
    changed = bytearray(WHOLE)
    changed[data.draw(st.integers(0, len(WHOLE) - 1))] = data.draw(st.integers(0, 255))
    try:
        answer = read_answer(io.BytesIO(bytes(changed)))
    except BrokenMessage:
        return
    assert answer.kind or answer.problem


@pytest.mark.parametrize(
    "said",
    [b"", b"[]\n", b"null\n", b"3\n", b'"a"\n', b"{}\n", b"\xff\n", b'{"columns":[["values",2000000000]],"rows":1}\n',
     b'{"columns":1,"rows":1}\n', b'{"columns":[["numbers",-1]],"rows":1}\n', b"[" * 100_000 + b"\n"],
)  # fmt: skip
def test_nonsense_is_broken(said: bytes) -> None:
    with pytest.raises(BrokenMessage):
        read_answer(io.BytesIO(said))


def test_times_of_all_kinds_are_written() -> None:
    values: list[CellValue] = [datetime.fromisoformat("2024-03-05T10:30:00.5"), timedelta(days=-1, microseconds=3), time(23, 59)]
    assert list(heard(*write_sheet(Sheet("A", False, [values])), write_end("xlsx"))[0].rows[0]) == values
