"""Flow diagrams: every đồng that enters a column leaves it, ribbons fill their nodes, nothing overlaps."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.flow_layout import LEAST, Flow, curve, lay_out

NAMES = st.tuples(st.sampled_from("ABCD"), st.sampled_from("XYZ"), st.sampled_from("KLMNO"))
FLOWS = st.lists(st.builds(Flow, NAMES, st.integers(1, 10**13)), min_size=1, max_size=25)


@given(FLOWS)
def test_each_column_holds_the_whole_and_each_pair_of_columns_carries_it(flows: list[Flow]) -> None:
    nodes, ribbons = lay_out(flows, {}, 400)
    whole = sum(flow.amount for flow in flows)
    assert [sum(node.amount for node in nodes if node.column == column) for column in range(3)] == [whole] * 3
    assert [sum(ribbon.amount for ribbon in ribbons if ribbon.column == column) for column in range(2)] == [whole] * 2


@given(FLOWS)
def test_nodes_of_a_column_never_overlap_and_ribbons_fill_what_they_start_from(flows: list[Flow]) -> None:
    nodes, ribbons = lay_out(flows, {"C": 0, "A": 1}, 400)
    for column in range(3):
        held = [node for node in nodes if node.column == column]
        assert all(first.bottom <= second.top + 1e-6 for first, second in pairwise(held))
    for node in nodes:
        starting = sorted(ribbon.left for ribbon in ribbons if ribbon.column == node.column and ribbon.start == node.name)
        if starting:
            assert starting[0][0] == pytest.approx(node.top)
            assert all(first[1] == pytest.approx(second[0]) for first, second in pairwise(starting))
            assert starting[-1][1] <= node.bottom + LEAST


def test_names_that_are_given_an_order_keep_it_and_the_others_go_by_size() -> None:
    flows = [Flow(("nhỏ", "x", "k"), 1_000), Flow(("lớn", "y", "k"), 9_000), Flow(("vừa", "y", "m"), 5_000)]
    nodes, _ = lay_out(flows, {"nhỏ": 0}, 100)
    assert [node.name for node in nodes if node.column == 0] == ["nhỏ", "lớn", "vừa"]


def test_a_ribbon_begins_and_ends_at_its_edges() -> None:
    _, ribbons = lay_out([Flow(("a", "x", "k"), 3), Flow(("b", "x", "k"), 1)], {}, 100)
    first = next(ribbon for ribbon in ribbons if ribbon.start == "b")
    points = curve(first, 10, 50)
    assert points[0] == (10, *first.left)
    assert points[-1] == (50, *first.right)
    assert lay_out([], {}, 100) == ([], [])
