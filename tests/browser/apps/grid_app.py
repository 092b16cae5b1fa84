"""A page with nothing but the grid, for the browser tests: edits are kept as raw text in a file of one JSON line an operation.

The address names the test (`?bench=`): each has rows of its own, and a folder in GRID_FOLDER with its log and what holds it back.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from budget.money import MoneyUnit
from pages.parts.grid import GridAction, GridColumn, GridGrouping, OperationAnswer, render_grid

st.set_page_config(layout="wide", page_title="Bảng thử")
BENCH = str(st.query_params["bench"])
LOG = Path(os.environ["GRID_FOLDER"]) / BENCH / "operations.jsonl"
SLOW = LOG.with_name("hold")
COUNT = 60
UNITS = ("Sở Thông tin và Truyền thông", "Công an tỉnh", "Thị xã Điện Bàn", "Huyện Đại Lộc", "Thành phố Tam Kỳ")


@st.cache_resource
def book(bench: str) -> dict:
    """The one plan of a test: rows by id, and the journal's seq."""
    rows = {}
    for number in range(COUNT):
        line = f"line-{number:05d}"
        rows[line] = {
            "id": line,
            "seen": 1,
            "number": number + 1,
            "name": f"Máy tính để bàn phục vụ tiếp nhận hồ sơ {number + 1}",
            "unit": UNITS[number % len(UNITS)],
            "unit__sort": number % len(UNITS),
            "quantity": 12_000 if number % 3 else 500,
            "price": 15_000_000 + number * 1_000,
            "amount": (12_000 if number % 3 else 500) * (15_000_000 + number * 1_000) // 1000,
            "note": "",
            "read_only": number == 5,
        }
    return {"rows": rows, "seq": 1, "done": {}}


def answer_action(action: GridAction) -> Sequence[OperationAnswer]:
    """Keep each operation as raw text; texts with the word "sai" are refused."""
    plan = book(BENCH)
    plan["seq"] += 1
    answers = []
    with LOG.open("a", encoding="utf-8") as log:
        for operation in action.operations:
            log.write(json.dumps(operation.__dict__, ensure_ascii=False) + "\n")
            repeated = operation.op in plan["done"]
            plan["done"][operation.op] = operation
            if operation.kind != "set":
                answers.append(OperationAnswer(operation.op, True, "Đã hoàn tác lần sửa vừa rồi."))
                continue
            if "sai" in operation.text:
                answers.append(OperationAnswer(operation.op, False, "Đơn giá phải là số. Gõ lại, ví dụ 12.500.000."))
                continue
            row = plan["rows"][operation.line]
            digits = "".join(character for character in operation.text if character.isdigit())
            if not repeated:
                scale = 1000 if operation.field == "quantity" else 1
                row[operation.field] = operation.text if operation.field in ("note", "name") else int(digits or 0) * scale
                row["amount"] = row["quantity"] * row["price"] // 1000
                row["seen"] = plan["seq"]
            answers.append(OperationAnswer(operation.op, True, seq=plan["seq"]))
    return answers


COLUMNS = [
    GridColumn("number", "STT", "integer", width=60, frozen=True),
    GridColumn("name", "Nội dung", width=300, editable=True, frozen=True),
    GridColumn("unit", "Đơn vị", width=220),
    GridColumn("quantity", "Số lượng", "quantity", width=110, editable=True),
    GridColumn("price", "Đơn giá (đ)", "money", width=140, editable=True, help="Đơn giá đề nghị"),
    GridColumn("amount", "Thành tiền (đ)", "money", width=160),
    GridColumn("note", "Ghi chú", width=200, editable=True),
]
while SLOW.exists():
    time.sleep(0.05)
police_only = st.toggle("Chỉ Công an tỉnh")
if st.toggle("Ẩn bảng"):
    st.stop()
lines = [row for row in book(BENCH)["rows"].values() if not police_only or row["unit"] == "Công an tỉnh"]
total = {"name": "Tổng cộng", "amount": sum(line["amount"] for line in lines)}
units = {unit.label: unit for unit in MoneyUnit}
unit = units[st.segmented_control("Đơn vị tiền", list(units), default="đồng", key="money-unit") or "đồng"]
grouped = st.toggle("Nhóm theo đơn vị")
figures = {name: {"lines": len(own := [x for x in lines if x["unit"] == name]), "amount": sum(x["amount"] for x in own)} for name in UNITS}
events = render_grid(
    "du-toan",
    [dict(line) for line in lines],
    COLUMNS,
    scope="plan-1",
    dataset="police" if police_only else "all",
    on_action=answer_action,
    totals_row=total,
    messages={("line-00002", "price"): "Đơn giá cao hơn định mức 15.000.000 đ. Giảm đơn giá hoặc ghi căn cứ."},
    money_unit=unit,
    money_decimals=3,
    height=470,
    grouping=GridGrouping(("unit",), figures=figures) if grouped else None,
)
st.text(f"selected={events.selected} total={total['amount']} seq={book(BENCH)['seq']}")
