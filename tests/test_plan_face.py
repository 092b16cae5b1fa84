"""The whole plan under random work: it equals a plain dictionary of lines, its totals equal SQL, its journal replays to itself."""

import tempfile
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from budget.lines.editing import LineEdit
from budget.model.problem import PlanError
from budget.plan.face import open_plan
from budget.store.stale import StaleWriteError
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, PC, a_plan, add_line, close, edit, make_plan, problems_of

UNITS = (DEPARTMENT, DISTRICT, COMMUNE)
SOURCES = ("QD334", "PHI", "DT-GIAO", "NQ36-H")
quantities = st.integers(0, 4000).map(lambda milli: milli * 25)
prices = st.integers(0, 2**33) | st.just(9_007_199_254_741)


def _text_of_milli(milli: int) -> str:
    return format(Decimal(milli) / 1000, "f").replace(".", ",")


def _amount(line: dict[str, Any], layer: str) -> int:
    exact = Decimal(line[f"{layer}_quantity"]) * Decimal(line[f"{layer}_unit_price"]) * Decimal(line[f"{layer}_times"]) / Decimal(10**6)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


class PlanMachine(RuleBasedStateMachine):
    """Random work of one person; the oracle keeps a picture of the lines after every batch."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.plan = make_plan(Path(self.folder.name))
        self.lines: dict[str, dict[str, Any]] = {}
        self.pots: dict[str, int | None] = {}
        self.pictures = {self.plan.head(): self._picture()}
        self.undoable: list[int] = []

    def _picture(self) -> tuple[dict[str, dict[str, Any]], dict[str, int | None]]:
        return {line: dict(record) for line, record in self.lines.items()}, dict(self.pots)

    def _keep(self) -> None:
        self.pictures[self.plan.head()] = self._picture()

    def _some(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.lines)))

    @rule(unit=st.sampled_from(UNITS), source=st.sampled_from(SOURCES), quantity=quantities, price=prices, priority=st.integers(1, 4))
    def add(self, unit: str, source: str, quantity: int, price: int, priority: int) -> None:
        texts = {"unit": unit, "source": source, "quantity": _text_of_milli(quantity), "unit_price": str(price), "priority": str(priority)}
        line = add_line(self.plan, **texts)
        self.lines[line] = {
            "unit": unit,
            "source": source,
            "priority": priority,
            "year": 2024,
            "note": "",
            "requested_quantity": quantity,
            "requested_unit_price": price,
            "requested_times": 1000,
            "finance_quantity": None,
        }
        self._keep()

    @precondition(lambda self: self.lines)
    @rule(data=st.data(), field=st.sampled_from(("unit", "source", "priority", "year", "note")))
    def edit_a_fact(self, data: st.DataObject, field: str) -> None:
        values: dict[str, st.SearchStrategy[Any]] = {
            "unit": st.sampled_from(UNITS),
            "source": st.sampled_from(SOURCES),
            "priority": st.integers(1, 4),
            "year": st.integers(2023, 2026),
            "note": st.sampled_from(("", "xem lại", "Ch'ơm", '"number":99')),
        }
        line, value = self._some(data), data.draw(values[field])
        saved = self.plan.lines.edit([LineEdit(line, field, str(value), self.plan.head())])
        assert not saved.problems
        assert (saved.receipt is None) == (self.lines[line][field] == value)
        self.lines[line][field] = value
        self._keep()

    @precondition(lambda self: self.lines)
    @rule(data=st.data(), quantity=quantities, price=prices, layer=st.sampled_from(("requested", "finance")))
    def edit_drivers(self, data: st.DataObject, quantity: int, price: int, layer: str) -> None:
        line = self._some(data)
        edits = [LineEdit(line, f"{layer}_quantity", _text_of_milli(quantity)), LineEdit(line, f"{layer}_unit_price", str(price))]
        assert not self.plan.lines.edit(edits, "theo báo giá").problems
        record = self.lines[line]
        if layer == "finance" and record["finance_quantity"] is None:
            record["finance_times"] = record["requested_times"]
        record.update({f"{layer}_quantity": quantity, f"{layer}_unit_price": price})
        self._keep()

    @precondition(lambda self: self.lines)
    @rule(data=st.data())
    def drop_the_appraisal(self, data: st.DataObject) -> None:
        line = self._some(data)
        self.plan.lines.edit([LineEdit(line, "finance_unit_price", "")], "bỏ thẩm định")
        self.lines[line]["finance_quantity"] = None
        self._keep()

    @precondition(lambda self: self.lines)
    @rule(data=st.data())
    def copy(self, data: st.DataObject) -> None:
        line = self._some(data)
        self.lines[self.plan.lines.copy(line)] = {**self.lines[line], "finance_quantity": None}
        self._keep()

    @precondition(lambda self: self.lines)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        gone = data.draw(st.lists(st.sampled_from(sorted(self.lines)), min_size=1, max_size=2, unique=True))
        receipt, problems = self.plan.lines.delete(gone, "trùng", self.plan.head())
        assert receipt is not None, problems
        for line in gone:
            del self.lines[line]
        self._keep()

    @rule(source=st.sampled_from(SOURCES), unit=st.sampled_from(UNITS), granted=st.none() | st.integers(0, 2**50))
    def enter_a_ceiling(self, source: str, unit: str, granted: int | None) -> None:
        change, problems = self.plan.funding.set_ceiling(self.plan.funding.place_of(source, unit), {"granted": granted}, "giao")
        if change is None:
            assert [problem.code for problem in problems] == ["unit_cannot_hold"]
            return
        self.pots[change.pot] = granted
        self._keep()

    @rule(back=st.integers(0, 8))
    def undo_a_batch(self, back: int) -> None:
        seq = max(1, self.plan.head() - back)
        conflicts = self.plan.undo_conflicts(seq)
        code = self._refusal_of(lambda: self.plan.undo(seq))
        assert code in {"", "creation_stays", "already_undone", "undo_conflict"}
        if code in {"", "undo_conflict"}:
            assert (code == "undo_conflict") == bool(conflicts)
        if not code:
            self._follow_undo(seq)

    @rule()
    def undo_last(self) -> None:
        target = next(
            (entry.seq for entry in self.plan.entries() if entry.undoes is None and entry.undone_by is None and entry.seq > 1), None
        )
        head = self.plan.head()
        code = self._refusal_of(self.plan.undo_last)
        assert code in {"", "undo_conflict"}
        assert (self.plan.head() == head) == (target is None or code != "")
        if self.plan.head() > head:
            assert self.plan.entries(1)[0].undoes == target
            self._follow_undo(target or 0)

    @rule()
    def redo_last(self) -> None:
        head = self.plan.head()
        assert self._refusal_of(self.plan.redo_last) in {"", "undo_conflict"}
        if self.plan.head() > head:
            self._follow_undo(self.plan.entries(1)[0].undoes or 0)

    def _refusal_of(self, act: Callable[[], object]) -> str:
        try:
            act()
        except PlanError as error:
            return error.problem.code
        return ""

    def _follow_undo(self, seq: int) -> None:
        """Put back in the oracle what batch `seq` changed: entity by entity and field by field."""
        earlier = self.pictures[max(kept for kept in self.pictures if kept < seq)]
        later = self.pictures[seq]
        for line in earlier[0].keys() | later[0].keys():
            before, after = earlier[0].get(line), later[0].get(line)
            if before == after:  # the batch left it alone, and later ones may have taken it away
                continue
            if before is None:
                self.lines.pop(line)
            elif after is None:
                self.lines[line] = dict(before)
            else:
                self.lines[line].update({field: before.get(field) for field in after if before.get(field) != after[field]})
        for pot in earlier[1].keys() | later[1].keys():
            if earlier[1].get(pot, -1) != later[1].get(pot, -1):
                if pot in earlier[1]:
                    self.pots[pot] = earlier[1][pot]
                else:
                    self.pots.pop(pot)
        self._keep()

    @invariant()
    def the_plan_is_what_the_oracle_says(self) -> None:
        if not hasattr(self, "plan"):
            return
        with self.plan.store.read() as cursor:
            names = ("id", "unit", "source", "priority", "year", "note", "requested_amount", "finance_amount")
            rows = {str(row[0]): row[1:] for row in cursor.rows(f"SELECT {', '.join(names)} FROM line")}
            pots = dict(cursor.rows("SELECT id, granted FROM ceiling"))
        expected = {}
        for line, record in self.lines.items():
            finance = None if record["finance_quantity"] is None else _amount(record, "finance")
            facts = tuple(record[name] for name in ("unit", "source", "priority", "year", "note"))
            expected[line] = (*facts, _amount(record, "requested"), finance)
        assert rows == expected
        assert pots == self.pots
        assert self.plan.totals().lines() == len(expected)
        assert self.plan.totals().amount() == sum(row[6] if row[6] is not None else row[5] for row in expected.values())

    def teardown(self) -> None:
        if not hasattr(self, "plan"):
            return
        try:
            assert problems_of(self.plan, Path(self.folder.name)) == []
            with self.plan.store.read() as cursor:
                assert cursor.rows("SELECT count(*) - count(DISTINCT number) FROM line") == [(0,)]
        finally:
            close(self.plan)
            self.folder.cleanup()


PlanMachine.TestCase.settings = settings(max_examples=18, stateful_step_count=22)
TestRandomWork = PlanMachine.TestCase


def test_amounts_beyond_what_a_float_holds_stay_exact_through_every_total(tmp_path: Path) -> None:
    odd = {"quantity": "9", "unit_price": "100.079.991.719.345"}
    with a_plan(tmp_path, [odd] * 10 + [{"quantity": "1", "unit_price": "3"}]) as plan:
        whole = 10 * 9 * 100_079_991_719_345 + 3
        assert whole > 2**53
        assert plan.totals().amount() == whole
        assert sum(amount for amount, _ in plan.totals().group("unit").values()) == whole
        (pot,) = plan.funding.pots()
        assert (pot.need, plan.funding.sums().unknown_need) == (whole, whole)
        assert problems_of(plan, tmp_path) == []


def test_two_people_share_one_plan_but_not_their_undo(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        other = open_plan(plan.path, "Bình")
        line, seen = plan.lines.find_id("1"), plan.head()
        edit(other, line, "quantity", "5", seen)
        assert plan.totals().amount() == 50_000_000
        with pytest.raises(StaleWriteError):
            plan.lines.edit([LineEdit(line, "quantity", "6", seen)])
        assert [entry.actor for entry in plan.entries(2)] == ["Bình", "An"]
        assert other.undo_last() is not None
        assert other.undo_last() is None


def test_who_is_about_to_edit_makes_what_goes_on_beside_stand_still(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        people = plan._shared.people
        people.clock = lambda: 10**9
        assert not people.busy()
        plan.expect_edit()
        assert people.busy()


def test_info_tells_the_plans_facts_as_they_stand(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {}]) as plan:
        info = plan.info()
        assert (info.name, info.budget_year, info.sample, info.lines, info.seq) == ("Thử", 2024, False, 2, 3)
        plan.lines.delete([plan.lines.find_id("1")], "trùng")
        assert (plan.info().lines, plan.info().seq, plan.head()) == (1, 4, 4)


def test_a_person_without_a_name_is_written_down_as_such(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        assert open_plan(plan.path).actor
        assert PC["unit"] in plan.catalogue().units
