"""Rows of how needed lines are: in order, filtered, with their sums; unknown stays apart from 0."""

from dataclasses import replace

import numpy as np

from budget.cuts.necessity.listing import Wanted, list_needs
from budget.model.states import Criterion
from tests.needs import need_table

UNKNOWN = [-1] * 8


def test_lines_stand_in_order_and_locked_ones_last_by_number() -> None:
    table = need_table([(6, 5, [50] * 8), (3, 7, [50] * 8), (3, 9, [50] * 8), (0, 1, [50] * 8)], locked=[3, 1])
    found = list_needs(table, Wanted())
    assert [(row.number, row.rank) for row in found.rows] == [(3, 1), (1, 2), (2, None), (4, None)]
    assert (found.count, found.free, found.amount) == (4, 2, 14)


def test_what_is_asked_for_is_shown_with_its_own_sums() -> None:
    table = need_table([(3, 5, [50] * 8), (6, 7, [50] * 8), (3, 9, [50] * 8)], locked=[0], other=[2])
    asked = {
        "band": Wanted(bands=("d",)),
        "ids": Wanted(only=frozenset({"l00001", "l00002"})),
        "free": Wanted(free=True),
        "locked": Wanted(free=False),
        "other": Wanted("other"),
        "nothing": Wanted(only=frozenset()),
    }
    found = {name: [row.number for row in list_needs(table, wanted).rows] for name, wanted in asked.items()}
    assert found == {"band": [1], "ids": [2], "free": [2], "locked": [1], "other": [3], "nothing": []}
    assert list_needs(table, Wanted(bands=("d",))).amount == 0


def test_only_proposals_where_that_is_asked_for() -> None:
    table = replace(need_table([(3, 5, [50] * 8)] * 2), proposal=np.array([True, False]))
    assert [row.number for row in list_needs(table, Wanted(proposal=True)).rows] == [1]


def test_the_first_rows_only_but_the_sums_of_all() -> None:
    found = list_needs(need_table([(3, 5, [50] * 8)] * 7), Wanted(), 2)
    assert (len(found.rows), found.count, found.amount) == (2, 7, 35)


def test_what_nobody_told_is_none() -> None:
    (row,) = list_needs(need_table([(3, 5, UNKNOWN)]), Wanted()).rows
    assert (row.score, row.known, row.disbursable_bp) == (None, 0, None)
    assert set(row.points.values()) == {None}
    (row,) = list_needs(need_table([(3, 5, [0, *UNKNOWN[1:]])]), Wanted()).rows
    assert (row.score, row.known, row.points[Criterion.LEGAL_DUTY]) == (0, 1, 0)


def test_an_empty_plan_has_no_rows() -> None:
    assert list_needs(need_table([]), Wanted()).rows == ()
