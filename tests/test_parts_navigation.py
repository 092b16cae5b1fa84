"""The screens: every page file is a screen with an address of its own, in Vietnamese."""

from pages.parts.navigation import _SCREENS
from tests.screens import ROOT, english_in


def test_every_page_file_is_a_screen_and_no_two_share_an_address() -> None:
    assert {name for name, *_ in _SCREENS} == {path.stem for path in (ROOT / "pages").glob("*.py")}
    addresses = [address for _, _, address, _ in _SCREENS]
    assert len(set(addresses)) == len(addresses)
    assert all(address.replace("-", "").isalpha() and address.isascii() for address in addresses)
    assert english_in(" ".join(title for _, title, *_ in _SCREENS)) == []
