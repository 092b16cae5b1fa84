"""Overlays in step: after any mix of edits, operations and undos they are what resolving everything anew gives."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.problem import PlanError
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.follow import resolve_all
from budget.scenarios.operations import Draft
from budget.scenarios.replay import assign
from budget.scenarios.resolve import read_steps
from budget.store import journal
from budget.store.kinds import ALL
from budget.store.records import Batch, Change
from budget.totals.reading import group_totals
from tests.drafts import DRAFT, apply_all, fresh
from tests.plans import DISTRICT, a_plan, add_line, operate

LINES = [
    {"name": "Máy chủ", "quantity": "2", "unit_price": "100.000.000", "priority": "1"},
    {"name": "Máy quét", "quantity": "12", "unit_price": "9.000.001", "priority": "4", "norm": "MT_CBCC"},
    {"name": "Tập huấn", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3", "unit_price": "7.777.777", "priority": "3"},
    {"name": "Bàn ghế", "quantity": "5", "unit_price": "2.000.000", "priority": "4"},
]
EDIT = st.tuples(
    st.just("edit"),
    st.integers(0, 5),
    st.sampled_from(
        [
            ("quantity", "7"),
            ("unit_price", "19.999.999"),
            ("priority", "4"),
            ("source", "BSCDS"),
            ("locked", "có"),
            ("year", "2025"),
            ("times", "0,5"),
        ]
    ),
)
STEP = st.one_of(
    EDIT,
    st.tuples(st.just("apply"), st.integers(0, 2), DRAFT),
    st.tuples(st.just("undo"), st.just(0), st.none()),
    st.tuples(st.just("delete"), st.integers(0, 5), st.none()),
    st.tuples(st.just("add"), st.just(0), st.none()),
    st.tuples(st.just("rebase"), st.integers(0, 2), st.none()),
    st.tuples(st.just("promote"), st.integers(0, 2), st.none()),
    st.tuples(st.just("remove"), st.integers(0, 2), st.none()),
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all: the laws hold whatever its base is."""
    with a_plan(Path(tmp_path_factory.mktemp("follow")), LINES) as made:
        yield made


def take(plan: Plan, scenarios: list[str], step: tuple[str, int, object]) -> None:
    """Do one thing a person may do; what is refused changes nothing, which the laws below see."""
    name, which, what = step
    lines = plan.lines.select(LineFilter())
    scenario = scenarios[which % len(scenarios)]
    line = lines[which % len(lines)] if lines else ""
    doings: dict[str, Callable[[], object]] = {
        "edit": lambda: plan.lines.edit([LineEdit(line, *what)]),  # type: ignore[misc]  # the strategy gives (field, text)
        "apply": lambda: plan.scenarios.apply(scenario, [what]),  # type: ignore[list-item]  # the strategy gives a draft
        "undo": plan.undo_last,
        "delete": lambda: plan.lines.delete([line], "thử"),
        "add": lambda: add_line(plan, name="Máy in", priority="4"),
        "rebase": lambda: plan.scenarios.rebase(scenario),
        "promote": lambda: plan.scenarios.promote(scenario, "thử"),
        "remove": lambda: [plan.scenarios.remove_operation(one.id, "thử") for one in plan.scenarios.operations(scenario)[:1]],
    }
    with suppress(PlanError):
        doings[name]()


def check_laws(plan: Plan, scenarios: list[str]) -> None:
    """Overlays equal resolving anew; live totals of base and scenarios equal SQL's; a scenario is its resolved lines."""
    with plan.store.database.trial() as cursor:
        kept = cursor.rows("SELECT * FROM overlay ORDER BY ALL")
        resolve_all(cursor)
        assert kept == cursor.rows("SELECT * FROM overlay ORDER BY ALL")
    for scenario in (BASE, *scenarios):
        totals = plan.totals(scenario)
        assert totals.seq == plan.store.head()
        assert totals.amount() == int(plan.lines.find(LineFilter(), scenario)["amount"].sum())
        for dimension in ("source", "unit", "category", "nature", "priority"):
            with plan.store.read() as cursor:
                judged = group_totals(cursor, [dimension], scenario).frame
            rows = judged[(judged["amount"] != 0) | (judged["lines"] != 0)].to_dict("records")
            assert totals.group(dimension) == {str(row[dimension]): (row["amount"], row["lines"]) for row in rows}
        for year in (2024, 2025, 2026):
            with plan.store.read() as cursor:
                assert totals.amount(year=year) == group_totals(cursor, [], scenario, LineFilter(years=(year,))).amount


