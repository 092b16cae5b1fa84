"""Which lines are looked at and in what order; among equals by number, names in Vietnamese order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.cuts.line_order import LineOrder, Which, choose_lines
from budget.cuts.settings import CutSettings, Means, Pin, Quota, Target
from budget.model.states import CutAction
from budget.plan.cut_preview import CutPreview
from budget.plan.face import Plan
from tests.drawn_cuts import solved
from tests.plans import COMMUNE, DISTRICT, a_plan

LINES = [
    {"name": "Đầu đọc thẻ", "priority": "4", "quantity": "1", "unit_price": "100.000.000"},
    {"name": "Dây mạng", "priority": "3", "quantity": "1", "unit_price": "300.000.000", "unit": DISTRICT, "source": "NQ36-H"},
    {"name": "Ổ cứng", "priority": "2", "quantity": "1", "unit_price": "200.000.000", "unit": COMMUNE, "source": "NQ36-X"},
    {"name": "Áp phích", "priority": "2", "quantity": "1", "unit_price": "50.000.000", "locked": "có"},
]


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CutPreview]:
    """The first line dropped, the second put off, the third free and kept, the fourth locked."""
    with a_plan(Path(tmp_path_factory.mktemp("order")), LINES) as plan:
        yield solved(plan, settings(plan))


def settings(plan: Plan) -> CutSettings:
    pins = {plan.lines.find_id("1"): Pin(CutAction.DROP, "cắt"), plan.lines.find_id("2"): Pin(CutAction.DEFER, "giãn", 2025 * 4)}
    return CutSettings(targets=(Target(Quota(amount=100_000_000)),), pins=pins, means=Means())


def numbers(
    preview: CutPreview, which: Which = Which.ALL, order: LineOrder = LineOrder.NUMBER, *, descending: bool = False, text: str = ""
) -> list[int]:
    places = choose_lines(preview.outcome, which, order, descending=descending, text=text)
    return [int(number) for number in preview.drawn.need.number[places]]


@pytest.mark.parametrize(
    ("which", "shown"),
    [(Which.ALL, [1, 2, 3, 4]), (Which.TOUCHED, [1, 2]), (Which.CUT, [1]), (Which.DEFERRED, [2]), (Which.RE_SOURCED, []),
     (Which.KEPT, [3]), (Which.LOCKED, [4])],
)  # fmt: skip
def test_what_is_shown(preview: CutPreview, which: Which, shown: list[int]) -> None:
    assert numbers(preview, which) == shown


@pytest.mark.parametrize(
    ("order", "shown"),
    [(LineOrder.NAME, [4, 2, 1, 3]), (LineOrder.AMOUNT, [4, 1, 3, 2]), (LineOrder.TAKEN, [3, 4, 1, 2]), (LineOrder.LEFT, [1, 2, 4, 3])],
)  # fmt: skip
def test_the_order(preview: CutPreview, order: LineOrder, shown: list[int]) -> None:
    assert numbers(preview, order=order) == shown


@pytest.mark.parametrize("order", list(LineOrder))
def test_every_order_shows_every_line_once_and_turns_round(preview: CutPreview, order: LineOrder) -> None:
    assert sorted(numbers(preview, order=order)) == [1, 2, 3, 4]
    assert sorted(numbers(preview, order=order, descending=True)) == [1, 2, 3, 4]


def test_equals_stand_by_number_whichever_way_the_order_runs(preview: CutPreview) -> None:
    assert numbers(preview, order=LineOrder.LEFT, descending=True) == [3, 4, 1, 2]


@pytest.mark.parametrize(
    ("text", "shown"), [("day mang", [2]), ("tam ky", [2]), ("3", [3]), ("dau the", [1]), ("không có", []), ("  ", [1, 2, 3, 4])]
)
def test_a_text_is_looked_for_in_names_and_units_or_is_a_number(preview: CutPreview, text: str, shown: list[int]) -> None:
    assert numbers(preview, text=text) == shown
