"""Rules that gave way and prices of rules in sentences people can act on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from budget.cuts.answer import KEPT, Answer, Relaxed
from budget.cuts.drawing import Drawn
from budget.cuts.instance import RowKind
from budget.cuts.price_words import say_prices, say_relaxed
from budget.cuts.settings import Quota, Scope, Target
from tests.drawn_cuts import asking, drawn
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, a_plan

COMMUNES = (COMMUNE, "20338", "20341", "20344", "20347")
LINES = [
    {"quantity": "1", "unit_price": "4.000.000.000", "priority": "4", "category": "training"},
    {"unit": DISTRICT, "source": "NQ36-H", "quantity": "1", "unit_price": "3.000.000.000", "priority": "4"},
    *({"unit": unit, "source": "NQ36-X", "quantity": "1", "unit_price": "2.000.000.000", "priority": "4"} for unit in COMMUNES),
]


@pytest.fixture(scope="module")
def question(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawn]:
    """Every sort of rule at once."""
    with a_plan(Path(tmp_path_factory.mktemp("prices")), LINES) as plan:
        group = tuple(plan.lines.find_id(str(number)) for number in (1, 2))
        settings = asking(
            10_000_000_000, unit_cap_bp=5_000, floors={"training": Quota(share_bp=5_000)}, ceilings={"NQ36-H": 1}, at_least_one=(group,)
        )
        settings = replace(settings, targets=(*settings.targets, Target(Quota(share_bp=1_000), Scope.SOURCE, "NQ36-X")))
        yield drawn(plan, settings)


def answer(question: Drawn, relaxed: dict[int, int], prices: dict[int, float] | None = None) -> Answer:
    """An answer that keeps everything but says that some rows gave way or have a price."""
    price = tuple((prices or {}).get(at, 0.0) for at in range(len(question.instance.rows)))
    chosen = np.full(len(question.figures), KEPT)
    return Answer(chosen, 0, 0.0, "relaxed", price, tuple(Relaxed(row, by) for row, by in relaxed.items()))


def rows(question: Drawn, kind: RowKind, *subjects: str) -> list[int]:
    """The places of rules of a sort (about some subjects)."""
    return [at for at, row in enumerate(question.instance.rows) if row.kind is kind and (not subjects or row.subject in subjects)]


def test_nothing_is_said_when_every_rule_is_kept(question: Drawn) -> None:
    assert say_relaxed(question, answer(question, {})) == []
    assert say_prices(question, answer(question, {})) == []


def test_caps_that_gave_way_are_counted_named_and_added_up(question: Drawn) -> None:
    (one,) = say_relaxed(question, answer(question, dict.fromkeys(rows(question, RowKind.UNIT_CAP, DISTRICT), 1_200_000_000)))
    assert one == "Nới mức trần cắt của UBND thành phố Tam Kỳ thêm 1,2 tỷ."
    three = dict.fromkeys(rows(question, RowKind.UNIT_CAP, *COMMUNES[:3]), 400_000_000)
    (many,) = say_relaxed(question, answer(question, three))
    assert many.startswith("Nới mức trần cắt của 3 xã, phường (UBND phường ")
    assert many.endswith(") thêm tổng cộng 1,2 tỷ.")
    (all_five,) = say_relaxed(question, answer(question, dict.fromkeys(rows(question, RowKind.UNIT_CAP, *COMMUNES), 1_000)))
    assert "và 2 xã, phường khác)" in all_five
    (mixed,) = say_relaxed(question, answer(question, dict.fromkeys(rows(question, RowKind.UNIT_CAP, DISTRICT, DEPARTMENT), 1_000)))
    assert "2 đơn vị (" in mixed


def test_each_other_rule_says_what_it_gives(question: Drawn) -> None:
    eased = {
        rows(question, RowKind.TARGET, "")[0]: 1_000_000_000,
        rows(question, RowKind.TARGET, "NQ36-X")[0]: 300_000_000,
        rows(question, RowKind.FLOOR)[0]: 50_000_000,
        rows(question, RowKind.CEILING)[0]: 7_000_000,
        rows(question, RowKind.AT_LEAST)[0]: 1,
    }
    said = say_relaxed(question, answer(question, eased))
    assert said[0] == "Hạ mục tiêu cắt từ 10 tỷ xuống 9 tỷ (thiếu 1 tỷ)."
    assert said[1] == "Hạ mục tiêu cắt của nguồn NQ 36 xã từ 1 tỷ xuống 700 triệu (thiếu 300 triệu)."
    assert said[2] == "Hạ mức sàn của nhóm chi “Tập huấn, đào tạo” thêm 50 triệu."
    assert said[3] == "Nâng mức nhu cầu cho phép của nguồn NQ 36 huyện thêm 7 triệu."
    assert said[4].startswith("Cho phép cắt thêm 1 khoản trong nhóm phải giữ ít nhất một khoản")


def test_prices_say_for_a_million_and_that_they_are_local(question: Drawn) -> None:
    prices = {
        rows(question, RowKind.TARGET, "")[0]: 5.6,
        rows(question, RowKind.UNIT_CAP, DISTRICT)[0]: -0.25,
        rows(question, RowKind.FLOOR)[0]: 0.5,
        rows(question, RowKind.CEILING)[0]: 2.0,
        rows(question, RowKind.AT_LEAST)[0]: 9.0,
    }
    found = say_prices(question, answer(question, {}, prices))
    assert [one.harm_of_million for one in found] == [5_600_000, 2_000_000, -500_000, -250_000]
    assert found[0].sentence == "Mỗi 1 triệu đồng mục tiêu tăng thêm thì thiệt hại tăng 5,6 triệu (chỉ đúng quanh phương án này)."
    assert found[1].sentence.startswith("Mỗi 1 triệu đồng nhu cầu của nguồn NQ 36 huyện được giữ thêm thì thiệt hại giảm 2 triệu")
    assert "mức sàn của nhóm chi “Tập huấn, đào tạo” hạ thêm thì thiệt hại giảm 500.000 đ" in found[2].sentence
    assert "trần của UBND thành phố Tam Kỳ nới thêm thì thiệt hại giảm 250.000 đ" in found[3].sentence
    assert found[3].limit == 1_500_000_000
