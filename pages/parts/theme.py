"""The look: one font with all of Vietnamese, a dense quiet page, and charts that write numbers the Vietnamese way.

Colours of the page stand in .streamlit/config.toml; here are those that a chart draws, readable on light and dark alike.
"""

import base64
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import streamlit as st
import vl_convert

BLUE = "#3B78C2"
LIGHT_BLUE = "#5592D2"
GREY = "#7F8B99"
AMBER = "#B97400"
RED = "#D0493C"

FONT = "Inter, 'Segoe UI', Arimo, 'DejaVu Sans', sans-serif"
THEME_NAME = "du-toan-06"


@dataclass(frozen=True, slots=True)
class Ink:
    """What we write and rule with on one background: text, quieter labels, grid lines, and the accent as text."""

    text: str
    label: str
    grid: str
    accent: str


LIGHT_INK = Ink(text="#1C2733", label="#3C4A5A", grid="#DDE3EA", accent="#1B4B8F")
DARK_INK = Ink(text="#E5EAF0", label="#C0CAD6", grid="#303B49", accent="#9CC2F7")

# The page's own colours for what we write by hand: the toolkit tells its colours to components only (as in .streamlit/config.toml).
_LIGHT_TOKENS = {
    "page": "#FFFFFF",
    "border": "#CBD3DD",
    "line": "#DDE3EA",
    "surface": "#F3F5F8",
    "header": "#EEF2F7",
    "chosen": "#E8EFF9",
    "red": "#A8231A",
    "amber": "#7F4D00",
    "quiet": "#526071",
}
_DARK_TOKENS = {
    "page": "#12171E",
    "border": "#3A4655",
    "line": "#303B49",
    "surface": "#1D2530",
    "header": "#1D2530",
    "chosen": "#1B2B43",
    "red": "#FF9C92",
    "amber": "#F2BE5C",
    "quiet": "#B3BECB",
}

_printing: ContextVar[bool] = ContextVar("printing", default=False)

_FONTS = Path(__file__).parent / "fonts"
_LATIN = (
    "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215"
)
_VIETNAMESE = (
    "U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0301, U+0303-0304, U+0308-0309, U+0323, "
    "U+1EA0-1EF9, U+20AB"
)

# The steps a reader thinks in, largest first; SI prefixes (M, G) mean nothing in Vietnamese.
_STEPS = ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"))

