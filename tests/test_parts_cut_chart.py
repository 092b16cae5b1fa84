"""The chart of harm against saving: every curve in its own marks, the chosen saving, and what begins where."""

import re

from pages.parts.cut_chart import PICK, Edge, Mark, Series, frontier_chart
from pages.parts.theme import chart_svg, register_altair_theme

MARKS = [
    Mark(Series.LEAST, 0, 0, 0, tip="Chưa cắt"),
    Mark(Series.LEAST, 10**9, 10**9, 10**9, tip="Cắt 1 tỷ"),
    Mark(Series.ACROSS, 10**9, 4 * 10**9, tip="Cắt đều 1 tỷ"),
    Mark(Series.BY_HAND, 5 * 10**8, 2 * 10**9, name="PA1", tip="PA1"),
]


def layers(chosen: int = 10**9, edges: tuple[Edge, ...] = ()) -> list[dict]:
    """The layers of the chart as the browser gets them."""
    return frontier_chart(MARKS, chosen, edges).to_dict()["layer"]


def test_each_curve_draws_its_own_points() -> None:
    drawn = [(layer["mark"]["type"], [row["tip"] for row in layer["data"]["values"] if "tip" in row]) for layer in layers()]
    assert ("line", ["Cắt đều 1 tỷ"]) in drawn
    assert ("circle", ["Chưa cắt", "Cắt 1 tỷ"]) in drawn
    assert ("point", ["PA1"]) in drawn


def test_a_name_stands_on_the_side_where_there_is_room() -> None:
    far = [*MARKS, Mark(Series.BY_HAND, 10**9, 5, name="PA2")]
    words = [layer for layer in frontier_chart(far, 0).to_dict()["layer"] if layer["mark"]["type"] == "text"]
    assert [(layer["mark"]["align"], [row["name"] for row in layer["data"]["values"]]) for layer in words] == [
        ("left", ["PA1"]),
        ("right", ["PA2"]),
    ]


def test_only_points_that_can_be_chosen_are_clicked() -> None:
    chart = frontier_chart(MARKS, 0).to_dict()
    params = chart["params"]
    assert [(param["name"], param["select"]["fields"]) for param in params] == [(PICK, ["target"])]
    (clicked,) = [layer for layer in chart["layer"] if layer.get("name") in params[0]["views"]]
    assert clicked["mark"]["type"] == "circle"


def test_the_chosen_saving_and_what_begins_are_rules() -> None:
    assert not [layer for layer in layers() if layer["mark"].get("color") == "#D0493C"]
    drawn = layers(7, (Edge(5, "Từ đây cắt cả mức ưu tiên 2"),))
    rules = [layer["data"]["values"] for layer in drawn if layer["mark"]["type"] == "rule"]
    assert rules == [[{"saved": 5, "words": "Từ đây cắt cả mức ưu tiên 2"}], [{"saved": 7}]]


def test_the_picture_speaks_vietnamese() -> None:
    register_altair_theme()
    svg = chart_svg(frontier_chart(MARKS, 1, (Edge(5 * 10**8, "Từ đây cắt cả mức ưu tiên 2"),)))
    texts = {text.replace("\u00a0", " ") for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)}
    assert {"Số tiền không còn đề nghị", "Thiệt hại (đồng quy đổi)", "1 tỷ", "PA1", "Từ đây cắt cả mức ưu tiên 2"} <= texts
