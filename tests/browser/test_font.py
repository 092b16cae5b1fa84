"""The font in a real browser: every Vietnamese letter is there, and figures stand in columns even on a canvas."""

from playwright.sync_api import Page

from pages.parts.theme import LIGHT_INK, page_style

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"


def test_every_letter_is_drawn_in_our_font(chromium_page: Page) -> None:
    """No letter falls back to a font of the machine."""
    show(chromium_page, f"{LETTERS}{LETTERS.upper()} 0123456789.,-₫ – −")
    tools = chromium_page.context.new_cdp_session(chromium_page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    paragraph = tools.send("DOM.querySelector", {"nodeId": root, "selector": "p"})["nodeId"]
    used = tools.send("CSS.getPlatformFontsForNode", {"nodeId": paragraph})["fonts"]
    assert {(font["familyName"], font["isCustomFont"]) for font in used} == {("Inter", True)}


def test_digits_on_a_canvas_are_equally_wide(chromium_page: Page) -> None:
    """Tables and charts draw text where no style sheet can ask for tabular figures."""
    show(chromium_page, "0123456789")
    ours, unknown = digit_widths(chromium_page, "Inter"), digit_widths(chromium_page, "NoSuchFont")
    assert len(set(ours)) == 1
    assert ours != unknown, "the canvas drew with a font of the machine"


def digit_widths(page: Page, family: str) -> list[float]:
    """How wide each digit is when drawn on a canvas in a font family at 14 px."""
    widths: list[float] = page.evaluate(
        "family => { const pen = document.createElement('canvas').getContext('2d'); pen.font = `14px ${family}`;"
        " return [...'0123456789'].map(digit => pen.measureText(digit).width) }",
        family,
    )
    return widths


def show(page: Page, text: str) -> None:
    """Put a paragraph in our font on the page, and wait for the font."""
    page.set_content(f"{page_style(LIGHT_INK)}<p style='font-family: Inter'>{text}</p>")
    page.evaluate("document.fonts.ready")
