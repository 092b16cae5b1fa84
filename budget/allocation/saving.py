"""Placements in the plan: what an answer writes as one batch, and what a saved one is still worth. Money in đồng."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from budget.allocation.answer import funded_lines, used_pots
from budget.allocation.instance import Ints
from budget.allocation.laying import Laid
from budget.model.ids import BASE, new_id
from budget.money import format_money
from budget.scenarios.resolve import read_chain
from budget.store.database import Cursor
from budget.store.kinds import ALL, KINDS
from budget.store.records import Action, Batch, Bulk, Change, Value

SAVE = "save_allocation"
JUDGED = ("set_weights", "score_line", "unscore_line", "band_line", "unband_line")
"""Acts that say how needed lines are: they move cuts, not who pays."""
WITHOUT_BEARING = (
    *("comment", "withdraw_comment", "attach", "detach", "dismiss", "undismiss", "keep_profile", "new_scenario", "describe_scenario"),
    *JUDGED,
    SAVE,
)
"""Acts after which a saved funding plan is as good as before."""
OF_SCENARIOS = ("apply_operations", "remove_operation", "rebase_scenario", "delete_scenario", "save_cut")
"""Acts that matter only when they are of the scenario or of one it descends from."""
TOLD = 20


@dataclass(frozen=True, slots=True)
class Run:
    """A saved run: whose scenario it stands in, the journal seq it saw, what it came to (đồng), who saved it and when."""

    scenario: str
    seen_seq: int
    funded: int
    unfunded: int
    bound: int
    optimal: bool
    settings: str
    author: str
    moment: str


@dataclass(frozen=True, slots=True)
class Later:
    """A batch written after a run saw the plan."""

    seq: int
    actor: str
    moment: str
    action: str
    reason: str


def find_run(cursor: Cursor, scenario: str) -> Run | None:
    """The run a scenario stands on: its own, else the nearest ancestor's, the base last; None when there is none."""
    columns = "scenario, seen_seq, funded, unfunded, bound, optimal, settings, author, moment"
    for one in [*reversed(read_chain(cursor, scenario)), BASE]:
        rows = cursor.rows(f"SELECT {columns} FROM allocation WHERE scenario = ?", [one])
        if rows:
            return Run(*rows[0])  # type: ignore[arg-type]  # the schema's types
    return None


def later_batches(cursor: Cursor, seq: int, scenario: str, without: Sequence[str] = WITHOUT_BEARING) -> list[Later]:
    """The batches after `seq` that may matter to a funding plan of a scenario, oldest first; `without`: acts of no account."""
    own = """SELECT c.seq FROM change c LEFT JOIN operation o ON o.id = c.entity WHERE c.kind = 'operation' AND c.seq > ?::BIGINT
             AND COALESCE(o.scenario, json_extract_string(c.old, '$.scenario'), json_extract_string(c.new, '$.scenario'))
                 IN (SELECT unnest(?::TEXT[]))"""
    sql = f"""SELECT seq, actor, moment, action, reason FROM batch WHERE seq > ?::BIGINT AND action NOT IN (SELECT unnest(?::TEXT[]))
              AND (action NOT IN (SELECT unnest(?::TEXT[])) OR seq IN ({own})) ORDER BY seq"""
    given = [seq, list(without), list(OF_SCENARIOS), seq, read_chain(cursor, scenario)]
    return [Later(*row) for row in cursor.rows(sql, given)]  # type: ignore[arg-type]  # the schema's types


def batch_of(cursor: Cursor, laid: Laid, paid: Ints, about: dict[str, Value], actor: str, reason: str) -> Batch:
    """The batch that replaces a scenario's placements by an answer; `about` are the columns of its allocation row."""
    scenario = str(about["scenario"])
    columns = list(KINDS["placement"].columns)
    old = cursor.table(f"SELECT {', '.join(columns)} FROM placement WHERE scenario = ? ORDER BY id", [scenario])
    some = np.flatnonzero(paid)
    rows = laid.demands.rows.select(["line", "year"]).take(laid.instance.pair_line[some])
    pots = pa.array([purse.id for purse in laid.purses.pots], pa.string()).take(pa.array(laid.instance.pair_pot[some]))
    run = new_id()
    new = pa.table(
        {
            "id": pa.array([f"{run}-{place}" for place in range(len(some))], pa.string()),
            "scenario": pa.array([scenario] * len(some), pa.string()),
            "line": rows.column("line"),
            "phase": rows.column("year").cast(pa.string()),
            "pot": pots,
            "amount": pa.array(paid[some], pa.int64()),
            "seen_seq": pa.array([about["seen_seq"]] * len(some), pa.int64()),
        }
    )
    bulks = [Bulk("placement", ALL, action, table) for action, table in ((Action.DELETE, old), (Action.CREATE, new)) if table.num_rows]
    return Batch(actor, SAVE, reason, [_run_change(cursor, scenario, about)], bulks)


