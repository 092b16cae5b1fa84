"""Making a plan: empty with reference data, or from a prepared set of lines; everything goes in as journaled batches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from budget.model.ids import PROVINCE_POT, new_id
from budget.reference.fingerprint import REFERENCE_VERSION, reference_hash
from budget.reference.load import Reference
from budget.store.kinds import ALL, KINDS
from budget.store.payloads import table_schema
from budget.store.records import Action, Batch, Bulk, Change, Value
from budget.store.store import Store

SYSTEM = "hệ thống"
_RENAMED = {("task", "task_group"): "group"}


def create_plan(
    path: Path,
    reference: Reference,
    *,
    name: str,
    year: int,
    actor: str = SYSTEM,
    bulks: Sequence[Bulk] = (),
    reason: str = "Tạo bộ dự toán",
) -> Store:
    """A new plan file with reference data and, in one batch, everything in `bulks`; nothing is left behind when it fails."""
    store = Store.create(path)
    try:
        _write_reference(store, reference)
        record: dict[str, Value] = {
            "id": new_id(),
            "name": name,
            "province": PROVINCE_POT,
            "programme": "Đề án 06",
            "note": "",
            "budget_year": year,
        }
        plan = Change("plan", str(record["id"]), ALL, None, record)
        store.commit(Batch(actor, "create_plan", reason, [plan], list(bulks)))
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    return store


def reference_bulks(reference: Reference, *, ceilings: bool = True) -> list[Bulk]:
    """Units, sources, rules, tasks and (with `ceilings`) pots of the reference data, as bulk payloads."""
    rows: list[tuple[str, Iterable[Any]]] = [
        ("unit", reference.units),
        ("source", reference.sources),
        ("rule", reference.rules),
        ("task", reference.tasks),
    ]
    if ceilings:
        rows.append(("ceiling", reference.ceilings))
    return [rows_to_bulk(kind, members) for kind, members in rows]


def rows_to_bulk(kind: str, rows: Iterable[Any]) -> Bulk:
    """Typed rows (dataclasses) as a bulk that creates them; columns the kind does not have are left out."""
    columns = KINDS[kind].columns
    records = [_to_record(kind, row, columns) for row in rows]
    schema = table_schema(columns)
    return Bulk(kind, ALL, Action.CREATE, pa.Table.from_pylist(records, schema=schema))


def table_to_bulk(kind: str, table: pa.Table) -> Bulk:
    """An Arrow table as a bulk that creates its rows."""
    return Bulk(kind, ALL, Action.CREATE, table)


def _to_record(kind: str, row: Any, columns: Mapping[str, str]) -> dict[str, object]:  # noqa: ANN401  # any typed reference row
    if not is_dataclass(row):
        raise TypeError(f"{kind}: a typed row is needed, not {type(row).__name__}")
    record = {}
    for column in columns:
        value = getattr(row, _RENAMED.get((kind, column), column), None)
        record[column] = value.isoformat() if isinstance(value, date) else value
    return record


def _write_reference(store: Store, reference: Reference) -> None:
    tables: Mapping[str, Sequence[Any]] = {
        "document": reference.documents,
        "budget_code": reference.budget_codes,
        "norm": reference.norms,
        "task_group": reference.task_groups,
    }
    with store.database.write() as cursor:
        for table, rows in tables.items():
            names = [str(row[0]) for row in cursor.rows("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table])]
            for row in rows:
                record = {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(row).items()}
                marks = ", ".join("?" for _ in names)
                cursor.run(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", [record.get(name) for name in names])
        for key, text in (("reference_version", REFERENCE_VERSION), ("reference_hash", reference_hash())):
            cursor.run("INSERT INTO meta VALUES (?, ?)", [key, text])
