"""A saved run held against today: what was written since, and after solving it again which lines came in and went out, and why."""

from dataclasses import dataclass

from budget.cuts.drawing import Drawn
from budget.cuts.outcome import Outcome
from budget.cuts.saving import Run, Taken
from budget.cuts.telling import say_way
from budget.money import format_money
from budget.store.database import Cursor


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line that differs between two answers of a run: `number` None when the line is gone from the plan."""

    line: str
    number: int | None
    sentence: str


@dataclass(frozen=True)
class Changes:
    """How a new answer differs from the saved one: lines cut only now, lines cut no more, and those cut both times whose figures moved.

    `figures`: another amount or another cut; `weights`: more or less needed than before.
    """

    lines_in: tuple[LineChange, ...]
    lines_out: tuple[LineChange, ...]
    figures: tuple[LineChange, ...]
    weights: tuple[LineChange, ...]

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.lines_in or self.lines_out or self.figures or self.weights)


def compare_run(cursor: Cursor, run: Run, outcome: Outcome) -> Changes:
    """What is different, line by line in order of number, each with its reason."""
    drawn = outcome.drawn
    now = {drawn.figures.ids[at]: at for at in outcome.touched.tolist()}
    place = {line: at for at, line in enumerate(drawn.figures.ids)}
    entering, leaving = [line for line in now if line not in run.lines], [line for line in run.lines if line not in now]
    touched, made = _touched_since(cursor, run.seen_seq, entering), _made_since(cursor, run.seen_seq, entering)
    numbers = _numbers(cursor, leaving)
    lines_in = [LineChange(line, int(drawn.need.number[now[line]]), _say_in(line, touched, made)) for line in entering]
    lines_out = [LineChange(line, numbers.get(line), _say_out(drawn, place.get(line), run.lines[line])) for line in leaving]
    figures, weights = [], []
    for line in sorted(now.keys() & run.lines.keys()):
        at, was = now[line], run.lines[line]
        number = int(drawn.need.number[at])
        told = _say_figures(outcome, at, was)
        if told:
            figures.append(LineChange(line, number, told))
        if int(drawn.need.weight[at]) != was.weight:
            weights.append(LineChange(line, number, _say_weight(was.weight, int(drawn.need.weight[at]))))
    return Changes(*(tuple(sorted(part, key=_order)) for part in (lines_in, lines_out, figures, weights)))


def _order(change: LineChange) -> tuple[int, str]:
    return change.number or 0, change.line


def _say_in(line: str, touched: frozenset[str], made: frozenset[str]) -> str:
    if line in made:
        return "Cắt thêm: khoản mới có sau lần tìm trước."
    if line in touched:
        return "Cắt thêm: số liệu của khoản này đã đổi sau lần tìm trước."
    return "Cắt thêm: số liệu hoặc mức cần thiết của các khoản khác đã đổi, khoản này nay ít thiệt hại hơn."


def _say_out(drawn: Drawn, at: int | None, was: Taken) -> str:
    if at is None:
        return "Không cắt nữa: khoản này đã xóa, đã bỏ hoặc không còn tiền."
    if drawn.locked[at]:
        return f"Không cắt nữa vì nay được giữ: {drawn.locked[at]}"
    amount, weight = int(drawn.figures.amount[at]), int(drawn.need.weight[at])
    if amount != was.amount:
        return f"Không cắt nữa: thành tiền đổi từ {format_money(was.amount)} đ thành {format_money(amount)} đ."
    if weight != was.weight:
        return f"Không cắt nữa. {_say_weight(was.weight, weight)}"
    return "Không cắt nữa: các khoản khác nay cắt được với ít thiệt hại hơn."


def _say_figures(outcome: Outcome, at: int, was: Taken) -> str:
    drawn = outcome.drawn
    option = int(outcome.answer.chosen[at])
    amount, way = int(drawn.figures.amount[at]), drawn.choices.ways[int(drawn.choices.way[option])]
    saved, deferred = int(drawn.instance.options.saved[option]), int(drawn.instance.options.deferred[option])
    told = []
    if amount != was.amount:
        told.append(f"thành tiền đổi từ {format_money(was.amount)} đ thành {format_money(amount)} đ")
    if way.name != was.way:
        told.append(f"cách xử lý nay là “{say_way(way, drawn.names).lower()}”")
    if (saved, deferred) != (was.saved, was.deferred) and saved + deferred != was.saved + was.deferred:
        told.append(f"số cắt, giãn đổi từ {format_money(was.saved + was.deferred)} đ thành {format_money(saved + deferred)} đ")
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _say_weight(before: int, now: int) -> str:
    way = "tăng" if now > before else "giảm"
    return f"Mức cần thiết {way}: trọng số từ {before} thành {now}."


def _touched_since(cursor: Cursor, seq: int, lines: list[str]) -> frozenset[str]:
    sql = "SELECT DISTINCT entity FROM touch WHERE seq > ?::BIGINT AND entity IN (SELECT 'line:' || unnest(?::TEXT[]))"
    return frozenset(str(row[0]).removeprefix("line:") for row in cursor.rows(sql, [seq, lines])) if lines else frozenset()


def _made_since(cursor: Cursor, seq: int, lines: list[str]) -> frozenset[str]:
    sql = "SELECT id FROM line WHERE created_seq > ?::BIGINT AND id IN (SELECT unnest(?::TEXT[]))"
    return frozenset(str(row[0]) for row in cursor.rows(sql, [seq, lines])) if lines else frozenset()


def _numbers(cursor: Cursor, lines: list[str]) -> dict[str, int]:
    rows = cursor.rows("SELECT id, number FROM line WHERE id IN (SELECT unnest(?::TEXT[]))", [lines]) if lines else []
    return {str(line): int(str(number)) for line, number in rows}
