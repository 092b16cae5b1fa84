"""The browser's outbox: every edit not yet answered, sent again until it is. Taken once by operation id, believed never."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pages.parts.grid.patches import HeldVersion

OperationKind = Literal["set", "undo", "redo"]
Origin = Literal["type", "paste", "fill", "clear"]
ORIGINS: tuple[Origin, ...] = ("type", "paste", "fill", "clear")

LONGEST_TEXT = 10_000
MOST_OPERATIONS = 50_000
_EXACT = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?")
_IDENTIFIER = re.compile(r"[0-9A-Za-z_.|:-]{1,120}")

MALFORMED = "Bảng gửi lên một sửa đổi không đọc được nên chưa lưu. Tải lại trang (F5) rồi nhập lại ô này."
NOT_EDITABLE = "Cột này chỉ để xem nên không lưu. Sửa ở cột được phép sửa hoặc ở bảng chi tiết bên phải."
TOO_LONG = f"Nội dung dài quá {LONGEST_TEXT:,} ký tự nên chưa lưu. Rút ngắn rồi nhập lại.".replace(",", ".")


@dataclass(frozen=True)
class GridOperation:
    """One cell set to a raw text, or one request to undo or redo; `seen` is the journal seq the person saw on the line.

    `follows` is the id of the person's own earlier unanswered operation on the same line, so that two quick edits of one line
    are not taken for a conflict with somebody else; of an undo it names the newest edit that was unanswered then. `base` is the text
    the person saw in the cell. `exact` is the number the other spreadsheet holds behind the pasted text ("12500000"), where it told.
    """

    op: str
    action: str
    kind: OperationKind
    line: str
    field: str
    text: str
    seen: int
    follows: str | None = None
    origin: Origin = "type"
    base: str = ""
    exact: str | None = None


@dataclass(frozen=True)
class GridAction:
    """One act of the person (a cell, a paste, a fill): its operations belong in one batch of the journal."""

    action: str
    operations: tuple[GridOperation, ...]

    @property
    def pasted(self) -> bool:
        """Whether the act was a paste."""
        return any(operation.origin == "paste" for operation in self.operations)


@dataclass(frozen=True)
class OperationAnswer:
    """What became of an operation: accepted or not, the sentence to show (may be empty), and the journal seq it got.

    `held`: nothing is saved yet, the person is asked first; the browser keeps the operation until a later answer settles it.
    """

    op: str
    accepted: bool
    sentence: str = ""
    seq: int | None = None
    held: bool = False


@dataclass(frozen=True)
class OutboxReading:
    """What the browser's state holds for this plan: new operations in order, refusals by op id, and every op id."""

    operations: tuple[GridOperation, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    present: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sighting:
    """What the browser said it shows, and the mark of the message that said so; None = it has no rows and needs them all."""

    mark: str
    held: HeldVersion | None


def read_outbox(raw: object, scope: str, processed: Collection[str], editable: Collection[str]) -> OutboxReading:
    """What is to be done with the browser's state, which may hold anything.

    Operations of another `scope` (another plan) are left alone. Ids in `processed` are not returned again. An operation that
    cannot be read but has an id is refused with a sentence, so that the browser stops sending it.
    """
    if not isinstance(raw, Mapping) or raw.get("scope") != scope:
        return OutboxReading()
    entries = raw.get("operations")
    entries = entries[:MOST_OPERATIONS] if isinstance(entries, list) else []
    taken: dict[str, GridOperation] = {}
    refused: dict[str, str] = {}
    present: dict[str, None] = {}
    for entry in entries:
        op = _read_identifier(entry.get("op")) if isinstance(entry, Mapping) else None
        if op is None or op in present:
            continue
        present[op] = None
        if op in processed:
            continue
        result = _read_operation(op, entry, editable)
        if isinstance(result, str):
            refused[op] = result
        else:
            taken[op] = result
    return OutboxReading(tuple(taken.values()), tuple(refused.items()), tuple(present))


def read_sighting(raw: object) -> Sighting | None:
    """What the browser's state says about the rows on screen; None when it says nothing that can be read."""
    mark = _read_identifier(raw.get("mark")) if isinstance(raw, Mapping) else None
    return None if mark is None or not isinstance(raw, Mapping) else Sighting(mark, _read_held(raw.get("have")))


def read_order(raw: object) -> tuple[str, bool, str] | None:
    """The column the person sorted by, whether downwards, and the mark of the message that said so; None before any choice."""
    mark = _read_identifier(raw.get("mark")) if isinstance(raw, Mapping) else None
    column = raw.get("field") if isinstance(raw, Mapping) else None
    if mark is None or not isinstance(raw, Mapping) or not isinstance(column, str):
        return None
    return column, raw.get("descending") is True, mark


def read_selected(raw: object) -> str | None:
    """The chosen line's id in the browser's state; None when there is none."""
    return _read_identifier(raw.get("line")) if isinstance(raw, Mapping) else None


def pending_operations(raw: object, scope: str, processed: Collection[str], editable: Collection[str]) -> list[GridOperation]:
    """The operations in the browser's state that are not processed yet, in the order the person made them."""
    return list(read_outbox(raw, scope, processed, editable).operations)


def group_actions(operations: Sequence[GridOperation]) -> list[GridAction]:
    """The operations by the person's act, in the order of each act's first operation."""
    grouped: dict[str, list[GridOperation]] = {}
    for operation in operations:
        grouped.setdefault(operation.action, []).append(operation)
    return [GridAction(action, tuple(members)) for action, members in grouped.items()]


def raise_seen(action: GridAction, answers: Mapping[str, OperationAnswer]) -> GridAction:
    """The action whose operations have seen the person's own earlier edits of the same lines, known from their answers."""
    return GridAction(action.action, tuple(_raise_operation(operation, answers) for operation in action.operations))


def _raise_operation(operation: GridOperation, answers: Mapping[str, OperationAnswer]) -> GridOperation:
    earlier = answers.get(operation.follows) if operation.follows else None
    if earlier is None or earlier.seq is None or earlier.seq <= operation.seen:
        return operation
    return replace(operation, seen=earlier.seq)


def _read_operation(op: str, entry: Mapping[str, Any], editable: Collection[str]) -> GridOperation | str:
    action, kind, seen = _read_identifier(entry.get("action")), entry.get("kind"), entry.get("seen")
    if action is None:
        return MALFORMED
    if kind == "undo" or kind == "redo":
        return GridOperation(op, action, kind, "", "", "", 0, _read_identifier(entry.get("follows")))
    line, field, text = _read_identifier(entry.get("line")), entry.get("field"), entry.get("text")
    if kind != "set" or line is None or not isinstance(field, str) or not isinstance(text, str):
        return MALFORMED
    if isinstance(seen, bool) or not isinstance(seen, int) or not 0 <= seen < 2**53:
        return MALFORMED
    if field not in editable:
        return NOT_EDITABLE
    if len(text) > LONGEST_TEXT:
        return TOO_LONG
    base, exact, origin = entry.get("base"), entry.get("exact"), entry.get("origin")
    return GridOperation(
        *(op, action, "set", line, field, text, seen, _read_identifier(entry.get("follows"))),
        origin=next((known for known in ORIGINS if known == origin), "type"),
        base=base[:LONGEST_TEXT] if isinstance(base, str) else "",
        exact=exact if isinstance(exact, str) and _EXACT.fullmatch(exact) else None,
    )


def _read_identifier(value: object) -> str | None:
    return value if isinstance(value, str) and _IDENTIFIER.fullmatch(value) else None


def _read_held(value: object) -> HeldVersion | None:
    if not isinstance(value, Mapping):
        return None
    dataset, version = value.get("dataset"), value.get("version")
    if not isinstance(dataset, str) or isinstance(version, bool) or not isinstance(version, int):
        return None
    return HeldVersion(dataset, version)
