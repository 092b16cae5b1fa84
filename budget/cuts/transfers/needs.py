"""What needs money (mode "make room"): lines of the estimate that lack funding in a budget year, the most needed first. Money in đồng.

Lacking is what the funding plan leaves unpaid: the saved one while it holds, else the best lawful one found anew. See
docs/decisions/make-room.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from budget.allocation.answer import funded_lines
from budget.allocation.instance import Flags, Ints
from budget.allocation.laying import Laid, lay_out
from budget.allocation.saving import broken_rules, find_run, read_paid
from budget.allocation.solving import solve
from budget.cuts.necessity.needed import read_needed
from budget.cuts.transfers.kept import read_given
from budget.funding.verdicts import VerdictTable
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.store.database import Cursor

NO_LEVEL = 0


@dataclass(frozen=True)
class Needs:
    """Lines by budget year that lack money, in the order of being served: level, then size, then number.

    `rows` has the texts (line, name, unit, unit_name, nature); `wanted` is what is looked for (at most `lacking`), of which less than
    `least` is of no use; `whole` the line's amount over all years; `case` its place among the cases of `verdicts`; `row` its place in
    the funding question.
    """

    rows: pa.Table
    number: Ints
    year: Ints
    level: Ints
    priority: Ints
    lacking: Ints
    wanted: Ints
    least: Ints
    whole: Ints
    case: Ints
    row: Ints
    verdicts: VerdictTable

    def __len__(self) -> int:
        """How many there are."""
        return len(self.number)

    def texts(self, column: str) -> list[str]:
        """A text of every need."""
        return [str(text or "") for text in self.rows.column(column).to_pylist()]

    def only(self, which: Flags) -> "Needs":
        """Those where `which` is true."""
        names = ("number", "year", "level", "priority", "lacking", "wanted", "least", "whole", "case", "row")
        columns: dict[str, Any] = {name: getattr(self, name)[which] for name in names}
        return replace(self, rows=self.rows.filter(pa.array(which)), **columns)

    def wanting(self, wanted: Ints) -> "Needs":
        """The same with other amounts looked for; what would come below the least is not looked for at all."""
        return replace(self, wanted=np.where(wanted < self.least, 0, wanted))


@dataclass(frozen=True)
class Funding:
    """The funding plan of a scenario that needs are measured by: the question, what each pair carries, whether it is the saved one.

    `given` (đồng by row): what transfers that were saved in the scenario or its ancestors give already.
    """

    laid: Laid
    paid: Ints
    saved: bool
    given: Ints

    def arranged(self, year: int | None) -> int:
        """What is placed for lines of the estimate in a budget year (None = in all), in đồng; what was moved to them already included."""
        got = funded_lines(self.laid.instance, self.paid) + self.given
        return int(got.sum() if year is None else got[self.laid.demands.year == year].sum())

    def paid_by(self, source: str) -> Ints:
        """What a source pays of each row of the question."""
        found = np.zeros(self.laid.instance.lines, np.int64)
        codes = [one.code for one in self.laid.purses.sources]
        if source in codes:
            own = self.laid.pair_source == codes.index(source)
            np.add.at(found, self.laid.instance.pair_line[own], self.paid[own])
        return found


def read_funding(cursor: Cursor, scenario: str) -> Funding:
    """The funding plan a scenario stands on while it keeps the law and the ceilings, else the best lawful one as of now."""
    laid = lay_out(cursor, scenario, None)
    run = find_run(cursor, scenario)
    if run is not None:
        paid, lost = read_paid(cursor, run.scenario, laid)
        if not lost and not broken_rules(laid, paid):
            return Funding(laid, paid, saved=True, given=_given(cursor, scenario, laid))
    return Funding(laid, solve(laid.instance).paid, saved=False, given=_given(cursor, scenario, laid))


def read_needs(
    cursor: Cursor,
    scenario: str,
    funding: Funding,
    day: date,
    year: int | None,
    asked: Mapping[str, int | None],
    found: Iterable[Problem] | None,
) -> tuple[Needs, list[Problem]]:
    """What lacks money in a budget year (None = in each); `asked`: only these lines (by id), each at most so much (None = all it lacks).

    `found`: what the checks of the scenario found, for how needed lines are.
    """
    laid = funding.laid
    demands, instance = laid.demands, laid.instance
    lacking = np.maximum(0, instance.demand - funded_lines(instance, funding.paid) - funding.given)
    here = (lacking > 0) & (True if year is None else demands.year == year)
    ids, problems = demands.rows.column("line").to_pylist(), list[Problem]()
    if asked:
        here &= np.array([line in asked for line in ids], np.bool_)
        problems = _met_already(cursor, asked, {ids[at] for at in np.flatnonzero(here).tolist()})
    level = _levels(cursor, scenario, day, ids, found)
    chosen = np.flatnonzero(here)
    chosen = chosen[np.lexsort((demands.number[chosen], -lacking[chosen], -level[chosen]))]
    needs = Needs(
        rows=demands.rows.select(["line", "name", "unit", "unit_name", "nature"]).take(pa.array(chosen)),
        number=demands.number[chosen],
        year=demands.year[chosen],
        level=level[chosen],
        priority=demands.priority[chosen],
        lacking=lacking[chosen],
        wanted=lacking[chosen],
        least=np.maximum(0, instance.minimum - (instance.demand - lacking))[chosen],
        whole=demands.whole[chosen],
        case=demands.verdicts.class_of[chosen].astype(np.int64),
        row=chosen.astype(np.int64),
        verdicts=demands.verdicts,
    )
    return needs.wanting(_at_most(needs, asked)), problems


def _given(cursor: Cursor, scenario: str, laid: Laid) -> Ints:
    """What saved transfers give to each row of the question."""
    given = read_given(cursor, scenario)
    if not given:
        return np.zeros(len(laid.demands), np.int64)
    rows = zip(laid.demands.rows.column("line").to_pylist(), laid.demands.year.tolist(), strict=True)
    return np.array([given.get(row, 0) for row in rows], np.int64)


def _levels(cursor: Cursor, scenario: str, day: date, ids: list[str], found: Iterable[Problem] | None) -> Ints:
    """How needed each line is (0-9); what nobody judged comes last."""
    need = read_needed(cursor, scenario, None, day, found=found)
    level = dict(zip(need.ids, need.level.tolist(), strict=True))
    return np.array([level.get(line, NO_LEVEL) for line in ids], np.int64)


def _at_most(needs: Needs, asked: Mapping[str, int | None]) -> Ints:
    """What is looked for: all that lacks, or what somebody named for the line, its years one after another."""
    wanted = needs.lacking.copy()
    left = {line: most for line, most in asked.items() if most is not None}
    lines = needs.texts("line") if left else []
    for at in sorted(range(len(lines)), key=lambda place: int(needs.year[place])):
        if lines[at] in left:
            wanted[at] = min(int(wanted[at]), left[lines[at]])
            left[lines[at]] -= int(wanted[at])
    return wanted


def _met_already(cursor: Cursor, asked: Mapping[str, int | None], lacking: set[str]) -> list[Problem]:
    missing = sorted(asked.keys() - lacking)
    if not missing:
        return []
    rows = cursor.rows("SELECT id, number, listing FROM line WHERE id IN (SELECT unnest(?::TEXT[])) ORDER BY number", [missing])
    return [
        _say_other(int(str(number)), str(line)) if listing == "other" else _say_met(int(str(number)), str(line))
        for line, number, listing in rows
    ]


def _say_met(number: int, line: str) -> Problem:
    sentence = f"Khoản mục {number} không thiếu nguồn nên không cần dành thêm."
    fix = "Bỏ khoản mục này, hoặc xem lại bố trí nguồn và hạn mức."
    return Problem("need_met", sentence, fix, severity=Severity.WARNING, line=line)


def _say_other(number: int, line: str) -> Problem:
    sentence = f"Khoản mục {number} thuộc danh mục chi khác, không thuộc dự toán."
    fix = "Chọn khoản mục trong dự toán chi tiết."
    return Problem("need_other_listing", sentence, fix, severity=Severity.WARNING, line=line)