@settings(max_examples=12)
@given(steps=st.lists(STEP, min_size=3, max_size=9))
def test_after_anything_a_person_does_everything_is_in_step(plan: Plan, steps: list[tuple[str, int, object]]) -> None:
    first = fresh(plan)
    scenarios = [first, fresh(plan, first), fresh(plan)]
    operate(plan, first, OperationKind.PERCENT, {"share_bp": 1000}, priorities=(4,))
    for step in steps:
        take(plan, scenarios, step)
        scenarios = [one.id for one in plan.scenarios.listed() if one.id in scenarios]
        if not scenarios:
            return
    check_laws(plan, scenarios)
    for one in reversed(scenarios):
        plan.scenarios.delete(one, "dọn")


@settings(max_examples=6)
@given(drafts=st.lists(DRAFT, min_size=1, max_size=3))
def test_redo_brings_back_what_undo_took(plan: Plan, drafts: list[Draft]) -> None:
    scenario = fresh(plan)
    apply_all(plan, scenario, drafts)
    with plan.store.read() as cursor:
        before = cursor.rows("SELECT * FROM overlay WHERE scenario = ? ORDER BY line", [scenario])
    plan.undo_last()
    plan.redo_last()
    with plan.store.read() as cursor:
        assert cursor.rows("SELECT * FROM overlay WHERE scenario = ? ORDER BY line", [scenario]) == before


def test_a_source_of_another_nature_moves_the_overlays_that_take_it(plan: Plan) -> None:
    scenario = fresh(plan)
    add_line(plan, name="Máy chiếu", priority="2")
    operate(plan, scenario, OperationKind.RE_SOURCE, {"source": "BSCDS"}, priorities=(2,))
    with plan.store.read() as cursor:
        step = read_steps(cursor, scenario)[0]
        assert "nature" in assign(step).where
        names = [str(row[0]) for row in cursor.rows("SELECT column_name FROM duckdb_columns() WHERE table_name = 'source'")]
        columns = [name for name in names if name != "created_seq"]
        old = dict(zip(columns, cursor.rows(f"SELECT {', '.join(columns)} FROM source WHERE code = 'BSCDS'")[0], strict=True))
    assert set(plan.scenarios.touched(scenario)["source"]) == {"BSCDS"}
    change = Change("source", "BSCDS", ALL, old, {**old, "nature": "investment"})  # type: ignore[arg-type]  # the schema's types
    plan.store.commit(Batch("An", "edit", "đổi tính chất", [change]))
    assert "BSCDS" not in set(plan.scenarios.touched(scenario)["source"])
    plan.undo_last()
    assert set(plan.scenarios.touched(scenario)["source"]) == {"BSCDS"}


def test_a_batch_so_large_that_it_is_packed_moves_the_overlays_too(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "ROWS_LIMIT", 2)
    scenario = fresh(plan)
    line = plan.lines.select(LineFilter())[0]
    before = plan.totals(scenario).amount()
    drafts = [Draft(OperationKind.PERCENT, LineFilter(lines=(line,)), "thử", {"share_bp": 1000})] * 3
    applied, _ = plan.scenarios.apply(scenario, drafts)
    assert applied is not None
    assert plan.totals(scenario).amount() == applied.preview.after.amount < before
    check_laws(plan, [scenario])
    plan.undo_last()
    assert plan.totals(scenario).amount() == before
    plan.redo_last()
    assert plan.totals(scenario).amount() == applied.preview.after.amount
    plan.scenarios.delete(scenario, "thử")
    check_laws(plan, [])
