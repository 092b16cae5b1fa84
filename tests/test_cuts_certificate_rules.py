"""The second pair of eyes sees exactly the choices that break a rule, and says in Vietnamese which."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.cuts.certificate.rules import find_broken, find_misplaced, find_unlawful_relaxations
from budget.cuts.instance import Instance, Relaxation, RowKind, plain_instance
from tests.cut_questions import every_choice, misses, questions


@settings(deadline=None, max_examples=60)
@given(questions(), st.data())
def test_a_choice_is_found_broken_when_it_is_and_only_then(instance: Instance, data: st.DataObject) -> None:
    spans = list(pairwise(instance.first_options.tolist()))
    chosen = np.array([data.draw(st.sampled_from([-1, *range(low, high)])) for low, high in spans], dtype=np.int64)
    allowed = [data.draw(st.integers(0, 30)) for _ in instance.rows]
    kept = (every_choice(instance) == chosen).all(axis=1).any()
    within = (misses(instance, chosen[None])[0] <= np.array(allowed, dtype=np.int64)).all()
    assert not list(find_misplaced(instance, chosen))
    assert (not list(find_broken(instance, chosen, allowed))) == bool(kept and within)


def test_the_first_five_are_named_and_the_others_counted() -> None:
    lines = [(f"k{at}", "xã", 10, True, [], [("drop", 10, 1)]) for at in range(8)]
    instance = replace(plain_instance(lines, 0, {}), titles={"k0": "Máy in"})
    found = list(find_broken(instance, np.arange(8), [0]))
    assert found[0].startswith("Khoản mục “Máy in” là khoản không được cắt")
    assert found[5].startswith("Còn 3 khoản mục nữa là khoản không được cắt")
    assert len(found) == 6


def test_a_child_that_goes_on_while_its_parent_waits_is_found() -> None:
    lines = [("a", "xã", 10, False, [], [("defer", 10, 1)]), ("b", "xã", 10, False, ["a"], [("defer", 10, 1)])]
    instance = plain_instance(lines, 0, {})
    assert not list(find_broken(instance, np.array([0, 1]), [0]))
    (found,) = find_broken(instance, np.array([0, -1]), [0])
    assert found.startswith("Khoản mục “b” không giãn dù khoản mục mà nó phụ thuộc đã giãn sang kỳ sau")


def test_a_torn_bundle_and_a_pin_are_found() -> None:
    lines = [(name, "xã", 10, False, [], [("drop", 10, 1)]) for name in "ab"]
    instance = plain_instance(lines, 0, {})
    bundled = replace(instance, bundles=((0, 1),))
    (torn,) = find_broken(bundled, np.array([0, -1]), [0])
    assert torn.startswith("Khoản mục “a” thuộc một bộ phải cắt cùng nhau mà chỉ bị cắt một phần")
    pinned = replace(instance, lines=replace(instance.lines, forced=np.array([False, True])))
    (kept,) = find_broken(pinned, np.array([0, -1]), [0])
    assert kept.startswith("Khoản mục “b” bị ghim là phải cắt mà vẫn giữ nguyên")


def test_every_sort_of_rule_is_named_with_its_figures() -> None:
    instance = plain_instance([("a", "xã", 2_000_000, False, [], [("drop", 2_000_000, 1)])], 0, {})
    target = replace(instance.rows[0], limit=3_000_000, subject="Nguồn A")
    rows = (
        *(replace(target, kind=kind) for kind in (RowKind.TARGET, RowKind.CEILING)),
        replace(target, kind=RowKind.UNIT_CAP, subject="Xã Trà Mai", at_least=False, limit=1_500_000),
        replace(target, kind=RowKind.FLOOR, subject="Tập huấn", at_least=False, limit=1_999_999),
        replace(target, kind=RowKind.AT_LEAST, subject="cổng dịch vụ", limit=2, weight=np.array([1])),
    )
    found = list(find_broken(replace(instance, rows=rows), np.array([0]), [0, 400_000, 0, 0, 0]))
    assert [sentence.removesuffix(" Không dùng kết quả này, hãy tính lại.") for sentence in found] == [
        "Mục tiêu cắt giảm “Nguồn A” không được giữ: kết quả đạt 2.000.000 đồng, giới hạn 3.000.000 đồng, thiếu 1.000.000 đồng.",
        (
            "Hạn mức của nguồn “Nguồn A” không được giữ: kết quả đạt 2.000.000 đồng, giới hạn 3.000.000 đồng, thiếu 1.000.000 đồng, "
            "quá mức nới đã nêu (400.000 đồng)."
        ),
        "Mức cắt tối đa của đơn vị “Xã Trà Mai” không được giữ: kết quả đạt 2.000.000 đồng, giới hạn 1.500.000 đồng, vượt 500.000 đồng.",
        "Mức giữ lại tối thiểu của nhóm “Tập huấn” không được giữ: kết quả đạt 2.000.000 đồng, giới hạn 1.999.999 đồng, vượt 1 đồng.",
        "Quy tắc số khoản tối thiểu “cổng dịch vụ” không được giữ: kết quả đạt 1, giới hạn 2, thiếu 1.",
    ]


def test_a_relaxation_is_of_a_rule_that_may_give_way_once_and_by_something() -> None:
    instance = plain_instance([("a", "xã", 10, False, [], [("drop", 10, 1)])], 0, {"xã": 5})
    sacred = replace(instance, rows=(instance.rows[0], replace(instance.rows[1], relaxation=Relaxation.NEVER)))
    assert not list(find_unlawful_relaxations(instance, [(1, 5), (0, 0)]))
    assert "không được phép nới" in next(find_unlawful_relaxations(sacred, [(1, 5)]))
    assert "không có trong đề bài" in next(find_unlawful_relaxations(instance, [(2, 5)]))
    assert len(list(find_unlawful_relaxations(instance, [(0, -1), (1, 1), (1, 1)]))) == 2
