"""Splitting the chosen line: how, into which parts, what they come to before anything is saved."""

from collections.abc import Sequence

import streamlit as st

from budget.model.problem import PlanError
from budget.money import format_money
from budget.plan.terms import SPLIT_BY, PlannedSplit, SplitBy, SplitPart, working_layer
from budget.quantity import format_quantity
from pages.parts.desk import Desk, show_error
from pages.parts.line_forms import show_problems
from pages.parts.tables import Column, draw_table

Row = dict[str, int | str | bool | None]
MOST_SHOWN = 10
"""Parts the dialog offers; the command line takes more."""
_COLUMNS = (
    Column("STT", "so"),
    Column("Đơn vị"),
    Column("Nguồn"),
    Column("Thời gian", "lien"),
    Column("Số lượng", "so"),
    Column("Đơn giá (đ)", "so"),
    Column("Số lần", "so"),
    Column("Thành tiền (đ)", "so"),
)
_SIZES = {SplitBy.QUANTITY: "Số lượng", SplitBy.TIMES: "Số lần", SplitBy.AMOUNT: "Số tiền (đồng)", SplitBy.SHARE: "Tỷ lệ (%)"}


@st.dialog("Tách khoản mục", width="large")
def split_line(desk: Desk, row: Row) -> None:
    """The dialog; it stays open with what is wrong until the parts are in."""
    line = str(row["id"])
    st.markdown(f"**{row['number']}. {row['name']}** · {format_quantity(int(row['quantity_milli'] or 0))} {row['measure']}")
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    by = left.segmented_control(
        "Tách", list(SPLIT_BY), format_func=SPLIT_BY.__getitem__, default=SplitBy.QUANTITY, required=True, key=f"by-{line}"
    )
    count = int(right.selectbox("Số phần", range(2, MOST_SHOWN + 1), key=f"parts-{line}") or 2)
    by = SplitBy(by or SplitBy.QUANTITY)
    parts = [_ask_part(desk, row, by, place) for place in range(count)]
    st.caption("Phần 1 là chính khoản mục này: giữ ý kiến, tệp, lịch sử và các khoản phụ thuộc vào nó. Phần để trống lấy như khoản mục cũ.")
    _draw_preview(desk, line, by, parts)
    reason = st.text_input("Lý do tách *", key=f"split-why-{line}", placeholder="Ví dụ: hai đơn vị cùng sử dụng")
    if st.button("Tách khoản mục", type="primary", icon=":material/call_split:"):
        save_split(desk, row, by, parts, reason)


def save_split(desk: Desk, row: Row, by: SplitBy, parts: Sequence[SplitPart], reason: str) -> None:
    """Save the parts, or say what stands in the way."""
    try:
        receipt, planned = desk.plan.rearrange.split(str(row["id"]), by, parts, reason, int(row["version"] or 0))
    except PlanError as error:
        show_error(error)
        return
    if receipt is None:
        show_problems(planned.problems)
        return
    st.toast(f"Đã tách thành {len(planned.parts)} phần. Bấm Hoàn tác ở cuối trang để gộp lại.")
    st.rerun()


def _ask_part(desk: Desk, row: Row, by: SplitBy, place: int) -> SplitPart:
    catalogue, key = desk.plan.catalogue(), f"part-{row['id']}-{place}"
    cells = st.columns([1.1, 2, 2, 0.7, 0.8])
    shown = "visible" if place == 0 else "collapsed"
    size = cells[0].text_input(_SIZES[by], key=f"{key}-{by}", label_visibility=shown, placeholder=f"phần {place + 1}")
    unit = cells[1].selectbox(
        "Đơn vị",
        list(catalogue.units),
        index=None,
        format_func=catalogue.unit_name,
        placeholder=str(row["unit_name"]),
        key=f"{key}-unit",
        label_visibility=shown,
    )
    source = cells[2].selectbox(
        "Nguồn",
        list(catalogue.sources),
        index=None,
        format_func=catalogue.source_name,
        placeholder=catalogue.source_name(str(row["source"] or "")) or "Chưa có nguồn",
        key=f"{key}-source",
        label_visibility=shown,
    )
    quarter = cells[3].selectbox(
        "Quý", [1, 2, 3, 4], index=None, placeholder=str(row["quarter"]), key=f"{key}-quarter", label_visibility=shown
    )
    year = cells[4].text_input("Năm", placeholder=str(row["year"]), key=f"{key}-year", label_visibility=shown)
    texts = {"unit": unit, "source": source, "quarter": quarter, "year": year}
    return SplitPart(size or "", {name: str(value) for name, value in texts.items() if value})


def _draw_preview(desk: Desk, line: str, by: SplitBy, parts: Sequence[SplitPart]) -> None:
    if not all(part.size.strip() for part in parts):
        st.info("Nhập đủ các phần để xem trước.", icon=":material/visibility:")
        return
    try:
        planned = desk.plan.rearrange.preview_split(line, by, parts)
    except PlanError as error:
        show_error(error)
        return
    if planned.refused:
        show_problems(planned.problems)
        return
    total = ["", "Cộng", *[""] * (len(_COLUMNS) - 3), format_money(planned.amount)]
    draw_table(_COLUMNS, part_rows(desk, planned), total=total, label="Các phần sẽ có")
    scenarios = desk.plan.rearrange.scenarios_holding([line])
    if scenarios:
        st.caption(f"{', '.join(scenarios)} đang giữ khoản mục này: phần mới chỉ vào phương án sau khi cập nhật phương án.")


def part_rows(desk: Desk, planned: PlannedSplit) -> list[list[str]]:
    """The parts as a table's rows: working figures of each."""
    catalogue = desk.plan.catalogue()
    rows: list[list[str]] = []
    for part in planned.parts:
        layer = working_layer(part)
        rows.append(
            [
                str(part["number"]),
                catalogue.unit_name(str(part["unit"])),
                catalogue.source_name(str(part["source"] or "")),
                f"Quý {part['quarter']}/{part['year']}",
                format_quantity(int(part[f"{layer}_quantity_milli"] or 0)),
                format_money(int(part[f"{layer}_unit_price"] or 0)),
                format_quantity(int(part[f"{layer}_times_milli"] or 0)),
                format_money(int(part[f"{layer}_amount"] or 0)),
            ]
        )
    return rows
