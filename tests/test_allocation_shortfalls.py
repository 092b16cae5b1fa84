"""A line lacks money only behind pots that are full of what comes before it: the law that the sentences rest on."""

import numpy as np
from hypothesis import given, settings

from budget.allocation.answer import funded_lines, used_pots
from budget.allocation.instance import Instance
from budget.allocation.shortfalls import LACK, Lack, last_in_order, order_of
from budget.allocation.solving import solve
from tests.questions import questions


@given(questions(lines=14, pots=5, largest=20))
@settings(max_examples=150)
def test_every_open_pot_of_a_lacking_row_is_full_of_what_comes_before_it(instance: Instance) -> None:
    paid = solve(instance).paid
    lacking = funded_lines(instance, paid) < instance.demand
    spare = instance.ceiling - used_pots(instance, paid)
    is_open = lacking[instance.pair_line] & (paid < instance.pair_cap)
    assert not spare[instance.pair_pot[is_open]].any()
    last, own = last_in_order(instance, paid), order_of(instance)
    assert np.all(last[instance.pair_pot[is_open]] <= own[instance.pair_line[is_open]])


def test_every_kind_of_lack_has_its_words() -> None:
    assert set(LACK) == set(Lack)
