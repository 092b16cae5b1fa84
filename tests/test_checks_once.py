"""What can be read once only says so the second time."""

import pytest

from budget.checks.once import Once


def test_it_gives_its_items_once_and_then_complains() -> None:
    rows = Once(number for number in (1, 2, 3))
    assert list(rows) == [1, 2, 3]
    with pytest.raises(RuntimeError, match="gone through already"):
        list(rows)


def test_nothing_is_also_gone_through_once() -> None:
    rows: Once[int] = Once([])
    assert list(rows) == []
    with pytest.raises(RuntimeError):
        iter(rows)
