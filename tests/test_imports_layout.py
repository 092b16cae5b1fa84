"""A mapping of columns in the form rows are read with."""

from budget.imports.index_row import read_index_row
from budget.imports.layout import lay_out
from budget.imports.understanding import ColumnUse, Meaning
from budget.money import MoneyUnit


def test_every_column_is_read_as_what_it_is_in_its_own_unit() -> None:
    columns = [
        ColumnUse(0, "STT", Meaning.NUMBERING, 1),
        ColumnUse(1, "Nội dung", Meaning.NAME, 1),
        ColumnUse(2, "SL", Meaning.QUANTITY, 1),
        ColumnUse(3, "Đơn giá (đồng)", Meaning.UNIT_PRICE, 1, "", MoneyUnit.DONG),
        ColumnUse(4, "Thành tiền", Meaning.AMOUNT, 1, "3=1x2"),
        ColumnUse(5, "Còn lại", Meaning.IGNORED, 1, "4=3-1"),
        ColumnUse(6, "Khác", Meaning.IGNORED, 1),
    ]
    index = read_index_row(["A", "B", 1.0, 2.0, "3=1x2", "4=3-1", 5.0])
    layout = lay_out(columns, MoneyUnit.TRIEU, index)
    assert layout.texts == ((1, Meaning.NAME),)
    assert layout.figures == (
        (2, Meaning.QUANTITY, None),
        (3, Meaning.UNIT_PRICE, MoneyUnit.DONG),
        (4, Meaning.AMOUNT, MoneyUnit.TRIEU),
        (5, Meaning.IGNORED, MoneyUnit.TRIEU),
    )
    assert layout.position(Meaning.AMOUNT) == 4
    assert layout.unit_of(3) is MoneyUnit.DONG
    assert layout.headings[2] == "SL"
