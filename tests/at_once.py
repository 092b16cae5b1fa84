"""Slots for searches without processes: one that answers here and now, one where nothing ever gets its turn."""

from budget.cuts.process.following import Search, SearchState
from budget.cuts.process.running import BROKEN, CLASHING, Running
from budget.cuts.process.wire import Request
from budget.cuts.process.worker import search
from budget.cuts.search.solving import ContradictionError


class AtOnce(Running):
    """Searches here and now, with the very search of the worker, so that a test of a screen need not wait for processes."""

    def start(self, request: Request, base_seq: int = 0) -> Search:
        found = Search(request, base_seq)
        found.begin(lambda: None)
        try:
            for each in search(request, lambda _share, _doing: True):
                found.add(each)
            found.end(SearchState.DONE)
        except ContradictionError:
            found.end(SearchState.FAILED, CLASHING)
        return found

    def make_ready(self) -> None:
        """Nothing to make ready."""


class Never(AtOnce):
    """Nothing gets its turn: two others stand before every search."""

    def start(self, request: Request, base_seq: int = 0) -> Search:
        found = Search(request, base_seq)
        found.move_up(2)
        return found


class Broken(AtOnce):
    """Every search fails as one does whose process ended."""

    def start(self, request: Request, base_seq: int = 0) -> Search:
        found = Search(request, base_seq)
        found.end(SearchState.FAILED, BROKEN)
        return found
