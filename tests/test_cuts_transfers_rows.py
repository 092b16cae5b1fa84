"""Rows of making room: by Hall's condition, what keeps them can be moved in full; and one row of them all for a frontier."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.acting import Choices, Way
from budget.cuts.instance import CODE_OF, Instance, Lines, Options, RowKind
from budget.cuts.transfers.flow import Routes, share_out
from budget.cuts.transfers.needs import Needs
from budget.cuts.transfers.pools import Pool, Pools
from budget.cuts.transfers.rows import as_one, name_subject, room_rows
from budget.cuts.years import Counted
from budget.model.states import CutAction
from tests.room import needs

POOLS = tuple(Pool(name, "", "recurrent") for name in "ABC")
YEAR = 2024


def routes(pairs: set[tuple[int, int]]) -> Routes:
    rows = sorted(pairs)
    need, pot = (np.array([row[side] for row in rows], np.int64) for side in (0, 1))
    return Routes(POOLS, tuple((place, YEAR) for place in range(3)), need, pot, np.full(len(rows), 10**6, np.int64))


def choices(amounts: list[int]) -> Choices:
    """One dropping a pool, of so many đồng."""
    line, money = np.arange(len(amounts), dtype=np.int64), np.array(amounts, np.int64)
    nothing = np.zeros(len(amounts), np.int64)
    options = Options(line, nothing + CODE_OF[CutAction.DROP], nothing, money, nothing, money)
    return Choices(options, (Way(CutAction.DROP),), nothing)


def rows_of(asked: Needs, pairs: set[tuple[int, int]], amounts: list[int]) -> tuple[list[tuple[str, int]], Instance]:
    made = choices(amounts)
    money = made.options.saved
    counted: dict[int | None, Counted] = {YEAR: Counted(YEAR, money, money, money)}
    rows = room_rows(asked, routes(pairs), Pools(POOLS, np.arange(3), {}), made, counted)
    count = len(amounts)
    flags = np.zeros(count, np.bool_)
    lines = Lines(tuple("abc"), ("u",), np.zeros(count, np.int64), money, flags, flags)
    edges = np.zeros(0, np.int64)
    return [(row.subject, row.limit) for row in rows], Instance(lines, made.options, tuple(rows), edges, edges)


def test_each_set_of_pots_and_all_that_hang_together_have_a_row() -> None:
    found, instance = rows_of(needs([50, 30, 20], [9, 9, 9]), {(0, 0), (1, 0), (1, 1), (2, 2)}, [100, 100, 100])
    assert found == [("A|recurrent|2024", 50), ("A|recurrent|2024;B|recurrent|2024", 80), ("C|recurrent|2024", 20)]
    whole = as_one(instance).rows
    assert [(row.kind, row.subject, row.limit) for row in whole] == [(RowKind.TARGET, "", 100)]
    assert whole[0].weight.tolist() == [100, 100, 100]


def test_sets_that_touch_are_joined() -> None:
    found, _ = rows_of(needs([10, 20], [9, 9]), {(0, 0), (0, 1), (1, 1), (1, 2)}, [1, 1, 1])
    assert [limit for _, limit in found] == [10, 30, 20]


def test_a_need_that_wants_nothing_has_no_row() -> None:
    assert rows_of(needs([0], [9]), {(0, 0)}, [1, 1, 1])[0] == []


def test_a_subject_is_told_in_words() -> None:
    names = {"NSH-THEM": "NS huyện thêm", "502": "UBND Tam Kỳ", "DTC": "Đầu tư công"}
    assert (
        name_subject("NSH-THEM|502|recurrent|2024;DTC|investment|2025", names)
        == "NS huyện thêm của UBND Tam Kỳ năm 2024, Đầu tư công năm 2025"
    )


@given(
    st.lists(st.integers(1, 30), min_size=1, max_size=4),
    st.sets(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=9),
    st.tuples(*[st.integers(0, 60)] * 3),
)
def test_what_keeps_the_rows_can_be_moved_in_full_where_sets_are_nested_or_apart(
    wanted: list[int], pairs: set[tuple[int, int]], freed: tuple[int, int, int]
) -> None:
    known = {(need, pot) for need, pot in pairs if need < len(wanted)}
    sets = [frozenset(pot for need, pot in known if need == one) for one in range(len(wanted))]
    asked = needs([amount if sets[at] else 0 for at, amount in enumerate(wanted)], [9] * len(wanted))
    found, _ = rows_of(asked, known, list(freed))
    nested = all(one <= other or other <= one or not one & other for one in sets for other in sets)
    places = {f"{pool.subject}|{YEAR}": at for at, pool in enumerate(POOLS)}
    kept = all(sum(freed[places[pot]] for pot in subject.split(";")) >= limit for subject, limit in found)
    if nested and kept:
        shared = share_out(asked, routes(known), {(at, YEAR): amount for at, amount in enumerate(freed)})
        assert shared.by_need(len(wanted)).tolist() == asked.wanted.tolist()
