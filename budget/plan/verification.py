"""Everything a plan file claims, computed again: journal, tables, line arithmetic, scenarios, live totals, reference data.

Law: nothing here trusts what it checks; a copy is rebuilt from the journal alone and held against the file.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from budget.model.ids import BASE
from budget.plan.face import Plan
from budget.reference.fingerprint import REFERENCE_VERSION, reference_hash
from budget.reference.load import DATA
from budget.scenarios.follow import resolve_all
from budget.scenarios.reading import read_scenarios
from budget.store.database import Cursor, Database
from budget.store.files import count_files, verify_files
from budget.store.findings import Finding
from budget.store.kinds import KINDS
from budget.store.verify import compare_projections, rebuild, verify_chain
from budget.totals.cube import Totals
from budget.totals.reading import group_totals, read_scenario_totals, read_totals

LAYERS = ("requested", "content", "finance", "approved")


@dataclass
class Verification:
    """What was checked (name -> how many) and what does not agree."""

    checked: dict[str, int] = field(default_factory=dict)
    wrong: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether everything agrees."""
        return not self.wrong

    def add(self, name: str, count: int, findings: list[Finding]) -> None:
        """Note one check."""
        self.checked[name] = count
        self.wrong.extend(findings)


def verify_plan(plan: Plan) -> Verification:
    """Every claim of an open plan held against a computation of its own; takes about as long as replaying the journal."""
    result = Verification()
    with plan.store.database.lock:
        with plan.store.read() as cursor:
            batches = _count(cursor, "batch")
            result.add("batches", batches, verify_chain(cursor))
            result.add("line_layers", _count(cursor, "line") * len(LAYERS), check_arithmetic(cursor))
            result.add("totals", *_check_totals(plan, cursor))
            result.add("files", count_files(cursor), verify_files(cursor))
        result.add("tables", len(KINDS) + 1, _check_projection(plan.store.database))
        result.add("reference", 1, check_reference(plan.store.meta()))
    return result


def check_arithmetic(cursor: Cursor) -> list[Finding]:
    """Layers whose amount is not quantity x price x times, half up, plus adjustment; and overlays the same."""
    findings = []
    for layer in LAYERS:
        findings += _wrong_amounts(cursor, "line", "number", f"{layer}_")
    return findings + _wrong_amounts(cursor, "overlay", "line", "")


def check_reference(meta: Mapping[str, str]) -> list[Finding]:
    """Whether a plan made with this version of the reference data was made with these very bytes."""
    if meta.get("reference_version") != REFERENCE_VERSION:
        return []
    known = {reference_hash(folder) for folder in sorted(DATA.iterdir()) if folder.is_dir() and folder.name != "common"}
    if meta.get("reference_hash") in known:
        return []
    return [Finding("reference", "Dữ liệu tham chiếu ghi trong bộ dự toán không khớp dữ liệu đi kèm chương trình.")]


def _wrong_amounts(cursor: Cursor, table: str, name: str, prefix: str) -> list[Finding]:
    quantity, price, times = (f"{prefix}{column}" for column in ("quantity_milli", "unit_price", "times_milli"))
    gross = f"(({quantity}::HUGEINT * {price} * {times} + 500000) // 1000000)"
    condition = f"{prefix}amount IS NOT NULL AND {prefix}amount <> {gross} + {prefix}adjustment"
    rows = cursor.rows(f"SELECT {name}::TEXT, count(*) OVER () FROM {table} WHERE {condition} ORDER BY {name} LIMIT 1")
    if not rows:
        return []
    sentence = f"{rows[0][1]} khoản mục có thành tiền khác số lượng × đơn giá × số lần; đầu tiên: {rows[0][0]}."
    return [Finding(f"{table}.{prefix}amount", sentence)]


def _check_totals(plan: Plan, cursor: Cursor) -> tuple[int, list[Finding]]:
    """The totals the program answers with, against fresh ones, against the sum of the resolved lines."""
    findings = []
    fresh_base = read_totals(cursor)
    scenarios = read_scenarios(cursor)
    for scenario in scenarios:
        fresh = fresh_base if scenario.id == BASE else read_scenario_totals(cursor, fresh_base, scenario.id)
        live = plan.totals(scenario.id)
        summed = group_totals(cursor, (), scenario.id)
        if not _same(live, fresh):
            findings.append(Finding(f"totals {scenario.name}", f"Tổng đang hiện của “{scenario.name}” khác tổng tính lại từ khoản mục."))
        elif (live.amount(), live.lines()) != (summed.amount, summed.lines):
            findings.append(Finding(f"totals {scenario.name}", f"Tổng của “{scenario.name}” khác tổng cộng từng khoản mục."))
    return len(scenarios), findings


def _check_projection(database: Database) -> list[Finding]:
    """A copy replayed from the journal alone, its scenarios resolved anew, held against the file table by table."""
    with tempfile.TemporaryDirectory(prefix="du-toan-06-") as folder:
        target = Path(folder) / "replayed.duckdb"
        try:
            fresh = rebuild(database, target)
        except (RuntimeError, ValueError, TypeError, KeyError) as error:
            return [Finding("journal", f"Không dựng lại được bộ dự toán từ nhật ký ({type(error).__name__}).")]
        try:
            with fresh.write() as cursor:
                resolve_all(cursor)
            return compare_projections(database, fresh, ("overlay",))
        finally:
            fresh.close()


def _same(one: Totals, other: Totals) -> bool:
    return (
        one.by == other.by
        and one.pots == other.pots
        and one.whole == other.whole
        and one.again == other.again
        and _kept(one.unappraised) == _kept(other.unappraised)
    )


def _kept(counts: Mapping[tuple[str, int], int]) -> dict[tuple[str, int], int]:
    return {where: count for where, count in counts.items() if count}


def _count(cursor: Cursor, table: str) -> int:
    return int(str(cursor.rows(f"SELECT count(*) FROM {table}")[0][0]))
