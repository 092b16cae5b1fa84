"""The screens: every page file is a screen with an address of its own, in Vietnamese, and stands in one place of the bar."""

from pages.parts.navigation import SECTIONS, section_of
from tests.screens import ROOT, english_in

SCREENS = [screen for members in SECTIONS.values() for screen in members]


def test_every_page_file_is_a_screen_and_no_two_share_an_address() -> None:
    assert sorted(name for name, *_ in SCREENS) == sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
    addresses = [address for _, _, address, _ in SCREENS]
    assert len(set(addresses)) == len(addresses)
    assert all(address.replace("-", "").isalpha() and address.isascii() for address in addresses)
    assert len({title for _, title, *_ in SCREENS}) == len(SCREENS)
    assert english_in(" ".join([*SECTIONS, *(title for _, title, *_ in SCREENS)])) == []


def test_a_screen_is_found_under_its_word_of_the_bar() -> None:
    assert section_of("Tổng quan") == ""
    assert section_of("Nhật ký") == "Hồ sơ"
