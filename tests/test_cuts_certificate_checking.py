"""The certificate can fail: each kind of wrong answer is found; true answers pass, with the least harm there is as their bound."""

import ast
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from budget.cuts.answer import Answer, Relaxed
from budget.cuts.certificate.checking import Checked, check_answer, least_harm
from budget.cuts.instance import Instance, plain_instance
from tests.cut_questions import every_choice, harms, least_harm_of_all, misses, questions

PRICES = st.floats(-3, 30) | st.sampled_from([0.0, 1.0])


def question() -> Instance:
    """Two units, a parent with a child, a locked line, a target of 100 and a cap for the commune."""
    lines = [
        ("a", "xã", 60, False, [], [("drop", 60, 6)]),
        ("b", "xã", 40, False, ["a"], [("percent", 20, 2), ("drop", 40, 8)]),
        ("c", "huyện", 50, False, [], [("defer", 50, 1), ("drop", 50, 20)]),
        ("d", "huyện", 90, True, [], [("drop", 90, 1)]),
    ]
    return plain_instance(lines, 100, {"xã": 100})


def answered(chosen: list[int], harm: int, bound: float | None = None, relaxed: tuple[Relaxed, ...] = ()) -> Checked:
    """What the certificate says of these options of the question."""
    price = (0.2, 0.0)
    told = Answer(np.array(chosen), harm, harm if bound is None else bound, "optimal", price, relaxed)
    return check_answer(question(), told)


def test_the_best_answer_is_proved_and_counted_anew() -> None:
    checked = answered([0, 2, -1, -1], 14)
    assert (checked.sound, checked.findings) == (True, ())
    assert (checked.harm, checked.saved, checked.bound, checked.gap) == (14, 100, 14.0, 0.0)


@pytest.mark.parametrize(
    ("chosen", "harm", "told"),
    [
        ([0, 2, -1, 5], 15, "Khoản mục “d” là khoản không được cắt mà vẫn bị động đến"),
        ([0, -1, 4, -1], 26, "Khoản mục “b” vẫn giữ dù khoản mục mà nó phụ thuộc đã bị cắt cả"),
        ([-1, 2, 4, -1], 28, "Mục tiêu cắt giảm chung không được giữ: kết quả đạt 90 đồng, giới hạn 100 đồng, thiếu 10 đồng"),
        ([0, 2, -1, -1], 13, "Mức tổn hại nêu là 13, cộng lại được 14"),
        ([0, 0, -1, -1], 12, "Khoản mục “b” được gán một cách xử lý không phải của nó"),
        ([0, 2, -1], 14, "Kết quả nói về 3 khoản mục, đề bài có 4"),
        ([0, 2, 9, -1], 14, "Khoản mục “c” được gán một cách xử lý không phải của nó"),
    ],
)
def test_each_way_of_being_wrong_is_found(chosen: list[int], harm: int, told: str) -> None:
    checked = answered(chosen, harm, 0.0)
    assert not checked.sound
    assert [finding for finding in checked.findings if finding.startswith(told)]


def test_a_bound_above_the_answers_own_harm_is_refused() -> None:
    assert not answered([0, 2, -1, -1], 14, 14.5).sound
    assert not answered([0, 2, -1, -1], 14, math.nan).sound


def test_a_bound_that_is_more_than_the_least_harm_is_not_confirmed() -> None:
    honest, boasting = answered([0, 2, 4, -1], 34, 14.0), answered([0, 2, 4, -1], 34, 34.0)
    assert (honest.sound, honest.bound, honest.gap) == (True, 14.0, 20 / 34)
    assert boasting.findings == (
        "Mức tổn hại tối thiểu nêu ra là 34 nhưng chỉ chứng minh được 14; hãy tính lại hoặc dùng mức đã chứng minh.",
    )


def test_a_relaxed_rule_may_be_missed_by_what_was_told_and_no_more() -> None:
    told = answered([-1, 2, 4, -1], 28, 0.0, (Relaxed(0, 10),))
    assert told.sound
    assert told.bound == least_harm(question(), (0.2, 0.0), [10, 0])
    short = answered([-1, 2, 4, -1], 28, 0.0, (Relaxed(0, 9),))
    assert "quá mức nới đã nêu (9 đồng)" in short.findings[0]


