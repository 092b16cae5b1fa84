"""What is priced away and what stays: rules of one unit and of few lines stay; options that cannot matter leave."""

from dataclasses import replace

import numpy as np

from budget.cuts.certificate.priced import FEW_LINES, price_out
from budget.cuts.instance import Instance, plain_instance


def _many() -> Instance:
    lines = [(f"k{at:02d}", f"xã {at % 2}", 10, False, [], [("drop", 10, 5)]) for at in range(40)]
    return plain_instance(lines, 100, {"xã 0": 30})


def test_a_rule_across_units_gives_its_price_and_a_rule_of_one_unit_stays() -> None:
    priced = price_out(_many(), (2.0, 9.0), [0, 3])
    assert set(priced.cost.tolist()) == {5.0 - 2.0 * 10}
    assert priced.constant == 2.0 * 100
    assert [(rule.low, rule.high, len(rule.option)) for rule in priced.inner] == [(-np.inf, 33.0, 20)]
    assert 0 < priced.slack < 1e-9


def test_a_cap_across_units_raises_the_cost_whichever_way_its_price_is_signed() -> None:
    instance = _many()
    capped = replace(instance, rows=(replace(instance.rows[0], at_least=False),))
    for price in (0.5, -0.5):
        priced = price_out(capped, (price,), [7])
        assert set(priced.cost.tolist()) == {5.0 + 0.5 * 10}
        assert priced.constant == -0.5 * 107


def test_a_rule_over_few_lines_stays_even_across_units() -> None:
    assert len(price_out(_many(), (2.0, 0.0), [0, 0], few=40).inner) == 2
    assert FEW_LINES < 40


def test_locked_lines_and_parents_of_what_cannot_fall_leave() -> None:
    lines = [
        ("a", "xã", 10, False, [], [("percent", 5, 0), ("drop", 10, 0)]),
        ("b", "xã", 10, False, ["a"], [("drop", 10, 0)]),
        ("c", "xã", 10, True, ["b"], [("drop", 10, 0)]),
    ]
    instance = replace(plain_instance(lines, 0, {}), rows=())
    priced = price_out(replace(instance, options=replace(instance.options, harm=np.full(4, -1))), (), [])
    assert priced.live.tolist() == [True, False, False, False]


def test_what_costs_something_and_frees_nothing_leaves_but_a_child_of_a_tempting_parent_stays() -> None:
    lines = [
        ("a", "xã 1", 100, False, [], [("drop", 100, 1)]),
        ("b", "xã 2", 10, False, ["a"], [("percent", 5, 90), ("drop", 10, 90)]),
        ("c", "xã 3", 10, False, ["b"], [("drop", 10, 90)]),
        ("d", "xã 4", 10, False, [], [("drop", 10, 90)]),
        ("e", "xã 5", 10, False, ["d"], [("drop", 10, 90)]),
    ]
    priced = price_out(plain_instance(lines, 50, {}), (1.0,), [0], few=0)
    assert priced.live.tolist() == [True, False, True, True, False, False]
