"""Small plans for tests: a fresh file with the reference units, sources and rules, and just the lines a test writes down."""

import atexit
import shutil
import tempfile
from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.plan.creation import create_plan, reference_bulks
from budget.plan.face import Plan, open_plan
from budget.plan.shared import close_plan, is_open
from budget.reference.load import Reference, load_reference
from budget.scenarios.operations import Draft, Settings
from budget.store.kinds import ALL, KINDS
from budget.store.records import Change
from budget.store.verify import compare_projections, rebuild, verify_chain
from budget.totals.reading import read_totals

YEAR = 2024
DEPARTMENT = "SBN-STC"
"""A provincial department."""
DISTRICT = "502"
"""Thành phố Tam Kỳ."""
COMMUNE = "20335"
"""A commune of DISTRICT."""
OTHER_DISTRICT = "503"

PC: Mapping[str, str] = {
    "unit": DEPARTMENT,
    "name": "Máy tính để bàn",
    "measure": "bộ",
    "source": "QD334",
    "quantity": "2",
    "unit_price": "10.000.000",
    "priority": "3",
    "category": "equipment",
}
"""The texts of a plain line of 20.000.000 đồng; tests replace what they speak of."""

KEPT_AT_MOST = 8
"""Filled plans kept for the next test that wants the same lines; each takes 9 MB."""


@cache
def reference() -> Reference:
    """The shipped reference data, read once a test run."""
    return load_reference()


def make_plan(folder: Path, lines: Sequence[Mapping[str, str]] = (), *, actor: str = "An", name: str = "plan.duckdb") -> Plan:
    """A fresh open plan in `folder` holding `lines` (field texts laid over PC), numbered from 1; close it with `close(plan)`."""
    path = folder / name
    wanted = repr((actor, [list(texts.items()) for texts in lines]))
    _asked[wanted] += 1
    if _asked[wanted] > 1:
        shutil.copyfile(_filled_plan(wanted, lines, actor), path)
        return open_plan(path, actor)
    shutil.copyfile(_empty_plan(), path)
    return _fill(open_plan(path, actor), lines)


@contextmanager
def a_plan(folder: Path, lines: Sequence[Mapping[str, str]] = (), *, actor: str = "An") -> Iterator[Plan]:
    """A plan as `make_plan` gives it, closed when the block ends."""
    plan = make_plan(folder, lines, actor=actor)
    try:
        yield plan
    finally:
        close(plan)


def add_line(plan: Plan, **texts: str) -> str:
    """Add one line of PC's texts with some replaced; its id."""
    line, problems = plan.lines.add({**PC, **texts})
    assert line is not None, problems
    return line


def branch(plan: Plan, name: str, parent: str = BASE) -> str:
    """Make a scenario; its id."""
    scenario, problems = plan.scenarios.new(name, parent)
    assert scenario is not None, problems
    return scenario.id


def operate(plan: Plan, scenario: str, kind: OperationKind, settings: Settings | None = None, reason: str = "thử", **where: object) -> None:
    """Apply one operation to the lines of a scenario that `where` (fields of LineFilter) selects."""
    draft = Draft(kind, LineFilter(**where), reason, settings or {})  # type: ignore[arg-type]  # the caller names real fields
    applied, problems = plan.scenarios.apply(scenario, [draft])
    assert applied is not None, problems


def close(plan: Plan) -> None:
    """Let the plan's file go, if this process still holds it."""
    if is_open(plan.path):
        close_plan(plan.path)


def _fill(plan: Plan, lines: Sequence[Mapping[str, str]]) -> Plan:
    for texts in lines:
        add_line(plan, **texts)
    return plan


_asked: Counter[str] = Counter()
_filled: OrderedDict[str, Path] = OrderedDict()


def _filled_plan(wanted: str, lines: Sequence[Mapping[str, str]], actor: str) -> Path:
    """The closed file of a plan that is wanted again, as the tests of one module want theirs: adding lines costs more than copying them."""
    path = _filled.get(wanted)
    if path is None:
        if len(_filled) == KEPT_AT_MOST:
            _filled.popitem(last=False)[1].unlink()
        path = _folder() / f"filled-{_asked.total()}.duckdb"
        shutil.copyfile(_empty_plan(), path)
        close(_fill(open_plan(path, actor), lines))
        _filled[wanted] = path
    _filled.move_to_end(wanted)
    return path


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="du-toan-06-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _empty_plan() -> Path:
    path = _folder() / "empty.duckdb"
    create_plan(path, reference(), name="Thử", year=YEAR, bulks=reference_bulks(reference(), ceilings=False)).close()
    return path


def edit(plan: Plan, line: str, field: str, text: str, seen: int | None = None, reason: str = "theo báo giá") -> int:
    """Save one cell and give the journal's seq; fails when it was refused."""
    saved = plan.lines.edit([LineEdit(line, field, text, seen)], reason)
    assert saved.receipt is not None, saved.problems
    return saved.receipt.seq


def ceiling_changes(count: int, granted: int = 1_000_000, year: int = 2030) -> list[Change]:
    """The changes that make `count` pots of one source, for batches of any size."""
    found = []
    for number in range(count):
        record = dict.fromkeys(KINDS["ceiling"].columns)
        record.update(id=f"QD334|{number}|{year}|recurrent", source="QD334", unit=str(number), year=year, nature="recurrent")
        record.update(granted=granted + number, sample=False)
        found.append(Change("ceiling", str(record["id"]), ALL, None, record))
    return found


def problems_of(plan: Plan, folder: Path) -> list[str]:
    """Everything that does not hold together: the chain, the projection against a replay, the live totals against SQL."""
    with plan.store.read() as cursor:
        found = [finding.sentence for finding in verify_chain(cursor)]
        if read_totals(cursor) != plan.totals():
            found.append("live totals differ from SQL")
    fresh = rebuild(plan.store.database, folder / "rebuilt.duckdb")
    found.extend(finding.sentence for finding in compare_projections(plan.store.database, fresh))
    fresh.close()
    fresh.path.unlink()
    return found
