"""The money unit said above a table or in a heading, and the measure column that is no money unit."""

import pytest

from budget.imports.money_unit import Stated, read_unit, unit_above, unit_in_heading
from budget.money import MoneyUnit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Đơn vị tính: đồng", MoneyUnit.DONG),
        ("ĐVT: 1.000 đồng", MoneyUnit.NGHIN),
        ("Đvt: đồng", MoneyUnit.DONG),
        ("ĐVT : Triệu đồng", MoneyUnit.TRIEU),
        (" Đơn vị: triệu đồng", MoneyUnit.TRIEU),
        ("(Đơn vị tính: nghìn đồng)", MoneyUnit.NGHIN),
        ("Đơn vị tính: ngàn đồng", MoneyUnit.NGHIN),
        ("Đơn vị tính: 1.000.000 đồng", MoneyUnit.TRIEU),
        ("Đơn vị tính: Tỷ đồng", Stated.TY),
        ("DON VI TINH: VND", MoneyUnit.DONG),
        ("Đơn vị tính: tr.đ", MoneyUnit.TRIEU),
        ("Đơn vị tính 1000đ", MoneyUnit.NGHIN),
        ("Triệu đồng", MoneyUnit.TRIEU),
        ("(1.000 đồng)", MoneyUnit.NGHIN),
    ],
)
def test_units_said_above(text: str, unit: object) -> None:
    said = unit_above([["", text]])
    assert said is not None
    assert said.unit is unit


@pytest.mark.parametrize(
    "text", ["ĐVT", "Đơn vị tính", "Đơn vị: Sở Tư pháp", "Đơn vị tính: bộ", "Đơn vị: Đội quản lý", "Tổng 5 triệu đồng", "đ)", "Hội đồng"]
)
def test_what_names_no_money_unit(text: str) -> None:
    assert unit_above([[text]]) is None


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Thành tiền (triệu đồng)", MoneyUnit.TRIEU),
        ("Đơn giá (đ)", MoneyUnit.DONG),
        ("Đơn giá (1.000đ)", MoneyUnit.NGHIN),
        ("Kinh phí (trđ)", MoneyUnit.TRIEU),
        ("Số tiền (ngđ)", MoneyUnit.NGHIN),
        ("Số tiền, nghìn đồng", MoneyUnit.NGHIN),
        ("Thành tiền (đã gồm VAT) (đồng)", MoneyUnit.DONG),
        ("Thành tiền", None),
        ("Thành tiền (3=1x2)", None),
        ("Hoạt động (cộng đồng)", None),
    ],
)
def test_units_inside_headings(heading: str, unit: MoneyUnit | None) -> None:
    assert unit_in_heading(heading) is unit


def test_a_unit_alone() -> None:
    assert read_unit("Triệu đồng") is MoneyUnit.TRIEU
    assert read_unit("bộ") is None
