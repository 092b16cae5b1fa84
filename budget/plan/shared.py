"""What every door to one plan shares in a process: the open store, its live totals, its catalogue."""

import threading
from collections.abc import Callable
from pathlib import Path

from budget.funding.live import LivePots
from budget.model.problem import refuse
from budget.plan.catalogue import Catalogue, read_catalogue
from budget.plan.check_cache import CheckCache
from budget.plan.checking_ahead import CheckingAhead
from budget.plan.giving_way import People
from budget.plan.needed_cache import NeededCache
from budget.plan.settling import Settling
from budget.scenarios.follow import follow_commit
from budget.store.database import Cursor
from budget.store.records import Batch
from budget.store.store import Store
from budget.totals.live import LiveTotals

_CATALOGUE_KINDS = {"unit", "source", "task", "plan", "own_document"}


class Shared:
    """An open plan file with everything that follows its commits."""

    def __init__(self, store: Store) -> None:
        """Let overlays and totals follow the store."""
        self.store = store
        store.follow(follow_commit)
        self.totals = LiveTotals(store)
        self.pots = LivePots(store, self.totals.of)
        store.follow(self._forget)
        self._catalogue: Catalogue | None = None
        self.checked = CheckCache()
        self.needed = NeededCache()
        self.people = People()
        store.follow(lambda _cursor, _seq, _batch: self.people.act())
        self.ahead = CheckingAhead(self.people)
        self._settling = Settling(store.database, self.people)
        store.follow(lambda _cursor, _seq, _batch: self._settling.notice)
        self.budget_year = int(str(self._row("SELECT budget_year FROM plan")[0]))

    def close(self) -> None:
        """End what is going on beside the people, and let the file go."""
        self.ahead.stop()
        self._settling.stop()
        self.store.close()

    def facts(self) -> tuple[str, str, str, str, int]:
        """The plan's id, name, province, programme and budget year."""
        identity, name, province, programme, year = self._row("SELECT id, name, province, programme, budget_year FROM plan")
        return str(identity), str(name), str(province), str(programme), int(str(year))

    def has_sample(self) -> bool:
        """Whether any illustrative line or ceiling is still inside."""
        sql = "SELECT EXISTS (SELECT 1 FROM line WHERE sample) OR EXISTS (SELECT 1 FROM ceiling WHERE sample)"
        return bool(self._row(sql)[0])

    def catalogue(self) -> Catalogue:
        """The plan's codes, read once and again after they change."""
        kept = self._catalogue
        if kept is None:
            with self.store.read() as cursor:
                kept = read_catalogue(cursor, self.budget_year)
            self._catalogue = kept
        return kept

    def _row(self, sql: str) -> tuple[object, ...]:
        with self.store.read() as cursor:
            rows = cursor.rows(sql)
        if not rows:
            raise refuse("not_a_plan", "Tệp này chưa chứa bộ dự toán nào.", "Tạo bộ dự toán mới hoặc khôi phục từ bản sao lưu.")
        return rows[0]

    def _forget(self, _cursor: Cursor, _seq: int, batch: Batch) -> Callable[[], None] | None:
        kinds = {change.kind for change in batch.changes} | {bulk.kind for bulk in batch.bulks}
        return self._clear if kinds & _CATALOGUE_KINDS else None

    def _clear(self) -> None:
        self._catalogue = None


_open: dict[Path, Shared] = {}
_opening = threading.Lock()


def share_plan(path: Path) -> Shared:
    """The open plan at `path`: the one this process holds already, else freshly opened."""
    key = path.resolve()
    with _opening:
        if key not in _open:
            _open[key] = _share(Store.open(key))
        return _open[key]


def _share(store: Store) -> Shared:
    try:
        return Shared(store)
    except BaseException:
        store.close()  # a file that proved to be no plan is not kept from others
        raise


def adopt_store(store: Store) -> Shared:
    """Register a store this process has just made, so that it is not opened twice."""
    with _opening:
        shared = Shared(store)
        _open[store.path.resolve()] = shared
        return shared


def is_open(path: Path) -> bool:
    """Whether this process holds the plan open."""
    return path.resolve() in _open


def close_plan(path: Path) -> None:
    """Let a plan go: flush it and forget it."""
    with _opening:
        shared = _open.pop(path.resolve(), None)
    if shared is not None:
        shared.close()
