"""Sentences of an answer: what is done, why this line, which rule decided, what keeping it would cost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from budget.cuts.acting import Way
from budget.cuts.binding import Binding
from budget.cuts.instance import Row, RowKind
from budget.cuts.settings import DROP_ONLY, CutSettings, Pin, Quota, Scope
from budget.cuts.telling import LineTold, say_demand, say_limit, say_priority, say_scope, say_score, say_way
from budget.model.states import CutAction
from budget.plan.cuts_part import CutPreview
from budget.plan.face import Plan
from tests.drawn_cuts import asking, solved
from tests.plans import COMMUNE, DISTRICT, a_plan, edit

LINES = [
    {"name": "Máy chủ", "quantity": "1", "unit_price": "40.000.000", "priority": "4"},
    {"name": "Phần mềm", "quantity": "1", "unit_price": "5.000.000", "priority": "2"},
    {"name": "Xã một", "unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "30.000.000", "priority": "4"},
    {"name": "Xã hai", "unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "30.000.000", "priority": "4"},
    {"name": "Khóa", "quantity": "1", "unit_price": "10.000.000", "priority": "4", "locked": "có", "lock_reason": "đã ký"},
    {"name": "Cần hơn", "unit": DISTRICT, "source": "NQ36-H", "quantity": "1", "unit_price": "60.000.000", "priority": "2"},
    {"name": "Tập huấn", "quantity": "1", "unit_price": "35.000.000", "priority": "4", "category": "training"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all; the software needs the server."""
    with a_plan(Path(tmp_path_factory.mktemp("telling")), LINES) as made:
        edit(made, made.lines.find_id("2"), "requires", made.lines.find_id("1"))
        yield made


def told(preview: CutPreview) -> dict[int, LineTold]:
    """Every line, cut or kept, by its number."""
    return {one.number: one for one in preview.telling.lines(range(len(preview.drawn.figures)))}


def rule(plan: Plan, amount: int, **more: object) -> dict[int, LineTold]:
    """The lines of a question where lines are cut whole or not at all."""
    settings: CutSettings = replace(asking(amount, means=DROP_ONLY), **more)  # type: ignore[arg-type]  # real fields
    return told(solved(plan, settings))


def test_a_cut_line_tells_what_why_and_what_for(plan: Plan) -> None:
    lines = rule(plan, 30_000_000)
    (line,) = [lines[number] for number in (3, 4) if lines[number].saved]
    assert (line.action, line.done, line.saved, line.left) == (CutAction.DROP, "Cắt cả khoản", 30_000_000, 0)
    assert line.binding_kind is Binding.TARGET
    assert line.binding == "Cần để đạt mục tiêu cắt 30 triệu."
    assert "ưu tiên 4" in line.reason
    assert line.unit_name
    assert line.decider
    assert line.keep_price is None or line.keep_price >= 0


def test_a_kept_line_tells_what_holds_it(plan: Plan) -> None:
    lines = rule(plan, 30_000_000)
    assert (lines[5].binding_kind, lines[5].binding) == (Binding.LOCKED, "Không được cắt.")
    assert "đã ký" in lines[5].reason
    assert (lines[6].done, lines[6].action) == ("Giữ nguyên", CutAction.KEEP)
    assert (lines[6].binding_kind, lines[6].left) == (Binding.ENOUGH, 60_000_000)


def test_a_line_that_falls_with_another_says_so(plan: Plan) -> None:
    pins = {plan.lines.find_id("1"): Pin(CutAction.DROP, "không cần nữa")}
    lines = rule(plan, 1_000_000, pins=pins)
    assert (lines[1].binding_kind, lines[1].binding) == (Binding.PINNED, "Người dùng quyết định: không cần nữa")
    assert (lines[2].binding_kind, lines[2].binding) == (Binding.PARENT, "Cắt theo khoản mục 1 mà khoản này phụ thuộc.")


def test_a_line_below_a_cap_says_the_cap_held_it(plan: Plan) -> None:
    lines = rule(plan, 95_000_000, caps={COMMUNE: Quota(amount=30_000_000)})
    kept = [lines[number] for number in (3, 4) if lines[number].action is CutAction.KEEP]
    assert [one.binding_kind for one in kept] == [Binding.UNIT_CAP]
    assert "đã cắt tới trần 30 triệu" in kept[0].binding


def test_the_order_is_that_of_cutting(plan: Plan) -> None:
    preview = solved(plan, asking(180_000_000, means=DROP_ONLY))
    levels = [one.level for one in preview.cuts]
    assert levels == sorted(levels)
    assert len(levels) == len(preview.outcome.touched)


def test_ways_scores_and_priorities_in_words() -> None:
    ways = {
        "Cắt cả khoản": Way(CutAction.DROP),
        "Đưa về định mức": Way(CutAction.TO_NORM),
        "Cắt 12,5 % thành tiền": Way(CutAction.PERCENT, {"share_bp": 1_250}),
        "Giảm 25 % số lượng": Way(CutAction.FEWER, {"share_bp": 2_500}),
        "Giảm 1 đơn vị số lượng": Way(CutAction.FEWER, {"by_milli": 1_000}),
        "Giảm số lượng còn 3": Way(CutAction.FEWER, {"to_milli": 3_000}),
        "Giãn sang quý 2/2025": Way(CutAction.DEFER, {"year": 2025, "quarter": 2}),
        "Chuyển sang nguồn NQ 36": Way(CutAction.RE_SOURCE, {"source": "NQ36-H"}),
    }
    for sentence, way in ways.items():
        assert say_way(way, {"NQ36-H": "NQ 36"}) == sentence
    assert [say_score(score) for score in (6_250, 10_000, 6_244, 0)] == ["62,5", "100", "62,4", "0"]
    assert say_priority(4) == "ưu tiên 4 (chưa thật sự cần thiết)."
    assert say_priority(9) == ""


def test_demands_and_limits_name_what_they_are_about() -> None:
    def row(kind: RowKind, subject: str, *, at_least: bool) -> Row:
        return Row(kind, subject, at_least, 1_200_000_000, None, None)  # type: ignore[arg-type]  # its options are of no account

    titles = {"NQ36-H": "NQ 36 huyện", "training": "Tập huấn", "502": "UBND thành phố Tam Kỳ"}
    by_source = asking(1, scope=Scope.SOURCE, subject="NQ36-H")
    assert say_demand(row(RowKind.TARGET, "NQ36-H", at_least=True), by_source, titles) == "đạt mục tiêu cắt 1,2 tỷ của nguồn NQ 36 huyện"
    assert "không vượt mức" in say_demand(row(RowKind.CEILING, "NQ36-H", at_least=True), by_source, titles)
    assert say_limit(row(RowKind.UNIT_CAP, "502", at_least=False), titles) == "UBND thành phố Tam Kỳ đã cắt tới trần 1,2 tỷ"
    assert "mức sàn" in say_limit(row(RowKind.FLOOR, "training", at_least=False), titles)
    assert "ít nhất một" in say_limit(row(RowKind.AT_LEAST, "x", at_least=False), titles)
    assert say_scope(Scope.YEAR, "2025", {}) == " của năm 2025"
    assert say_scope(Scope.NATURE, "recurrent", {"recurrent": "Chi thường xuyên"}) == " của chi thường xuyên"
