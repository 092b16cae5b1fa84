"""Entries written before a kind had today's columns are replayed, told and taken back in today's shape."""

import json
from pathlib import Path

import duckdb
import pyarrow as pa

from budget.plan.face import open_plan
from budget.store import journal
from budget.store.kinds import ALL, LINE
from budget.store.payloads import digest, from_bytes, to_bytes
from budget.store.records import Action
from budget.store.schema import VIEWS
from budget.store.shapes import widen_record, widen_table
from tests.plans import close, edit, make_plan, problems_of

OLD_PHASE = """CREATE VIEW phase AS
    SELECT line, year, quarter, amount FROM phase_split
    UNION ALL
    SELECT id, year, quarter, amount FROM working WHERE id NOT IN (SELECT line FROM phase_split)"""
"""The view as it was then."""
DROPPED_MACROS = tuple(f"DROP MACRO TABLE {name}" for name in ("moved_years", "dated", "phased", "portioned", "resolved"))
GROUPS = (
    "pricing",
    "given",
    "stock",
    "request",
    "excess",
    "origin",
    "pin",
    "minimum",
    "listed",
    "opinion",
    "readiness",
    "project",
    "phasing",
)
ADDED = [name for group in GROUPS for name in LINE.groups[group]]


def test_what_was_not_yet_asked_is_null() -> None:
    old = {name: 1 for name in LINE.columns if name not in ADDED}
    widened = widen_record("line", ALL, old)
    assert widened is not None
    assert set(widened) == set(LINE.columns)
    assert [widened[name] for name in ADDED] == [None] * len(ADDED)
    assert widen_record("line", ALL, None) is None


def test_a_payload_gets_the_missing_columns_with_their_types() -> None:
    table = widen_table("line", ALL, Action.CREATE, pa.table({"id": ["a", "b"]}))
    assert set(table.column_names) == set(LINE.columns)
    assert table.schema.field("vat_bp").type == pa.int64()
    assert table["id"].to_pylist() == ["a", "b"]


def _make_old(path: Path) -> None:
    """Turn a plan into one of version 2 as it was then: fewer columns and tables, entries in the shape of that day."""
    with duckdb.connect(str(path)) as raw:
        for statement in ("DROP VIEW phase", *DROPPED_MACROS, "DROP VIEW split_number", "DROP VIEW working", "DROP VIEW known_document"):
            raw.execute(statement)
        views = {name for (name,) in raw.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
        assert views == {"purse"}
        for name in ADDED:
            raw.execute(f"ALTER TABLE line DROP COLUMN {name}")
        for table in ("file", "comment", "attachment", "dismissal", "profile", "allocation", "listed_item", "own_document"):
            raw.execute(f"DROP TABLE {table}")
        for view in (VIEWS[0], VIEWS[2], OLD_PHASE):
            raw.execute(view)
        raw.execute("UPDATE meta SET value = '2' WHERE key = 'version'")
        for seq, ordinal, old, new in raw.execute("SELECT seq, ordinal, old, new FROM change WHERE kind = 'line'").fetchall():
            raw.execute("UPDATE change SET old = ?, new = ? WHERE seq = ? AND ordinal = ?", [_shorten(old), _shorten(new), seq, ordinal])
        _shorten_payloads(raw)
        _seal(raw)


def _shorten(text: str | None) -> str | None:
    if text is None:
        return None
    kept = {name: value for name, value in json.loads(text).items() if name not in ADDED}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _shorten_payloads(raw: duckdb.DuckDBPyConnection) -> None:
    for seq, ordinal, data in raw.execute("SELECT seq, ordinal, data FROM payload WHERE kind = 'line'").fetchall():
        table = from_bytes(data)
        short = to_bytes(table.select([name for name in table.column_names if name not in ADDED]))
        raw.execute("UPDATE payload SET data = ?, digest = ? WHERE seq = ? AND ordinal = ?", [short, digest(short), seq, ordinal])


def _seal(raw: duckdb.DuckDBPyConnection) -> None:
    """Link the chain anew over the entries as they were then."""
    previous = journal.GENESIS
    for seq, header in raw.execute("SELECT seq, header FROM batch ORDER BY seq").fetchall():
        changes = raw.execute("SELECT kind, entity, grp, old, new FROM change WHERE seq = ? ORDER BY ordinal", [seq]).fetchall()
        payloads = raw.execute(
            "SELECT kind, grp, action, size, digest, origin_seq, origin_ordinal FROM payload WHERE seq = ? ORDER BY ordinal", [seq]
        ).fetchall()
        parts = [json.dumps(list(row), ensure_ascii=False) for row in [*changes, *payloads]]
        code = journal.chain_hash(previous, header, parts)
        raw.execute("UPDATE batch SET previous_hash = ?, hash = ? WHERE seq = ?", [previous, code, seq])
        previous = code


def test_a_plan_of_version_2_is_migrated_and_its_journal_still_replays_and_goes_back(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}, {"name": "Máy in"}])
    first, second = plan.lines.find_id("1"), plan.lines.find_id("2")
    edit(plan, first, "quantity", "3")
    receipt, _ = plan.lines.delete([second], "trùng")
    assert receipt is not None
    close(plan)
    _make_old(plan.path)

    opened = open_plan(plan.path, "An")
    assert problems_of(opened, tmp_path) == []
    opened.undo(receipt.seq)
    assert opened.lines.record(second) is not None
    edit(opened, first, "vat", "8%")
    edit(opened, second, "usable", "4")
    record = opened.lines.record(first)
    assert record is not None
    assert (record["vat_bp"], record["usable_milli"]) == (800, None)
    assert problems_of(opened, tmp_path) == []
    close(opened)
