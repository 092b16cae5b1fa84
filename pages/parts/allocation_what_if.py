"""What more (or less) money in one purse would change, solved anew when asked."""

import streamlit as st

from budget.model import labels
from budget.money import format_money, format_short, parse_money
from budget.plan.allocation_part import AllocationPreview, PotValue
from pages.parts.desk import Desk
from pages.parts.remembered import choose_one, type_text
from pages.parts.tables import Column, Row, draw_table

_COLUMNS = (Column("Hạn mức", "lien"), *(Column(name, "so") for name in ("Còn được bố trí", "Bố trí")), Column("Thêm một đồng thì"))


def ask_more(desk: Desk, preview: AllocationPreview) -> None:
    """The purses whose next đồng is worth most, and a question of one's own."""
    values = desk.plan.allocation.pot_values(preview, None)
    if not values:
        return
    st.markdown("**Thêm tiền vào đâu thì được gì**")
    draw_table(_COLUMNS, [_row(desk, value) for value in values], label="Giá trị của thêm tiền", height=260)
    names = {value.pot: _name(value) for value in values}
    left, right = st.columns([3, 2])
    with left:
        pot = choose_one(desk.view, "them-vao", "Nếu hạn mức này", list(names), names.__getitem__)
    with right:
        typed = type_text(desk.view, "them-bao-nhieu", "tăng thêm (số âm là giảm)", "1 tỷ")
    more, problems = parse_money(typed or "1 tỷ")
    if more is None or problems:
        st.error(f"**{problems[0].sentence}**  \n{problems[0].fix}" if problems else "Nhập số tiền, ví dụ 1 tỷ.")
        return
    st.markdown(say_gain(desk.plan.allocation.what_if(preview, pot, more)))


def say_gain(value: PotValue) -> str:
    """What the step would change, by priority; exact for that step."""
    gained = value.gained or ()
    step = f"{'tăng' if value.more >= 0 else 'giảm'} {format_short(abs(value.more))}"
    parts = [f"mức {place}: {'+' if amount > 0 else ''}{format_money(amount)} đ" for place, amount in enumerate(gained, start=1) if amount]
    if not parts:
        return f"**{_name(value)}** {step}: không cấp thêm được khoản nào; tiền sẽ còn lại hoặc chỉ thay nguồn xếp sau."
    change = f"số bố trí được thay đổi {format_money(sum(gained))} đ ({'; '.join(parts)})"
    return f"**{_name(value)}** {step}: {change}. Đã tính lại chính xác cho bước này."


def _row(desk: Desk, value: PotValue) -> Row:
    return [_name(value), desk.money(value.ceiling), desk.money(value.used), _say_first(value)]


def _say_first(value: PotValue) -> str:
    if value.first is None:
        return "chưa nói được: có khoản chỉ nhận đủ hoặc không"
    if value.first == 0:
        return "không cấp thêm cho khoản nào"
    return f"cấp cho khoản ưu tiên {labels.PRIORITY[value.first].lower()}"


def _name(value: PotValue) -> str:
    return f"{value.name}, năm {value.year}"
