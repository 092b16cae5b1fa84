"""Words by which a row says what it is."""

import unicodedata

import pytest

from budget.imports.row_words import ends_table, is_total, of_which, total_labels


@pytest.mark.parametrize(
    "name",
    [
        "Tổng cộng",
        "TỔNG CỘNG (I+II)",
        "Tổng số:",
        "cộng",
        "Cộng mục I",
        "Cộng A",
        "Cộng mang sang",
        "Mang sang",
        "Tổng",
        "Làm tròn",
        "Tổng sau thuế",
    ],
)
def test_totals(name: str) -> None:
    assert is_total(name)
    assert is_total(unicodedata.normalize("NFD", name))


@pytest.mark.parametrize(
    "name", ["", "Tổng đài", "Tổng kết năm học", "Cộng tác viên", "Cộng đồng", "Công tác phí", "Congress", "Máy in", "Tổng hợp"]
)
def test_not_totals(name: str) -> None:
    assert not is_total(name)


@pytest.mark.parametrize(
    ("name", "labels"),
    [("Cộng (I+II)", ("I", "II")), ("Cộng A", ("A",)), ("Tổng cộng (A + B)", ("A", "B")), ("Tổng cộng", ()), ("Cộng mục 1.2", ("1.2",))],
)
def test_headings_a_total_names(name: str, labels: tuple[str, ...]) -> None:
    assert total_labels(name) == labels


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Trong đó:", ""),
        ("trong đó", ""),
        ("Tr.đó: chi đầu tư", "chi đầu tư"),
        ("- Trong đó: NS tỉnh", "NS tỉnh"),
        ("Trong nước", None),
        ("Máy in", None),
    ],
)
def test_of_which(name: str, rest: str | None) -> None:
    assert of_which(name) == rest


@pytest.mark.parametrize(
    "text",
    [
        "Số tiền bằng chữ: Mười đồng",
        "(Bằng chữ: Mười đồng chẵn)",
        "Người lập biểu",
        "NGƯỜI LẬP",
        "Kế toán trưởng",
        "Thủ trưởng đơn vị",
        "Tam Kỳ, ngày 3 tháng 4 năm 2024",
        "Ngày ... tháng ... năm 2024",
        "Nơi nhận:",
        "GIÁM ĐỐC",
    ],
)
def test_ends_of_tables(text: str) -> None:
    assert ends_table(["", text, ""])


@pytest.mark.parametrize("text", ["Người dân", "Thực hiện Quyết định số 12 ngày 3 tháng 4 năm 2024", "Tập huấn giám đốc trung tâm", ""])
def test_not_ends(text: str) -> None:
    assert not ends_table(["", text])
