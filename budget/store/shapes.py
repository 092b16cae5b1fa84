"""Journal entries written before a kind had all of today's columns, read in today's shape: what was not yet asked is null.

The stored bytes and their hashes stay as they are; only what is replayed, undone or told is widened.
"""

import pyarrow as pa

from budget.store.kinds import KINDS
from budget.store.payloads import bulk_schema
from budget.store.records import Action, Record, Value


def widen_record(kind: str, group: str, record: Record | None) -> dict[str, Value] | None:
    """One side of a change with every column its group has today."""
    if record is None:
        return None
    return {**dict.fromkeys(KINDS[kind].group_columns(group)), **record}


def widen_table(kind: str, group: str, action: Action, table: pa.Table) -> pa.Table:
    """The table of a payload with every column its kind has today."""
    for field in bulk_schema(kind, group, action):
        if field.name not in table.column_names:
            table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    return table
