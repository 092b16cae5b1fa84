"""Transfers as they are kept: what a line of other spending gives to a line of the estimate, what went nowhere, what both lists come to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from budget.scenarios.resolve import read_chain
from budget.store.database import Cursor


@dataclass(frozen=True, slots=True)
class Transfer:
    """So many đồng from a line of other spending (`line_from`) to a line of the estimate (`line_to`) in a budget year.

    `pot` is the purse that is to go up; `decider` decides, `proposal` = the province only proposes it; `answer` says where such money
    goes, `citation` by which rule and law ("cần kiểm tra" where recalled).
    """

    line_from: str
    line_to: str
    amount: int
    source: str
    nature: str
    year: int
    pot: str
    decider: str
    proposal: bool
    answer: str
    citation: str


@dataclass(frozen=True, slots=True)
class Left:
    """Freed money of a line that went nowhere, in đồng, and why."""

    line: str
    amount: int
    reason: str


@dataclass(frozen=True)
class Identity:
    """What both lists come to before and after, in đồng: `other` spending, and what is `arranged` for the estimate.

    Law: other before = after + reduced + cut + deferred; cut + deferred = moved + left; arranged after = before + moved.
    """

    other_before: int
    reduced: int
    cut: int
    deferred: int
    moved: int
    left: int
    arranged_before: int

    @property
    def freed(self) -> int:
        """What the cut frees."""
        return self.cut + self.deferred

    @property
    def other_after(self) -> int:
        """What remains of other spending."""
        return self.other_before - self.reduced - self.freed

    @property
    def arranged_after(self) -> int:
        """What the estimate is paid from then on."""
        return self.arranged_before + self.moved

    @property
    def before(self) -> int:
        """Both lists together, before."""
        return self.other_before + self.arranged_before

    @property
    def after(self) -> int:
        """Both lists together and what went nowhere, after; equal to `before`."""
        return self.other_after + self.arranged_after + self.left + self.reduced


@dataclass(frozen=True)
class SavedTransfers:
    """The transfers of a saved run, as they were when it was saved."""

    transfers: tuple[Transfer, ...]
    left: tuple[Left, ...]
    identity: Identity


def find_saved(cursor: Cursor, scenario: str) -> SavedTransfers | None:
    """The transfers that a scenario and its ancestors were saved with, the oldest first; None when none came from making room."""
    found = [saved for one in read_chain(cursor, scenario) if (saved := _find_own(cursor, one)) is not None]
    if not found:
        return None
    first, parts = found[0].identity, [one.identity for one in found]
    names = ("reduced", "cut", "deferred", "moved", "left")
    identity = replace(first, **{name: sum(getattr(part, name) for part in parts) for name in names})
    transfers, left = ([item for one in found for item in getattr(one, name)] for name in ("transfers", "left"))
    return SavedTransfers(tuple(transfers), tuple(left), identity)


def read_given(cursor: Cursor, scenario: str) -> Mapping[tuple[str, int], int]:
    """What saved transfers give to lines of the estimate in a scenario: (line, year) -> đồng."""
    saved = find_saved(cursor, scenario)
    found: dict[tuple[str, int], int] = {}
    for transfer in saved.transfers if saved else ():
        key = transfer.line_to, transfer.year
        found[key] = found.get(key, 0) + transfer.amount
    return found


def _find_own(cursor: Cursor, scenario: str) -> SavedTransfers | None:
    """The transfers of a scenario's own run."""
    rows = cursor.rows("SELECT answer FROM cut_run WHERE scenario = ?", [scenario])
    told: dict[str, Any] = json.loads(str(rows[0][0]) or "{}") if rows else {}
    if "transfers" not in told:
        return None
    transfers = tuple(Transfer(*one) for one in told["transfers"])
    return SavedTransfers(transfers, tuple(Left(*one) for one in told["left"]), Identity(*told["identity"]))


def as_plain(record: Transfer | Left | Identity) -> list[object]:
    """A record as it is stored: its values in the order of its fields."""
    return [getattr(record, one.name) for one in fields(record)]
