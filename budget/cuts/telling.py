"""What an answer means, in sentences from templates: why each line is cut or kept, which rule decided, what it would take to change it.

"Thiệt hại" is the money taken, weighted by how needed it is; it has no unit of its own and is said in đồng quy đổi.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from budget.cuts.acting import Way
from budget.cuts.answer import KEPT
from budget.cuts.binding import Binding, Bindings
from budget.cuts.instance import Row, RowKind
from budget.cuts.outcome import Outcome
from budget.cuts.settings import CutSettings, Mode, Scope
from budget.model import labels
from budget.model.states import Band, CutAction
from budget.money import format_short
from budget.quantity import format_quantity, format_share_bp

BANDS = tuple(Band)
NO_NAMES: Mapping[str, str] = {}
LOCAL = "chỉ đúng quanh phương án này"
"""What is said beside every price: it holds for small changes around this answer."""


@dataclass(frozen=True, slots=True)
class LineTold:
    """One line of an answer as people read it; money in đồng.

    `done` says what is done, `reason` why this line, `binding` which rule decided; `keep_price`: about how much more harm keeping a cut
    line costs (cutting a kept one, as far as it can be), None where nothing can be said; `proposal`: somebody else decides.
    """

    line: str
    number: int
    name: str
    unit: str
    unit_name: str
    source: str
    nature: str
    category: str
    level: int
    band: str
    amount: int
    action: CutAction
    done: str
    saved: int
    deferred: int
    left: int
    harm: int
    reason: str
    binding: str
    binding_kind: Binding
    decider: str
    proposal: bool
    keep_price: int | None


class Telling:
    """The sentences of one outcome."""

    def __init__(self, outcome: Outcome) -> None:
        """Of this outcome."""
        self.outcome = outcome
        self.drawn, self.answer = outcome.drawn, outcome.answer
        self.bindings = Bindings(outcome)

    def cuts(self) -> list[LineTold]:
        """Every line to which something is done, those cut first by the order of cutting: level, then unit, then number."""
        need = self.drawn.need
        places = sorted(self.outcome.touched.tolist(), key=lambda at: (int(need.level[at]), need.unit[at], int(need.number[at])))
        return self.lines(places)

    def lines(self, places: Iterable[int]) -> list[LineTold]:
        """The lines at some places of the instance."""
        return [self.line(place) for place in places]

    def line(self, at: int) -> LineTold:
        """One line, cut or kept."""
        drawn, need, outcome = self.drawn, self.drawn.need, self.outcome
        texts = {name: str(column[at].as_py() or "") for name, column in self._columns.items()}
        kind, row = self.bindings.of(at)
        saved, deferred = int(outcome.saved[at]), int(outcome.deferred[at])
        amount = int(drawn.here.held[at])
        return LineTold(
            line=drawn.figures.ids[at],
            number=int(need.number[at]),
            **texts,
            level=int(need.level[at]),
            band=labels.BAND[BANDS[int(need.band[at])]],
            amount=amount,
            action=outcome.action(at),
            done=self._done(at),
            saved=saved,
            deferred=deferred,
            left=amount - saved - deferred,
            harm=int(outcome.harm[at]),
            reason=self._reason(at),
            binding=self._binding(at, kind, row),
            binding_kind=kind,
            decider=need.decider[at],
            proposal=bool(need.proposal[at]),
            keep_price=self._price(at),
        )

    def _done(self, at: int) -> str:
        option = int(self.answer.chosen[at])
        if option == KEPT:
            return labels.CUT_ACTION[CutAction.KEEP]
        return say_way(self.drawn.choices.ways[int(self.drawn.choices.way[option])], self.drawn.names)

    def _reason(self, at: int) -> str:
        """How needed the line is: its band and why, and its points."""
        need = self.drawn.need
        if self.drawn.locked[at]:
            return self.drawn.locked[at]
        band = labels.BAND[BANDS[int(need.band[at])]]
        why = f"{band}: {need.band_reason[at]}" if need.band_reason[at] else f"{band}; {say_priority(int(need.priority[at]))}"
        return f"{why} Điểm cần thiết {say_score(int(need.score[at]))}/100." if need.known[at] else why

    def _binding(self, at: int, kind: Binding, row: int) -> str:
        settings, rows = self.drawn.settings, self.drawn.instance.rows
        if kind is Binding.PINNED:
            return f"Người dùng quyết định: {settings.pins[self.drawn.figures.ids[at]].reason}"
        if kind in (Binding.TARGET, Binding.CEILING):
            return f"Cần để {say_demand(rows[row], settings, self.drawn.instance.titles)}."
        if kind is Binding.PARENT:
            return f"Cắt theo khoản mục {self.drawn.need.number[row]} mà khoản này phụ thuộc."
        if kind is Binding.NEEDED_BY_CHILD:
            return f"Giữ vì khoản mục {self.drawn.need.number[row]} còn lại cần đến khoản này."
        if kind in (Binding.UNIT_CAP, Binding.FLOOR, Binding.AT_LEAST):
            return f"Giữ vì {say_limit(rows[row], self.drawn.instance.titles)}."
        return _PLAIN[kind]

    def _price(self, at: int) -> int | None:
        """The harm that changing the decision for a line costs by today's prices; None for what cannot change."""
        instance = self.drawn.instance
        if instance.lines.locked[at] or instance.lines.forced[at] or not any(self.answer.price):
            return None
        option = int(self.answer.chosen[at])
        if option != KEPT:
            return max(0, round(-float(self.bindings.reduced_cost[option])))
        first, last = self._first[at], self._first[at + 1]
        return None if first == last else max(0, round(float(self.bindings.reduced_cost[first:last].min())))

    @cached_property
    def _first(self) -> list[int]:
        found: list[int] = self.drawn.instance.first_options.tolist()
        return found

    @cached_property
    def _columns(self) -> Mapping[str, pa.ChunkedArray]:
        rows = self.drawn.figures.rows
        return {name: rows.column(name) for name in ("name", "unit", "unit_name", "source", "nature", "category")}


