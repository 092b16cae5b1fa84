"""plan.journal: the batches people look for, what each did in words, and what taking one back would change."""

from collections.abc import Mapping
from dataclasses import dataclass

from budget.model.ids import BASE
from budget.money import format_money
from budget.plan.change_words import ChangeText, Names, action_label, describe_any, kind_label
from budget.scenarios.follow import follow_commit
from budget.scenarios.reading import read_scenarios
from budget.store.database import Cursor
from budget.store.force import read_undone
from budget.store.journal import read_bulks, read_changes
from budget.store.projection import apply_batch
from budget.store.records import Action, Bulk, Change, Entry
from budget.store.store import Store
from budget.store.undo import Conflict, check_undoable, find_conflicts, invert
from budget.totals.reading import read_scenario_totals, read_totals
from budget.vietnamese import contains_folded, fold

SHOWN = 200
"""How many changes of one batch are told one by one; of more, only the number."""
READ_WHOLE = 2_000
"""Payloads of more rows than this are counted and not read: reading back an import of a million lines takes seconds."""
_TRIAL_SEQ = -1


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """Which batches; "" means any. `text` matches words of the reason, the person or the action without accents, or the number."""

    actor: str = ""
    action: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class BatchText:
    """What a batch did: sums by kind ("3 khoản mục"), the figures told one by one, and how many changes are not told."""

    summary: str
    changes: tuple[ChangeText, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A scenario's need (đồng, all years, of the estimate) before and after."""

    name: str
    before: int
    after: int

    @property
    def difference(self) -> int:
        """How much the need moves."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What taking a batch back would do; with `conflicts` nothing was tried and the figures are empty."""

    conflicts: tuple[Conflict, ...]
    lines_before: int = 0
    lines_after: int = 0
    granted_before: int = 0
    granted_after: int = 0
    moved: tuple[Moved, ...] = ()


class Journal:
    """The journal of an open plan, as people read it."""

    def __init__(self, store: Store, actor: str) -> None:
        """Stand on the store; trials are made in the name of `actor`."""
        self._store = store
        self._actor = actor

    def people(self) -> list[str]:
        """Everyone who has written, in the order of first writing."""
        with self._store.read() as cursor:
            return [str(name) for name, _ in cursor.rows("SELECT actor, min(seq) FROM batch GROUP BY actor ORDER BY 2")]

    def actions(self) -> dict[str, str]:
        """The actions that occur, with their words."""
        with self._store.read() as cursor:
            rows = cursor.rows("SELECT action, min(seq) FROM batch GROUP BY action ORDER BY 2")
        return {str(action): action_label(str(action)) for action, _ in rows}

    def find(self, wanted: JournalFilter, limit: int = 20, offset: int = 0) -> tuple[list[Entry], int]:
        """The batches a filter selects, newest first, and how many there are in all."""
        sql = """SELECT seq, id, actor, moment, action, reason, size, undoes FROM batch
                 WHERE (? = '' OR actor = ?) AND (? = '' OR action = ?) ORDER BY seq DESC"""
        with self._store.read() as cursor:
            rows = cursor.rows(sql, [wanted.actor, wanted.actor, wanted.action, wanted.action])
            undone = read_undone(cursor)
        entries = [Entry(*(*row, undone.get(int(str(row[0]))))) for row in rows]  # type: ignore[arg-type]  # the schema's types
        found = [entry for entry in entries if _matches(entry, wanted.text)] if wanted.text.strip() else entries
        return found[offset : offset + limit], len(found)

    def entry(self, seq: int) -> Entry | None:
        """One batch; None when there is none of that number."""
        return next(iter(self._store.entries(1, seq + 1)), None)

    def describe(self, seq: int, shown: int = SHOWN) -> BatchText:
        """What a batch did, in people's words."""
        with self._store.read() as cursor:
            return describe_batch(cursor, seq, shown)

    def preview_undo(self, seq: int) -> UndoPreview:
        """What taking a batch back would change, tried and rolled back; PlanError when it cannot be taken back at all."""
        with self._store.database.trial() as cursor:
            check_undoable(cursor, seq)
            inverse = invert(cursor, seq, self._actor, "")
            conflicts = find_conflicts(cursor, seq)
            if conflicts:
                return UndoPreview(tuple(conflicts))
            lines, granted, needs = _figures(cursor)
            apply_batch(cursor, _TRIAL_SEQ, inverse)
            follow_commit(cursor, _TRIAL_SEQ, inverse)
            lines_after, granted_after, needs_after = _figures(cursor)
        names = {**needs, **needs_after}
        moved = tuple(Moved(name, needs.get(name, 0), needs_after.get(name, 0)) for name in names)
        return UndoPreview((), lines, lines_after, granted, granted_after, moved)


def describe_batch(cursor: Cursor, seq: int, shown: int = SHOWN) -> BatchText:
    """What a batch did: its single changes, then its payloads, told one by one up to `shown` changes."""
    changes = read_changes(cursor, seq)
    sizes = cursor.rows("SELECT kind, action, size FROM payload WHERE seq = ?::BIGINT ORDER BY ordinal", [seq])
    counts = {kind: len(entities) for kind, entities in _entities(changes).items()}
    for row in sizes:
        counts[str(row[0])] = counts.get(str(row[0]), 0) + int(str(row[2]))
    rows = sum(int(str(size)) for _, _, size in sizes)
    told = list(changes)
    if 0 < rows <= READ_WHOLE:
        told.extend(change for bulk in read_bulks(cursor, seq) if bulk.kind != "member" for change in _changes_of(bulk))
    names = _read_names(cursor, _lines_of(told[:shown]))
    texts = [text for change in told[:shown] for text in describe_any(change, names)]
    untold = max(0, len(told) - shown) + (rows if rows > READ_WHOLE else 0)
    return BatchText(", ".join(f"{format_money(count)} {kind_label(kind)}" for kind, count in counts.items()), tuple(texts), untold)


def _lines_of(changes: list[Change]) -> list[str]:
    """The lines some changes speak of: changed ones, and those a comment, a file or a dismissal belongs to."""
    named: list[object] = []
    for change in changes:
        record = change.new or change.old or {}
        if change.kind in ("line", "score", "banding"):
            named.append(change.entity.partition("|")[0])
        else:
            named += [record.get("line"), record.get("other")]
    return [str(line) for line in named if line]


def _entities(changes: list[Change]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for change in changes:
        found.setdefault(change.kind, set()).add(change.entity)
    return found


def _changes_of(bulk: Bulk) -> list[Change]:
    """The rows of a payload as changes, for telling only."""
    found = []
    for row in bulk.table.to_pylist():
        entity = str(row.get("id") or row.get("code") or "")
        old = {name.removeprefix("old_"): value for name, value in row.items() if name.startswith("old_")}
        new = {name.removeprefix("new_"): value for name, value in row.items() if name.startswith("new_")}
        before, after = {
            Action.CREATE: (None, row),
            Action.DELETE: (row, None),
            Action.UPDATE: (old, new),
            Action.REVERT: (new, old),
        }[bulk.action]
        found.append(Change(bulk.kind, entity, bulk.group, before, after))
    return found


def _read_names(cursor: Cursor, lines: list[str]) -> Names:
    rows = cursor.rows("SELECT id, number, name FROM line WHERE id IN (SELECT unnest(?::TEXT[]))", [lines])
    gone = cursor.rows(
        """SELECT entity, json_extract_string(old, '$.number'), json_extract_string(old, '$.name') FROM change
           WHERE kind = 'line' AND new IS NULL AND entity IN (SELECT unnest(?::TEXT[]))""",
        [lines],
    )
    units = cursor.rows("SELECT code, name FROM unit")
    sources = cursor.rows("SELECT code, short_name FROM source")
    return Names(
        {str(identity): f"Khoản mục {number}: {name}" for identity, number, name in [*gone, *rows]},
        {str(code): str(name) for code, name in units},
        {str(code): str(name) for code, name in sources},
        {scenario.id: scenario.name for scenario in read_scenarios(cursor)},
        {str(identity): str(name) for identity, name in cursor.rows("SELECT id, name FROM listed_item")},
    )


def _figures(cursor: Cursor) -> tuple[int, int, Mapping[str, int]]:
    """Lines, granted đồng, and the need of every scenario as this transaction sees them."""
    base = read_totals(cursor)
    granted = cursor.rows("SELECT COALESCE(sum(granted), 0)::BIGINT FROM ceiling")[0][0]
    needs = {
        scenario.name: (base if scenario.id == BASE else read_scenario_totals(cursor, base, scenario.id)).amount()
        for scenario in read_scenarios(cursor)
    }
    return base.lines(), int(str(granted)), needs


def _matches(entry: Entry, text: str) -> bool:
    said = fold(f"{entry.seq} {entry.actor} {action_label(entry.action)} {entry.reason}")
    return contains_folded(said, text)


__all__ = ["BatchText", "Entry", "Journal", "JournalFilter", "Moved", "UndoPreview", "describe_batch"]
