"""Reading a table strictly: a fault is named by file and row, and nothing of the row is kept."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from budget.model.states import Nature
from budget.reference.table import Fault, read_table

HEADINGS = "code,amount,on,nature,hard,note"


@dataclass(frozen=True, slots=True)
class Sample:
    """A record with one field of every readable type."""

    code: str
    amount: int | None
    on: date | None
    nature: Nature
    hard: bool
    note: str


def read(folder: Path, text: str) -> tuple[tuple[Sample, ...], list[Fault]]:
    path = folder / "sample.csv"
    path.write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    return read_table(path, Sample, faults), faults


def test_every_type_is_read_and_empty_is_null_not_zero(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, f"{HEADINGS}\nA,15000000,2024-02-07,recurrent,true,x\nB,,,investment,false,\n")
    assert faults == []
    assert rows == (
        Sample("A", 15_000_000, date(2024, 2, 7), Nature.RECURRENT, True, "x"),
        Sample("B", None, None, Nature.INVESTMENT, False, ""),
    )


@pytest.mark.parametrize(
    "line",
    [
        "A,15.000.000,,recurrent,true,",
        "A,1e6,,recurrent,true,",
        "A,1,07/02/2024,recurrent,true,",
        "A,1,,weekly,true,",
        "A,1,,recurrent,yes,",
        "A,1,,,true,",
        ",1,,recurrent,true,",
        "A ,1,,recurrent,true,",
        "A,1,,recurrent,true",
    ],
)
def test_a_bad_cell_is_named_by_file_and_row_and_its_row_left_out(tmp_path: Path, line: str) -> None:
    rows, faults = read(tmp_path, f"{HEADINGS}\nGOOD,1,,recurrent,true,\n{line}\n")
    assert [row.code for row in rows] == ["GOOD"]
    assert [(fault.file, fault.row) for fault in faults] == [("sample.csv", 3)]


def test_other_headings_are_refused_whole(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, "code,amount\nA,1\n")
    assert rows == ()
    assert [fault.row for fault in faults] == [1]


def test_a_missing_file_and_a_wrong_encoding_are_faults_of_the_file(tmp_path: Path) -> None:
    faults: list[Fault] = []
    assert read_table(tmp_path / "none.csv", Sample, faults) == ()
    (tmp_path / "latin.csv").write_bytes(f"{HEADINGS}\nA,1,,recurrent,true,\xe9\n".encode("latin-1"))
    assert read_table(tmp_path / "latin.csv", Sample, faults) == ()
    assert [(fault.file, fault.row) for fault in faults] == [("none.csv", 0), ("latin.csv", 0)]
