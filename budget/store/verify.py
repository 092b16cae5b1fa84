"""Recomputing everything a plan file claims: the hash chain, and the projection against a replay of the journal."""

from collections.abc import Sequence
from pathlib import Path

from budget.store import journal, projection
from budget.store.database import Cursor, Database
from budget.store.findings import Finding
from budget.store.kinds import KINDS
from budget.store.opening import create_database
from budget.store.touches import store_touches

COPIED = ("meta", "batch", "change", "payload", "file", "document", "budget_code", "norm", "task_group")
SEEN_AT_ONCE = 10_000
"""Rows of a table that two files show side by side before they are counted one against another."""


def verify_chain(cursor: Cursor) -> list[Finding]:
    """Every link recomputed from the stored bytes; each broken one, any gap and whatever belongs to no batch are named."""
    findings: list[Finding] = []
    previous, expected_seq = journal.GENESIS, 1
    rows = cursor.rows(f"SELECT header, previous_hash, hash, {', '.join(journal.HEADER_COLUMNS)} FROM batch ORDER BY seq")
    for header, stored_previous, stored, *fields in rows:
        seq = int(str(fields[0]))
        if seq != expected_seq:
            findings.append(Finding(f"batch {seq}", f"Nhật ký thiếu lần ghi số {expected_seq}."))
        code = journal.chain_hash(previous, journal.header_text(fields), journal.stored_parts(cursor, seq))
        if stored_previous != previous or stored != code or header != journal.header_text(fields):
            findings.append(Finding(f"batch {seq}", f"Lần ghi số {seq} không khớp mã kiểm tra: nội dung đã bị sửa ngoài chương trình."))
        previous, expected_seq = str(stored), seq + 1
    return [*findings, *_strays(cursor)]


def _strays(cursor: Cursor) -> list[Finding]:
    """Rows of the journal that stand outside the chain: parts of no batch, and touches that tell of no change."""
    stray = "SELECT DISTINCT seq FROM {table} WHERE seq NOT IN (SELECT seq FROM batch) ORDER BY seq"
    found = {int(str(seq)) for table in ("change", "payload", "touch") for (seq,) in cursor.rows(stray.format(table=table))}
    findings = [Finding(f"batch {seq}", f"Nhật ký có nội dung của lần ghi số {seq} nhưng lần ghi đó đã mất.") for seq in sorted(found)]
    singles = "SELECT kind || ':' || entity AS entity, grp, seq FROM change"
    touches = "SELECT entity, grp, seq FROM touch WHERE seq NOT IN (SELECT seq FROM payload)"
    wanted = f"{singles} WHERE seq NOT IN (SELECT seq FROM payload)"
    sql = f"SELECT count(*) FROM (({wanted} EXCEPT ALL {touches}) UNION ALL ({touches} EXCEPT ALL {wanted}))"
    if cursor.rows(sql)[0][0]:
        findings.append(Finding("touch", "Mục lục của nhật ký không khớp với các lần ghi: nội dung đã bị sửa ngoài chương trình."))
    return findings


def rebuild(source: Database, target: Path) -> Database:
    """A new file holding the same journal, with every journaled table replayed from it; nothing is left when it fails."""
    fresh = create_database(target)
    try:
        with source.read() as cursor, fresh.write() as writer:
            for table in COPIED:
                writer.run(f"DELETE FROM {table}")
                with writer.given("copied_rows", cursor.table(f"SELECT * FROM {table}")):
                    writer.run(f"INSERT INTO {table} SELECT * FROM copied_rows")
            for seq, batch in journal.read_since(cursor, 0):
                store_touches(writer, seq, batch)
                projection.apply_batch(writer, seq, batch)
    except BaseException:
        fresh.close()
        target.unlink()
        raise
    return fresh


def compare_projections(first: Database, second: Database, extra: Sequence[str] = ()) -> list[Finding]:
    """Tables that differ between two files, with how many rows stand in only one of them."""
    findings = []
    for table in [*(kind.table for kind in KINDS.values()), "touch", *extra]:
        with first.read() as left, second.read() as right:
            only_left, only_right = _count_differences(left, right, table)
        if only_left or only_right:
            sentence = f"Bảng {table} khác với nhật ký: {only_left} dòng thừa, {only_right} dòng thiếu."
            findings.append(Finding(f"table {table}", sentence))
    return findings


def _count_differences(left: Cursor, right: Cursor, table: str) -> tuple[int, int]:
    """How many rows of a table only the first has, and only the second, whatever their order."""
    rows = left.table(f"SELECT * FROM {table}")
    columns = ", ".join(rows.column_names)
    sql = f"SELECT {columns} FROM {table}"
    # most tables are small and stand as the journal made them; one row more than there may be, so that no rest goes unseen
    if rows.num_rows <= SEEN_AT_ONCE and rows.equals(right.table(f"{sql} LIMIT {SEEN_AT_ONCE + 1}")):
        return 0, 0
    with right.given("other_rows", rows):
        only_left = right.rows(f"SELECT count(*) FROM (SELECT {columns} FROM other_rows EXCEPT ALL {sql})")[0][0]
        only_right = right.rows(f"SELECT count(*) FROM ({sql} EXCEPT ALL SELECT {columns} FROM other_rows)")[0][0]
    return int(str(only_left)), int(str(only_right))