_RULES = """
/* Room: the page is a desk, not a poster. */
[data-testid="stMainBlockContainer"] { padding-left: 1.5rem; padding-right: 1.5rem; max-width: none; }
[data-testid="stMain"] [data-testid="stVerticalBlock"] { gap: 0.6rem; }
[data-testid="stHeader"] { background: var(--du-toan-page); height: 2.25rem; min-height: 2.25rem; }
[data-testid="stSidebarHeader"] { height: 2.5rem; min-height: 2.5rem; margin-bottom: 0; }
[data-testid="stHeading"] [data-testid="stMarkdownContainer"] { margin-bottom: 0; }  /* else what follows covers the tails of g and y */
[data-testid="stHeading"] :is(h1, h2, h3) { padding: 0.15rem 0; line-height: 1.4; letter-spacing: -0.005em; }

/* One line of figures: label above, number below, never cut off. */
[data-testid="stMetric"] { padding: 0.35rem 0.75rem; }
[data-testid="stMetricLabel"] { opacity: 1; }
[data-testid="stMetricValue"] { line-height: 1.25; }
[data-testid="stMetricValue"] [data-testid="stMarkdownContainer"] { white-space: normal; overflow: visible; overflow-wrap: anywhere; }

/* Tables written as Markdown or st.table: numbers to the right where the page asks for it, thin lines, 14 px. */
[data-testid="stTable"] table, [data-testid="stMarkdownContainer"] table { font-size: 0.875rem; width: 100%; }
[data-testid="stTable"] :is(td, th), [data-testid="stMarkdownContainer"] table :is(td, th) { padding: 0.25rem 0.5rem; }

/* Nothing smaller than 14 px, no grey paler than 4.5 to 1. */
small, .stBadge, [data-testid="stTooltipContent"], [data-testid="stWidgetLabel"] p { font-size: 0.875rem; }
[data-testid="stCaptionContainer"] { font-size: 0.875rem; opacity: 1; }

/* The accent that carries white text is too dark for text of its own on a dark page. */
[data-testid="stTab"][aria-selected="true"] p,
button[data-variant][data-selected="true"] p { color: var(--du-toan-accent); font-weight: 600; }

/* The uploader's English, in Vietnamese (its size limit is server.maxUploadSize). */
[data-testid="stFileUploaderDropzone"] > span button p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] > span button p::after { content: "Chọn tệp"; font-size: 0.875rem; }
[data-testid="stFileUploaderDropzoneInstructions"] span { font-size: 0; }
[data-testid="stFileUploaderDropzoneInstructions"] span::after { content: "hoặc thả tệp vào đây, tối đa 25 MB"; font-size: 0.875rem; }

/* "Select all", above the choices; with letters typed it takes those that match. */
[role="option"][data-key="__select_all__"] [data-item-hl] { font-size: 0; }
[role="option"][data-key="__select_all__"] [data-item-hl]::after { content: "Chọn hết các mục dưới đây"; font-size: 0.875rem; }

/* "No results", under a choice whose letters match nothing. */
[role="listbox"] > [role="option"][style*="display: contents"] > span { font-size: 0; }
[role="listbox"] > [role="option"][style*="display: contents"] > span::after { content: "Không có mục nào khớp"; font-size: 0.875rem; }

[data-testid="stFileChipName"] + div { display: none; }  /* "5.4KB": a size written the English way */
[data-testid="stFileUploader"] span[role="alert"] { display: none; }  /* English, and only said to a screen reader */
[data-testid="stFileUploader"]:has(span[role="alert"])::after { content: "Tệp này không nhận được: sai loại hoặc lớn hơn 25 MB.";
  display: block; color: var(--du-toan-red); font-size: 0.875rem; padding-top: 0.25rem; }
.st-key-line-upload [data-testid="stFileUploader"]:has(span[role="alert"])::after {
  content: "Tệp lớn hơn 10 MB nên không nhận. Nén tệp rồi đính kèm lại."; }
.st-key-line-upload [data-testid="stFileUploaderDropzoneInstructions"] span::after { content: "hoặc thả tệp vào đây, tối đa 10 MB"; }

/* The page begins right under the navigation; figures and the sample notice are thin lines. */
[data-testid="stMainBlockContainer"] { padding-top: 2.75rem; }
[data-testid="stLayoutWrapper"]:has(> .st-key-look) { display: none; }
.st-key-identity, .st-key-keeper { position: absolute; width: 1px; height: 1px; overflow: hidden; }
.st-key-figures { border-bottom: 1px solid var(--du-toan-border); padding-bottom: 0.15rem; row-gap: 0; }
.st-key-figures [data-testid="stPageLink"] a { padding: 0.1rem 0.25rem; }
.st-key-footer { border-top: 1px solid var(--du-toan-border); padding-top: 0.35rem; margin-top: 0.75rem; }
.sample-ribbon { background: #FFF5DF; color: #7F4D00;
  border-left: 4px solid #B97400;
  font-size: 0.875rem; font-weight: 600; padding: 0.15rem 0.75rem; }

/* Words the toolkit says in English, and that the page says itself or need not be said. Its toolbar over charts and tables is among them:
   each chart has its own picture to take away, and each table its own search. */
[data-testid="InputInstructions"], [data-testid="stDecoration"], [data-testid="stAppDeployButton"],
[data-testid="stElementToolbar"] { display: none; }

/* What the first Tab shows: the way past the navigation. */
[data-testid="stSkipToContent"] { font-size: 0; }
[data-testid="stSkipToContent"]::after { content: "Đến nội dung trang"; font-size: 0.875rem; }

@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"] { display: none; }
}
"""


def apply_theme() -> None:
    """The font and the density of every page; call it once a rerun, from app.py, before anything is drawn."""
    register_altair_theme()
    # Style alone would go where toasts go, and a toast of a fragment's callback takes the first place there: the look would be gone.
    with st.container(key="look"):
        st.html(f"<span></span>{page_style(current_ink())}")


@cache
def page_style(ink: Ink) -> str:
    """The one style element of the page, the font inside it: no file to serve, nothing fetched from elsewhere."""
    faces = _font_face("inter-vietnamese.woff2", _VIETNAMESE) + _font_face("inter-latin.woff2", _LATIN)
    tokens = {"accent": ink.accent, **(_DARK_TOKENS if ink is DARK_INK else _LIGHT_TOKENS)}
    named = " ".join(f"--du-toan-{name}: {colour};" for name, colour in tokens.items())
    return f"<style>{faces}:root {{ {named} }}\n{_RULES}</style>"


