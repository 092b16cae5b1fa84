"""A scenario laid out as a question: which pot may pay for which line, how much at most, and what is wrong with what was entered."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from budget.allocation.demands import Demands, read_demands
from budget.allocation.instance import Flags, Instance, Ints, checked, sums_by
from budget.allocation.purses import Purses, reach, read_purses_in_order
from budget.funding.bad_ceilings import find_faults
from budget.funding.pots import Ceiling
from budget.model.problem import Problem
from budget.model.states import Severity, Verdict
from budget.money import format_money
from budget.store.database import Cursor

NAMED = 50
"""How many wrong things of one sort are told one by one."""


@dataclass(frozen=True)
class Laid:
    """The question of a scenario and year with everything its answer is told by.

    `pots`: for each row and source the place of its pot (purses.py); `asked_of`: which source a row may be paid from, pins included;
    `pair_source`: the place of each pair's source; `problems`: what is wrong with the input, errors and warnings.
    """

    demands: Demands
    purses: Purses
    pots: Ints
    asked_of: Flags
    instance: Instance
    pair_source: Ints
    problems: tuple[Problem, ...]


def lay_out(cursor: Cursor, scenario: str, year: int | None) -> Laid:
    """The question of a scenario; `year` None = every year."""
    demands, purses = read_demands(cursor, scenario, year), read_purses_in_order(cursor, year)
    pots, allowed = reach(purses, demands), demands.allowed()
    codes = [source.code for source in purses.sources]
    planned = np.array([codes.index(code) if code in codes else -1 for code in demands.rows.column("source").to_pylist()], dtype=np.int64)
    kept = ~demands.pinned[:, None] | (planned[:, None] == np.arange(len(codes)))
    asked_of = allowed & kept
    asking = np.maximum(demands.amount, 0)
    faults, lacking, untrue = _judge_ceilings(cursor, purses)
    usable = asked_of & (pots >= 0) & (asking > 0)[:, None]
    line, source = (part.astype(np.int64) for part in np.nonzero(usable))
    pot = pots[line, source]
    ceiling = np.array([max(0, purse.ceiling.left or 0) if purse.id not in untrue else 0 for purse in purses.pots], dtype=np.int64)
    cap = _caps(demands, line, source, asking)
    instance = checked(Instance(asking, demands.priority, np.maximum(demands.minimum, 0), ceiling, line, pot, cap))
    own = (*_wrong_lines(demands), *_wrong_pins(demands, purses, allowed, planned, pots, ceiling))
    problems = (*faults, *own, *_say_uncommitted(lacking))
    return Laid(demands, purses, pots, asked_of, instance, source, problems)


def _caps(demands: Demands, line: Ints, source: Ints, asking: Ints) -> Ints:
    """What a pair may carry: a share cap of the year's amount, an amount cap in proportion to the year's part of the line."""
    case = demands.verdicts.class_of[line]
    amount, whole = asking[line], np.maximum(demands.whole[line], 1)
    share, most = (table[case, source] for table in (demands.verdicts.cap_share_bp, demands.verdicts.cap_amount))
    by_share = np.where(share >= 0, amount * np.maximum(share, 0) // 10_000, amount)
    own = amount + demands.spent[line] == demands.whole[line]
    # exact in whole numbers beyond 63 bits: few lines have such a cap
    split = np.array(
        [int(a) * int(b) // int(c) if b >= 0 and not o else 0 for a, b, c, o in zip(amount, most, whole, own, strict=True)], dtype=np.int64
    )
    by_amount = np.where(most >= 0, np.where(own, most, split), amount)
    found: Ints = np.minimum(amount, np.minimum(by_share, by_amount))
    return found


def _judge_ceilings(cursor: Cursor, purses: Purses) -> tuple[tuple[Problem, ...], list[Ceiling], frozenset[str]]:
    """What is wrong with the pots as entered, those whose owner has put nothing in writing, and the ids of those that cannot be true."""
    here = {purse.id for purse in (*purses.pots, *purses.unknown)}
    faults, uncommitted, _ = find_faults(cursor)
    wrong = tuple(problem for problem in faults if problem.pot in here)
    lacking = [one for one in uncommitted if one.id in here]
    return wrong, lacking, frozenset(problem.pot for problem in wrong if problem.pot)


def _say_uncommitted(lacking: Sequence[Ceiling]) -> list[Problem]:
    if not lacking:
        return []
    amount = format_money(sum(one.granted or 0 for one in lacking))
    sentence = f"{len(lacking)} hạn mức của huyện, xã ({amount} đ) chưa có văn bản cam kết; phần bố trí từ đó mới là kiến nghị."
    fix = "Xin văn bản cam kết của đơn vị rồi ghi số, ngày ở trang Nguồn kinh phí."
    return [Problem("commitment_missing", sentence, fix, Severity.WARNING, pot=lacking[0].id)]


def _wrong_lines(demands: Demands) -> list[Problem]:
    problems = []
    for row in np.flatnonzero(demands.amount < 0)[:NAMED].tolist():
        sentence = f"Khoản mục {demands.number[row]} năm {demands.year[row]} có số tiền âm ({format_money(int(demands.amount[row]))} đ)."
        problems.append(Problem("demand_negative", sentence, "Sửa số lượng, đơn giá hoặc phân kỳ.", line=demands.text("line", row)))
    return problems


def _wrong_pins(demands: Demands, purses: Purses, allowed: Flags, planned: Ints, pots: Ints, ceiling: Ints) -> list[Problem]:
    """Pins to a source that may not pay, and pins that ask more of a pot than it has: both places are named."""
    pinned = np.flatnonzero(demands.pinned & (demands.amount > 0))
    may = np.array([planned[row] >= 0 and allowed[row, planned[row]] for row in pinned], dtype=bool)
    problems = [_refused_pin(demands, purses, int(planned[row]), row) for row in pinned[~may][:NAMED].tolist()]
    kept = pinned[may]
    pot = pots[kept, planned[kept]]
    kept, pot = kept[pot >= 0], pot[pot >= 0]
    asked = sums_by(pot, demands.amount[kept], len(purses.pots))
    for place in np.flatnonzero(asked > ceiling).tolist():
        rows = kept[pot == place]
        purse = purses.pots[place]
        named = ", ".join(str(demands.number[row]) for row in rows[:8]) + ("..." if len(rows) > 8 else "")
        sentence = (
            f"Các khoản mục giữ nguồn {purse.name} năm {purse.year} (số {named}) cần {format_money(int(asked[place]))} đ, "
            f"nhiều hơn hạn mức còn {format_money(int(ceiling[place]))} đ."
        )
        others = tuple(demands.text("line", row) for row in rows[:NAMED].tolist())
        fix = "Bỏ giữ nguồn ở một số khoản mục, hoặc điều chỉnh hạn mức kèm văn bản."
        problems.append(Problem("pin_over_ceiling", sentence, fix, Severity.WARNING, line=others[0], pot=purse.id, others=others[1:]))
    return problems


def _refused_pin(demands: Demands, purses: Purses, source: int, row: int) -> Problem:
    line, number = demands.text("line", row), int(demands.number[row])
    fix = "Bỏ giữ nguồn, hoặc chọn nguồn được phép chi rồi giữ lại."
    if source < 0:
        sentence = f"Khoản mục {number} được giữ nguồn nhưng nguồn dự kiến “{demands.text('source', row)}” không có trong danh mục."
        return Problem("pin_refused", sentence, fix, line=line)
    ruling = demands.verdicts.ruling(row, purses.sources[source].code)
    verdict = "không được chi" if ruling.verdict is Verdict.DENY else "chưa đủ căn cứ để chi"
    sentence = f"Khoản mục {number} được giữ nguồn {purses.sources[source].name}, nhưng nguồn này {verdict}. {ruling.reason}"
    return Problem("pin_refused", sentence, fix, citation=ruling.citation, line=line)
