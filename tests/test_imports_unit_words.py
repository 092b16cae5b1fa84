"""Names of places and bodies taken apart: sort, bare name, the district they are said to lie in."""

import pytest

from budget.imports.unit_words import PlaceName, body_key, initials, read_place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("UBND xã Trà Don, huyện Nam Trà My", PlaceName("xa", "Trà Don", "Nam Trà My")),
        ("Xã Trà Don (huyện Nam Trà My)", PlaceName("xa", "Trà Don", "Nam Trà My")),
        ("UBND TP. Tam Kỳ", PlaceName("thanh pho", "Tam Kỳ")),
        ("TX Điện Bàn", PlaceName("thi xa", "Điện Bàn")),
        ("TT. Núi Thành", PlaceName("thi tran", "Núi Thành")),
        ("P. Phước Hòa", PlaceName("phuong", "Phước Hòa")),
        ("Ủy ban nhân dân huyện Núi Thành:", PlaceName("huyen", "Núi Thành")),
        ("Núi Thành", PlaceName("", "Núi Thành")),
        ("", PlaceName("", "")),
    ],
)
def test_a_place_is_taken_apart(text: str, place: PlaceName) -> None:
    assert read_place(text) == place


def test_bodies_have_one_key_however_they_are_joined() -> None:
    assert body_key("Sở TT&TT") == body_key("Sở TT và TT") == body_key("sở  TT-TT")
    assert body_key("VP UBND tỉnh") == body_key("Văn phòng Ủy ban nhân dân tỉnh")


def test_initials_leave_linking_words_out() -> None:
    assert initials("Sở Thông tin và Truyền thông") == "stttt"
    assert initials("Sở Thông tin và Truyền thông", keep_first=True) == "sởtttt"
