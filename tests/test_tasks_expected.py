"""Expected disbursement by source: known and unknown apart, and together the planned money."""

from hypothesis import given
from hypothesis import strategies as st

from budget.tasks.expected import expect_by_source
from budget.tasks.groups import Group
from budget.tasks.readiness import Steps


def group(source: str, year: int, lines: int, amount: int, expected: int | None) -> Group:
    return Group("NV14", source, year, 4, Steps(), None if expected is None else 1, lines, amount, 0, expected)


GROUPS = st.lists(
    st.builds(group, st.sampled_from(["A", "B", ""]), st.sampled_from([2024, 2025]), st.integers(1, 9), st.integers(0, 10**12), st.none())
)


def test_what_nobody_can_tell_is_not_expected_to_be_nothing() -> None:
    (row,) = expect_by_source([group("A", 2024, 2, 100, 40), group("A", 2024, 3, 50, None)])
    assert (row.lines, row.amount, row.known, row.expected, row.short, row.unknown, row.unknown_lines) == (5, 150, 100, 40, 60, 50, 3)


@given(GROUPS)
def test_every_dong_stands_in_one_source_and_year(groups: list[Group]) -> None:
    rows = expect_by_source(groups)
    assert sum(row.amount for row in rows) == sum(item.amount for item in groups)
    assert len({(row.source, row.year) for row in rows}) == len(rows)
    assert all(row.amount == row.known + row.unknown for row in rows)
