"""Which cells of a sheet are changed: those an old font wrote, never one that is right already."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.imports.cells import CellValue
from budget.imports.old_fonts import restore_name, restore_texts
from budget.imports.sheet import Encoding
from budget.legacy_text import is_right
from tests.test_legacy_text import common_texts, to_tcvn3, to_vni


def restored(*texts: CellValue) -> tuple[list[CellValue], Encoding]:
    rows: list[list[CellValue]] = [[text] for text in texts]
    encoding = restore_texts(rows)
    return [row[0] for row in rows], encoding


def test_a_sheet_of_an_old_font_is_changed_whole() -> None:
    assert restored("Tæng sè", "từ đầu", "Bé", "thu A-B", 5.0, "tõ ®.n¨m") == (
        ["Tổng số", "từ đầu", "Bộ", "thu A-B", 5.0, "từ đ.năm"],
        Encoding.TCVN3,
    )
    assert restored("Uûy ban nhaân daân", "tò", "có") == (["Ủy ban nhân dân", "tị", "có"], Encoding.VNI)


def test_right_texts_stay() -> None:
    texts = [
        "Đơn vị",
        "không có",
        "và",
        "cá",
        "m²",
        "25°C",
        "±5%",
        "µm",
        "Ø 200",
        "© 2020",
        "café",
        "Société",
        "Microsoft® Office",
        "3×4",
        "§ 5",
    ]
    assert restored(*texts) == (texts, Encoding.UNICODE)
    alone = ["không có", "Société générale", "Müller", "µm", "thó", "Cô Tô", "đò", "Tô Vĩnh Diện", "Cò Nòi, Mường Và"]
    assert [restored(text) for text in alone] == [([text], Encoding.UNICODE) for text in alone]


def test_one_old_cell_among_right_ones_is_changed() -> None:
    assert restored("Đơn vị", "Tổng số", "không có", "thiÕt bÞ v¨n phßng") == (
        ["Đơn vị", "Tổng số", "không có", "thiết bị văn phòng"],
        Encoding.TCVN3,
    )


def test_a_right_cell_on_an_old_sheet_stays() -> None:
    texts, _ = restored("Së giao th«ng", "B¸o c¸o", "thiÕt bÞ", "Công trình", "Đường tỉnh", "xã")
    assert texts == ["Sở giao thông", "Báo cáo", "thiết bị", "Công trình", "Đường tỉnh", "xã"]


@pytest.mark.parametrize(
    ("name", "encoding", "shown"), [("Së", Encoding.TCVN3, "Sở"), ("Lần 1", Encoding.TCVN3, "Lần 1"), ("a", Encoding.VNI, "a")]
)
def test_the_name_of_a_sheet(name: str, encoding: Encoding, shown: str) -> None:
    assert restore_name(name, encoding) == shown


_LATIN = [
    onset + rime
    for onset in ("", *["b", "c", "d", "g", "h", "l", "m", "n", "t", "v"])
    for rime in ("ô", "ó", "ò", "í", "ì", "ôn", "êm", "ã", "õng", "ùng", "ân", "êu")
]


@given(st.lists(st.lists(st.sampled_from(_LATIN), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=6))
def test_a_sheet_whose_every_word_is_right_is_never_changed(texts: list[str]) -> None:
    """Though each of these words could be another one in an old font."""
    assert all(is_right(text) for text in texts)
    assert restored(*texts) == (texts, Encoding.UNICODE)


@given(common_texts, common_texts)
def test_whole_texts_of_common_words_are_read_back(one: str, two: str) -> None:
    both = one + " thiết bị văn phòng", two
    for write, encoding in ((to_tcvn3, Encoding.TCVN3), (to_vni, Encoding.VNI)):
        assert restored(*(write(text) for text in both)) == ([*both], encoding)
    assert restored(*both) == ([*both], Encoding.UNICODE)
