"""The CSV opens by itself in Excel, adds up to the plan's total, and runs no formula."""

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from budget.exports.delimited import escape_text, write_milli
from budget.lines.query import LineFilter
from budget.quantity import parse_quantity
from tests.plans import DISTRICT, a_plan

LINES = (
    {"name": "=HYPERLINK(1)", "quantity": "0,5", "last_year_outturn": "0", "vat": "8", "request_document": "=CV 1"},
    {"name": "Máy in; khổ A4", "unit": DISTRICT, "source": "NQ36-H"},
)


def test_rows_add_up_and_text_cannot_run(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        made = plan.exports.csv(tmp_path / "a.csv")
        amount = plan.totals().amount()
        part = plan.exports.csv(tmp_path / "b.csv", where=LineFilter(units=(DISTRICT,)))
    assert made.file.read_bytes().startswith("\ufeff".encode())
    with made.file.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert sum(int(row["Thành tiền"]) for row in rows) == made.amount == amount
    assert {row["Nội dung chi"] for row in rows} == {"'=HYPERLINK(1)", "Máy in; khổ A4"}
    assert {row["Số lượng"] for row in rows} == {"0,5", "2"}
    told = ("Căn cứ giá, thuế", "Văn bản đề nghị", "Thực hiện năm trước", "Năm nay đã giao")
    assert [[row[name] for name in told] for row in rows] == [["thuế GTGT 8%", "'=CV 1", "0", ""], [""] * 4]
    assert part.amount == 20_000_000


@given(st.text())
def test_no_text_begins_like_a_formula(text: str) -> None:
    assert not escape_text(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert escape_text(text).endswith(text)


@given(st.integers(0, 10**9))
def test_quantities_read_back(milli: int) -> None:
    parsed, problems = parse_quantity(write_milli(milli))
    # three decimals after one to three digits could be a foreign grouping: our own reader refuses those, a spreadsheet does not
    assert parsed == milli or problems
    whole, _, rest = write_milli(milli).partition(",")
    assert int(whole) * 1000 + int(rest.ljust(3, "0") or 0) == milli
