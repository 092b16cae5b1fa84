"""Collection of circles waits for a block and goes on after it, also when the block fails."""

import gc

import pytest

from budget.imports.gathering import gathering


def fail_while_gathering() -> None:
    with gathering():
        assert not gc.isenabled()
        raise ValueError("hỏng")


def test_collection_waits_and_goes_on() -> None:
    with pytest.raises(ValueError, match="hỏng"):
        fail_while_gathering()
    assert gc.isenabled()


def test_a_block_inside_another_does_not_wake_it() -> None:
    with gathering():
        with gathering():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
