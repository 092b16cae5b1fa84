"""A scenario laid out as a question: which pot may pay for which line, how much at most, and what is wrong with what was entered."""

from dataclasses import dataclass

import numpy as np

from budget.allocation.demands import Demands, read_demands
from budget.allocation.instance import Flags, Instance, Ints, checked, sums_by
from budget.allocation.purses import Purses, reach, read_purses_in_order
from budget.model import labels
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
    mixed = _mixed(purses)
    usable = asked_of & (pots >= 0) & (asking > 0)[:, None]
    line, source = (part.astype(np.int64) for part in np.nonzero(usable))
    pot = pots[line, source]
    ceiling = np.array([max(0, purse.left or 0) if purse.id not in mixed else 0 for purse in purses.pots], dtype=np.int64)
    cap = _caps(demands, line, source, asking)
    instance = checked(Instance(asking, demands.priority, np.maximum(demands.minimum, 0), ceiling, line, pot, cap))
    problems = (*_wrong_pots(purses, mixed), *_wrong_lines(demands), *_wrong_pins(demands, purses, allowed, planned, pots))
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


def _mixed(purses: Purses) -> frozenset[str]:
    natures = {source.code: source.nature for source in purses.sources}
    return frozenset(purse.id for purse in (*purses.pots, *purses.unknown) if purse.nature != natures[purse.source])


def _wrong_pots(purses: Purses, mixed: frozenset[str]) -> list[Problem]:
    problems = []
    for purse in (*purses.pots, *purses.unknown):
        if purse.id in mixed:
            own = labels.NATURE.get(purse.nature, purse.nature).lower()
            sentence = f"Hạn mức {purse.name} năm {purse.year} ghi là {own}, khác tính chất của chính nguồn này, nên không bố trí."
            problems.append(Problem("pot_nature_mixed", sentence, "Nhập lại hạn mức đúng tính chất của nguồn.", pot=purse.id))
        negative = [value for value in (purse.granted, purse.spent, purse.committed) if value is not None and value < 0]
        if negative:
            sentence = f"Hạn mức {purse.name} năm {purse.year} có số âm ({format_money(negative[0])} đ)."
            problems.append(Problem("pot_negative", sentence, "Nhập lại số đã giao, đã chi, đã cam kết.", pot=purse.id))
        elif purse.left is not None and purse.left < 0:
            sentence = (
                f"Hạn mức {purse.name} năm {purse.year}: đã chi và cam kết {format_money((purse.spent or 0) + (purse.committed or 0))} đ, "
                f"nhiều hơn số đã giao {format_money(purse.granted)} đ."
            )
            problems.append(Problem("pot_overspent", sentence, "Đối chiếu số đã chi, đã cam kết rồi nhập lại.", pot=purse.id))
    return problems


def _wrong_lines(demands: Demands) -> list[Problem]:
    problems = []
    for row in np.flatnonzero(demands.amount < 0)[:NAMED].tolist():
        sentence = f"Khoản mục {demands.number[row]} năm {demands.year[row]} có số tiền âm ({format_money(int(demands.amount[row]))} đ)."
        problems.append(Problem("demand_negative", sentence, "Sửa số lượng, đơn giá hoặc phân kỳ.", line=demands.text("line", row)))
    return problems


def _wrong_pins(demands: Demands, purses: Purses, allowed: Flags, planned: Ints, pots: Ints) -> list[Problem]:
    """Pins to a source that may not pay, and pins that ask more of a pot than it has: both places are named."""
    pinned = np.flatnonzero(demands.pinned & (demands.amount > 0))
    may = np.array([planned[row] >= 0 and allowed[row, planned[row]] for row in pinned], dtype=bool)
    problems = [_refused_pin(demands, purses, int(planned[row]), row) for row in pinned[~may][:NAMED].tolist()]
    kept = pinned[may]
    pot = pots[kept, planned[kept]]
    kept, pot = kept[pot >= 0], pot[pot >= 0]
    asked = sums_by(pot, demands.amount[kept], len(purses.pots))
    for place in np.flatnonzero(asked > np.array([max(0, purse.left or 0) for purse in purses.pots], dtype=np.int64)).tolist():
        rows = kept[pot == place]
        purse = purses.pots[place]
        named = ", ".join(str(demands.number[row]) for row in rows[:8]) + ("..." if len(rows) > 8 else "")
        sentence = (
            f"Các khoản mục giữ nguồn {purse.name} năm {purse.year} (số {named}) cần {format_money(int(asked[place]))} đ, "
            f"nhiều hơn hạn mức còn {format_money(purse.left)} đ."
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
