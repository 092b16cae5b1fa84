"""Charts: Vietnamese words and numbers in the picture, the part over named, nothing drawn for what is not there."""

import re

import pytest

from pages.parts.charts import LevelBar, SourceBar, level_chart, source_chart
from pages.parts.theme import chart_png, chart_svg, register_altair_theme

BILLION = 10**9


@pytest.fixture(autouse=True)
def _our_charts() -> None:
    register_altair_theme()


def written(svg: str) -> list[str]:
    return [text.replace("\u00a0", " ") for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def test_the_chart_of_sources_names_what_is_over_and_counts_in_ty() -> None:
    bars = [
        SourceBar("QĐ 334", 5 * BILLION, 3 * BILLION, 0, 5 * BILLION, "thiếu 3 tỷ", "QĐ 334"),
        SourceBar("NQ 36", 0, 0, 2 * BILLION, 0, "chưa nhập hạn mức", "NQ 36"),
    ]
    texts = written(chart_svg(source_chart(bars)))
    assert {"QĐ 334", "thiếu 3 tỷ", "chưa nhập hạn mức", "2 tỷ"} <= set(texts)


def test_the_chart_of_levels_keeps_the_natures_apart() -> None:
    texts = written(chart_svg(level_chart([LevelBar("Cấp huyện", 2 * BILLION, BILLION, "3 tỷ", "tip")])))
    assert {"Cấp huyện", "Chi thường xuyên", "Chi đầu tư", "3 tỷ"} <= set(texts)


def test_a_picture_can_be_taken_away() -> None:
    assert chart_png(source_chart([SourceBar("A", 1, 0, 0, 1, "đủ", "A")]), scale=1).startswith(b"\x89PNG")
