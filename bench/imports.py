"""A stranger's workbook taken in, against pandas with openpyxl only reading it."""

import random
import tempfile
from pathlib import Path

import pandas as pd
import xlsxwriter

from bench.clock import measure_in_turn
from bench.report import Report, Row
from budget.imports.reading import read_workbook
from budget.imports.sheet import Sheet

SEED = 7
HEADINGS = (
    "STT", "Nội dung", "Đơn vị tính", "Số lượng", "Đơn giá", "Số tháng", "Thành tiền", "Đơn vị", "Nguồn", "Năm", "Thực hiện năm trước",
    "Giao năm nay", "Đã chi", "Căn cứ", "Ghi chú",
)  # fmt: skip
AMOUNT = HEADINGS.index("Thành tiền")
_THINGS = ("Máy tính để bàn", "Máy in laser", "Sửa chữa phòng họp", "Thuê đường truyền", "Tập huấn nghiệp vụ", "Bảo trì phần mềm")


def measure_imports(report: Report, lines: int, runs: int) -> None:
    """Read a workbook of some lines of fifteen columns, both ways in turn; the run stops when their sums differ."""
    with tempfile.TemporaryDirectory(prefix="dutoan-bench-") as folder:
        path = _write_workbook(Path(folder) / "du_toan.xlsx", lines)
        report.add(Row("import: size of the workbook", lines, path.stat().st_size / 1e6, unit="MB"))
        ours, theirs = take_in(path), _read_with_pandas(path)
        if _sum(ours) != int(theirs["Thành tiền"].sum()):
            raise SystemExit("the workbook reads differently with pandas")
        ours_time, pandas_time = measure_in_turn(lambda: take_in(path), lambda: _read_with_pandas(path), runs)
        report.timed(
            "import: read a workbook of 15 columns",
            lines,
            ours_time,
            against="pandas.read_excel, openpyxl",
            other=pandas_time,
            aim="faster, also with the table understood",
        )


def take_in(path: Path) -> tuple[Sheet, ...]:
    """What an import does before a person sees anything. The understanding of the sheets belongs on this timed side too."""
    book, problems = read_workbook(path)
    if book is None:
        raise SystemExit(problems[0].sentence)
    return book.sheets


def _read_with_pandas(path: Path) -> pd.DataFrame:
    return pd.read_excel(path, engine="openpyxl", header=3)


def _sum(sheets: tuple[Sheet, ...]) -> int:
    return sum(int(value) for row in sheets[0].rows if isinstance(value := row[AMOUNT], float))


def _write_workbook(path: Path, lines: int) -> Path:
    draw = random.Random(SEED)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    page = book.add_worksheet("Dự toán")
    page.write_string(0, 0, "DỰ TOÁN KINH PHÍ CHUYỂN ĐỔI SỐ")
    page.write_string(1, len(HEADINGS) - 1, "Đơn vị tính: đồng")
    page.write_row(3, 0, HEADINGS)
    for number in range(1, lines + 1):
        quantity, price = draw.randint(1, 20), draw.randint(1, 900) * 100_000
        words = f"{draw.choice(_THINGS)} số {number}", f"Đơn vị {number % 260}", f"ghi chú {number % 1_000}"
        history = [draw.randint(1, 10**9) for _ in range(3)]
        work = [number, words[0], "bộ", quantity, price, 1, quantity * price, words[1], "QD334", 2024]
        page.write_row(3 + number, 0, [*work, *history, "Quyết định số 334/QĐ-TTg", words[2]])
    book.close()
    return path
