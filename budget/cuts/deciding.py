"""What people decided for lines (pins): kept with their reason, cut just so, or told that it cannot be and why.

Law: a decision never touches a locked line, and decisions that contradict each other or a lock are let go by name, never in silence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from budget.cuts.figures import Figures
from budget.cuts.instance import CODE_OF, Flags, Ints, Options
from budget.cuts.necessity.needed import NeededTable
from budget.cuts.settings import Pin
from budget.model.problem import Problem
from budget.model.states import CutAction, Severity


@dataclass(frozen=True)
class Ties:
    """What holds lines together: which falls with which, and which go together."""

    parent: Ints
    child: Ints
    bundles: Sequence[Sequence[int]]


def settle_pins(
    pins: Mapping[str, Pin], figures: Figures, need: NeededTable
) -> tuple[dict[int, Pin], tuple[str, ...], tuple[Problem, ...]]:
    """The cuts people decided, by place; why each line is kept; and what of their decisions cannot be."""
    if not pins:
        return {}, need.lock_reason, ()
    place = {line: at for at, line in enumerate(figures.ids)}
    cut, locked, problems = dict[int, Pin](), list(need.lock_reason), []
    for line, pin in sorted(pins.items()):
        at = place.get(line)
        if at is None:
            problems.append(_warn("pin_gone", "Một khoản mục đã ghim nay không còn trong danh sách được cắt.", "Bỏ ghim đó.", line))
        elif pin.action is CutAction.KEEP:
            locked[at] = locked[at] or f"Người dùng giữ lại: {pin.reason}"
        elif locked[at]:
            sentence = f"Khoản mục {need.number[at]} đã ghim để cắt nhưng không được cắt: {locked[at]}"
            problems.append(_warn("pin_locked", sentence, "Bỏ ghim, hoặc bỏ đánh dấu không được cắt ở dự toán gốc.", line))
        else:
            cut[at] = pin
    return cut, tuple(locked), tuple(problems)


def keep_possible(forced: Flags, options: Options, ties: Ties, need: NeededTable) -> tuple[Flags, list[Problem]]:
    """The lines that may not stay as they are, without those to which nothing can be done or whose cut contradicts another line."""
    if not forced.any():
        return forced, []
    has, drops, waits = (np.zeros(len(forced), np.bool_) for _ in range(3))
    has[options.line] = True
    drops[options.line[options.kind == CODE_OF[CutAction.DROP]]] = True
    waits[options.line[options.kind == CODE_OF[CutAction.DEFER]]] = True
    problems = [_impossible(need, at) for at in np.flatnonzero(forced & ~has).tolist()]
    only_drop, only_wait = _only(options, CutAction.DROP, len(forced)), _only(options, CutAction.DEFER, len(forced))
    can_drop = _settle(drops, ties, bundled=True)
    can_wait = _settle(can_drop | waits, ties, bundled=False)
    against = forced & has & ((only_drop & ~can_drop) | (only_wait & ~can_wait))
    problems += [_contradicted(need, at, ties, can_drop if only_drop[at] else can_wait) for at in np.flatnonzero(against).tolist()]
    return forced & has & ~against, problems


def _settle(may: Flags, ties: Ties, *, bundled: bool) -> Flags:
    """The lines that may, once those whose children (or bundle) may not are taken out, until nothing changes."""
    found = may.copy()
    while True:
        stuck = found.copy()
        stuck[ties.parent[~found[ties.child]]] = False
        for bundle in ties.bundles if bundled else ():
            members = list(bundle)
            stuck[members] &= found[members].all()
        if (stuck == found).all():
            return found
        found = stuck


def _only(options: Options, action: CutAction, count: int) -> Flags:
    """The lines to which nothing but one action can be done."""
    total, of_it = np.zeros(count, np.int64), np.zeros(count, np.int64)
    np.add.at(total, options.line, 1)
    np.add.at(of_it, options.line[options.kind == CODE_OF[action]], 1)
    only: Flags = (total > 0) & (total == of_it)
    return only


def _contradicted(need: NeededTable, at: int, ties: Ties, may: Flags) -> Problem:
    """Which line stands against the decision."""
    others = [int(child) for child in ties.child[ties.parent == at].tolist() if not may[child]]
    others += [one for bundle in ties.bundles if at in bundle for one in bundle if one != at and not may[one]]
    named = f"khoản mục {need.number[others[0]]}" if others else "một khoản mục khác"
    sentence = f"Khoản mục {need.number[at]} đã ghim để cắt nhưng {named} gắn với khoản này phải giữ."
    return _warn("pin_contradicted", sentence, "Bỏ một trong hai ghim, hoặc bỏ nhóm cắt cùng nhau.", need.ids[at])


def _impossible(need: NeededTable, at: int) -> Problem:
    sentence = f"Khoản mục {need.number[at]} không cắt được theo cách đã ghim."
    return _warn("pin_impossible", sentence, "Chọn cách khác cho khoản mục này, hoặc bỏ ghim.", need.ids[at])


def _warn(code: str, sentence: str, fix: str, line: str) -> Problem:
    return Problem(code, sentence, fix, severity=Severity.WARNING, line=line)
