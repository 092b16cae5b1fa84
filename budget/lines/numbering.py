"""Readable line numbers: each is given once and never again, so that a deleted line can come back under its own."""

import io

import pyarrow.compute as compute
import pyarrow.parquet as parquet

from budget.store.database import Cursor


def next_number(cursor: Cursor) -> int:
    """The number after the highest any line has, or had when it was deleted."""
    standing = cursor.rows("SELECT COALESCE(max(number), 0)::BIGINT FROM line")
    deleted = cursor.rows(
        """SELECT COALESCE(max(regexp_extract(old, '"number":([0-9]+)', 1)::BIGINT), 0)::BIGINT FROM change
           WHERE kind = 'line' AND new IS NULL"""
    )
    highest = [int(str(rows[0][0])) for rows in (standing, deleted)]
    return 1 + max([*highest, *_deleted_in_bulk(cursor)])


def _deleted_in_bulk(cursor: Cursor) -> list[int]:
    sql = """SELECT COALESCE(p.data, o.data) FROM payload p LEFT JOIN payload o ON o.seq = p.origin_seq AND o.ordinal = p.origin_ordinal
             WHERE p.kind = 'line' AND p.action = 'delete'"""
    found = []
    for (data,) in cursor.rows(sql):
        if isinstance(data, bytes):
            numbers = parquet.read_table(io.BytesIO(data), columns=["number"])["number"]
            found.append(int(compute.max(numbers).as_py() or 0))
    return found
