"""What a line's row says by itself is what the engine says of it, whatever stands in the row."""

from collections.abc import Mapping

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.checks.at_hand import COLUMNS, MOVED, SPACES, see
from budget.checks.few import OF_LINE
from budget.store.kinds import LINE
from budget.store.schema import create_statements

YEAR = 2024
DAYS = st.sampled_from([None, "", "2023-12-31", "2024-03-31", "2024-06-30", "2024-07-01", "2025-01-01"])
TEXTS = st.sampled_from([None, "", " ", "\u00a0", "\t", "12/QĐ-UBND"]) | st.text(max_size=4)
SOME: Mapping[str, st.SearchStrategy[object]] = {
    "listing": st.sampled_from(["estimate", "other"]),
    "nature": st.sampled_from([None, "recurrent", "investment"]),
    "budget_code": st.sampled_from([None, "", "9200", "9240", "9351", "6956"]),
    "quarter": st.sampled_from([None, 1, 2, 3, 4]),
    "year": st.sampled_from([None, 2023, 2024, 2025]),
    "medium_term": st.sampled_from([None, -1, 0, 1, 5_000_000]),
    "folded": st.sampled_from(["may in", "may in (bo sung)", "may in bo sung ", "bo sung", "may , bo sung)"]),
    "measure": st.sampled_from([None, "", " Bộ ", "CÁI", "İ"]),
    **{f"{name}_date": DAYS for name in ("price", "policy", "feasibility", "decision", "excess")},
}
KINDS = {"BIGINT": st.none() | st.integers(-5, 10**12), "BOOLEAN": st.none() | st.booleans(), "TEXT": TEXTS}
TOLD = {name: SOME[name] if name in SOME else KINDS[LINE.columns[name]] for name in COLUMNS if name != "id"}
OVERLAID: dict[str, st.SearchStrategy[object]] = {
    **{name: st.integers(0, 10**12) for name in ("quantity_milli", "unit_price", "amount")},
    "source": TEXTS,
    "year": SOME["year"],
    "quarter": SOME["quarter"],
    "dropped": st.booleans(),
    "deferred": st.booleans(),
}


def engine() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for statement in create_statements():
        connection.execute(statement)
    return connection


ENGINE = engine()


def insert(table: str, row: Mapping[str, object]) -> None:
    ENGINE.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' for _ in row)})", list(row.values()))


@settings(max_examples=150, deadline=None)
@given(told=st.fixed_dictionaries(TOLD), overlaid=st.none() | st.fixed_dictionaries(OVERLAID))
def test_a_row_says_by_itself_what_the_engine_says_of_it(told: dict[str, object], overlaid: dict[str, object] | None) -> None:
    ENGINE.execute("BEGIN TRANSACTION")
    try:
        insert("line", {"id": "a", **told})
        if overlaid is not None:
            insert("overlay", {"scenario": "s", "line": "a", "times_milli": 1000, "adjustment": 0, **overlaid})
        columns = ", ".join(f"{sql} AS {name}" for name, sql in OF_LINE.items()).replace("{year}", f"{YEAR}::BIGINT")
        table = ENGINE.execute(f"SELECT {columns} FROM resolved('s') r").to_arrow_table()
    finally:
        ENGINE.execute("ROLLBACK")
    (said,) = table.to_pylist()
    moved = {f"moved_{name}": None if overlaid is None else overlaid[name] for name in MOVED}
    ours = {"wanted": said["wanted"], "measure_key": said["measure_key"]}
    assert see({"id": "a", **told, **moved, **ours}, YEAR) == said


def test_the_engine_trims_just_these_spaces() -> None:
    signs = [chr(code) for code in (*range(1, 0xD800), *range(0xE000, 0x20000))]
    trimmed = ENGINE.execute("SELECT c FROM (SELECT unnest(?) AS c) WHERE trim(c) = ''", [signs]).fetchall()
    assert {sign for (sign,) in trimmed} == set(SPACES)
