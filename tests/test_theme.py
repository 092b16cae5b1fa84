"""The look: charts speak Vietnamese numbers, colours can be read, the font holds every letter."""

import re
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import altair as alt
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import theme
from pages.parts.theme import DARK_INK, LIGHT_INK, chart_png, chart_svg, money_axis, money_expression, page_style, register_altair_theme

SETTINGS: dict[str, Any] = tomllib.loads((Path(__file__).parent.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
PAPER = "#FFFFFF"


@pytest.fixture(autouse=True)
def _our_charts() -> None:
    """Each test draws with our chart theme."""
    register_altair_theme()


def written_in(svg: str) -> list[str]:
    """The texts of an SVG, in order."""
    return [text.replace("\u00a0", " ") for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def amounts_as_text(*amounts: int, expression: str | None = None, number_format: str = ",d") -> list[str]:
    """What a chart of text marks writes for these amounts of đồng."""
    rows = alt.Chart(alt.Data(values=[{"amount": amount, "place": place} for place, amount in enumerate(amounts)]))
    text = alt.Text("amount:Q", format=number_format)
    if expression is not None:
        rows, text = rows.transform_calculate(said=expression), alt.Text("said:N")
    return written_in(chart_svg(rows.mark_text().encode(y=alt.Y("place:O", axis=None), text=text)))


def brightness(colour: str) -> float:
    """The relative luminance of `#RRGGBB` (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((brightness(one), brightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_numbers_have_dots_between_thousands_and_a_comma_before_decimals() -> None:
    assert amounts_as_text(1_234_567, 0, -1_234) == ["1.234.567", "0", "−1.234"]
    assert amounts_as_text(1_234_567, number_format=",.2f") == ["1.234.567,00"]


def test_the_dong_sign_stands_behind() -> None:
    assert amounts_as_text(1_234_567, number_format="$,d") == ["1.234.567 ₫"]


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1 nghìn"),
        (1_500_000, "1,5 triệu"),
        (999_900_000, "999,9 triệu"),
        (3_200_000_000, "3,2 tỷ"),
        (-3_200_000_000, "−3,2 tỷ"),
        (2_500_000_000_000_000, "2.500.000 tỷ"),
    ],
)
def test_large_amounts_are_said_in_trieu_and_ty(amount: int, said: str) -> None:
    assert amounts_as_text(amount, expression=money_expression("datum.amount")) == [said]


def test_an_axis_of_money_has_no_si_prefixes() -> None:
    rows = alt.Data(values=[{"source": "Nguồn QĐ 334", "amount": 3_200_000_000}])
    chart = alt.Chart(rows).mark_bar().encode(x=alt.X("amount:Q", axis=money_axis("Nhu cầu")), y=alt.Y("source:N", title=None))
    texts = written_in(chart_svg(chart))
    assert {"0", "1 tỷ", "2 tỷ", "3 tỷ", "Nhu cầu", "Nguồn QĐ 334"} <= set(texts)
    assert not [text for text in texts if re.search(r"\d[GMk]$", text)]


def test_each_page_gets_its_own_ink_and_paper_always_dark_on_white(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme.st, "context", SimpleNamespace(theme=SimpleNamespace(type="dark")))
    chart = alt.Chart(alt.Data(values=[{"a": 1}])).mark_text().encode(text="a:Q")
    assert chart.to_dict()["config"]["text"]["color"] == DARK_INK.text
    assert f'fill="{LIGHT_INK.text.lower()}"' in chart_svg(chart).lower()
    assert chart_png(chart).startswith(b"\x89PNG")


@pytest.mark.parametrize("page", ["light", "dark"])
def test_text_can_be_read(page: str) -> None:
    colours = SETTINGS["theme"][page]
    ink = {"light": LIGHT_INK, "dark": DARK_INK}[page]
    grounds = [colours["backgroundColor"], colours["secondaryBackgroundColor"], SETTINGS["theme"][page]["sidebar"]["backgroundColor"]]
    texts = [colours[name] for name in ("textColor", "linkColor", "redTextColor", "orangeTextColor", "blueTextColor", "grayTextColor")]
    texts += [ink.text, ink.label, ink.accent]
    assert [(text, ground) for text in texts for ground in grounds if contrast(text, ground) < 4.5] == []
    for hue in ("red", "orange", "yellow", "blue", "gray"):
        assert contrast(colours[f"{hue}TextColor"], colours[f"{hue}BackgroundColor"]) >= 4.5
    assert contrast(PAPER, colours["primaryColor"]) >= 4.5, "a primary button writes in white"
    assert contrast(colours["dataframeHeaderTextColor"], colours["dataframeHeaderBackgroundColor"]) >= 4.5


@pytest.mark.parametrize("page", ["light", "dark"])
def test_bars_stand_out_from_the_page(page: str) -> None:
    ground = SETTINGS["theme"][page]["backgroundColor"]
    bars = [theme.BLUE, theme.LIGHT_BLUE, theme.GREY, theme.AMBER, theme.RED]
    assert [bar for bar in bars if contrast(bar, ground) < 3] == []


def test_the_style_holds_the_font_and_fetches_nothing() -> None:
    style = page_style(LIGHT_INK)
    assert style.count("data:font/woff2;base64,") == 2
    assert "http" not in style
    assert style.count("{") == style.count("}")


def test_the_uploader_states_the_limit_of_the_server() -> None:
    assert f"tối đa {SETTINGS['server']['maxUploadSize']} MB" in page_style(LIGHT_INK)


def test_the_look_stands_in_the_page_where_no_toast_can_take_its_place() -> None:
    app = AppTest.from_string("from pages.parts.theme import apply_theme\napply_theme()").run()
    assert not app.exception
    assert any("--du-toan-accent" in str(element.proto) for element in app.main.get("html"))


def test_no_screen_shows_a_table_of_the_toolkit_whose_menus_are_english_and_which_orders_numbers_as_texts() -> None:
    root = Path(__file__).parent.parent
    pages = [root / "app.py", *(root / "pages").rglob("*.py")]
    assert [path.name for path in pages if re.search(r"st\.(dataframe|data_editor)\(", path.read_text("utf-8"))] == []
