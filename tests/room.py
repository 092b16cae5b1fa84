"""Plans in which room is to be made: other spending beside lines of the estimate that lack money."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from budget.cuts.settings import CutSettings, Mode
from budget.cuts.transfers.drawing import RoomDrawn
from budget.cuts.transfers.needs import Needs
from budget.model.ids import BASE
from budget.plan.face import Plan
from budget.plan.room_preview import RoomPreview
from tests.drawn_cuts import DAY
from tests.plans import DISTRICT, a_plan

MILLION = 1_000_000
ROOM = CutSettings(mode=Mode.MAKE_ROOM, reductions=())
"""Make room for all that lacks money."""

GATES: Mapping[str, str] = {
    "policy_document": "12/QĐ-UBND",
    "policy_date": "05/01/2024",
    "feasibility_document": "20/BC",
    "feasibility_date": "20/01/2024",
    "decision_document": "34/QĐ-UBND",
    "decision_date": "05/02/2024",
    "medium_term": "5.000.000.000",
}
PROJECT: Mapping[str, str] = {
    "unit": "SBN-STTTT",
    "name": "Dự án nền tảng số",
    "measure": "dự án",
    "source": "DTC",
    "category": "project",
    "nature": "investment",
    "form": "project",
    "budget_code": "9351",
    "quantity": "1",
    "unit_price": "1.000.000.000",
    "priority": "2",
    **GATES,
}
"""An IT project of the estimate with every decision it needs, 1 tỷ."""
ROAD: Mapping[str, str] = {
    **PROJECT,
    "listing": "other",
    "unit": "SBN-SGTVT",
    "name": "Cổng chào",
    "category": "construction",
    "budget_code": "9301",
    "priority": "4",
}
"""An investment project outside the estimate that is not truly needed, 1 tỷ."""
TRAINING: Mapping[str, str] = {
    "unit": "SBN-STTTT",
    "name": "Tập huấn kỹ năng số",
    "measure": "lớp",
    "source": "DT-GIAO",
    "category": "training",
    "nature": "recurrent",
    "budget_code": "6758",
    "quantity": "1",
    "unit_price": "300.000.000",
    "priority": "2",
}
PUBLICITY: Mapping[str, str] = {
    **TRAINING,
    "unit": "CA-TINH",
    "name": "Tuyên truyền VNeID",
    "source": "CTX-TINH",
    "category": "publicity",
    "route": "operating",
    "content_quantity": "1",
    "content_verdict": "passed",
}
MEETING: Mapping[str, str] = {
    "listing": "other",
    "unit": DISTRICT,
    "name": "Hội nghị tổng kết",
    "measure": "lần",
    "source": "NSH-THEM",
    "category": "meeting",
    "nature": "recurrent",
    "budget_code": "6699",
    "quantity": "1",
    "unit_price": "100.000.000",
    "priority": "4",
}
"""A meeting that a district pays from its own money, 100 triệu."""
COMPUTERS: Mapping[str, str] = {
    "unit": DISTRICT,
    "name": "Máy tính một cửa",
    "source": "NSH-THEM",
    "category": "equipment",
    "nature": "recurrent",
    "quantity": "1",
    "unit_price": "60.000.000",
    "priority": "2",
}
"""What the same district lacks money for, 60 triệu."""


@contextmanager
def a_room(folder: Path, lines: Sequence[Mapping[str, str]]) -> Iterator[Plan]:
    """A plan of these lines whose purses were never entered, so that every line of the estimate lacks all it asks for."""
    with a_plan(folder, lines) as plan:
        yield plan


def drawn(plan: Plan, settings: CutSettings = ROOM, scenario: str = BASE, **more: object) -> RoomDrawn:
    """The question of making room on a fixed day."""
    question = plan.cuts.draw(replace(settings, **more), DAY, scenario)  # type: ignore[arg-type]  # the caller names real fields
    assert isinstance(question, RoomDrawn)
    return question


def solved(plan: Plan, settings: CutSettings = ROOM, scenario: str = BASE, **more: object) -> RoomPreview:
    """The question with its answer."""
    question = drawn(plan, settings, scenario, **more)
    preview = plan.cuts.preview(question, plan.cuts.solve(question))
    assert isinstance(preview, RoomPreview)
    return preview


def moves(preview: RoomPreview, plan: Plan) -> dict[tuple[int, int], int]:
    """(number of the giver, number of the taker) -> đồng."""
    told = plan.transfers.of(preview)
    return {(one.giver.number, one.taker.number): one.transfer.amount for one in told.transfers}


def needs(wanted: list[int], level: list[int], least: list[int] | None = None) -> Needs:
    """Needs of 2024 as plain numbers, without lines behind them."""
    count = len(wanted)
    columns = [
        np.array(column, np.int64) for column in (range(count), [2024] * count, level, [1] * count, wanted, wanted, least or [0] * count)
    ]
    rest = [np.zeros(count, np.int64)] * 3
    return Needs(None, *columns, *rest, None)  # type: ignore[arg-type]  # texts and verdicts are not asked
