"""What rests on what: an entity that others name is not taken away from under them."""

from collections.abc import Iterable

import pyarrow as pa

from budget.store.database import Cursor
from budget.store.kinds import KINDS, entity_key
from budget.store.records import Action, Bulk, Change

REFERENCES: tuple[tuple[str, str, str], ...] = (
    ("scenario", "parent", "scenario"),
    ("operation", "scenario", "scenario"),
    ("line", "requires", "line"),
    ("phase_split", "line", "line"),
    ("line", "unit", "unit"),
    ("line", "source", "source"),
    ("line", "listed_item", "listed_item"),
    ("ceiling", "unit", "unit"),
    ("ceiling", "source", "source"),
    ("rule", "source", "source"),
    ("rule", "unit", "unit"),
    ("rule", "instead_of", "rule"),
    ("rule", "document", "own_document"),
)
"""(kind, column, the kind it names)."""


def left_behind(cursor: Cursor, changes: Iterable[Change], bulks: Iterable[Bulk]) -> dict[int, str]:
    """What would name nothing once these creations are taken back: the newest batch of each such entity -> the entity."""
    made = [(change.kind, change.entity) for change in changes if change.old is None]
    for bulk in bulks:
        if bulk.action is Action.CREATE and len(KINDS[bulk.kind].key) == 1:
            made.extend((bulk.kind, str(key)) for key in bulk.table[KINDS[bulk.kind].key[0]].to_pylist())
    kinds = {kind for kind, _ in made}
    found: dict[int, str] = {}
    table = pa.table({"kind": [kind for kind, _ in made], "entity": [entity for _, entity in made]}) if made else None
    for child, column, parent in REFERENCES:
        if parent in kinds and table is not None:
            with cursor.given("made_rows", table):
                found.update(_children(cursor, child, column, parent))
    return found


def _children(cursor: Cursor, child: str, column: str, parent: str) -> dict[int, str]:
    register = KINDS[child]
    key = register.key[0]
    sql = f"""SELECT greatest(c.created_seq, COALESCE((SELECT max(t.seq) FROM touch t WHERE t.entity = ? || c.{key}), 0))::BIGINT, c.{key}
              FROM {register.table} c WHERE c.{column} IN (SELECT entity FROM made_rows WHERE kind = ?)
              AND c.{key} NOT IN (SELECT entity FROM made_rows WHERE kind = ?)"""
    return {int(str(seq)): str(entity) for seq, entity in cursor.rows(sql, [entity_key(child, ""), parent, child])}
