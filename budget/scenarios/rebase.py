"""Rebase: each operation's selection made again on today's base, seen before it is applied; named lines stay named.

A base edit moves only the lines an operation holds already; lines that have come to match wait here until a person lets them in.
"""

from dataclasses import dataclass

from budget.lines.query import select_ids
from budget.scenarios.changing import member_bulk, replace_about
from budget.scenarios.operations import filter_from_text
from budget.scenarios.planning import Outcome, read_outcome
from budget.scenarios.reading import AppliedOperation, read_operations
from budget.scenarios.replay import Step, begin, extend, finish, replay
from budget.scenarios.resolve import read_steps
from budget.store.database import Cursor
from budget.store.journal import head
from budget.store.projection import apply_bulk
from budget.store.records import Action, Batch, Bulk

_TRIAL_SEQ = -1


@dataclass(frozen=True)
class Reselected:
    """One operation selected again: the lines that come in and those that go out."""

    operation: AppliedOperation
    entering: tuple[str, ...]
    leaving: tuple[str, ...]
    members: int


@dataclass(frozen=True)
class Rebase:
    """What a rebase would do: per operation the lines in and out, and the scenario before and after, in đồng."""

    scenario: str
    operations: tuple[Reselected, ...]
    before: Outcome
    after: Outcome

    @property
    def entering(self) -> frozenset[str]:
        """The lines that come into any operation."""
        return frozenset(line for one in self.operations for line in one.entering)

    @property
    def leaving(self) -> frozenset[str]:
        """The lines that go out of any operation."""
        return frozenset(line for one in self.operations for line in one.leaving)


def plan_rebase(cursor: Cursor, scenario: str) -> Rebase:
    """Select every own operation again, each seeing what the ones before it leave; the caller rolls the transaction back."""
    before = read_outcome(cursor, scenario)
    own = {operation.id: operation for operation in read_operations(cursor, scenario)}
    steps = read_steps(cursor, scenario)
    inherited = [step for step in steps if step.id not in own]
    begin(cursor, [step.id for step in inherited])
    for step in inherited:
        replay(cursor, step)
    cursor.run("DELETE FROM overlay WHERE scenario = ?", [scenario])
    finish(cursor, scenario)
    chosen = [_reselect(cursor, scenario, own[step.id], step) for step in steps if step.id in own]
    return Rebase(scenario, tuple(chosen), before, read_outcome(cursor, scenario))


def rebase_batch(cursor: Cursor, rebase: Rebase, actor: str, reason: str, operation_id: str | None = None) -> Batch:
    """The batch that applies a rebase for good; its selections are of the seq it is about to get."""
    seq = head(cursor)[0] + 1
    operations = [
        replace_about(cursor, "operation", one.operation.id, {"members": one.members, "base_seq": seq}) for one in rebase.operations
    ]
    changes = [replace_about(cursor, "scenario", rebase.scenario, {"base_seq": seq}), *operations]
    bulks = [bulk for one in rebase.operations for bulk in _member_bulks(one)]
    return Batch(actor, "rebase_scenario", reason, changes, bulks, operation_id)


def may_be_behind(cursor: Cursor, scenario: str) -> bool:
    """Whether anything that selections rest on moved after the scenario's oldest one: a cheap answer before a rebase is tried."""
    sql = """WITH own AS (SELECT min(base_seq) AS oldest, list(created_seq) AS made FROM operation WHERE scenario = ?)
             SELECT EXISTS (SELECT 1 FROM line, own WHERE created_seq > oldest)
                 OR EXISTS (SELECT 1 FROM touch, own WHERE seq > oldest AND NOT list_contains(made, seq)
                            AND (starts_with(entity, 'line:') OR starts_with(entity, 'operation:')))"""
    return bool(cursor.rows(sql, [scenario])[0][0])


def _reselect(cursor: Cursor, scenario: str, operation: AppliedOperation, step: Step) -> Reselected:
    where = filter_from_text(operation.predicate)
    held = [str(row[0]) for row in cursor.rows("SELECT line FROM member WHERE operation = ?", [operation.id])]
    wanted = held if where.lines else select_ids(cursor, where, scenario)
    entering, leaving = set(wanted) - set(held), set(held) - set(wanted)
    one = Reselected(operation, tuple(line for line in wanted if line in entering), tuple(sorted(leaving)), len(wanted))
    for bulk in _member_bulks(one):
        apply_bulk(cursor, _TRIAL_SEQ, bulk)
    extend(cursor, [operation.id])
    replay(cursor, step)
    finish(cursor, scenario)  # what the next selection looks at
    return one


def _member_bulks(one: Reselected) -> list[Bulk]:
    sides = ((Action.DELETE, one.leaving), (Action.CREATE, one.entering))
    return [member_bulk(action, one.operation.id, lines) for action, lines in sides if lines]
