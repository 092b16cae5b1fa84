"""The flow diagram in a picture: names with their money, and what nobody pays named."""

import re

import pytest

from pages.parts.flow_chart import flow_chart
from pages.parts.flow_layout import Flow
from pages.parts.theme import chart_png, chart_svg, register_altair_theme

BILLION = 10**9
FLOWS = [
    Flow(("QĐ 334", "Sở, ban, ngành", "Thiết bị CNTT"), 18 * BILLION),
    Flow(("NQ 36 huyện", "Cấp huyện", "Số hóa"), 15 * BILLION),
    Flow(("Chưa có nguồn", "Cấp huyện", "Số hóa"), 4 * BILLION),
]


@pytest.fixture(autouse=True)
def _our_charts() -> None:
    register_altair_theme()


def test_every_place_is_named_with_its_money() -> None:
    svg = chart_svg(flow_chart(FLOWS, ["QĐ 334", "NQ 36 huyện", "Chưa có nguồn"], "Chưa có nguồn"))
    texts = {text.replace("\u00a0", " ") for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)}
    assert {"QĐ 334 · 18 tỷ", "Chưa có nguồn · 4 tỷ", "Cấp huyện · 19 tỷ", "Số hóa · 19 tỷ"} <= texts


def test_a_picture_can_be_taken_away() -> None:
    assert chart_png(flow_chart(FLOWS, [], "Chưa có nguồn"), scale=1).startswith(b"\x89PNG")
