"""What goes into the journal: changes of one group, bulk payloads, and the batch that carries them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import pyarrow as pa

Value = int | str | bool | None
Record = Mapping[str, Value]
ROWS_LIMIT = 1000


class Action(StrEnum):
    """What a bulk payload does; REVERT puts the old values of an UPDATE back."""

    CREATE = "create"
    DELETE = "delete"
    UPDATE = "update"
    REVERT = "revert"


INVERSE = {
    Action.CREATE: Action.DELETE,
    Action.DELETE: Action.CREATE,
    Action.UPDATE: Action.REVERT,
    Action.REVERT: Action.UPDATE,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One group of one entity replaced: old None = made, new None = deleted.

    `expected` is the journal seq the author saw; the change is refused when the group was touched later. None = not checked.
    """

    kind: str
    entity: str
    group: str
    old: Record | None
    new: Record | None
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Bulk:
    """Many entities of one kind at once, as an Arrow table (CREATE, DELETE: whole rows; UPDATE: key, old_*, new_*)."""

    kind: str
    group: str
    action: Action
    table: pa.Table
    origin: tuple[int, int] | None = None


@dataclass(frozen=True)
class Batch:
    """The unit of journal, hash and undo: who did what and why, with its changes.

    `operation_id` makes an append idempotent: the same id again changes nothing. `expecting` are the single changes a payload
    was packed from, for the version check.
    """

    actor: str
    action: str
    reason: str = ""
    changes: Sequence[Change] = field(default_factory=tuple)
    bulks: Sequence[Bulk] = field(default_factory=tuple)
    operation_id: str | None = None
    undoes: int | None = None
    expecting: Sequence[Change] = field(default_factory=tuple)

    @property
    def size(self) -> int:
        """How many entity groups it changes."""
        return len(self.changes) + sum(int(bulk.table.num_rows) for bulk in self.bulks)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the journal answers: the batch's seq and hash; `repeated` when it had been appended before."""

    seq: int
    batch: str
    hash: str
    moment: str
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One batch as the journal remembers it."""

    seq: int
    batch: str
    actor: str
    moment: str
    action: str
    reason: str
    size: int
    undoes: int | None
    undone_by: int | None


def to_text(record: Record | None) -> str | None:
    """The stored bytes of one side of a change: canonical JSON; floats are our own mistake and raise."""
    if record is None:
        return None
    for name, value in record.items():
        if isinstance(value, float):
            raise TypeError(f"float in the journal: {name}={value!r}")
    return json.dumps(dict(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(text: str | None) -> dict[str, Value] | None:
    """The record a stored side holds."""
    return None if text is None else json.loads(text)
