"""A stranger's workbook understood and taken in, against pandas with openpyxl only reading it."""

import random
import tempfile
from pathlib import Path

import pandas as pd
import xlsxwriter

from bench.clock import measure_in_turn
from bench.report import Report, Row
from budget.plan.face import Plan
from budget.plan.making import new_blank_plan
from budget.plan.shared import close_plan
from budget.plan.terms import Decisions, ImportPreview

SEED = 7
HEADINGS = (
    "STT", "Nội dung", "Đơn vị tính", "Số lượng", "Đơn giá", "Số tháng", "Thành tiền", "Đơn vị", "Nguồn", "Năm", "Thực hiện năm trước",
    "Giao năm nay", "Đã chi", "Căn cứ", "Ghi chú",
)  # fmt: skip
_THINGS = ("Máy tính để bàn", "Máy in laser", "Sửa chữa phòng họp", "Thuê đường truyền", "Tập huấn nghiệp vụ", "Bảo trì phần mềm")


def measure_imports(report: Report, lines: int, runs: int) -> None:
    """A workbook of some lines of fifteen columns understood, and taken into a plan; against pandas only reading it, in turn.

    The run stops when the sums differ.
    """
    with tempfile.TemporaryDirectory(prefix="dutoan-bench-") as folder:
        path = _write_workbook(Path(folder) / "du_toan.xlsx", lines)
        report.add(Row("import: size of the workbook", lines, path.stat().st_size / 1e6, unit="MB"))
        plan = new_blank_plan(Path(folder) / "plan.duckdb", 2024)
        try:
            expected = int(_read_with_pandas(path)["Thành tiền"].sum())
            if (understand(plan, path).amount, take_in(plan, path)) != (expected, expected):
                raise SystemExit("the workbook reads differently with pandas")
            for what, ours in (
                ("read, understand and account for a workbook of 15 columns", lambda: understand(plan, path)),
                ("the same, and written as one batch", lambda: take_in(plan, path)),
            ):
                ours_time, pandas_time = measure_in_turn(ours, lambda: _read_with_pandas(path), runs)
                report.timed(
                    f"import: {what}", lines, ours_time, against="pandas.read_excel, openpyxl", other=pandas_time, aim="faster than reading"
                )
        finally:
            close_plan(plan.path)


def understand(plan: Plan, path: Path) -> ImportPreview:
    """What an import does before a person sees anything: read, understood, every name matched, every line planned."""
    return plan.imports.preview(path, Decisions(unit="SBN-STC"))


def take_in(plan: Plan, path: Path) -> int:
    """A whole import; the đồng it brought."""
    preview = understand(plan, path)
    receipt, problems = plan.imports.apply(preview)
    if receipt is None:
        raise SystemExit(problems[0].sentence)
    return preview.amount


def _read_with_pandas(path: Path) -> pd.DataFrame:
    return pd.read_excel(path, engine="openpyxl", header=3)


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
