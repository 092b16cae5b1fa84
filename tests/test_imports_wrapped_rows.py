"""Rows that only go on with the text above."""

import pytest

from budget.imports.body_row import BodyRow
from budget.imports.understanding import Meaning, RowKind
from budget.imports.wrapped_rows import fold_wrapped


def rows(*names: str) -> list[BodyRow]:
    return [BodyRow(at, RowKind.HEADING, name, {Meaning.NAME: name} if name else {}) for at, name in enumerate(names)]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("Sửa chữa mặt đường đoạn", "từ Km1 đến Km2", "Sửa chữa mặt đường đoạn từ Km1 đến Km2"),
        ("Km104+980-", "Km105+294", "Km104+980-Km105+294"),
        ("Trang bị máy tính và", "Máy in", "Trang bị máy tính và Máy in"),
        ("Thiết bị (loại A", "Loại B)", "Thiết bị (loại A Loại B)"),
    ],
)
def test_wrapped(above: str, below: str, whole: str) -> None:
    made = rows(above, below)
    fold_wrapped(made)
    assert made[0].name == made[0].texts[Meaning.NAME] == whole
    assert made[1].kind is RowKind.CONTINUED


def test_a_new_heading_is_not_folded() -> None:
    made = rows("Khối tỉnh", "Thiết bị")
    fold_wrapped(made)
    assert [row.kind for row in made] == [RowKind.HEADING, RowKind.HEADING]


def test_endless_wrapping_stays_bounded() -> None:
    made = rows(*["tiếp theo"] * 5_000)
    fold_wrapped(made)
    assert max(len(row.name) for row in made) < 2_100
    assert made[4_999].kind in (RowKind.CONTINUED, RowKind.HEADING)
