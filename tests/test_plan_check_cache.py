"""What was found before is kept, and after changes only what they can have moved is checked again: with the same answer."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget.checks.run import check_lines
from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.plan import check_cache, checks_part
from budget.plan.check_cache import CheckCache
from budget.plan.face import Plan
from budget.store.journal import head
from budget.store.kinds import ALL, KINDS
from budget.store.records import Batch, Change
from tests.checked import CLEAN, everything
from tests.plans import COMMUNE, DISTRICT, OTHER_DISTRICT, a_plan, add_line, branch, edit, operate

HERE = {**CLEAN, "unit": DISTRICT, "source": "NQ36-H"}
LINES = [
    HERE,
    HERE,
    {**CLEAN, "name": "Máy chủ"},
    {**CLEAN, "name": "Phần mềm"},
    {**CLEAN, "name": "Máy in", "basis": "", "price_kind": ""},
]


def line(plan: Plan, number: int) -> str:
    return plan.lines.find_id(str(number))


def rename(plan: Plan) -> None:
    edit(plan, line(plan, 2), "name", "Máy quét")


def join(plan: Plan) -> None:
    edit(plan, line(plan, 5), "name", "Máy chủ (bổ sung)")


def delete(plan: Plan) -> None:
    receipt, problems = plan.lines.delete([line(plan, 1)], "trùng")
    assert receipt, problems


def add(plan: Plan) -> None:
    add_line(plan, **HERE)


def orphan(plan: Plan) -> None:
    edit(plan, line(plan, 4), "requires", line(plan, 3))
    edit(plan, line(plan, 3), "finance_quantity", "0")


def price(plan: Plan) -> None:
    edit(plan, line(plan, 1), "unit_price", "19.000.000")


def undone(plan: Plan) -> None:
    price(plan)
    plan.undo_last()


def re_source(plan: Plan) -> None:
    edit(plan, line(plan, 1), "source", "QD334")


@pytest.mark.parametrize("change", [rename, join, delete, add, orphan, price, undone, re_source])
def test_after_any_change_the_kept_answer_equals_a_fresh_one(tmp_path: Path, change: Callable[[Plan], None]) -> None:
    with a_plan(tmp_path, LINES) as plan:
        cache = CheckCache()
        with plan.store.read() as cursor:
            cache.read(cursor, BASE, head(cursor)[0])
        change(plan)
        with plan.store.read() as cursor:
            kept = cache.read(cursor, BASE, head(cursor)[0])
        assert sorted(kept.all(), key=repr) == sorted(everything(plan), key=repr)


def test_a_scenario_is_worked_out_from_the_base_and_equals_a_fresh_answer(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario = branch(plan, "PA")
        operate(plan, scenario, OperationKind.DROP, lines=(line(plan, 2),))
        cache = CheckCache()
        with plan.store.read() as cursor:
            seq = head(cursor)[0]
            assert cache.offer(cursor, scenario, seq) is None
            cache.read(cursor, BASE, seq)
            derived = cache.offer(cursor, scenario, seq)
        assert derived is not None
        assert sorted(derived.all(), key=repr) == sorted(everything(plan, scenario), key=repr)


def test_what_is_known_at_the_head_is_not_worked_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan, plan.store.read() as cursor:
        cache = CheckCache()
        first = cache.read(cursor, BASE, head(cursor)[0])
        monkeypatch.setattr(check_cache, "find_problems", None)
        assert cache.read(cursor, BASE, head(cursor)[0]) is first


def test_a_scenario_known_before_the_base_was_edited_equals_a_fresh_answer(tmp_path: Path) -> None:
    with a_plan(tmp_path, MANY) as plan:
        scenario = branch(plan, "PA")
        operate(plan, scenario, OperationKind.DROP, lines=(line(plan, 2),))
        plan.checks.run(scenario)
        for number, name in ((1, "Máy quét 3"), (4, "Máy in"), (13, "Máy quét tài liệu")):
            edit(plan, line(plan, number), "name", name)
            plan.checks.run()
        kept = [item for item in plan.checks.run(scenario) if item.line]
        assert sorted(kept, key=repr) == sorted(everything(plan, scenario), key=repr)


def test_a_new_rule_makes_everything_be_checked_again(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        cache = CheckCache()
        with plan.store.read() as cursor:
            cache.read(cursor, BASE, head(cursor)[0])
        record = {**dict.fromkeys(KINDS["rule"].columns), "id": "R1", "source": "QD334", "verdict": "deny", "rank": 6}
        record.update({"document": "LNSNN2015", "article": "Điều 9", "reason": "Thử.", "confidence": "recalled"})
        plan.store.commit(Batch("An", "add_rule", changes=[Change("rule", "R1", ALL, None, record)]))
        with plan.store.read() as cursor:
            assert cache.offer(cursor, BASE, head(cursor)[0]) is None
            fresh = cache.read(cursor, BASE, head(cursor)[0])
        assert [problem for problem in fresh.all() if problem.code == "source_not_allowed"]


def test_a_task_moved_to_another_group_makes_everything_be_checked_again_where_a_rule_asks_for_groups(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**HERE, "task": "NV02"}]) as plan:
        rule = {**dict.fromkeys(KINDS["rule"].columns), "id": "R1", "source": "NQ36-H", "verdict": "deny", "rank": 9, "task_group": "TI5"}
        rule.update(document="NQ36", article="Điều 1", reason="Thử.", confidence="confirmed")
        plan.store.commit(Batch("An", "add_rule", changes=[Change("rule", "R1", ALL, None, rule)]))
        assert "source_not_allowed" not in {problem.code for problem in plan.checks.run()}
        with plan.store.read() as cursor:
            names = list(KINDS["task"].columns)
            (row,) = cursor.rows(f"SELECT {', '.join(names)} FROM task WHERE code = 'NV02'")
        old = dict(zip(names, row, strict=True))
        plan.store.commit(Batch("An", "edit_task", changes=[Change("task", "NV02", ALL, old, {**old, "task_group": "TI5"})]))
        assert "source_not_allowed" in {problem.code for problem in plan.checks.run()}


def test_only_a_few_scenarios_are_kept(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        names = [branch(plan, f"PA {number}") for number in range(check_cache.KEPT + 1)]
        cache = CheckCache()
        with plan.store.read() as cursor:
            seq = head(cursor)[0]
            for name in names:
                cache.read(cursor, name, seq)
        assert [cache.peek(name, seq) is None for name in names] == [True, *[False] * check_cache.KEPT]


def test_a_few_lines_are_checked_once_a_revision_however_often_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}, {}]) as plan:
        asked: list[object] = []
        monkeypatch.setattr(checks_part, "check_lines", lambda *given: asked.append(given) or check_lines(*given))
        one = plan.lines.find_id("1")
        first = plan.checks.of_lines([one])
        first.clear()
        assert plan.checks.of_lines([one]), "what one part of a screen does with its answer is its own affair"
        assert len(asked) == 1
        edit(plan, one, "basis", "03 báo giá")
        assert "missing_basis" not in {problem.code for problem in plan.checks.of_lines([one])}
        assert len(asked) == 2


NAMES = (
    "Máy quét tài liệu",
    "Mua sắm máy quét tài liệu",
    "Tài liệu: máy quét",
    "Máy quét tài liệu cho phường Tân Thạnh",
    "Gói 3: máy quét",
    "Máy quét 3",
)
OTHER_NAMES = ("Máy tính bảng", "Máy tính trạm", "Máy in", "Gói thầu số 3: máy quét", "Máy quét tài liệu (bổ sung)", "May quet tai lieu")
FIELDS = {
    "name": (*NAMES, *OTHER_NAMES),
    "measure": ("bộ", "chiếc"),
    "unit": (DISTRICT, COMMUNE, OTHER_DISTRICT),
    "year": ("2024", "2025"),
    "quantity": ("0", "1,5", "2", "3000"),
    "unit_price": ("9.000.000", "12.000.000", "16.000.000", "12.000.000.000", "12.000"),
    "category": ("equipment", "software"),
    "vat_included": ("có", "không", ""),
    "vat": ("10", ""),
    "price_kind": ("quotation", "bid_result", ""),
    "price_date": ("05/03/2024", "05/03/2022", "31/12/2025"),
    "price_quotes": ("2", "3"),
    "entitled": ("1", "5", ""),
    "usable": ("0", "4", ""),
    "last_year_outturn": ("1.000.000", ""),
    "this_year_allotted": ("1.000.000", "90.000.000"),
    "this_year_spent": ("2.000.000", ""),
    "excess_authority": ("Chủ tịch UBND tỉnh", ""),
    "excess_document": ("QĐ 9", ""),
    "excess_date": ("01/02/2024", ""),
}
MANY = [
    {**HERE, "name": name, "unit": unit, "source": "NQ36-X" if unit == COMMUNE else "NQ36-H"}
    for unit in (DISTRICT, COMMUNE)
    for name in (*NAMES, "Máy tính bảng", "Máy tính trạm", "Máy tính mini", "Máy tính một cửa")
]
EDITS = st.one_of(
    [
        st.tuples(st.just("require"), st.integers(1, len(MANY)), st.just("")),
        *(st.tuples(st.just(field), st.integers(1, len(MANY)), st.sampled_from(texts)) for field, texts in FIELDS.items()),
        st.tuples(st.sampled_from(["delete", "copy", "undo", "dismiss", "undismiss"]), st.integers(1, len(MANY)), st.just("")),
    ]
)


def act_on(plan: Plan, what: str, number: int) -> None:
    """One act that is no edit of a field; nothing where there is nothing to act on."""
    ids = plan.lines.select(LineFilter())
    chosen = ids[number % len(ids)]
    if what == "delete" and len(ids) > 10:
        plan.lines.delete([chosen], "thừa")
    elif what == "require":
        plan.lines.edit([LineEdit(chosen, "requires", ids[(number + 3) % len(ids)])], "thử")
    elif what == "copy":
        plan.lines.copy(chosen)
    elif what == "undo":
        plan.undo_last()
    elif what == "dismiss":
        for problem in plan.checks.of_lines([chosen])[:2]:
            plan.checks.dismiss(problem, "đã xem")
    elif what == "undismiss":
        for item in plan.checks.dismissed()[:1]:
            plan.checks.undismiss(item.problem)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=8))
def test_whatever_is_edited_the_kept_answer_equals_a_fresh_one(tmp_path: Path, edits: list[tuple[str, int, str]]) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    with a_plan(folder, MANY) as plan:
        plan.checks.run()
        for what, number, text in edits:
            if what in FIELDS:
                ids = plan.lines.select(LineFilter(listing=None))
                plan.lines.edit([LineEdit(ids[number % len(ids)], what, text)], "thử")
            else:
                act_on(plan, what, number)
            kept = [*plan.checks.run(), *(item.problem for item in plan.checks.dismissed())]
            assert sorted((item for item in kept if item.line), key=repr) == sorted(everything(plan), key=repr), what
            assert all(item.reason == "đã xem" for item in plan.checks.dismissed())
