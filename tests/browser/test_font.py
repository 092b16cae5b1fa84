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
    widths = chromium_page.evaluate(
        "() => { const pen = document.createElement('canvas').getContext('2d'); pen.font = '14px Inter';"
        " return [...'0123456789'].map(digit => pen.measureText(digit).width) }"
    )
    assert len(set(widths)) == 1
    assert widths[0] != chromium_page.evaluate(
        "() => { const pen = document.createElement('canvas').getContext('2d'); pen.font = '14px sans-serif'; return pen.measureText('0').width }"
    )


def show(page: Page, text: str) -> None:
    """Put a paragraph in our font on the page, and wait for the font."""
    page.set_content(f"{page_style(LIGHT_INK)}<p style='font-family: Inter'>{text}</p>")
    page.evaluate("document.fonts.ready")
