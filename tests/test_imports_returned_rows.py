"""Every row of a returned sheet is of one kind, and the kinds add up."""

from hypothesis import given
from hypothesis import strategies as st

from budget.imports.returned_book import Copied, ReturnedSheet
from budget.imports.returned_rows import BackKind, read_sheet

COLUMNS = {"name": 1, "quantity": 2, "amount": 3, "id": 4}
COPIES = {line: {"name": Copied(f"Tên {line}", f"Tên {line}"), "quantity": Copied("1", "1")} for line in ("a", "b", "c")}
HEAD = [["", "", "", "", ""], ["", "dt06/pl2/name", "", "", ""], ["STT", "Nội dung chi", "SL", "TT", ""], ["A", "B", "1", "2", ""]]


def sheet(*body: list[str | float]) -> ReturnedSheet:
    return ReturnedSheet("pl2", "PL II", COLUMNS, [*HEAD, *body], 1, 4)


def line(identity: str) -> list[str | float]:
    return ["1", f"Tên {identity}", 1.0, 5.0, identity]


def kinds(*body: list[str | float]) -> list[BackKind]:
    read, problem = read_sheet(sheet(*body), COPIES)
    assert problem is None
    assert read is not None
    return [row.kind for row in read.rows[len(HEAD) :]]


def test_rows_by_what_they_are() -> None:
    found = kinds(
        line("a"), ["I", "Sở Tài chính", "", 20.0, ""], ["", "Máy mới", 2.0, "", ""], [""] * 5, ["Bằng chữ", "", "", "", ""], line("z")
    )
    assert found == [BackKind.MATCHED, BackKind.HEADING, BackKind.NEW, BackKind.BLANK, BackKind.HEADING, BackKind.REJECTED]


def test_a_line_counts_also_above_the_headings_and_once_only() -> None:
    moved = ReturnedSheet("pl2", "PL II", COLUMNS, [line("a"), *HEAD, line("b"), line("b")], 2, 5)
    read, _ = read_sheet(moved, COPIES)
    assert read is not None
    assert set(read.matched) == {"a"}
    assert read.missing == ("c",)
    assert {row.row for row in read.rows if row.problem} == {6, 7}
    assert "6, 7" in next(row.problem.sentence for row in read.rows if row.problem)


BODY = st.lists(
    st.sampled_from([line("a"), line("b"), line("c"), line("z"), [""] * 5, ["", "Mới", 3.0, "", ""], ["I", "Khối", "", 9.0, ""]]),
    max_size=12,
)


@given(BODY)
def test_the_kinds_add_up_to_the_rows(body: list[list[str | float]]) -> None:
    read, problem = read_sheet(sheet(*body), COPIES)
    assert problem is None
    assert read is not None
    assert sum(read.count(kind) for kind in BackKind) == len(HEAD) + len(body)
    assert set(read.matched) | set(read.missing) | {row.line for row in read.rows if row.problem and row.line} == set(COPIES)
