"""A run of a search kept with the scenario it made: settings, figures and answer inside, written and replaced as one batch.

Before it is written the batch is tried, and must take exactly what the answer said.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budget.allocation import saving as allocations
from budget.allocation.saving import Later, later_batches
from budget.cuts.operations import Act, acts_of
from budget.cuts.outcome import Outcome
from budget.cuts.settings import CutSettings, settings_from_text, settings_to_text
from budget.model.ids import BASE, new_id
from budget.model.states import CutAction
from budget.scenarios.changing import member_bulk, remove_operation, replace_about
from budget.scenarios.creating import creation
from budget.scenarios.moved import read_moved
from budget.scenarios.planning import TRIAL_SEQ, operation_change
from budget.scenarios.resolve import resolve
from budget.store.database import Cursor
from budget.store.journal import head
from budget.store.kinds import ALL, KINDS
from budget.store.projection import apply_batch
from budget.store.records import Action, Batch, Bulk, Change, Value

SAVE = "save_cut"
WITHOUT_BEARING = tuple(act for act in allocations.WITHOUT_BEARING if act not in allocations.JUDGED)
"""Acts after which a run is as good as before; how needed lines are does matter to it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a saved run did to one line: how, what it took (đồng), and how the line stood then."""

    action: CutAction
    way: str
    saved: int
    deferred: int
    amount: int
    weight: int


@dataclass(frozen=True)
class Run:
    """A saved run. Money in đồng; `bound` is the proved lower bound of the harm, rounded down."""

    scenario: str
    seen_seq: int
    saved: int
    deferred: int
    reduced: int
    harm: int
    bound: int
    status: str
    settings: CutSettings
    operations: tuple[str, ...]
    lines: Mapping[str, Taken]
    author: str
    moment: str


def find_run(cursor: Cursor, scenario: str) -> Run | None:
    """The run a scenario itself came from."""
    columns = "scenario, seen_seq, saved, deferred, reduced, harm, bound, status, settings, answer, author, moment"
    rows = cursor.rows(f"SELECT {columns} FROM cut_run WHERE scenario = ?", [scenario])
    if not rows:
        return None
    owner, *numbers, status, settings, answer, author, moment = rows[0]
    seq, saved, deferred, reduced, harm, bound = (int(str(number)) for number in numbers)
    told: dict[str, Any] = json.loads(str(answer) or "{}")
    lines = {line: Taken(CutAction(one[0]), *one[1:]) for line, one in told.get("lines", {}).items()}
    kept = (settings_from_text(str(settings)), tuple(told.get("operations", ())), lines)
    return Run(str(owner), seq, saved, deferred, reduced, harm, bound, str(status), *kept, str(author), str(moment))


def later_than(cursor: Cursor, seq: int, parent: str) -> list[Later]:
    """The batches after `seq` that may change what is cut on top of a scenario, oldest first."""
    return later_batches(cursor, seq, parent, WITHOUT_BEARING)


def new_batch(cursor: Cursor, outcome: Outcome, name: str, reason: str, author: str, moment: str) -> tuple[Batch, str]:
    """The batch that makes a scenario of an answer, and the scenario's id."""
    made = creation(cursor, name, outcome.drawn.scenario, reason)
    scenario = made.entity
    acts = acts_of(outcome)
    ids = [new_id() for _ in acts]
    about = _about(outcome, ids, author, moment)
    run = Change("cut_run", scenario, ALL, None, {"scenario": scenario, **about})
    operations, members = _operations(cursor, scenario, acts, ids)
    return Batch(author, SAVE, reason, [made, *operations, run], members), scenario


def replacing_batch(cursor: Cursor, outcome: Outcome, run: Run, reason: str, author: str, moment: str) -> Batch:
    """The batch that puts an answer in the place of an earlier run; operations people added come after it, in their order."""
    scenario = run.scenario
    standing = [str(row[0]) for row in cursor.rows("SELECT id FROM operation WHERE scenario = ? ORDER BY position, id", [scenario])]
    gone = [identity for identity in standing if identity in run.operations]
    removed = [remove_operation(cursor, identity) for identity in gone]
    acts = acts_of(outcome)
    ids = [new_id() for _ in acts]
    added, members = _operations(cursor, scenario, acts, ids)
    kept = [identity for identity in standing if identity not in run.operations]
    moved = [replace_about(cursor, "operation", identity, {"position": len(acts) + at}) for at, identity in enumerate(kept, start=1)]
    told = replace_about(cursor, "cut_run", scenario, _about(outcome, ids, author, moment))
    changes = [*(change for one in removed for change in one[0]), *added, *moved, told]
    return Batch(author, SAVE, reason, changes, [*(bulk for one in removed for bulk in one[1]), *members])


def prove(cursor: Cursor, outcome: Outcome, batch: Batch, scenario: str, *, alone: bool) -> None:
    """Try the batch (the caller rolls back); RuntimeError when it would not take just what the answer says of each line it touches.

    `alone`: nothing else is done in the scenario, so its sums must agree too.
    """
    apply_batch(cursor, TRIAL_SEQ, batch)
    resolve(cursor, scenario)
    if not alone:
        return
    drawn, listing = outcome.drawn, outcome.drawn.settings.mode.listing
    before, after = read_moved(cursor, drawn.scenario, None, listing), read_moved(cursor, scenario, None, listing)
    chosen, options = outcome.answer.options(), drawn.instance.options
    wanted = int(options.saved[chosen].sum()) + sum(one.taken for one in drawn.reduced)
    late = int(options.deferred[chosen].sum())
    if after.cut - before.cut != wanted or (drawn.scenario == BASE and after.deferred != late):
        raise RuntimeError(f"operations take {after.cut - before.cut} and put off {after.deferred}, the answer says {wanted} and {late}")


def _operations(cursor: Cursor, scenario: str, acts: Sequence[Act], ids: Sequence[str]) -> tuple[list[Change], list[Bulk]]:
    seq = head(cursor)[0]
    changes, bulks = [], []
    for position, (identity, act) in enumerate(zip(ids, acts, strict=True), start=1):
        changes.append(operation_change(identity, scenario, position, act.draft, len(act.lines), seq))
        bulks.append(member_bulk(Action.CREATE, identity, act.lines))
    return changes, bulks


def _about(outcome: Outcome, operations: Sequence[str], author: str, moment: str) -> dict[str, Value]:
    drawn, answer = outcome.drawn, outcome.answer
    options, ways = drawn.instance.options, drawn.choices.ways
    lines = {}
    for at in outcome.touched.tolist():
        option = int(answer.chosen[at])
        way = ways[int(drawn.choices.way[option])]
        money = (int(options.saved[option]), int(options.deferred[option]), int(drawn.figures.amount[at]), int(drawn.need.weight[at]))
        lines[drawn.figures.ids[at]] = [way.action.value, way.name, *money]
    answered = json.dumps({"operations": list(operations), "lines": lines}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    told: dict[str, Value] = {
        "seen_seq": drawn.seq,
        "saved": int(options.saved[answer.options()].sum()),
        "deferred": int(options.deferred[answer.options()].sum()),
        "reduced": sum(one.taken for one in drawn.reduced),
        "harm": answer.harm,
        "bound": math.floor(answer.bound),
        "status": answer.status,
        "settings": settings_to_text(drawn.settings),
        "answer": answered,
        "author": author,
        "moment": moment,
    }
    return {name: told[name] for name in KINDS["cut_run"].groups["about"]}
