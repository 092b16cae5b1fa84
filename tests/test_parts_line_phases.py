"""The line's money by quarter beside the grid: spread, paid in part, made whole again, by native forms."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.plan.face import Plan
from pages.parts.line_phases import phase_rows, quarter_words, quarters_between
from tests.plans import a_plan

PATIENCE = 60
M = 1_000_000


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{"quarter": "3"}]) as opened:
        yield opened


def phases_app(path: str) -> None:
    from budget.model.ids import BASE
    from budget.money import MoneyUnit
    from budget.plan.face import open_plan
    from pages.parts.desk import Desk
    from pages.parts.line_phases import draw_phases
    from pages.parts.view import View

    plan = open_plan(path, "An")
    draw_phases(Desk(plan, View(), BASE, None, MoneyUnit.DONG), plan.lines.find_id("1"))


def run(plan: Plan) -> AppTest:
    app = AppTest.from_function(phases_app, args=(str(plan.path),), default_timeout=PATIENCE).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str, reason: str = "theo tiến độ") -> AppTest:
    button = next(button for button in app.button if button.label == label)
    for box in app.text_input:
        if box.label == "Lý do":
            box.input(reason)
    button.click().run()
    assert not app.exception, app.exception
    return app


def shown(plan: Plan) -> list[tuple[int, int, int, bool]]:
    found = plan.schedule.of(plan.lines.find_id("1")).phases
    return [(phase.year, phase.quarter, phase.amount, phase.spent) for phase in found]


def test_a_line_is_spread_evenly_to_the_end_of_its_year_paid_and_paid_back(plan: Plan) -> None:
    press(run(plan), "Phân kỳ")
    assert shown(plan) == [(2024, 3, 10 * M, False), (2024, 4, 10 * M, False)]
    app = run(plan)
    next(box for box in app.text_input if box.label == "Số tiền đã chi (đồng)").input("4 triệu")
    press(app, "Ghi đã chi", "chứng từ")
    assert shown(plan) == [(2024, 3, 4 * M, True), (2024, 4, 16 * M, False)]
    press(run(plan), "Bỏ ghi đã chi", "ghi nhầm")
    press(run(plan), "Bỏ phân kỳ", "gộp lại")
    assert shown(plan) == [(2024, 3, 20 * M, False)]


def test_milestones_are_typed_quarter_by_quarter(plan: Plan) -> None:
    app = run(plan)
    next(box for box in app.selectbox if box.label == "Cách phân kỳ").select("milestone").run()
    for label, text in (("Quý 3/2024, tỷ lệ (%)", "30"), ("Quý 4/2024, tỷ lệ (%)", "70 %")):
        next(box for box in app.text_input if box.label == label).input(text)
    press(app, "Phân kỳ")
    assert shown(plan) == [(2024, 3, 6 * M, False), (2024, 4, 14 * M, False)]


def test_what_is_wrong_is_said_and_nothing_is_written(plan: Plan) -> None:
    head, app = plan.head(), press(run(plan), "Phân kỳ", " ")
    assert any("Chưa ghi lý do" in error.value for error in app.error)
    app = press(run(plan), "Ghi đã chi")
    assert any("Chưa nhập số tiền đã chi" in error.value for error in app.error)
    assert plan.head() == head


def test_quarters_are_words_and_ranges(plan: Plan) -> None:
    assert quarters_between((2024, 4), (2025, 1)) == [(2024, 4), (2025, 1)]
    assert quarters_between((2025, 1), (2024, 4)) == []
    assert quarter_words((2024, 3)) == "Quý 3/2024"
    assert [row[:2] for row in phase_rows(plan.schedule.of(plan.lines.find_id("1")))] == [["Quý 3/2024", "20.000.000"]]
