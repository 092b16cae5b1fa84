"""What a scenario does to lines, as a table people can read: what it was, what it becomes, cut and deferred apart."""

import pandas as pd
import streamlit as st

from pages.parts.desk import Desk
from pages.parts.tables import Column, draw_table

_KINDS = {"STT": "so", "Nội dung chi": "ten", "Gốc": "so", "Phương án": "so", "Cắt": "so", "Giãn": "so", "Thay đổi": "ten", "Ưu tiên": "so"}


def draw_touched(desk: Desk, lines: pd.DataFrame, *, height: int = 360) -> None:
    """The table of lines, biggest cut first; amounts in the chosen unit."""
    if lines.empty:
        st.info("Phương án này chưa chạm tới khoản mục nào.")
        return
    table = touched_table(desk, lines)
    columns = [Column(name, _KINDS.get(name, "")) for name in table.columns]
    draw_table(columns, table.to_numpy().tolist(), label="Khoản mục bị thay đổi", height=height)


def touched_table(desk: Desk, lines: pd.DataFrame) -> pd.DataFrame:
    """The lines as texts: numbers printed in the chosen unit, what happened in words."""
    catalogue = desk.plan.catalogue()
    rows = []
    for row in lines.to_dict("records"):
        cut = int(row["base_amount"]) - int(row["amount"])
        rows.append(
            {
                "STT": str(row["number"]),
                "Nội dung chi": row["name"],
                "Đơn vị": row["unit_name"],
                "Gốc": desk.money(int(row["base_amount"])),
                "Phương án": desk.money(int(row["amount"])),
                "Cắt": desk.money(cut) if cut else "",
                "Giãn": desk.money(int(row["amount"])) if row["deferred"] else "",
                "Thay đổi": ", ".join(describe_row(row, catalogue.source_name)),
                "Ưu tiên": str(row["priority"]),
            }
        )
    return pd.DataFrame(rows)


def describe_row(row: dict, source_name: object) -> list[str]:
    """What happened to one line, in a few words each."""
    name = source_name if callable(source_name) else str
    found = []
    if row["locked"]:
        found.append("không được cắt")
    if row["dropped"]:
        found.append("bỏ")
    elif row["quantity_milli"] != row["base_quantity_milli"]:
        found.append("đổi số lượng")
    if row["unit_price"] != row["base_unit_price"]:
        found.append("đổi đơn giá")
    if row["times_milli"] != row["base_times_milli"]:
        found.append("đổi số lần")
    if row["adjustment"] and not row["dropped"]:
        found.append("cắt theo tỷ lệ")
    if row["deferred"]:
        found.append(f"giãn sang quý {row['quarter']}/{row['year']}")
    if row["source"] != row["base_source"]:
        found.append(f"nguồn {name(str(row['base_source']))} → {name(str(row['source']))}")
    return found