@pytest.mark.parametrize("price", [(0.2,), (0.2, math.inf), (math.nan, 0.0)])
def test_prices_that_are_no_prices_prove_nothing(price: tuple[float, ...]) -> None:
    told = Answer(np.array([0, 2, -1, -1]), 14, 14.0, "optimal", price)
    assert check_answer(question(), told).findings == (
        "Kết quả phải kèm một mức giá cho từng quy tắc (2 quy tắc). Không dùng kết quả này, hãy tính lại.",
    )


@settings(deadline=None, max_examples=60)
@given(questions(), st.data())
def test_a_true_answer_is_sound_and_its_bound_is_the_least_harm(instance: Instance, data: st.DataObject) -> None:
    tried = every_choice(instance)
    lawful = tried[~misses(instance, tried).any(axis=1)]
    assume(len(lawful))
    least = int(harms(instance, lawful).min())
    chosen = lawful[data.draw(st.integers(0, len(lawful) - 1))]
    harm = int(harms(instance, chosen[None])[0])
    price = tuple(data.draw(PRICES) for _ in instance.rows)
    checked = check_answer(instance, Answer(chosen, harm, float(least), "feasible", price))
    assert (checked.sound, checked.findings, checked.bound) == (True, (), float(least))
    claimed = check_answer(instance, Answer(chosen, harm, float(harm), "optimal", price))
    assert claimed.sound == (harm <= least + 1)
    quick = check_answer(instance, Answer(chosen, harm, float(least), "feasible", price), exact=False)
    assert quick.sound
    assert quick.bound <= least


@settings(deadline=None, max_examples=60)
@given(questions(), st.data(), st.booleans())
def test_no_price_makes_the_bound_higher_than_the_least_harm(instance: Instance, data: st.DataObject, exact: bool) -> None:
    least = least_harm_of_all(instance)
    assume(least is not None)
    price = [data.draw(PRICES) for _ in instance.rows]
    assert least is not None
    assert least_harm(instance, price, [0] * len(price), exact=exact, few=0) <= least


@settings(deadline=None, max_examples=60)
@given(questions(), st.data())
def test_what_is_allowed_to_be_missed_counts_in_the_bound(instance: Instance, data: st.DataObject) -> None:
    allowed = [data.draw(st.integers(0, 20)) for _ in instance.rows]
    tried = every_choice(instance)
    kept = tried[(misses(instance, tried) <= np.array(allowed, dtype=np.int64)).all(axis=1)]
    assume(len(kept))
    assert least_harm(instance, [0.5] * len(allowed), allowed) == harms(instance, kept).min()


def test_the_right_price_alone_proves_the_best_of_many_units_and_a_wrong_one_does_not() -> None:
    count, units = 2_500, 50
    lines = [(f"k{at:04d}", f"xã {at % units}", 10, False, [], [("drop", 10, 10 + at)]) for at in range(count)]
    instance = plain_instance(lines, 1_000, {f"xã {at}": 100 for at in range(units)})
    chosen = np.where(np.arange(count) < 100, np.arange(count), -1)
    harm = sum(10 + at for at in range(100))
    told = Answer(chosen, harm, float(harm), "optimal", (10.95,) + (0.0,) * units)
    assert check_answer(instance, told).sound
    wrong = check_answer(instance, replace(told, price=(9.0,) + (0.0,) * units))
    assert not wrong.sound
    assert wrong.bound < harm


def test_it_shares_no_code_with_the_search() -> None:
    for path in Path("budget/cuts").glob("certificate*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = [(node.module, alias.name) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names]
        cuts = {(module.split(".")[-1], name) for module, name in named if module and module.startswith("budget.cuts")}
        assert all(module in ("answer", "instance", "console") or module.startswith("certificate") for module, _ in cuts)
        assert {name for module, name in cuts if module == "answer"} <= {"Answer"}
        assert "ortools" not in path.read_text(encoding="utf-8")