def _run_change(cursor: Cursor, scenario: str, about: dict[str, Value]) -> Change:
    columns = list(KINDS["allocation"].groups["about"])
    rows = cursor.rows(f"SELECT {', '.join(columns)} FROM allocation WHERE scenario = ?", [scenario])
    if not rows:
        return Change("allocation", scenario, ALL, None, about)
    old: dict[str, Value] = dict(zip(columns, rows[0], strict=True))  # type: ignore[arg-type]  # the schema's types
    return Change("allocation", scenario, "about", old, {name: about[name] for name in columns})


def read_paid(cursor: Cursor, scenario: str, laid: Laid) -> tuple[Ints, list[str]]:
    """What the placements of a scenario pay on the pairs of today's question; and in sentences what no longer stands there."""
    sql = "SELECT line, phase, pot, sum(amount)::BIGINT FROM placement WHERE scenario = ? GROUP BY ALL ORDER BY ALL"
    rows = {(str(line), int(str(phase))): place for place, (line, phase) in enumerate(_row_keys(laid))}
    pots = {purse.id: place for place, purse in enumerate(laid.purses.pots)}
    pairs = {key: place for place, key in enumerate(zip(laid.instance.pair_line.tolist(), laid.instance.pair_pot.tolist(), strict=True))}
    paid, lost = np.zeros(len(laid.instance.pair_line), np.int64), []
    for line, phase, pot, amount in cursor.rows(sql, [scenario]):
        year = int(str(phase))
        row, place = rows.get((str(line), year)), pots.get(str(pot))
        pair = None if row is None or place is None else pairs.get((row, place))
        if pair is not None:
            paid[pair] += int(str(amount))
        else:
            lost.append(_lost(laid, row, place, str(pot), int(str(amount))))
    return paid, lost


def broken_rules(laid: Laid, paid: Ints) -> list[str]:
    """What saved amounts break today, in sentences: a line that asks less, a pot that has less, a cap, a minimum."""
    instance, found = laid.instance, []
    got, used = funded_lines(instance, paid), used_pots(instance, paid)
    for row in np.flatnonzero(got > instance.demand)[:TOLD].tolist():
        had = f"{format_money(int(got[row]))} đ, nay chỉ cần {format_money(int(instance.demand[row]))} đ"
        found.append(f"Khoản mục {laid.demands.number[row]} đã được bố trí {had}.")
    for row in np.flatnonzero((got > 0) & (got < instance.minimum))[:TOLD].tolist():
        least = f"{format_money(int(got[row]))} đ, dưới mức tối thiểu {format_money(int(instance.minimum[row]))} đ"
        found.append(f"Khoản mục {laid.demands.number[row]} được bố trí {least}.")
    for pot in np.flatnonzero(used > instance.ceiling)[:TOLD].tolist():
        more = f"{format_money(int(used[pot]))} đ, nhiều hơn số còn lại {format_money(int(instance.ceiling[pot]))} đ"
        found.append(f"{laid.purses.pots[pot].name} năm {laid.purses.pots[pot].year} đã bố trí {more}.")
    over = (paid > instance.pair_cap) & (got <= instance.demand)[instance.pair_line]
    for pair in np.flatnonzero(over)[:TOLD].tolist():
        row, pot = int(instance.pair_line[pair]), laid.purses.pots[int(instance.pair_pot[pair])].name
        found.append(f"Khoản mục {laid.demands.number[row]} lấy của {pot} nhiều hơn mức quy định cho phép.")
    return found


def _row_keys(laid: Laid) -> list[tuple[object, object]]:
    return list(zip(laid.demands.rows.column("line").to_pylist(), laid.demands.year.tolist(), strict=True))


def _lost(laid: Laid, row: int | None, place: int | None, pot: str, amount: int) -> str:
    if row is None:
        return f"Đã bố trí {format_money(amount)} đ cho một khoản mục nay không còn, hoặc không còn tiền trong năm đó."
    number = laid.demands.number[row]
    if place is None:
        return f"Khoản mục {number} đã được bố trí {format_money(amount)} đ từ một hạn mức nay không còn ({pot.split('|')[0]})."
    return f"Khoản mục {number} đã được bố trí {format_money(amount)} đ từ {laid.purses.pots[place].name}, nay nguồn này không được chi."
