"""So sánh phương án: the figures are those of the plan, the difference is told apart, and one scenario is not a comparison."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.money import format_money
from budget.plan.face import Plan
from tests.plans import DISTRICT, a_plan, branch, operate
from tests.screens import english_in, open_screen, words_of

LINES = [
    {"name": "Máy tính", "priority": "4", "quantity": "10"},
    {"name": "Máy in", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3"},
    {"name": "Máy quét"},
]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, LINES) as opened:
        yield opened


@pytest.fixture
def pair(plan: Plan) -> tuple[str, str]:
    """PA1 cuts and defers, PA2 drops a line of another source."""
    first, second = branch(plan, "PA1"), branch(plan, "PA2")
    operate(plan, first, OperationKind.PERCENT, {"share_bp": 1000}, "chưa cần", priorities=(4,))
    operate(plan, first, OperationKind.DEFER, {"year": 2025, "quarter": 1}, "để sau", text="may quet")
    operate(plan, second, OperationKind.DROP, None, "đã có", text="may in")
    return first, second


def tables(app: AppTest, label: str) -> list[list[str]]:
    """The rows of the hand-written table of that label, each as its cells' texts."""
    markup = next(item.proto.body for item in app.get("html") if f'aria-label="{label}"' in item.proto.body)
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", markup, re.DOTALL)
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]


def compare(monkeypatch: pytest.MonkeyPatch, plan: Plan, *scenarios: str, **choices: str) -> AppTest:
    return open_screen(monkeypatch, plan.path, "compare", so_sanh=scenarios, **choices)


def test_the_table_says_what_the_plan_says(plan: Plan, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    app = compare(monkeypatch, plan, BASE, *pair)
    found = plan.scenarios.compare([BASE, *pair], year=2024)
    rows = {row[0]: row for row in tables(app, "Các phương án so với nhau")[1:]}
    first = found.scenarios[0]
    assert [scenario.amount for scenario in found.scenarios] == [150_000_000, 120_000_000, 120_000_000]
    for scenario in found.scenarios:
        shown = rows[scenario.name]
        assert shown[1] == format_money(scenario.amount)
        assert shown[2:4] == [format_money(value) if value else "" for value in (scenario.cut, scenario.deferred)]
        assert shown[4] == ("" if scenario is first else format_money(scenario.amount - first.amount))
    assert rows["PA1"][2:5] == ["10.000.000", "20.000.000", "-30.000.000"]


def test_groups_add_up_to_the_wholes(plan: Plan, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for by in ("source", "level", "unit", "category", "nature", "priority"):
        rows = tables(compare(monkeypatch, plan, BASE, *pair, nhom_so_sanh=by), "So sánh theo nhóm")
        width = len(rows[0])
        assert all(len(row) == width for row in rows)
        for column in (1, 2, 3):
            values = [int(row[column].replace(".", "") or 0) for row in rows[1:]]
            assert sum(values[:-1]) == values[-1]


def test_only_groups_that_differ_when_asked(plan: Plan, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    app = compare(monkeypatch, plan, BASE, pair[1])
    assert len(tables(app, "So sánh theo nhóm")) == 4
    app.toggle(key="only-different").set_value(True).run()
    assert [row[0] for row in tables(app, "So sánh theo nhóm")[1:-1]] == [plan.catalogue().source_name("NQ36-H")]


def test_lines_that_differ_say_how_and_why(plan: Plan, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    app = compare(monkeypatch, plan, BASE, *pair)
    heading, *rows = tables(app, "Khoản mục khác nhau giữa các phương án")
    told = {row[1]: dict(zip(heading, row, strict=True)) for row in rows}
    assert set(told) == {"Máy tính", "Máy in", "Máy quét"}
    assert (told["Máy tính"]["PA1"], told["Máy tính"]["PA1: khác"], told["Máy tính"]["PA2: khác"]) == ("90.000.000", "Giảm", "Không đổi")
    assert (told["Máy in"]["PA2"], told["Máy in"]["PA2: khác"], told["Máy in"]["Lý do"]) == ("0", "Bỏ", "đã có")
    assert told["Máy quét"]["PA1: khác"] == "Giãn tiến độ"
    assert english_in(str(told)) == []
    assert not app.dataframe, "its menus are in English, and it orders numbers as texts"


def test_the_bridge_leads_from_one_total_to_the_other(plan: Plan, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    app = compare(monkeypatch, plan, *pair)
    rows = tables(app, "Phân tích chênh lệch")
    steps = [int(row[1].replace(".", "").replace("+", "") or 0) for row in rows[1:]]
    assert sum(steps[:-1]) == steps[-1] == 0
    assert "PA2 bằng PA1" in words_of(app)
    app = compare(monkeypatch, plan, BASE, pair[0])
    assert "PA1 ít hơn 30 triệu so với Phương án gốc" in words_of(app)


def test_money_deferred_into_the_year_on_screen_is_told(plan: Plan, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    app = compare(monkeypatch, plan, BASE, pair[0], phuong_an=pair[0], nam="2025")
    rows = {row[0]: row for row in tables(app, "Các phương án so với nhau")}
    assert rows["PA1"][rows["Phương án"].index("Chuyển đến")] == "20.000.000"


def test_fewer_than_two_are_no_comparison(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_screen(monkeypatch, plan.path, "compare")
    assert "Chọn ít nhất hai phương án" in words_of(app)
    assert [link.proto.label for link in app.get("page_link")][-1] == "Tạo phương án"
    branch(plan, "PA1")
    app.switch_page("pages/cuts.py").run()
    app.switch_page("pages/compare.py").run()
    assert "Các phương án này giống nhau ở mọi khoản mục." in words_of(app), "a scenario made meanwhile is offered"


def test_more_than_four_are_cut_to_four_and_said(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [branch(plan, f"PA{number}") for number in range(1, 5)]
    app = compare(monkeypatch, plan, BASE, *made)
    assert "Chỉ so sánh được 4 phương án" in words_of(app)
    assert len(tables(app, "Các phương án so với nhau")) == 5


def test_nothing_on_the_screen_is_english(plan: Plan, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert english_in(words_of(compare(monkeypatch, plan, BASE, *pair))) == []
