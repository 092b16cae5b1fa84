"""Whether an answer keeps every rule of its question, asked of the arrays anew; a sentence for each rule that is broken.

Shares no code with the search: this is the second pair of eyes (docs/cuts.md, "The certificate").
"""

from collections.abc import Iterator, Sequence

import numpy as np

from budget.cuts.instance import KINDS, Flags, Instance, Ints, Relaxation, Row, RowKind
from budget.model.states import CutAction
from budget.money import format_money

AGAIN = "Không dùng kết quả này, hãy tính lại."
NAMED_AT_MOST = 5
"""So many broken rules of a sort are named; the others are counted."""


def find_misplaced(instance: Instance, chosen: Ints) -> Iterator[str]:
    """Choices that are no choices: a missing line, an option that is not there or belongs to another line. After one of them stop."""
    if chosen.shape != (len(instance.lines),):
        yield f"Kết quả nói về {len(chosen)} khoản mục, đề bài có {len(instance.lines)}. {AGAIN}"
        return
    outside = (chosen < -1) | (chosen >= len(instance.options))
    taken = np.flatnonzero(~outside & (chosen >= 0))
    strange = outside.copy()
    strange[taken] = instance.options.line[chosen[taken]] != taken
    yield from _named(instance, strange, "được gán một cách xử lý không phải của nó")


def find_broken(instance: Instance, chosen: Ints, allowed: Sequence[int]) -> Iterator[str]:
    """What the choices break; `allowed` is by how much each row may be missed. Choices must be in place (find_misplaced)."""
    lines, touched = instance.lines, chosen >= 0
    yield from _named(instance, lines.locked & touched, "là khoản không được cắt mà vẫn bị động đến")
    yield from _named(instance, lines.forced & ~touched, "bị ghim là phải cắt mà vẫn giữ nguyên")
    dropped, waiting = _doing(instance, chosen, CutAction.DROP), _doing(instance, chosen, CutAction.DEFER)
    above, below = instance.parent, instance.child
    alone = dropped[above] & ~dropped[below]
    yield from _named(instance, _marked(below[alone], len(lines)), "vẫn giữ dù khoản mục mà nó phụ thuộc đã bị cắt cả")
    early = waiting[above] & ~dropped[below] & ~waiting[below]
    yield from _named(instance, _marked(below[early], len(lines)), "không giãn dù khoản mục mà nó phụ thuộc đã giãn sang kỳ sau")
    torn = [bundle[0] for bundle in instance.bundles if len({bool(dropped[at]) for at in bundle}) == 2]
    first = _marked(np.array(torn, dtype=np.int64), len(lines))
    yield from _named(instance, first, "thuộc một bộ phải cắt cùng nhau mà chỉ bị cắt một phần")
    taken = np.zeros(len(instance.options), np.bool_)
    taken[chosen[touched]] = True
    for row, leave in zip(instance.rows, allowed, strict=True):
        total = sum(row.weight[taken[row.option]].tolist())
        off = row.limit - total if row.at_least else total - row.limit
        if off > leave:
            yield f"{_rule(row)} {_missed(row, total, off, leave)} {AGAIN}"


def find_unlawful_relaxations(instance: Instance, relaxed: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Relaxations that are none: of a rule that is not there or may never give way, of less than nothing, or told twice."""
    seen: set[int] = set()
    for place, by in relaxed:
        if not 0 <= place < len(instance.rows):
            yield f"Kết quả nới một quy tắc không có trong đề bài (số {place}). {AGAIN}"
        elif instance.rows[place].relaxation is Relaxation.NEVER and by:
            yield f"{_rule(instance.rows[place])} không được phép nới mà vẫn bị nới. {AGAIN}"
        elif by < 0 or place in seen:
            yield f"{_rule(instance.rows[place])} bị nới hai lần hoặc nới một mức âm. {AGAIN}"
        seen.add(place)


def _doing(instance: Instance, chosen: Ints, action: CutAction) -> Flags:
    """The lines to which this is done."""
    found = np.zeros(len(chosen), np.bool_)
    taken = chosen[chosen >= 0]
    found[instance.options.line[taken[instance.options.kind[taken] == KINDS.index(action)]]] = True
    return found


def _marked(places: Ints, size: int) -> Flags:
    found = np.zeros(size, np.bool_)
    found[places] = True
    return found


def _named(instance: Instance, wrong: Flags, what: str) -> Iterator[str]:
    """A sentence for each wrong line, the first few; then how many more."""
    places = np.flatnonzero(wrong).tolist()
    for place in places[:NAMED_AT_MOST]:
        line = instance.lines.ids[place]
        yield f"Khoản mục “{instance.titles.get(line, line)}” {what}. {AGAIN}"
    if len(places) > NAMED_AT_MOST:
        yield f"Còn {len(places) - NAMED_AT_MOST} khoản mục nữa {what}. {AGAIN}"


def _rule(row: Row) -> str:
    """The rule, as the opening of a sentence."""
    of = f" “{row.subject}”" if row.subject else ""
    words = {
        RowKind.TARGET: f"Mục tiêu cắt giảm{of}" if of else "Mục tiêu cắt giảm chung",
        RowKind.UNIT_CAP: f"Mức cắt tối đa của đơn vị{of}",
        RowKind.FLOOR: f"Mức giữ lại tối thiểu của nhóm{of}",
        RowKind.CEILING: f"Hạn mức của nguồn{of}",
        RowKind.AT_LEAST: f"Quy tắc số khoản tối thiểu{of}",
    }
    return words[row.kind]


def _missed(row: Row, total: int, off: int, leave: int) -> str:
    told = (lambda number: f"{format_money(number)} đồng") if row.kind is not RowKind.AT_LEAST else str
    by = "thiếu" if row.at_least else "vượt"
    rest = f", quá mức nới đã nêu ({told(leave)})" if leave else ""
    return f"không được giữ: kết quả đạt {told(total)}, giới hạn {told(row.limit)}, {by} {told(off)}{rest}."
