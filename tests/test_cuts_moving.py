"""Making room: where freed money may go, within one nature and by the rules, and who decides."""

from pathlib import Path

from budget.cuts.drawing import draw
from budget.cuts.moving import tell_moves
from budget.cuts.narrowing import holding
from budget.cuts.outcome import Outcome
from budget.cuts.settings import DROP_ONLY, Mode
from budget.model.ids import BASE
from tests.cut_arrays import try_all
from tests.drawn_cuts import DAY, asking, drawn
from tests.plans import DISTRICT, a_plan

PROJECT = {"category": "project", "nature": "investment", "source": "DTC", "measure": "dự án", "form": "project", "quantity": "1"}
OWN = {"unit": DISTRICT, "source": "NQ36-H"}
LINES = [
    {**PROJECT, "name": "Trụ sở", "unit_price": "9.000.000.000", "listing": "other", "priority": "4"},
    {**OWN, "name": "Máy chiếu", "quantity": "1", "unit_price": "500.000.000", "listing": "other", "priority": "4"},
    {"name": "Máy tính", "quantity": "10", "unit_price": "15.000.000", "source": "QD334"},
    {**OWN, "name": "Máy tính huyện", "quantity": "3", "unit_price": "14.000.000"},
    {"name": "Tập huấn", "quantity": "1", "unit_price": "70.000.000", "source": "DT-GIAO", "category": "training"},
]


def test_freed_money_stays_in_its_nature_and_names_who_decides(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        with plan.store.read() as cursor:
            question = draw(cursor, BASE, asking(9_500_000_000, mode=Mode.MAKE_ROOM, means=DROP_ONLY), DAY)
            outcome = Outcome(question, try_all(question.instance))
            moves = {move.source: move for move in tell_moves(cursor, outcome)}
        assert outcome.saved.sum() == 9_500_000_000
        investment, recurrent = moves["DTC"], moves["NQ36-H"]
        assert (investment.nature_name, investment.freed) == ("Chi đầu tư", 9_000_000_000)
        assert (investment.may_take, investment.moved) == (0, 0), "training and computers are not paid by investment"
        assert investment.answer
        assert investment.decider
        assert recurrent.freed == 500_000_000
        assert 0 < recurrent.moved <= min(recurrent.freed, recurrent.may_take)
        assert list(moves) == ["DTC", "NQ36-H"]


def test_nothing_freed_is_nothing_to_move(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES[-1:]) as plan, plan.store.read() as cursor:
        question = drawn(plan, asking(1))
        preview = plan.cuts.preview(question, try_all(holding(question.instance, kept=[0])))
        assert tell_moves(cursor, preview.outcome) == []
