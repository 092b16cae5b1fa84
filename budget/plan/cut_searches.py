"""Searches for cuts as screens start and follow them: in the program's one slot, in a process of its own, never in the way of others."""

from budget.cuts.inquiry import Inquiry
from budget.cuts.running import SLOT
from budget.cuts.search import SearchState, Standing
from budget.cuts.wire import Found


def make_ready() -> None:
    """Have a worker ready; a screen that may soon ask for a search says so."""
    SLOT.make_ready()


__all__ = ["Found", "Inquiry", "SearchState", "Standing", "make_ready"]
