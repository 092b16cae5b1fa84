"""plan.transfers: where the money of a cut of other spending goes (điều chuyển), of a preview or of a saved scenario, with names."""

from budget.cuts.transfers.kept import find_saved
from budget.cuts.transfers.moving_money import ORDER
from budget.cuts.transfers.told import LeftTold, Raise, TransfersTold, TransferTold, say_identity, tell_transfers
from budget.cuts.transfers.unmet import Unmet, UnmetGroup
from budget.plan.room_preview import RoomPreview
from budget.scenarios.reading import find_scenario
from budget.store.store import Store


class Transfers:
    """The transfers of an open plan."""

    def __init__(self, store: Store) -> None:
        """Stand on the store."""
        self._store = store

    def of(self, preview: RoomPreview) -> TransfersTold:
        """The transfers of an answer that is not saved."""
        with self._store.read() as cursor:
            return tell_transfers(cursor, preview.moved.transfers, preview.moved.left, preview.moved.identity)

    def saved(self, scenario: str) -> TransfersTold | None:
        """The transfers a scenario was saved with; None when it came from no question of making room. PlanError: no such scenario."""
        with self._store.read() as cursor:
            found = find_saved(cursor, find_scenario(cursor, scenario).id)
            return None if found is None else tell_transfers(cursor, found.transfers, found.left, found.identity)


__all__ = ["ORDER", "LeftTold", "Raise", "RoomPreview", "TransferTold", "Transfers", "TransfersTold", "Unmet", "UnmetGroup", "say_identity"]
