"""What another decision for one line would take: the question solved anew with it, or the nearest exchange with one other line."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from budget.cuts.answer import KEPT, Answer, ContradictionError
from budget.cuts.instance import CODE_OF, Flags, Instance
from budget.cuts.narrowing import holding
from budget.cuts.outcome import Outcome
from budget.cuts.price_words import say_relaxed
from budget.cuts.telling import say_way
from budget.model.states import CutAction
from budget.money import format_short

Solve = Callable[[Instance], Answer]
AGAINST = "khoản đã ghim hoặc khoản không được cắt gắn với khoản này"


@dataclass(frozen=True, slots=True)
class KeepPrice:
    """What the other decision for one line costs, solved anew: `harm` more (thiệt hại), and the rules that would have to give way."""

    line: str
    harm: int
    relaxed: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Swap:
    """The nearest exchange: this line kept and another cut in its place, at `harm` more; every rule stays as kept as it is."""

    line: str
    other: str
    other_number: int
    instead: str
    harm: int
    sentence: str


def price_of_other(outcome: Outcome, line: int, solve: Solve) -> KeepPrice | None:
    """What keeping a cut line, or cutting a kept one, costs; None for a line that may not be cut or cannot be."""
    drawn, instance = outcome.drawn, outcome.drawn.instance
    kept = outcome.answer.chosen[line] == KEPT
    if instance.lines.locked[line] or (kept and not (instance.options.line == line).any()):
        return None
    what = f"{'Cắt' if kept else 'Giữ'} khoản mục {drawn.need.number[line]}"
    try:
        answer = solve(holding(instance, cut=[line]) if kept else holding(instance, kept=[line]))
    except ContradictionError:
        return KeepPrice(drawn.figures.ids[line], 0, (AGAINST,), f"{what} thì trái với {AGAINST}.")
    more, relaxed = answer.harm - outcome.answer.harm, tuple(say_relaxed(drawn, answer))
    if relaxed:
        sentence = f"{what} thì không đạt đủ các ràng buộc: {' '.join(relaxed)}"
    elif more > 0:
        sentence = f"{what} thì thiệt hại tăng thêm {format_short(more)} (tính lại toàn bộ)."
    else:
        sentence = f"{what} thì thiệt hại không tăng (tính lại toàn bộ)."
    return KeepPrice(drawn.figures.ids[line], more, relaxed, sentence)


def nearest_swap(outcome: Outcome, line: int) -> Swap | None:
    """The one other line whose cutting stands in for a cut line at the least more harm; None when no single line can."""
    drawn, answer, instance = outcome.drawn, outcome.answer, outcome.drawn.instance
    mine = int(answer.chosen[line])
    if mine == KEPT or instance.lines.forced[line] or _falls_with_others(outcome, line):
        return None
    options = instance.options
    may = (answer.chosen == KEPT) & ~instance.lines.locked & ~_tied(outcome)
    candidates = may[options.line] & _keep_rules(outcome, mine)
    places = np.flatnonzero(candidates)
    if not len(places):
        return None
    best = int(places[np.lexsort((options.saved[places], options.line[places], options.harm[places]))[0]])
    other, harm = int(options.line[best]), int(options.harm[best] - options.harm[mine])
    instead = say_way(drawn.choices.ways[int(drawn.choices.way[best])], drawn.names)
    number, own = int(drawn.need.number[other]), drawn.need.number[line]
    how = f"thiệt hại tăng thêm {format_short(harm)}" if harm > 0 else "thiệt hại không tăng"
    sentence = f"Giữ khoản mục {own}, thay bằng khoản mục {number} ({instead[:1].lower()}{instead[1:]}): {how}."
    return Swap(drawn.figures.ids[line], drawn.figures.ids[other], number, instead, harm, sentence)


def _keep_rules(outcome: Outcome, mine: int) -> Flags:
    """The options that may be taken instead of one so that no rule is kept less than it is."""
    instance, chosen = outcome.drawn.instance, outcome.answer.options()
    taken = np.zeros(len(instance.options), np.bool_)
    taken[chosen] = True
    fits = np.ones(len(instance.options), np.bool_)
    for row in instance.rows:
        total = int(row.weight[taken[row.option]].sum())
        without = total - int(row.weight[row.option == mine].sum())
        if row.at_least:
            enough = row.weight >= min(row.limit, total) - without
            none_enough = without >= min(row.limit, total)
        else:
            enough = row.weight <= max(row.limit, total) - without
            none_enough = without <= max(row.limit, total)
        if none_enough:
            fits[row.option[~enough]] = False
        else:
            inside = np.zeros(len(fits), np.bool_)
            inside[row.option[enough]] = True
            fits &= inside
    return fits


def _tied(outcome: Outcome) -> Flags:
    """Lines that cannot be cut by themselves: others that stay need them, or they go in a bundle."""
    instance = outcome.drawn.instance
    tied = np.zeros(len(instance.lines), np.bool_)
    tied[instance.parent[outcome.kind[instance.child] != CODE_OF[CutAction.DROP]]] = True
    tied[[at for bundle in instance.bundles for at in bundle]] = True
    return tied


def _falls_with_others(outcome: Outcome, line: int) -> bool:
    """Whether a line cannot stay by itself: what it needs is gone, or its bundle is."""
    instance, dropped = outcome.drawn.instance, CODE_OF[CutAction.DROP]
    above = instance.parent[instance.child == line]
    if (outcome.kind[above] == dropped).any():
        return True
    return outcome.kind[line] == dropped and any(line in bundle for bundle in instance.bundles)
