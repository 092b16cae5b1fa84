"""Transfers kept with the scenario that made them: inside the answer of its run, so that amounts stay exact to the đồng.

A line of the estimate whose whole amount comes from one source is planned on that source from then on (an operation); one that is paid
in part keeps its source, and what it gets stands in the transfers alone. See docs/decisions/make-room.md.
"""

import json
from dataclasses import replace
from typing import Any

from budget.cuts.transfers.drawing import Room
from budget.cuts.transfers.kept import as_plain
from budget.cuts.transfers.moving_money import Moved
from budget.lines.query import LineFilter
from budget.model.ids import new_id
from budget.model.states import OperationKind
from budget.scenarios.changing import member_bulk
from budget.scenarios.operations import Draft
from budget.scenarios.planning import operation_change
from budget.store.database import Cursor
from budget.store.journal import head
from budget.store.records import Action, Batch, Bulk, Change

REASON = "Điều chuyển: nguồn dành từ chi khác"


def add_transfers(cursor: Cursor, batch: Batch, scenario: str, room: Room, moved: Moved) -> Batch:
    """A batch that saves a run, with the transfers in it: the operations on who pays, and the transfers inside the answer."""
    position = max((int(str(change.new["position"])) for change in batch.changes if _is_operation(change) and change.new), default=0)
    operations, members, ids = list[Change](), list[Bulk](), list[str]()
    for offset, (source, lines) in enumerate(sorted(paid_whole(room, moved).items()), start=1):
        ids.append(new_id())
        draft = Draft(OperationKind.RE_SOURCE, LineFilter(listing=None, lines=lines), REASON, {"source": source})
        operations.append(operation_change(ids[-1], scenario, position + offset, draft, len(lines), head(cursor)[0]))
        members.append(member_bulk(Action.CREATE, ids[-1], lines))
    changes = [_told(change, ids, moved) if change.kind == "cut_run" else change for change in batch.changes]
    return replace(batch, changes=[*changes, *operations], bulks=[*batch.bulks, *members])


def paid_whole(room: Room, moved: Moved) -> dict[str, tuple[str, ...]]:
    """Source -> the lines (by id) that it pays in full by transfers and that were planned on another, or on none."""
    rows = room.funding.laid.demands.rows
    planned = dict(zip(rows.column("line").to_pylist(), rows.column("source").to_pylist(), strict=True))
    whole = dict(zip(room.needs.texts("line"), room.needs.whole.tolist(), strict=True))
    given: dict[str, dict[str, int]] = {}
    for one in moved.transfers:
        by_source = given.setdefault(one.line_to, {})
        by_source[one.source] = by_source.get(one.source, 0) + one.amount
    found: dict[str, list[str]] = {}
    for line, by_source in given.items():
        for source, amount in by_source.items():
            if amount == whole[line] and planned[line] != source:
                found.setdefault(source, []).append(line)
    return {source: tuple(sorted(lines)) for source, lines in found.items()}


def _is_operation(change: Change) -> bool:
    return change.kind == "operation"


def _told(change: Change, operations: list[str], moved: Moved) -> Change:
    """The change of a run with the transfers inside its answer."""
    new = dict(change.new or {})
    answer: dict[str, Any] = json.loads(str(new["answer"]))
    answer["operations"] = [*answer["operations"], *operations]
    answer["transfers"] = [as_plain(one) for one in moved.transfers]
    answer["left"] = [as_plain(one) for one in moved.left]
    answer["identity"] = as_plain(moved.identity)
    new["answer"] = json.dumps(answer, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return replace(change, new=new)
