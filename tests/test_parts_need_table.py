"""The words and cells of the tables of how needed lines are."""

from pathlib import Path

from budget.model.states import Criterion
from budget.money import MoneyUnit
from budget.plan.face import Plan
from budget.plan.necessity_part import LineName, NeedRow
from pages.parts.desk import Desk
from pages.parts.need_table import BY_HAND, COLUMNS, table_row, who_decides
from pages.parts.tables import Cell
from pages.parts.view import View
from tests.plans import a_plan

NOBODY: dict[Criterion, int | None] = dict.fromkeys(Criterion)


def row(**told: object) -> NeedRow:
    plain: dict[str, object] = {
        "line": "l1",
        "number": 7,
        "unit": "502",
        "source": "QD334",
        "nature": "recurrent",
        "amount": 1_500_000,
        "priority": 3,
        "rank": 12,
        "score": 5_736,
        "known": 3,
        "points": {**NOBODY, Criterion.DEADLINE: 100},
        "by_hand": (),
        "band": "d",
        "band_reason": "Hội nghị, in ấn, tham quan.",
        "banded": False,
        "level": 3,
        "weight": 358,
        "lock_reason": "",
        "decider": "HĐND cấp huyện",
        "proposal": True,
        "disbursable_bp": None,
    }
    return NeedRow(**{**plain, **told})  # type: ignore[arg-type]  # the test names real fields


def desk(plan: Plan) -> Desk:
    return Desk(plan, View(), "goc", 2024, MoneyUnit.DONG)


def text_of(cell: str | Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def test_a_row_shows_rank_line_amount_score_band_and_points(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        cells = table_row(desk(plan), row(), LineName("Máy in", "Sở Tài chính"))
    assert len(cells) == len(COLUMNS)
    assert [text_of(cell) for cell in cells[:5]] == ["12", "7. Máy in", "1.500.000", "57,4", "d) Hội nghị, in ấn, tham quan, công tác phí"]
    assert [text_of(cell) for cell in cells[6:]] == ["–", "100", "–", "–", "–", "–", "–", "–"]


def test_what_a_person_gave_is_marked(tmp_path: Path) -> None:
    told = row(points={**NOBODY, Criterion.PEOPLE: 80}, by_hand=(Criterion.PEOPLE,), banded=True)
    with a_plan(tmp_path) as plan:
        cells = table_row(desk(plan), told, LineName("Máy in", "Sở Tài chính"))
    assert text_of(cells[4]).endswith(BY_HAND)
    assert text_of(cells[6 + list(Criterion).index(Criterion.PEOPLE)]) == f"80 {BY_HAND}"


def test_who_decides_or_why_nobody_may() -> None:
    assert who_decides(row()) == Cell("HĐND cấp huyện", under="tỉnh chỉ kiến nghị")
    assert who_decides(row(proposal=False)).under == ""
    assert who_decides(row(lock_reason="Đã ký hợp đồng.")) == Cell("Không được cắt", "xem", "Đã ký hợp đồng.")