_PLAIN = {
    Binding.BUNDLE: "Cả nhóm khoản mục này giữ hoặc cắt cùng nhau.",
    Binding.LOCKED: "Không được cắt.",
    Binding.NOTHING_TO_TAKE: "Không có cách cắt nào giúp đạt mục tiêu.",
    Binding.ENOUGH: "Giữ vì các khoản kém cần thiết hơn đã đủ đạt mục tiêu.",
}


def say_way(way: Way, names: Mapping[str, str] = NO_NAMES) -> str:
    """What is done to a line, shortly: Cắt cả khoản; Giảm 25 % số lượng."""
    settings = way.settings
    if way.action is CutAction.PERCENT:
        return f"Cắt {format_share_bp(int(settings['share_bp']))} thành tiền"
    if way.action is CutAction.FEWER:
        if "share_bp" in settings:
            return f"Giảm {format_share_bp(int(settings['share_bp']))} số lượng"
        if "by_milli" in settings:
            return f"Giảm {format_quantity(int(settings['by_milli']))} đơn vị số lượng"
        return f"Giảm số lượng còn {format_quantity(int(settings['to_milli']))}"
    if way.action is CutAction.DEFER:
        return f"Giãn sang quý {settings['quarter']}/{settings['year']}"
    if way.action is CutAction.RE_SOURCE:
        source = str(settings["source"])
        return f"Chuyển sang nguồn {names.get(source, source)}"
    return labels.CUT_ACTION[way.action]


def say_score(hundredths: int) -> str:
    """Points as people read them: 6250 -> 62,5."""
    whole, rest = divmod((hundredths + 5) // 10, 10)
    return f"{whole},{rest}" if rest else str(whole)


def say_priority(priority: int) -> str:
    """A priority inside a sentence."""
    label = labels.PRIORITY.get(priority, "")
    return f"ưu tiên {label[:1]} ({label[4:].lower()})." if label else ""


def say_demand(row: Row, settings: CutSettings, titles: Mapping[str, str]) -> str:
    """What a rule that asks for a saving asks, after "cần để"."""
    money = format_short(row.limit)
    named = titles.get(row.subject, row.subject)
    if row.kind is RowKind.CEILING:
        return f"nhu cầu của nguồn {named} không vượt mức đã định (còn phải bớt {money})"
    if settings.mode is Mode.MAKE_ROOM and row.subject in titles:
        return f"dành {money} cho dự toán này (từ nguồn {named})"
    scope = next((target.scope for target in settings.targets if target.subject == row.subject), Scope.WHOLE)
    return f"đạt mục tiêu cắt {money}{say_scope(scope, row.subject, titles)}"


def say_scope(scope: Scope, subject: str, titles: Mapping[str, str]) -> str:
    """What a target is of, as the end of a phrase; "" for the whole."""
    named = titles.get(subject, subject)
    return {
        Scope.WHOLE: "",
        Scope.SOURCE: f" của nguồn {named}",
        Scope.NATURE: f" của {named.lower()}",
        Scope.YEAR: f" của năm {subject}",
    }[scope]


def say_limit(row: Row, titles: Mapping[str, str]) -> str:
    """What a rule that holds back says, after "giữ vì"."""
    named = titles.get(row.subject, row.subject)
    if row.kind is RowKind.UNIT_CAP:
        return f"{named} đã cắt tới trần {format_short(row.limit)}"
    if row.kind is RowKind.FLOOR:
        return f"nhóm chi “{named}” đã xuống mức sàn (chỉ được bớt {format_short(row.limit)})"
    return "phải giữ ít nhất một khoản trong nhóm đã chọn"
