"""Recomputing everything a plan file claims: the hash chain, and the projection against a replay of the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from budget.store import journal, projection
from budget.store.database import Cursor, Database
from budget.store.kinds import KINDS
from budget.store.opening import create_database

COPIED = ("meta", "batch", "change", "payload", "touch", "document", "budget_code", "norm", "task_group")


@dataclass(frozen=True)
class Finding:
    """One thing that does not agree: where, what is stored, what was computed."""

    place: str
    sentence: str


def verify_chain(cursor: Cursor) -> list[Finding]:
    """Every link recomputed from the stored bytes; the first broken one and any gap are named."""
    findings: list[Finding] = []
    previous, expected_seq = journal.GENESIS, 1
    rows = cursor.rows("SELECT seq, header, previous_hash, hash FROM batch ORDER BY seq")
    for value, header, stored_previous, stored in rows:
        seq = int(str(value))
        if seq != expected_seq:
            findings.append(Finding(f"batch {seq}", f"Nhật ký thiếu lần ghi số {expected_seq}."))
        code = journal.chain_hash(previous, str(header), journal.stored_parts(cursor, seq))
        if stored_previous != previous or stored != code:
            findings.append(Finding(f"batch {seq}", f"Lần ghi số {seq} không khớp mã kiểm tra: nội dung đã bị sửa ngoài chương trình."))
        previous, expected_seq = str(stored), seq + 1
    return findings


def rebuild(source: Database, target: Path) -> Database:
    """A new file holding the same journal, with every journaled table replayed from it."""
    fresh = create_database(target)
    with source.read() as cursor, fresh.write() as writer:
        for table in COPIED:
            writer.run(f"DELETE FROM {table}")
            with writer.given("copied_rows", cursor.table(f"SELECT * FROM {table}")):
                writer.run(f"INSERT INTO {table} SELECT * FROM copied_rows")
        for seq, batch in journal.read_since(cursor, 0):
            projection.apply_batch(writer, seq, batch)
    return fresh


def compare_projections(first: Database, second: Database, extra: Sequence[str] = ()) -> list[Finding]:
    """Tables that differ between two files, with how many rows stand in only one of them."""
    findings = []
    for table in [*(kind.table for kind in KINDS.values()), *extra]:
        with first.read() as left, second.read() as right:
            columns = _columns(left, table)
            sql = f"SELECT {columns} FROM {table}"
            with right.given("other_rows", left.table(sql)):
                only_left = right.rows(f"SELECT count(*) FROM (SELECT {columns} FROM other_rows EXCEPT ALL {sql})")[0][0]
                only_right = right.rows(f"SELECT count(*) FROM ({sql} EXCEPT ALL SELECT {columns} FROM other_rows)")[0][0]
        if only_left or only_right:
            sentence = f"Bảng {table} khác với nhật ký: {only_left} dòng thừa, {only_right} dòng thiếu."
            findings.append(Finding(f"table {table}", sentence))
    return findings


def _columns(cursor: Cursor, table: str) -> str:
    names = cursor.rows("SELECT column_name FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table])
    return ", ".join(str(name) for (name,) in names)
