"""Words of a row beyond its name: category, priority, year, quarter, tax; what is not sure is not read."""

import pytest

from budget.imports.line_words import category_by_words, read_category, read_priority, read_quarter, read_vat, read_year
from budget.vietnamese import fold


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Tập huấn sử dụng phần mềm cho cán bộ xã", "training"),
        ("Phần mềm quản lý tập huấn", "software"),
        ("Mua máy tính để bàn", "equipment"),
        ("Bảo trì phần mềm một cửa", "maintenance"),
        ("Thuê đường truyền số liệu", "service"),
        ("Số hóa hồ sơ hộ tịch", "digitisation"),
        ("In tờ rơi tuyên truyền VNeID", "publicity"),
        ("Hội nghị tổng kết", "meeting"),
        ("Kiểm tra, giám sát tại cơ sở", "inspection"),
        ("Công tác phí", "operation"),
        ("Thuế GTGT", ""),
        ("Một khoản nào đó", ""),
    ],
)
def test_the_first_telling_word_names_the_category(name: str, category: str) -> None:
    assert category_by_words(fold(name)) == category


def test_a_category_column_is_read_by_label_or_words() -> None:
    assert [read_category(text) for text in ("Thiết bị CNTT", "tuyên truyền", "nhóm 7")] == ["equipment", "publicity", ""]


@pytest.mark.parametrize(
    ("text", "level"), [("1", 1), ("Ưu tiên 2", 2), ("III", 3), ("Mức IV", 4), ("cao", None), ("5", None), ("12", None)]
)
def test_a_priority_is_one_to_four_or_nothing(text: str, level: int | None) -> None:
    assert read_priority(text) == level


@pytest.mark.parametrize(("text", "year"), [("2024", 2024), ("Năm 2025", 2025), ("2024-2025", None), ("", None), ("quý II", None)])
def test_a_year_is_read_when_it_is_one(text: str, year: int | None) -> None:
    assert read_year(text) == year


@pytest.mark.parametrize(
    ("text", "quarter", "year"),
    [("Quý II", 2, None), ("quý 3/2024", 3, 2024), ("IV", 4, None), ("Q1", 1, None), ("Quý II-III", None, None), ("tháng 5", None, None)],
)
def test_a_quarter_is_read_when_it_is_one(text: str, quarter: int | None, year: int | None) -> None:
    assert read_quarter(text) == (quarter, year)


@pytest.mark.parametrize(("text", "rate"), [("10%", 1000), ("8", 800), ("0,08", 800), ("0,1", 1000), ("1.490.000", None), ("có", None)])
def test_a_tax_is_a_rate_or_nothing(text: str, rate: int | None) -> None:
    assert read_vat(text) == rate