def _font_face(file_name: str, unicode_range: str) -> str:
    """The CSS that declares one subset of Inter from its bytes."""
    data = base64.b64encode((_FONTS / file_name).read_bytes()).decode("ascii")
    return (
        "@font-face { font-family: Inter; font-style: normal; font-weight: 100 900; font-display: block; "
        f"src: url(data:font/woff2;base64,{data}) format('woff2'); unicode-range: {unicode_range}; }}\n"
    )


def register_altair_theme() -> None:
    """Make every chart of the process use our number format, font and colours."""
    alt.theme.register(THEME_NAME, enable=True)(_chart_theme)


def current_ink() -> Ink:
    """The ink for the page being drawn, light or dark; for paper, always the light page's."""
    if _printing.get() or st.context.theme.type != "dark":
        return LIGHT_INK
    return DARK_INK


def chart_png(chart: alt.TopLevelMixin, scale: float = 2.0) -> bytes:
    """The chart as a PNG for paper: dark ink on white, whatever the page looks like."""
    return vl_convert.vegalite_to_png(_paper_specification(chart), scale=scale)


def chart_svg(chart: alt.TopLevelMixin) -> str:
    """The chart as SVG for paper: dark ink on white, whatever the page looks like."""
    return vl_convert.vegalite_to_svg(_paper_specification(chart))


def _paper_specification(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """The Vega-Lite specification of a chart, drawn with the ink for paper."""
    token = _printing.set(True)
    try:
        return {"background": "white", **chart.to_dict()}
    finally:
        _printing.reset(token)


def _chart_theme() -> alt.theme.ThemeConfig:
    """The configuration merged into each chart; asked anew for each, so each person gets the ink of their own page."""
    ink = current_ink()
    return {
        # Room at the upper edge: letters such as Ế stand higher than the toolkit allows for, and would lose their marks.
        "padding": {"left": 4, "right": 8, "top": 10, "bottom": 8},
        "config": {
            "locale": {"number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\u00a0₫"]}},
            "font": FONT,
            "axis": {
                "labelFontSize": 14,
                "titleFontSize": 14,
                "titleFontWeight": "normal",
                "labelColor": ink.label,
                "titleColor": ink.label,
                "labelLimit": 320,
                "gridColor": ink.grid,
                "domainColor": ink.grid,
                "tickColor": ink.grid,
            },
            "legend": {"labelFontSize": 14, "titleFontSize": 14, "labelColor": ink.label, "titleColor": ink.label, "labelLimit": 320},
            "header": {"labelFontSize": 14, "titleFontSize": 14, "labelColor": ink.label, "titleColor": ink.label},
            "title": {"fontSize": 16, "fontWeight": 600, "anchor": "start", "color": ink.text, "offset": 10},
            "text": {"fontSize": 14, "color": ink.text},
            "bar": {"color": BLUE},
            "line": {"color": BLUE},
            "point": {"color": BLUE, "filled": True},
            "rule": {"color": GREY},
            "range": {"category": [BLUE, GREY, AMBER, LIGHT_BLUE, RED]},
            "view": {"stroke": "transparent", "step": 30},
        },
    }


def money_expression(value: str, decimals: int = 1) -> str:
    """A Vega expression that writes an amount of đồng in tỷ, triệu or nghìn: 3200000000 -> "3,2 tỷ".

    `value` is itself an expression (`datum.value` on an axis, `datum.amount` in a row). Rounded for the eye: beside a chart
    stands its table with every đồng.
    """
    text = f"format({value}, ',d')"
    for size, word in reversed(_STEPS):
        text = f"abs({value}) >= {size} ? format({value} / {size}, ',.{decimals}~f') + ' {word}' : ({text})"
    return text


def money_axis_expression(decimals: int = 1) -> str:
    """The `labelExpr` of an axis whose values are đồng."""
    return money_expression("datum.value", decimals)


def money_axis(title: str = "") -> alt.Axis:
    """An axis whose values are đồng, its labels in tỷ, triệu or nghìn; the title is Vietnamese or empty."""
    return alt.Axis(title=title or None, labelExpr=money_axis_expression(), tickCount=5)
