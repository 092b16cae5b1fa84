"""Another decision for one line: what it costs when everything is solved anew, and the nearest exchange that keeps every rule."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from budget.cuts.answer import KEPT, broken_lines, broken_rows, harm_of
from budget.cuts.exchanging import nearest_swap, price_of_other
from budget.cuts.outcome import Outcome
from budget.cuts.settings import DROP_ONLY, CutSettings, Pin, Quota
from budget.model.states import CutAction
from budget.plan.face import Plan
from tests.cut_arrays import try_all
from tests.drawn_cuts import asking, drawn
from tests.plans import COMMUNE, DISTRICT, a_plan, edit

LINES = [
    {"name": "Máy chủ", "quantity": "1", "unit_price": "40.000.000", "priority": "4"},
    {"name": "Phần mềm", "quantity": "1", "unit_price": "5.000.000", "priority": "2"},
    {"name": "Xã một", "unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "30.000.000", "priority": "4"},
    {"name": "Xã hai", "unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "34.000.000", "priority": "4"},
    {"name": "Huyện", "unit": DISTRICT, "source": "NQ36-H", "quantity": "1", "unit_price": "36.000.000", "priority": "3"},
    {"name": "Khóa", "quantity": "1", "unit_price": "10.000.000", "priority": "4", "locked": "có", "lock_reason": "đã ký"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all; the software needs the server."""
    with a_plan(Path(tmp_path_factory.mktemp("exchanging")), LINES) as made:
        edit(made, made.lines.find_id("2"), "requires", made.lines.find_id("1"))
        yield made


def answered(plan: Plan, settings: CutSettings) -> tuple[Outcome, dict[int, int]]:
    """The exact answer to a question, and the place of each line by its number."""
    question = drawn(plan, settings)
    places = {int(number): at for at, number in enumerate(question.need.number.tolist())}
    return Outcome(question, try_all(question.instance)), places


def test_keeping_a_cut_line_costs_what_the_next_best_answer_costs_more(plan: Plan) -> None:
    outcome, places = answered(plan, asking(30_000_000, means=DROP_ONLY))
    assert outcome.touched.tolist() == [places[3]]
    price = price_of_other(outcome, places[3], try_all)
    assert price is not None
    weight = int(outcome.drawn.need.weight[places[4]])
    assert price.harm == 34_000_000 * weight // 100 - outcome.answer.harm
    assert price.sentence.startswith("Giữ khoản mục 3 thì thiệt hại tăng thêm")


def test_cutting_a_kept_line_has_its_price_too_and_a_locked_one_has_none(plan: Plan) -> None:
    outcome, places = answered(plan, asking(30_000_000, means=DROP_ONLY))
    price = price_of_other(outcome, places[5], try_all)
    assert price is not None
    assert price.harm > 0
    assert price.sentence.startswith("Cắt khoản mục 5")
    assert price_of_other(outcome, places[6], try_all) is None


def test_keeping_what_the_target_cannot_do_without_says_what_would_have_to_give_way(plan: Plan) -> None:
    outcome, places = answered(plan, asking(145_000_000, means=DROP_ONLY))
    price = price_of_other(outcome, places[3], try_all)
    assert price is not None
    assert price.relaxed
    assert "không đạt đủ các ràng buộc" in price.sentence


def test_the_nearest_exchange_is_the_cheapest_single_one_that_keeps_the_rules(plan: Plan) -> None:
    for settings in (asking(30_000_000, means=DROP_ONLY), asking(30_000_000, means=DROP_ONLY, caps={COMMUNE: Quota(amount=33_000_000)})):
        outcome, places = answered(plan, settings)
        swap = nearest_swap(outcome, places[3])
        assert swap is not None
        best: tuple[int, int] | None = None
        instance = outcome.drawn.instance
        for option, line in enumerate(instance.options.line.tolist()):
            tried = outcome.answer.chosen.copy()
            tried[places[3]] = KEPT
            if line == places[3] or outcome.answer.chosen[line] != KEPT:
                continue
            tried[line] = option
            if not broken_rows(instance, tried) and not broken_lines(instance, tried):
                found = (harm_of(instance, tried) - outcome.answer.harm, line)
                best = found if best is None or found < best else best
        assert best is not None
        assert (swap.harm, swap.other) == (best[0], outcome.drawn.figures.ids[best[1]])
        assert f"thay bằng khoản mục {swap.other_number} (cắt cả khoản)" in swap.sentence


def test_what_cannot_stay_by_itself_or_was_decided_has_no_exchange(plan: Plan) -> None:
    pins = {plan.lines.find_id("1"): Pin(CutAction.DROP, "bỏ")}
    outcome, places = answered(plan, asking(1, means=DROP_ONLY, pins=pins))
    assert nearest_swap(outcome, places[1]) is None, "a person decided it"
    assert nearest_swap(outcome, places[2]) is None, "what it needs is gone"
    assert nearest_swap(outcome, places[3]) is None, "it is kept"
    bundle = ((plan.lines.find_id("3"), plan.lines.find_id("5")),)
    outcome, places = answered(plan, asking(66_000_000, means=DROP_ONLY, bundles=bundle))
    assert set(np.flatnonzero(outcome.saved).tolist()) >= {places[3], places[5]}
    assert nearest_swap(outcome, places[3]) is None, "its bundle goes with it"
