"""Operations before they are applied: which lines each would hold and what would come of it, tried and rolled back."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

import pandas as pd
import pyarrow as pa

from budget.lines.query import LineFilter, count_lines, select_ids
from budget.model.ids import new_id
from budget.model.states import OperationKind
from budget.scenarios.moved import read_moved
from budget.scenarios.operations import Draft, describe_operation, filter_to_text, settings_to_text
from budget.scenarios.reading import read_source_names, read_touched
from budget.scenarios.replay import FIGURES, fits_with
from budget.scenarios.resolve import resolve
from budget.store.database import Cursor, Parameter
from budget.store.journal import head
from budget.store.kinds import ALL
from budget.store.projection import apply_batch
from budget.store.records import Action, Batch, Bulk, Change

TRIAL_SEQ = -1


@dataclass(frozen=True)
class Outcome:
    """What a scenario comes to, in đồng of a year or of all: its amount, and against the base what is cut and what is deferred.

    `arrived`: what was deferred into the year from an earlier one (0 for all years).
    """

    amount: int
    cut: int
    deferred: int
    arrived: int = 0


@dataclass(frozen=True)
class Skipped:
    """Lines an operation selects but passes over, and why; `too_large` would come above a million billion đồng."""

    locked: int
    contracted: int
    other_nature: int
    dropped: int = 0
    too_large: int = 0


@dataclass(frozen=True)
class PlannedOperation:
    """One operation ready to be journaled: its record, the lines it holds, those it passes over, what it saves."""

    id: str
    draft: Draft
    sentence: str
    members: pa.Table
    selected: int
    changed: int
    skipped: Skipped
    before: Outcome
    after: Outcome


@dataclass(frozen=True)
class Preview:
    """What applying some operations would do: lines touched, totals before and after, the lines themselves."""

    scenario: str
    operations: tuple[PlannedOperation, ...]
    before: Outcome
    after: Outcome
    touched: int
    lines: pd.DataFrame


def plan_operations(cursor: Cursor, scenario: str, drafts: Sequence[Draft], shown: int | None = 500, year: int | None = None) -> Preview:
    """Try drafts one after another on a scenario inside a transaction that the caller rolls back; outcomes are of `year` (None = all)."""
    start = before = read_outcome(cursor, scenario, year)
    position = int(str(cursor.rows("SELECT COALESCE(max(position), 0) FROM operation WHERE scenario = ?", [scenario])[0][0]))
    planned, names = [], read_source_names(cursor)
    for offset, draft in enumerate(drafts, start=1):
        ids = select_ids(cursor, draft.where, scenario)
        identity = new_id()
        members = pa.table({"operation": pa.array([identity] * len(ids), pa.string()), "line": pa.array(ids, pa.string())})
        skipped = count_skipped(cursor, draft, scenario, members)
        images = _images(cursor, scenario, members)
        change = operation_change(identity, scenario, position + offset, draft, len(ids), 0)
        apply_batch(cursor, TRIAL_SEQ, Batch("", "trial", changes=[change], bulks=[_bulk(members)]))
        resolve(cursor, scenario, members.select(["line"]))
        after = read_outcome(cursor, scenario, year)
        changed = _count_changed(cursor, scenario, images)
        sentence = describe_operation(draft.kind, draft.settings, names)
        planned.append(PlannedOperation(identity, draft, sentence, members, len(ids), changed, skipped, before, after))
        before = after
    held = int(str(cursor.rows("SELECT count(*) FROM overlay WHERE scenario = ?", [scenario])[0][0]))
    return Preview(scenario, tuple(planned), start, before, held, read_touched(cursor, scenario, shown))


def to_batch(preview: Preview, cursor: Cursor, actor: str, operation_id: str | None = None) -> Batch:
    """The batch that applies a preview for good; operations that change no line are still kept, with their reason."""
    first = int(str(cursor.rows("SELECT COALESCE(max(position), 0) FROM operation WHERE scenario = ?", [preview.scenario])[0][0]))
    seq = head(cursor)[0]
    changes, bulks = [], []
    for offset, planned in enumerate(preview.operations, start=1):
        changes.append(operation_change(planned.id, preview.scenario, first + offset, planned.draft, planned.selected, seq))
        bulks.append(_bulk(planned.members))
    reason = "; ".join(dict.fromkeys(planned.draft.reason for planned in preview.operations))
    return Batch(actor, "apply_operations", reason, changes, bulks, operation_id)


def operation_change(identity: str, scenario: str, position: int, draft: Draft, members: int, seq: int) -> Change:
    """The journal change that makes an operation."""
    record = {
        "id": identity,
        "scenario": scenario,
        "kind": draft.kind.value,
        "predicate": filter_to_text(draft.where),
        "settings": settings_to_text(draft.settings),
        "reason": draft.reason.strip(),
        "position": position,
        "members": members,
        "base_seq": seq,
    }
    return Change("operation", identity, ALL, None, record)


def read_outcome(cursor: Cursor, scenario: str, year: int | None = None) -> Outcome:
    """What a scenario comes to, from its overlay and the base (lines of the estimate); `year` None = all years.

    Of a year: base amount - cut - deferred + arrived = amount.
    """
    base = count_lines(cursor, LineFilter(years=() if year is None else (year,)))[1]
    moved = read_moved(cursor, scenario, year)
    return Outcome(base - moved.cut - moved.deferred + moved.arrived if year is not None else base - moved.cut, *astuple(moved))


def count_skipped(cursor: Cursor, draft: Draft, scenario: str, members: pa.Table) -> Skipped:
    """How many of the selected lines the operation passes over, each under the first reason that holds."""
    if draft.kind is OperationKind.RE_SOURCE:
        reasons = {"other_nature": "w.nature IS DISTINCT FROM (SELECT nature FROM source WHERE code = ?)"}
        given: list[Parameter] = [str(draft.settings.get("source", ""))]
    else:
        reasons, given = {"locked": "w.locked", "dropped": "COALESCE(o.dropped, FALSE)"}, []
        if draft.kind in (OperationKind.DEFER, OperationKind.SLIP):
            reasons["contracted"] = "w.contracted"
        if draft.kind is OperationKind.SET_DRIVER:
            reasons["too_large"] = f"NOT {fits_with(draft.settings, lacking='w')}"
    cases = " ".join(f"WHEN {condition} THEN '{name}'" for name, condition in reasons.items())
    sql = f"""SELECT CASE {cases} END AS reason, count(*)::BIGINT FROM working w JOIN selected_rows s ON s.line = w.id
              LEFT JOIN (SELECT * FROM overlay WHERE scenario = ?) o ON o.line = w.id GROUP BY reason"""
    with cursor.given("selected_rows", members.select(["line"])):
        counts = {str(reason): int(str(count)) for reason, count in cursor.rows(sql, [*given, scenario])}
    return Skipped(*(counts.get(item.name, 0) for item in fields(Skipped)))


def _images(cursor: Cursor, scenario: str, members: pa.Table) -> pa.Table:
    """The figures of some lines in a scenario as they stand now (overlay where it has them, else the base's)."""
    with cursor.given("selected_rows", members.select(["line"])):
        return cursor.table(
            f"""SELECT line, {FIGURES} FROM overlay WHERE scenario = ? AND line IN (SELECT line FROM selected_rows)
                UNION ALL SELECT id, {FIGURES} FROM working WHERE id IN (SELECT line FROM selected_rows)
                  AND id NOT IN (SELECT line FROM overlay WHERE scenario = ?)""",
            [scenario, scenario],
        )


def _count_changed(cursor: Cursor, scenario: str, images: pa.Table) -> int:
    with cursor.given("image_rows", images):
        sql = f"""SELECT count(*) FROM (SELECT line, {FIGURES} FROM overlay WHERE scenario = ? AND line IN (SELECT line FROM image_rows)
                  EXCEPT SELECT line, {FIGURES} FROM image_rows)"""
        return int(str(cursor.rows(sql, [scenario])[0][0]))


def _bulk(members: pa.Table) -> Bulk:
    return Bulk("member", ALL, Action.CREATE, members)
